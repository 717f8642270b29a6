import { fstatSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { fileStream } from "./file-stream.ts";

/** What the command line has of the process that it is. Given, so that a test may be one. */
export interface Shell {
  /** After the name of the program. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; columns?: number };
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export const processShell = (): Shell => ({
  args: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: fstatSync(1).isFile() ? fileStream(1) : process.stdout,
  stderr: process.stderr,
  now: Date.now,
});

/** Whether a person can be asked. Questions go to the standard error: what is answered with may be a pipe. */
export const isAtTerminal = ({ stdin, stderr }: Shell): boolean => stdin.isTTY === true && stderr.isTTY === true;

/** All of the standard input. Throws RangeError when it is longer than `maxBytes`. */
export async function readAll(input: Readable, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of input) {
    const bytes = Buffer.from(part as Uint8Array | string);
    length += bytes.length;
    if (length > maxBytes) throw new RangeError(`the standard input has more than ${maxBytes} bytes`);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
