import { readFile } from "node:fs/promises";
import { CliError, EXIT, usageError } from "../shell/exit.ts";
import { readAll, type Shell } from "../shell/shell.ts";
import { visible } from "../shell/visible.ts";

const MAX_BYTES = 1_048_576;

/** All of it, as text. Throws CliError. */
export async function standardInput({ stdin }: Pick<Shell, "stdin">): Promise<string> {
  try {
    return textIn(await readAll(stdin, MAX_BYTES), "the standard input");
  } catch (error) {
    if (error instanceof RangeError) throw usageError(`the standard input has more than ${MAX_BYTES} bytes`);
    throw error;
  }
}

/** Throws CliError. */
export async function fileText(file: string): Promise<string> {
  const name = visible(file);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new CliError(EXIT.failure, "file_unreadable", `${name} can't be read (${code})`);
  }
  if (bytes.length > MAX_BYTES) throw usageError(`${name} has more than ${MAX_BYTES} bytes`);
  return textIn(bytes, name);
}

function textIn(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usageError(`${what} is no text in UTF-8`);
  }
}
