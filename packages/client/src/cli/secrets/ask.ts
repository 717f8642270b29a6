import type { Session } from "../session/session.ts";
import { CliError, EXIT, usageError } from "../shell/exit.ts";

export interface Consent {
  /** `--yes`: nobody is asked. */
  readonly yes?: boolean;
}

/** Returns where the answer is yes. Throws CliError: it is no, or nobody can be asked. */
export async function requireConsent({ prompts }: Session, question: string, { yes }: Consent): Promise<void> {
  if (yes || (await prompts.confirm(question, "--yes"))) return;
  throw new CliError(EXIT.failure, "declined", "nothing was changed");
}

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
