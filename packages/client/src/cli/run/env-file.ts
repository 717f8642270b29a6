import { readFile } from "node:fs/promises";
import { parse } from "dotenv";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { strayLine } from "../text/dotenv-lines.ts";
import { parseReference, type Reference, SCHEME } from "../text/reference.ts";

/** A variable that a line asks for: with a text, or with what a reference leads to. */
export interface Line {
  readonly name: string;
  readonly value: string | Reference;
}

/** The names that every shell and every program can read. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MAX_BYTES = 1_000_000;
/** Stands for a `#` while the file is parsed. No variable can hold it, so no file has it. */
const MARK = "\0";

/**
 * Reads a file in the syntax of dotenv; of two lines with one name the later counts. A value that begins with `pst://` is a reference, quoted
 * or not. Outside quotes dotenv takes every `#` for a comment: here one behind a reference is a comment only after a space, so that
 * `NAME=pst://path#field` needs no quotes and is never read as the whole secret. A line that dotenv would pass over in silence is refused: a program
 * would start without a value. Throws CliError, exit 2.
 */
export function parseLines(text: string): readonly Line[] {
  if (text.includes(MARK)) throw usageError("it holds a NUL");
  const stray = strayLine(text.replaceAll(/\r\n?/g, "\n"));
  if (stray !== null) throw usageError(`line ${stray} is neither NAME=VALUE nor a comment`);
  const marked = text.replaceAll(/pst:\/\/[^\r\n]*/g, (rest) => rest.replaceAll(/(?<=\S)#/g, MARK));
  return Object.entries(parse(marked)).map(([name, value]) => {
    requireVariableName(name);
    return { name, value: valueIn(name, value.replaceAll(MARK, "#")) };
  });
}

function valueIn(name: string, value: string): string | Reference {
  if (!value.startsWith(SCHEME)) return value;
  try {
    return parseReference(value);
  } catch (error) {
    if (error instanceof CliError) throw usageError(`${name}: ${error.message}`, error.next);
    throw error;
  }
}

/** Throws CliError, exit 2. */
export function requireVariableName(name: string): string {
  if (NAME.test(name)) return name;
  throw usageError(`${visible(name)} is no name of a variable: letters, digits and underscores, no digit first`);
}

/** Undefined: there is no such file. Throws CliError, exit 2, which names the file. */
export async function readLines(file: string): Promise<readonly Line[] | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw usageError(`${visible(file)} can't be read`);
  }
  if (bytes.length > MAX_BYTES) throw usageError(`${visible(file)} has more than ${MAX_BYTES} bytes`);
  try {
    return parseLines(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof CliError)
      throw new CliError(EXIT.usage, error.code, `${visible(file)}: ${error.message}`, error.next);
    throw error;
  }
}
