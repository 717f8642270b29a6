import type { Session } from "../session/session.ts";
import { standardInput } from "../session/texts.ts";
import { usageError } from "../shell/exit.ts";

/** A value that stands in no option: the first line of the standard input where that was asked for, else what is typed. */
export async function secretFor(
  { shell, prompts }: Session,
  { isPiped, question, option }: { readonly isPiped: boolean; readonly question: string; readonly option: string },
): Promise<string> {
  const text = isPiped
    ? ((await standardInput(shell)).split("\n")[0] ?? "")
    : await prompts.hidden(question, `${option}, and the value in a pipe`);
  const value = text.trim();
  if (value === "") throw usageError("an empty value was given");
  return value;
}
