import type { ListedSecret, ListFilters, Of, SecretType } from "./types.ts";

/** What the address asks for, and what the API is asked for that. */
export interface Filters {
  readonly of: Of;
  readonly folder: string;
  readonly text: string;
  readonly tag: string;
  readonly type: SecretType | "";
  readonly state: State;
}
export const STATES = ["live", "expiring", "expired", "rotated", "all"] as const;
export type State = (typeof STATES)[number];

/** Is anything asked for but a place? Pure. */
export const isFiltered = ({ text, tag, type, state }: Filters): boolean =>
  text !== "" || tag !== "" || type !== "" || state !== "live";

/** How near an end is that a list warns of. */
export const SOON_MS = 30 * 86_400_000;

/** What a list is asked for. A cursor goes on only with the very filter it was made for, so all pages of a list have one `nowMs`. Pure. */
export function listFilters(of: Filters, nowMs: number): ListFilters {
  const at = (ms: number) => new Date(ms).toISOString();
  const { state, tag, type } = of;
  // Partner secrets have no search by patterns: there the text is what the path begins with.
  const prefix = of.of === "partner" && of.text !== "" ? of.text : of.folder;
  return {
    limit: 200,
    ...(prefix !== "" && { prefix }),
    ...(tag !== "" && { tag: tag.split(",").map((one) => one.trim()) }),
    ...(type !== "" && { secret_type: type }),
    ...(state === "expiring" && { expires_before: at(nowMs + SOON_MS) }),
    ...(state === "expired" && { expires_before: at(nowMs), include_expired: true }),
    ...(state === "all" && { include_expired: true }),
    ...(state === "rotated" && { include_metadata: true, include_expired: true }),
  };
}

/** The patterns that together match every path with this text in it. A star of the person's own stands for a part of a name. Pure. */
export function patternsFor(text: string): readonly string[] {
  // A doubled star means whole names, and may not stand beside other signs.
  const plain = text
    .trim()
    .replaceAll(/\*+/g, "*")
    .replaceAll(/^\*|\*$/g, "");
  if (plain === "") return ["**"];
  const part = `*${plain}*`;
  return [part, `**/${part}`, `${part}/**`, `**/${part}/**`];
}

/** What a list's filters say of one secret; for what the API was not asked. Pure. */
export function fits(filters: Pick<Filters, "tag" | "type" | "state" | "folder">, secret: ListedSecret, nowMs: number) {
  const { tag, type, state, folder } = filters;
  const endsAtMs = secret.expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(secret.expires_at);
  const isExpired = endsAtMs <= nowMs;
  const fitsState: Readonly<Record<State, boolean>> = {
    all: true,
    live: !isExpired,
    expiring: !isExpired && endsAtMs < nowMs + SOON_MS,
    expired: isExpired,
    rotated: secret.rotation_policy != null,
  };
  return (
    fitsState[state] &&
    secret.path.startsWith(folder) &&
    (type === "" || secret.secret_type === type) &&
    (tag === "" || tag.split(",").every((one) => secret.tags.includes(one.trim())))
  );
}
