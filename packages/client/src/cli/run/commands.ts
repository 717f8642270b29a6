import type { Command } from "commander";
import type { Does } from "../session/command.ts";

const list = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Values for programs, in their environment or in a file of theirs. */
export function runCommands(program: Command, does: Does): void {
  does(
    program
      .command("run")
      .summary("runs a program that finds secrets in its environment")
      .description(RUN)
      .argument("<command...>", "the program and its arguments, best behind --")
      .passThroughOptions()
      .option("--from <path>", "each field of this secret is a variable; may be given again", list)
      // Node looks for a file of this name itself, wherever the option stands: one that is missing ends it before this program begins.
      .option("-e, --env-file <file>", "lines NAME=pst://PATH#FIELD; .env.postern, if nothing else is named")
      .option("--prefix <text>", "stands before the names of fields")
      .option("--upper", "names of fields in capitals, with _ for what no name may have")
      .option("--pass-token", "the program finds POSTERN_TOKEN, too")
      .option("--watch", "starts the program anew when a value changes; needs the right to list")
      .option("--interval <duration>", "how often that is looked for", "30s")
      .option("--fallback <file>", "keeps the values there, encrypted, for when the server can't be reached")
      .option("--fallback-max-age <duration>", "how old they may be", "24h"),
    async () => (await import("./run.ts")).run,
  );
  does(
    program
      .command("inject")
      .summary("fills a template with secrets")
      .description(INJECT)
      .option("-i, --in <file>", "the template; - is the standard input", "-")
      .option(
        "-o, --out <file>",
        "written for its owner alone (0600), whole or not at all; - is the standard output",
        "-",
      )
      .option("--reveal", "shows the values, where the standard output is a terminal")
      .option("-y, --yes", "replaces a file without asking"),
    async () => (await import("./inject.ts")).inject,
  );
}

const RUN =
  "Runs a program that finds secrets in its environment. Nothing is written to the disk, and nothing is started unless every value was read. " +
  "A line of the --env-file counts before a field of --from, and both before what the environment has. Signals are passed on, and the exit " +
  "code is the program's: 127 if it is not found, 126 if it may not be run. POSTERN_TOKEN is not passed on.";

const INJECT =
  "Puts secrets into a template, where it says {{ pst://PATH#FIELD }}. All other text stays as it is, other {{ }} too. A backslash before a " +
  "reference, as in \\{{ pst://PATH }}, makes it text: the backslash goes, the rest stays.";
