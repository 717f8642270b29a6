import { usageError } from "../shell/exit.ts";

/** A version as it is typed for `--version` and `--if-version`. Throws CliError, exit 2. */
export function versionIn(text: string | undefined, option: string): number | null {
  if (text === undefined) return null;
  const version = Number(text);
  if (/^[1-9][0-9]*$/.test(text) && Number.isSafeInteger(version)) return version;
  throw usageError(`${option} is a whole number from 1`);
}

const MAX_COUNT = 100_000;

/** A number of things as it is typed. Throws CliError, exit 2. */
export function countIn(text: string, option: string, max = MAX_COUNT): number {
  if (/^[1-9][0-9]{0,5}$/.test(text) && Number(text) <= max) return Number(text);
  throw usageError(`${option} is a whole number from 1 to ${max}`);
}
