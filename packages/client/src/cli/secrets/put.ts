import type { Work } from "../session/command.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { parseAssignments } from "../text/assignments.ts";
import { parsePath } from "../text/reference.ts";
import { readFields, readObject } from "./given.ts";
import { labelsOf } from "./labels.ts";
import { versionIn } from "./numbers.ts";
import { conditionOf, type Present, presentAt } from "./present.ts";
import { type WriteOptions, write } from "./write.ts";

interface PutOptions extends WriteOptions {
  readonly ifAbsent?: boolean;
  readonly file?: string;
  readonly type?: string;
}

/** The whole value becomes what is given. */
export const put: Work<[path: string, fields: string[]], PutOptions> = async ({
  session,
  arguments: [text, fields],
  options,
}) => {
  const path = parsePath(text);
  const assignments = parseAssignments(fields);
  const labels = labelsOf(options);
  const ifVersion = versionIn(options.ifVersion, "--if-version");
  if (options.ifAbsent && ifVersion !== null) throw usageError("give either --if-version or --if-absent");
  if ((options.file === undefined) === (assignments.length === 0))
    throw usageError("give either fields or --file", "postern put PATH FIELD=@FILE, FIELD=- or FIELD");
  const data =
    options.file === undefined ? await readFields(session, assignments) : await readObject(session, options.file);
  const present = await presentAt(await session.postern(), path);
  if (options.ifAbsent) requireAbsent(path, present);
  await write(
    session,
    {
      ...{ path, data, labels, type: options.type, present },
      condition: options.ifAbsent ? "absent" : conditionOf(present, ifVersion),
    },
    options,
  );
};

/** What can't be read may be nothing: the server decides then. Throws CliError, exit 6. */
function requireAbsent(path: string, present: Present): void {
  const version = present.kind === "absent" ? null : present.version;
  if (version === null) return;
  throw new CliError(
    EXIT.conflict,
    "already_there",
    `${path} is there already, version ${version}`,
    `postern put ${path}, without --if-absent, to write over it`,
  );
}
