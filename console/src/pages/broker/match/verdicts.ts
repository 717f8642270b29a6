import type { components } from "../../../../../packages/client/src/generated/schema.ts";

type Schemas = components["schemas"];
/** What the host rule of one credential says of the page. */
export interface Verdict {
  readonly credential: Schemas["Credential"];
  readonly matched: Schemas["MatchedUrl"];
}
/** A row of the list of refused ones: a reason, or a credential below it. */
export type RefusedRow =
  | { readonly reason: string; readonly count: number }
  | { readonly reason: string; readonly verdict: Verdict };

const byName = (a: Verdict, b: Verdict): number =>
  a.credential.name.localeCompare(b.credential.name, undefined, { numeric: true });

/** Those that would get a value on the page. Pure. */
export const allowedOf = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter(({ matched }) => matched.allowed).toSorted(byName);

/** The others below their reasons, the most frequent first. Pure. */
export function refusedRows(verdicts: readonly Verdict[]): readonly RefusedRow[] {
  const groups = Map.groupBy(
    verdicts.filter(({ matched }) => !matched.allowed),
    ({ matched }) => matched.reason ?? "",
  );
  return [...groups]
    .toSorted(([a, one], [b, other]) => other.length - one.length || a.localeCompare(b))
    .flatMap(([reason, group]) => [
      { reason, count: group.length },
      ...group.toSorted(byName).map((verdict) => ({ reason, verdict })),
    ]);
}

/**
 * A page's address without what follows `?` or `#`: that decides nothing, and may hold what is nobody's business in an address bar.
 * Pure.
 */
export const withoutQuery = (url: string): string => url.trim().replace(/[?#].*$/s, "");
