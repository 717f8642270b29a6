import { type Command, Option } from "commander";

/** What every command takes. */
export interface GlobalOptions {
  readonly url?: string;
  readonly token?: string;
  readonly tenant?: string;
  readonly profile?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

const GROUP = "Options of every command:";
const options = (): readonly Option[] => [
  new Option("--url <address>", "of Postern; or POSTERN_URL"),
  new Option("--token <token>", "seen by everyone on this machine: better POSTERN_TOKEN, or postern login"),
  new Option("--tenant <id>", "the space to act in, where it is not the token's own; or POSTERN_TENANT"),
  new Option("--profile <name>", "of postern login; or POSTERN_PROFILE"),
  new Option("--json", "one document of JSON, for programs").conflicts("quiet"),
  new Option("-q, --quiet", "names alone"),
  new Option("--debug", "shows each request, without values"),
];

/** Gives them to a command, in a group of their own at the end of its help. */
export function withGlobalOptions(command: Command): Command {
  for (const option of options()) command.addOption(option.helpGroup(GROUP));
  return command;
}
