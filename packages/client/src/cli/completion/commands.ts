import { Argument, type Command } from "commander";
import type { Does } from "../session/command.ts";
import { SHELLS } from "./shells.ts";

const shellArgument = () => new Argument("<shell>").choices([...SHELLS]);

/** The script of a shell, and what it asks. */
export function completionCommands(program: Command, does: Does): void {
  does(
    program
      .command("completion")
      .description("writes what completes commands, options and paths of secrets in a shell")
      .addArgument(shellArgument())
      .addHelpText(
        "after",
        `
  bash   eval "$(postern completion bash)" in ~/.bashrc
  zsh    eval "$(postern completion zsh)" in ~/.zshrc, behind compinit
  fish   postern completion fish > ~/.config/fish/completions/postern.fish`,
      ),
    async () => (await import("./completion.ts")).completion,
  );
  does(program.command("complete", { hidden: true }).addArgument(shellArgument()), async () =>
    (await import("./complete.ts")).completeIn(program),
  );
}
