import type { ListedSecret } from "../../library/resources/secrets.ts";
import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { parseDuration } from "../text/durations.ts";

/** More are not kept in memory: whoever has them names a prefix. */
export const MAX_LISTED = 1_000_000;
const PAGE = 200;
const DAY_MS = 86_400_000;
const NONE = "Nothing is here that this token may list.";

export interface ListOptions {
  readonly tag?: readonly string[];
  readonly type?: string;
  readonly expired?: boolean;
}

/** The secrets below a prefix, by path. Throws PosternError. */
export async function listed(
  session: Session,
  prefix: string | undefined,
  { tag, type, expired }: ListOptions,
  more: { readonly include_metadata?: true } = {},
): Promise<readonly ListedSecret[]> {
  const postern = await session.postern();
  const query = {
    limit: PAGE,
    ...(prefix ? { prefix } : {}),
    ...(tag ? { tag: [...tag] } : {}),
    // The server knows the types, and says so.
    ...(type === undefined ? {} : { secret_type: type as ListedSecret["secret_type"] }),
    ...(expired ? { include_expired: true } : {}),
    ...more,
  };
  return await postern.secrets.list(query).toArray(MAX_LISTED);
}

export const ls: Work<[prefix: string | undefined], ListOptions> = async ({ session, arguments: [prefix], options }) =>
  table(session, await listed(session, prefix, options), NONE);

/** By a pattern of paths as policies have it, or by a text in paths, tags and descriptions. */
export const search: Work<[text: string], ListOptions> = async ({ session, arguments: [text], options }) => {
  const items = await listed(session, undefined, options, { include_metadata: true });
  table(session, items.filter(textMatcher(text)), "Nothing has this in its path, its tags or its description.");
};

/** Case doesn't count. Pure. */
export function textMatcher(text: string): (item: Pick<ListedSecret, "path" | "tags" | "metadata">) => boolean {
  const wanted = text.toLowerCase();
  return ({ path, tags, metadata = {} }) =>
    [path, ...tags, metadata.description].some((one) => typeof one === "string" && one.toLowerCase().includes(wanted));
}

/** What expires soon, the soonest first. */
export const expiring: Work<[prefix: string | undefined], { readonly within: string }> = async ({
  session,
  arguments: [prefix],
  options,
}) => {
  const withinMs = parseDuration(options.within, "--within");
  const endMs = session.shell.now() + withinMs;
  const query = { days: Math.ceil(withinMs / DAY_MS), limit: PAGE, ...(prefix ? { prefix } : {}) };
  const found = await (await session.postern()).secrets.expiring(query).toArray(MAX_LISTED);
  const items = found.filter(({ expires_at }) => Date.parse(expires_at) <= endMs);
  session.output.list(items, {
    columns: [
      { head: "PATH", text: ({ path }) => path },
      { head: "EXPIRES", text: ({ expires_at }) => expires_at },
      { head: "DAYS", text: ({ days_remaining }) => String(days_remaining) },
    ],
    name: ({ path }) => path,
    none: `Nothing expires within ${options.within}.`,
  });
};

function table({ output }: Session, items: readonly ListedSecret[], none: string): void {
  output.list(items, {
    columns: [
      { head: "PATH", text: ({ path }) => path },
      { head: "VERSION", text: ({ version }) => String(version) },
      { head: "UPDATED", text: ({ updated_at }) => updated_at },
      { head: "EXPIRES", text: ({ expires_at }) => expires_at ?? "never" },
      { head: "TAGS", text: ({ tags }) => tags.join(", ") },
    ],
    name: ({ path }) => path,
    none,
  });
}
