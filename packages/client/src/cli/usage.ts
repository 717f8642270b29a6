import type { Command } from "commander";
import type { Shell } from "./shell/shell.ts";

/** A wrong call is told in this program's words, and ends by an error that is thrown: never by the end of the process under way. */
export function toldInstead(program: Command, shell: Shell): Command {
  for (const command of [program, ...everyCommandOf(program)])
    command
      .exitOverride()
      .helpOption("-h, --help", "shows this")
      .configureOutput({
        writeOut: (text) => shell.stdout.write(text),
        writeErr: (text) => shell.stderr.write(text),
        outputError: (text, write) => write(`${text.trimEnd()}\n  next: postern ${nameOf(command)}--help\n`),
      });
  return program;
}

const everyCommandOf = (command: Command): readonly Command[] =>
  command.commands.flatMap((one) => [one, ...everyCommandOf(one)]);

/** As it is typed after `postern`, with a space at its end. */
const nameOf = (command: Command): string => (command.parent ? `${nameOf(command.parent)}${command.name()} ` : "");
