import type { Command, CommanderError } from "commander";
import { type CliError, usageError } from "./shell/exit.ts";
import type { Shell } from "./shell/shell.ts";

/** A wrong call ends by an error that is thrown, as every other fault: never by the end of the process under way. */
export function toldInstead(program: Command, shell: Shell): Command {
  for (const command of [program, ...everyCommandOf(program)])
    command
      .exitOverride()
      .helpOption("-h, --help", "shows this")
      .configureOutput({
        writeOut: (text) => shell.stdout.write(text),
        writeErr: (text) => shell.stderr.write(text),
        // It is told where all faults are.
        outputError: () => undefined,
      });
  return program;
}

/** What was wrong with a call. Undefined: nothing, or help was shown in place of it. `program`: whose call it was. */
export function wrongCall(error: CommanderError, program: Command, args: readonly string[]): CliError | undefined {
  if (error.exitCode === 0 || error.code === "commander.help") return undefined;
  return usageError(withoutValues(error.message), `postern ${nameOf(calledIn(program, args))}--help`);
}

/**
 * The text of a wrong call repeats what was typed, where a token or a value may stand: of an option its name stays, of a command a plain word,
 * of a choice nothing.
 */
const withoutValues = (message: string): string =>
  message
    .replace(/^error: /, "")
    .replace(
      /^unknown option '(--[a-z][a-z-]{0,30}(?==|'))?.*?'(?=$|\n\(Did you)/s,
      (_, name = "?") => `unknown option '${name}'`,
    )
    .replace(/^unknown command '(?![a-z-]{1,30}'(?:$|\n)).*?'(?=$|\n\(Did you)/s, "unknown command '?'")
    .replace(/^(option '[^']*') argument '.*' is invalid\./s, "$1 is invalid.")
    .replace(/^command-argument value '.*' is invalid for argument '(?=[a-z-]+'\. Allowed)/s, "no such argument '")
    .replace(/\n\((.*)\)$/, " ($1)");

/** The command that the words lead to. */
function calledIn(program: Command, args: readonly string[]): Command {
  const [word, ...rest] = args;
  const inner = program.commands.find((one) => one.name() === word);
  return inner ? calledIn(inner, rest) : program;
}

const everyCommandOf = (command: Command): readonly Command[] =>
  command.commands.flatMap((one) => [one, ...everyCommandOf(one)]);

/** As it is typed after `postern`, with a space at its end. */
const nameOf = (command: Command): string => (command.parent ? `${nameOf(command.parent)}${command.name()} ` : "");
