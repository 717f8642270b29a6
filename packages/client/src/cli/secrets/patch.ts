import type { Work } from "../session/command.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { parseChanges, requireField } from "../text/assignments.ts";
import type { Exact } from "../text/exact-json.ts";
import { parsePath } from "../text/reference.ts";
import { readFields } from "./given.ts";
import { labelsOf, namesOf } from "./labels.ts";
import { versionIn } from "./numbers.ts";
import { conditionOf, type Present } from "./present.ts";
import { readSecret } from "./store.ts";
import { relabel, type WriteOptions, write } from "./write.ts";

/** Some fields become what is given, or go; the others stay as they are, letter for letter. */
export const patch: Work<
  [path: string, fields: string[]],
  WriteOptions & { readonly remove?: readonly string[] }
> = async ({ session, arguments: [text, fields], options }) => {
  const path = parsePath(text);
  const { set, removed } = parseChanges(fields);
  const gone = [...removed, ...(options.remove ?? []).map(requireField)];
  const labels = labelsOf(options);
  const ifVersion = versionIn(options.ifVersion, "--if-version");
  if (set.length + gone.length + namesOf(labels).length === 0)
    throw usageError("nothing to change was given", "postern patch PATH FIELD=@FILE, FIELD- or --description TEXT");
  if (set.length + gone.length === 0) {
    await relabel(session, { path, labels, ifVersion }, options);
    return;
  }
  const given = await readFields(session, set);
  const read = await readSecret(await session.postern(), path, null);
  const missing = gone.filter((field) => !read.data.has(field));
  if (missing.length > 0)
    throw new CliError(
      EXIT.notFound,
      "field_not_found",
      `the secret has no field ${missing.join(", ")}`,
      `postern get -q ${path}`,
    );
  const data = new Map<string, Exact>([...read.data, ...given]);
  for (const field of gone) data.delete(field);
  if (data.size === 0) throw usageError("a secret keeps at least one field", `postern rm ${path}`);
  const present: Present = { kind: "read", ...read };
  await write(session, { path, data, labels, present, condition: conditionOf(present, ifVersion) }, options);
};
