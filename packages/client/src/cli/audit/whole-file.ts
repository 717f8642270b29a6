import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { lstat, open, rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { CliError, EXIT } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";

const OWNER_ONLY = 0o600;

export async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw unwritable(file, error);
  }
}

/** Makes a file for its owner alone: what `write` gives is first a draft beside it, which takes its place when all is there. Throws CliError. */
export async function wholeFile(file: string, write: (into: Writable) => Promise<void>): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    const handle = await open(draft, "wx", OWNER_ONLY);
    // The stream closes the handle, also when it fails.
    await write(createWriteStream(draft, { fd: handle, flush: true }));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw codeOf(error) === undefined ? error : unwritable(file, error);
  }
}

/** Node's codes are in capitals; those of Postern's errors are not. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return /^[A-Z][A-Z0-9_]+$/.test(error.code) ? error.code : undefined;
}

const unwritable = (file: string, error: unknown): CliError =>
  new CliError(EXIT.failure, "file_unwritable", `${visible(file)} can't be written (${codeOf(error) ?? "unknown"})`);
