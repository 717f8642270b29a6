import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import type { Session } from "../session/session.ts";
import { usageError } from "../shell/exit.ts";
import { readAll } from "../shell/shell.ts";
import type { Assignment, Source } from "../text/assignments.ts";
import { type Exact, type ExactObject, isExactObject, JsonFault, parseExact } from "../text/exact-json.ts";

/** A value has at most 1 MiB as JSON; the server says so itself of what is a little longer. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The values that were given, by field, in the order in which they stand. Throws CliError: one can't be had. */
export async function readFields(session: Session, assignments: readonly Assignment[]): Promise<ExactObject> {
  const fields = new Map<string, Exact>();
  for (const { field, source } of assignments) fields.set(field, await readField(session, field, source));
  return fields;
}

/** A whole value: one object of JSON in a file, or in the standard input (`-`). Throws CliError. */
export async function readObject({ shell }: Session, file: string): Promise<ExactObject> {
  const what = "the value";
  const text = decoded(await bytesOf(file === "-" ? shell.stdin : createReadStream(file), what), what);
  const value = jsonIn(text, what);
  if (isExactObject(value) && value.size > 0) return value;
  throw usageError("a value is a JSON object with at least one field");
}

async function readField({ shell, prompts }: Session, field: string, source: Source): Promise<Exact> {
  // Its name came from the command line, where no control characters are taken in one.
  const what = `the field ${field}`;
  if (source.from === "prompt")
    return await prompts.hidden(field, `${field}=- and the value in a pipe, or ${field}=@FILE`);
  const text = await readText(source, shell.stdin, what);
  return source.isJson ? jsonIn(text, what) : text;
}

async function readText(source: Exclude<Source, { from: "prompt" }>, stdin: Readable, what: string): Promise<string> {
  if (source.from === "text") return source.text;
  if (source.from === "file") return decoded(await bytesOf(createReadStream(source.file), what), what);
  return withoutEcho(decoded(await bytesOf(stdin, what), what));
}

/** `echo` ends a single line with a line feed that nobody meant. What has more lines is kept as it is. */
export const withoutEcho = (text: string): string => (/^[^\n]*\n$/.test(text) ? text.replace(/\r?\n$/, "") : text);

async function bytesOf(stream: Readable, what: string): Promise<Buffer> {
  try {
    return await readAll(stream, MAX_BYTES);
  } catch (error) {
    if (error instanceof RangeError) throw usageError(`${what} is longer than a value may be`);
    // The system's own text names the file by its whole path, and nothing more than its word.
    const word = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw usageError(`the file for ${what} can't be read${word}`);
  }
}

/** A value is text: other bytes would come back as different ones. */
function decoded(bytes: Buffer, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usageError(`what was given for ${what} is no text in UTF-8`, "base64 FILE | postern put PATH FIELD=-");
  }
}

/** What is no JSON is not repeated. */
function jsonIn(text: string, what: string): Exact {
  try {
    return parseExact(text);
  } catch (error) {
    if (error instanceof JsonFault) throw usageError(`what was given for ${what} is refused: ${error.message}`);
    throw error;
  }
}
