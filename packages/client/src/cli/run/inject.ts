import { lstat, readFile, realpath } from "node:fs/promises";
import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { writeTo } from "../session/target-file.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { readAll } from "../shell/shell.ts";
import { visible } from "../shell/visible.ts";
import type { Reference } from "../text/reference.ts";
import { type Part, parseTemplate } from "./template.ts";
import { readValues, valueAt } from "./values.ts";

interface InjectOptions {
  readonly in: string;
  readonly out: string;
  readonly reveal?: boolean;
  readonly yes?: boolean;
}

const STREAM = "-";
const MAX_BYTES = 16 * 1024 * 1024;

/** Fills a template. What it is written to is looked at before anything is read, and written once all is there. */
export const inject: Work<[], InjectOptions> = async ({ session, options }) => {
  const { in: from, out: to } = options;
  if (to === STREAM && session.output.isTerminal && !options.reveal)
    throw usageError("values are not shown in a terminal", "-o FILE, a pipe, or --reveal");
  if (to !== STREAM) await requireTarget(session, options);
  const parts = parseTemplate(await readTemplate(session, from));
  const text = await filled(session, parts);
  if (to === STREAM) return session.output.raw(text);
  await writeTo(to, text);
  const count = referencesIn(parts).length;
  if (session.output.style === "json") return session.output.json({ file: to, values: count });
  session.output.say(`Wrote ${visible(to)} with ${count} ${count === 1 ? "value" : "values"}.`);
};

const referencesIn = (parts: readonly Part[]): readonly Reference[] =>
  parts.flatMap((part) => (typeof part === "string" ? [] : [part]));

async function filled(session: Session, parts: readonly Part[]): Promise<string> {
  const references = referencesIn(parts);
  if (references.length === 0) return parts.join("");
  const values = await readValues(await session.postern(), references);
  return parts.map((part) => (typeof part === "string" ? part : valueAt(values, part))).join("");
}

/** UTF-8, because a value is put between its characters. Throws CliError. */
async function readTemplate({ shell }: Session, file: string): Promise<string> {
  const name = file === STREAM ? "the standard input" : visible(file);
  const bytes = await (file === STREAM ? readAll(shell.stdin, MAX_BYTES) : readFile(file)).catch(() => {
    throw usageError(`${name} can't be read`);
  });
  if (bytes.length > MAX_BYTES) throw usageError(`${name} has more than ${MAX_BYTES} bytes`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usageError(`${name} is no text in UTF-8`);
  }
}

/**
 * A file that is there is replaced only if somebody says so. A symbolic link is refused: written through, the values would lie where somebody
 * else says, with rights that somebody else gave. So is what is no file, and the template itself. Throws CliError.
 */
async function requireTarget({ prompts }: Session, { in: from, out: to, yes }: InjectOptions): Promise<void> {
  const name = visible(to);
  const found = await lstat(to).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw usageError(`${name} can't be looked at`);
  });
  if (found === undefined) return;
  if (found.isSymbolicLink()) throw usageError(`${name} is a symbolic link`, "-o with the file that it leads to");
  if (!found.isFile()) throw usageError(`${name} is no file`, "-o - for the standard output");
  if (from !== STREAM && (await isSame(from, to))) throw usageError("-i and -o are the same file");
  if (yes) return;
  if (!(await prompts.confirm(`Replace ${name}?`, "--yes, to replace the file that is there")))
    throw new CliError(EXIT.failure, "declined", "nothing was written");
}

async function isSame(one: string, other: string): Promise<boolean> {
  const paths = await Promise.all([one, other].map(async (file) => await realpath(file).catch(() => file)));
  return paths[0] === paths[1];
}
