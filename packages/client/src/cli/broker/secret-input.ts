import type { Session } from "../session/session.ts";
import { standardInput } from "../session/texts.ts";
import { usageError } from "../shell/exit.ts";

interface Wanted {
  readonly isPiped: boolean;
  /** In the words of a sentence, such as `secret id`; the question begins with a capital. */
  readonly what: string;
  /** That says that it comes by a pipe. */
  readonly option: string;
}

/**
 * A value that stands in no option: the first line of the standard input where that was asked for, else what is typed. Throws CliError: nobody
 * can be asked, or what came is empty.
 */
export async function secretFor({ shell, prompts }: Session, { isPiped, what, option }: Wanted): Promise<string> {
  const otherwise = `${option}, and the value in a pipe`;
  const text = isPiped
    ? ((await standardInput(shell)).split("\n")[0] ?? "")
    : await prompts.hidden(`${what.slice(0, 1).toUpperCase()}${what.slice(1)}`, otherwise);
  const value = text.trim();
  if (value !== "") return value;
  throw isPiped
    ? usageError(`the ${what} is empty: the first line of the standard input has nothing`, otherwise)
    : usageError(`the ${what} is empty`, "the same command again, and a value");
}
