import type { Command } from "commander";
import type { Shell } from "../shell/shell.ts";
import { type GlobalOptions, withGlobalOptions } from "./options.ts";
import { Session } from "./session.ts";

/** What a command was called with. `arguments`: in the order of their declaration; a list is one of them. */
export interface Call<A extends readonly unknown[], O> {
  readonly session: Session;
  readonly arguments: A;
  readonly options: O & GlobalOptions;
}

/** Gives the exit code, or nothing for 0. Throws CliError and PosternError. */
// biome-ignore lint/suspicious/noConfusingVoidType: most commands have nothing to give.
export type Work<A extends readonly unknown[], O> = (call: Call<A, O>) => Promise<number | void>;

/** Gives a command what it does. It is loaded when it is called: what is not needed costs no time at the start. */
export type Does = <A extends readonly unknown[], O extends object = object>(
  command: Command,
  load: () => Promise<Work<A, O>>,
) => void;

/** `ended`: told the exit code. What a command throws, `parseAsync` throws. */
export function doesIn(shell: Shell, ended: (exit: number) => void): Does {
  return (command, load) => {
    withGlobalOptions(command).action(async (...given: unknown[]) => {
      // Commander gives the arguments, then the options, then the command. Their types are what was declared beside it.
      type Given = Parameters<Awaited<ReturnType<typeof load>>>[0];
      const options = command.optsWithGlobals() as Given["options"];
      const work = await load();
      const session = new Session(shell, options);
      ended((await work({ session, arguments: given.slice(0, -2) as unknown as Given["arguments"], options })) ?? 0);
    });
  };
}
