import { CliError, EXIT } from "../shell/exit.ts";
import type { Session } from "./session.ts";

export interface Consent {
  /** `--yes`: nobody is asked. */
  readonly yes?: boolean;
}

/** Whoever changes or destroys something is asked first, unless `--yes` was given. Throws CliError: no, or nobody can be asked. */
export async function requireYes({ prompts }: Session, { yes = false }: Consent, question: string): Promise<void> {
  if (yes || (await prompts.confirm(question, "--yes"))) return;
  throw new CliError(EXIT.failure, "declined", "nothing was changed");
}
