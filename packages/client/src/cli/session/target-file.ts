import { lstat } from "node:fs/promises";
import { CliError, EXIT } from "../shell/exit.ts";
import { visible } from "../shell/visible.ts";
import { writeWhole } from "../shell/whole-file.ts";

/** Also a link that leads nowhere: a file would take its place. Throws CliError: it can't be told. */
export async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw unwritable(file, error);
  }
}

/** For its owner alone, whole or not at all. Throws CliError, and what `content` throws. */
export async function writeTo(file: string, content: Parameters<typeof writeWhole>[1]): Promise<void> {
  try {
    await writeWhole(file, content);
  } catch (error) {
    throw codeOf(error) === undefined ? error : unwritable(file, error);
  }
}

/** Codes of the system are in capitals; those of Postern's errors are not. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return /^[A-Z][A-Z0-9_]+$/.test(error.code) ? error.code : undefined;
}

const unwritable = (file: string, error: unknown): CliError =>
  new CliError(EXIT.failure, "file_unwritable", `${visible(file)} can't be written (${codeOf(error) ?? "unknown"})`);
