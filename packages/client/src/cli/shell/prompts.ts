import type { Readable, Writable } from "node:stream";
import { CliError, EXIT, usageError } from "./exit.ts";
import { isAtTerminal, type Shell } from "./shell.ts";

/** Questions to a person, on the standard error. */
export interface Prompts {
  /** Throws CliError: nobody can be asked (`otherwise` says what to give instead), or Ctrl-C. */
  confirm(question: string, otherwise: string): Promise<boolean>;
  /** What is typed is not shown. */
  hidden(question: string, otherwise: string): Promise<string>;
  text(question: string, otherwise: string): Promise<string>;
}

export const promptsOf = (shell: Shell): Prompts => ({
  async confirm(question, otherwise) {
    const { asked, common } = await at(shell, question, otherwise);
    return answered(await asked.confirm({ ...common, initialValue: false }));
  },
  async hidden(question, otherwise) {
    const { asked, common } = await at(shell, question, otherwise);
    return answered(await asked.password(common));
  },
  async text(question, otherwise) {
    const { asked, common } = await at(shell, question, otherwise);
    return answered(await asked.text(common));
  },
});

async function at(shell: Shell, message: string, otherwise: string) {
  if (!isAtTerminal(shell)) throw usageError("nobody can be asked here: this is no terminal", otherwise);
  const asked = await import("@clack/prompts");
  // A terminal that knows no width of its own, as in some containers, has the usual one: text can't be fitted into none.
  if (shell.stderr.columns === 0) shell.stderr.columns = 80;
  const streams: { readonly input: Readable; readonly output: Writable } = { input: shell.stdin, output: shell.stderr };
  return { asked, common: { ...streams, message } };
}

/** Ctrl-C and Escape are given as a symbol. */
function answered<T>(answer: T): Exclude<T, symbol> {
  if (typeof answer === "symbol") throw new CliError(EXIT.interrupted, "interrupted", "interrupted");
  return answer as Exclude<T, symbol>;
}
