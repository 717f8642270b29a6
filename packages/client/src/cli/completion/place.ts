import type { Argument, Command, Option } from "commander";
import type { Typed } from "./typed.ts";

/** What may stand where the cursor is. `signIn`: options of the line that say who asks whom. */
export interface Place {
  readonly kind: "words" | "path" | "files";
  readonly words: readonly string[];
  readonly signIn: Readonly<Record<string, string>>;
}

const PATHS = /^(path|paths|reference|references|prefix|from|to)$/;
const FILES = /^(file|output|template)$/;
const SIGN_IN = ["--url", "--token", "--tenant", "--profile"];

/** Walks the commands along the words, without calling any. The first word is the program. Pure. */
export function placeIn(program: Command, { words, current }: Typed): Place {
  const walk = walkAlong(program, words.slice(1));
  const { command, asked, positional, isOver, signIn } = walk;
  if (asked) return { ...valuesOf(asked.argChoices, nameIn(asked.flags)), signIn };
  if (!isOver && current.startsWith("-")) return { kind: "words", words: optionsOf(command), signIn };
  const argument = command.registeredArguments[positional] ?? variadicOf(command);
  if (argument) return { ...valuesOf(argument.argChoices, argument.name()), signIn };
  return { kind: "words", words: positional === 0 && !isOver ? commandsOf(command) : [], signIn };
}

interface Walk {
  readonly command: Command;
  /** An option whose value comes next. */
  readonly asked: Option | undefined;
  /** How many arguments there are. */
  readonly positional: number;
  /** Whether `--` was there. */
  readonly isOver: boolean;
  readonly signIn: Readonly<Record<string, string>>;
}

function walkAlong(program: Command, words: readonly string[]): Walk {
  let command = program;
  let asked: Option | undefined;
  let positional = 0;
  let isOver = false;
  const signIn = new Map<string, string>();
  for (const word of words) {
    if (asked) {
      if (asked.long && SIGN_IN.includes(asked.long)) signIn.set(asked.attributeName(), word);
      asked = undefined;
    } else if (word === "--") isOver = true;
    else if (!isOver && word.startsWith("-") && word !== "-") {
      const [name = "", value] = word.split("=", 2);
      const option = command.options.find(({ short, long }) => short === name || long === name);
      if (option?.required && value === undefined) asked = option;
      else if (value !== undefined && SIGN_IN.includes(name)) signIn.set(name.slice(2), value);
    } else {
      const inner = positional === 0 && !isOver ? command.commands.find((one) => one.name() === word) : undefined;
      if (inner) command = inner;
      else positional += 1;
    }
  }
  return { command, asked, positional, isOver, signIn: Object.fromEntries(signIn) };
}

function valuesOf(choices: readonly string[] | undefined, name: string): Pick<Place, "kind" | "words"> {
  if (choices) return { kind: "words", words: choices };
  const kind = PATHS.test(name) ? "path" : FILES.test(name) ? "files" : "words";
  return { kind, words: [] };
}

/** Of `--from <path...>`: path. */
const nameIn = (flags: string): string => /<([a-z-]+)/.exec(flags)?.[1] ?? "";
const optionsOf = (command: Command): readonly string[] => [
  ...command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : [])),
  "--help",
];
const variadicOf = (command: Command): Argument | undefined =>
  command.registeredArguments.find(({ variadic }) => variadic);
/** Hidden ones are left out, as in the help. */
const commandsOf = (command: Command): readonly string[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());
