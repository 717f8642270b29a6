import type { Work } from "../session/command.ts";
import { requireYes } from "../session/confirm.ts";
import type { Session } from "../session/session.ts";
import { isThere, writeTo } from "../session/target-file.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { type ExactObject, isExactObject, parseExact } from "../text/exact-json.ts";
import { formatNamed } from "./files/read.ts";
import { gateOf, patientPostern } from "./patient.ts";
import { Store } from "./store.ts";
import { type ExportFormat, type Rendering, textOf } from "./write/text.ts";

interface ExportOptions {
  readonly format?: ExportFormat;
  readonly output?: string;
  readonly pathNames?: boolean;
  readonly namespace?: string;
  readonly partial?: boolean;
  readonly reveal?: boolean;
  readonly yes?: boolean;
}

const WIDTH = 4;
/** Of names that are told. */
const MOST = 20;

/** Values, to a file that its owner alone may read, or into a pipe. */
export const exportSecrets: Work<[path: string], ExportOptions> = async ({ session, arguments: [path], options }) => {
  const { output } = session;
  if (options.output === undefined && output.isTerminal && !options.reveal)
    throw usageError("a terminal would show the values", "-o FILE, a pipe, or --reveal");
  const file = options.output;
  const format = options.format ?? (file === undefined ? undefined : formatNamed(file)) ?? "json";
  if (file !== undefined && (await isThere(file)))
    await requireYes(session, options, `${visible(file)} is there. Put the export in its place?`);
  const secrets = await secretsBelow(session, path, options.partial === true);
  const rendering: Rendering = { isPathNamed: options.pathNames === true, namespace: options.namespace };
  const text = textOf(format, secrets, rendering);
  if (file === undefined) return output.raw(text);
  await writeTo(file, text);
  output.say(`Wrote ${secrets.size} to ${visible(file)}.`);
};

async function secretsBelow(
  session: Session,
  path: string,
  isPartial: boolean,
): Promise<ReadonlyMap<string, ExactObject>> {
  const gate = gateOf(session);
  const store = new Store(await patientPostern(session, gate), WIDTH, gate.signal);
  const root = path.replace(/\/+$/, "");
  const isIn = (one: string) => root === "" || one.startsWith(`${root}/`) || (one === root && path === root);
  const paths = [...(await store.list(root)).keys()].filter(isIn);
  if (paths.length === 0) throw nothing();
  gate.beUnderWay();
  const secrets = new Map<string, ExactObject>();
  const gone: string[] = [];
  const unreadable: string[] = [];
  for (const [one, held] of await store.read(paths)) {
    const value = "data" in held ? parseExact(held.data) : undefined;
    const code = "code" in held ? held.code : "bad_answer";
    if (isExactObject(value)) secrets.set(one, value);
    else if (code === "version_not_found") gone.push(`${visible(one)}: left out, its newest version is deleted`);
    else unreadable.push(`${visible(one)}: ${code}`);
  }
  warnOf(session, gone);
  warnOf(session, unreadable);
  if (unreadable.length > 0 && !isPartial)
    throw new CliError(
      EXIT.failure,
      "unreadable_secrets",
      `${unreadable.length} can't be read, so nothing was written`,
      "--partial, to leave them out",
    );
  if (secrets.size === 0) throw nothing();
  return secrets;
}

const nothing = (): CliError =>
  new CliError(EXIT.notFound, "secret_not_found", "there is nothing to export there", "postern ls");

function warnOf({ output }: Session, lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST)) output.warn(line);
  if (lines.length > MOST) output.warn(`and ${lines.length - MOST} more`);
}
