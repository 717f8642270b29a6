import type { AnswerOf } from "../../library/calls/types.ts";
import type { Work } from "../session/command.ts";
import { parsePath } from "../text/reference.ts";
import { countIn } from "./numbers.ts";

type Version = AnswerOf<"get", "/v1/secrets/{path}/versions">["versions"][number];
type Entry = AnswerOf<"get", "/v1/audit/secrets/{path}">["logs"][number];

/** The versions of a secret, the newest first, those too that are gone. */
export const versions: Work<[path: string], object> = async ({ session, arguments: [text] }) => {
  const items = await (await session.postern()).secrets.versions(parsePath(text));
  session.output.list(items, {
    columns: [
      { head: "VERSION", text: ({ version, is_current }) => (is_current ? `${version} *` : String(version)) },
      { head: "CREATED", text: ({ created_at }) => created_at },
      { head: "BY", text: ({ created_by }) => created_by },
      { head: "STATE", text: stateOf },
    ],
    name: ({ version }) => String(version),
    none: "There are no versions.",
  });
};

function stateOf({ destroyed, deleted_at, readable_until }: Version): string {
  if (destroyed) return "destroyed";
  if (deleted_at !== null) return `deleted ${deleted_at}`;
  return readable_until === null ? "readable" : `readable until ${readable_until}`;
}

const PAGE = 200;
const DEFAULT_ENTRIES = "50";

/** Who did what with a secret, the newest first. */
export const history: Work<[path: string], { readonly limit?: string }> = async ({
  session,
  arguments: [text],
  options,
}) => {
  const path = parsePath(text);
  const max = countIn(options.limit ?? DEFAULT_ENTRIES, "--limit");
  const postern = await session.postern();
  const items: Entry[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: Math.min(PAGE, max - items.length), ...(cursor === null ? {} : { cursor }) };
    const page: AnswerOf<"get", "/v1/audit/secrets/{path}"> = await postern.call("get", "/v1/audit/secrets/{path}", {
      path: { path },
      query,
    });
    items.push(...page.logs);
    cursor = page.cursor;
  } while (cursor !== null && items.length < max);
  session.output.list(items, {
    columns: [
      { head: "TIME", text: ({ timestamp }) => timestamp },
      { head: "ACTION", text: ({ action }) => action },
      { head: "WHO", text: ({ identity_id }) => identity_id },
      { head: "FROM", text: ({ source_ip }) => source_ip ?? "-" },
      { head: "RESULT", text: ({ error_code }) => error_code ?? "ok" },
    ],
    name: ({ id }) => id,
    none: "The log has nothing of this path.",
  });
  if (cursor !== null) session.output.say(`There is more: postern history ${path} --limit ${max * 2}`);
};
