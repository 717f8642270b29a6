import { Command } from "commander";
import { accessCommands } from "./access/commands.ts";
import { accountCommands } from "./account/commands.ts";
import { auditCommands } from "./audit/commands.ts";
import { brokerCommands } from "./broker/commands.ts";
import { completionCommands } from "./completion/commands.ts";
import { runCommands } from "./run/commands.ts";
import { secretsCommands } from "./secrets/commands.ts";
import type { Does } from "./session/command.ts";
import { withGlobalOptions } from "./session/options.ts";
import { transferCommands } from "./transfer/commands.ts";

/** All commands. `does`: what is done when one is called. */
export function programOf(does: Does): Command {
  const program = new Command("postern")
    .description("Secrets and credentials of a Postern. docs/cli.md has all of it.")
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: false });
  for (const declare of ROOMS) declare(program, does);
  // They may stand before the command, too.
  return withGlobalOptions(program);
}

/** In the order of the help. */
const ROOMS = [
  accountCommands,
  secretsCommands,
  runCommands,
  transferCommands,
  brokerCommands,
  accessCommands,
  auditCommands,
  completionCommands,
];
