import type { Work } from "../session/command.ts";
import type { Session } from "../session/session.ts";
import { usageError } from "../shell/exit.ts";
import { parseDuration } from "../text/durations.ts";
import { parseReference, type Reference } from "../text/reference.ts";
import { type Ended, type Running, startChild } from "./child.ts";
import { type Line, readLines } from "./env-file.ts";
import { environmentOf, namingOf, referencesOf, variablesOf, type Wanted } from "./environment.ts";
import { exitCodeOf, passOn } from "./signals.ts";
import { readValues, type Values } from "./values.ts";
import type { Known } from "./watch.ts";

export interface RunOptions {
  readonly from?: readonly string[];
  readonly envFile?: string;
  readonly prefix?: string;
  readonly upper?: boolean;
  readonly passToken?: boolean;
  readonly watch?: boolean;
  readonly interval: string;
  readonly fallback?: string;
  readonly fallbackMaxAge: string;
}

const DEFAULT_FILE = ".env.postern";

/** Reads all that is wanted, then runs a program with it: nothing is started while one of the values is missing, and nothing is written down. */
export const run: Work<[command: readonly string[]], RunOptions> = async ({
  session,
  arguments: [command],
  options,
}) => {
  const wanted = await wantedBy(options);
  const readValuesNow = await readerOf(session, wanted, options);
  const passesToken = options.passToken === true;
  const read = async (): Promise<Known> => {
    const values = await readValuesNow();
    const environment = environmentOf(session.shell.env, variablesOf(wanted, values), { passesToken });
    return { environment, values };
  };
  if (!options.watch) return exitCodeOf(await runOnce(command, (await read()).environment));
  const { runWatched } = await import("./watched.ts");
  const references = referencesOf(wanted);
  const hasFallback = options.fallback !== undefined;
  return exitCodeOf(await runWatched(session, { command, references, read, interval: options.interval, hasFallback }));
};

async function runOnce(command: readonly string[], environment: Readonly<Record<string, string>>): Promise<Ended> {
  let child: Running | undefined;
  // Before it is started: a signal in between would end this process alone.
  const stop = passOn((signal) => child?.send(signal));
  try {
    child = startChild(command, environment);
    return await child.ended;
  } finally {
    stop();
  }
}

async function wantedBy({ from = [], envFile, prefix, upper }: RunOptions): Promise<Wanted> {
  const lines = await linesOf(envFile, from.length > 0);
  return { lines, secrets: from.map(wholeSecret), naming: namingOf(prefix, upper) };
}

/** The file that is named; else, if nothing else is, the one that lies here by the usual name. */
async function linesOf(named: string | undefined, isElsewhere: boolean): Promise<readonly Line[]> {
  if (named === undefined && isElsewhere) return [];
  const file = named ?? DEFAULT_FILE;
  const lines = await readLines(file);
  if (lines !== undefined) return lines;
  if (named === undefined)
    throw usageError(
      "nothing says which secrets the program is to have",
      `--from PATH, --env-file FILE, or ${DEFAULT_FILE}`,
    );
  throw usageError("the --env-file is not there");
}

function wholeSecret(text: string): Reference {
  const reference = parseReference(text);
  if (reference.field === null) return reference;
  throw usageError("--from takes whole secrets", `NAME=pst://PATH#FIELD in ${DEFAULT_FILE}`);
}

/** What reads the values, as often as it is called. With `--fallback` an answer is not waited for as long as without. */
async function readerOf(session: Session, wanted: Wanted, options: RunOptions): Promise<() => Promise<Values>> {
  const references = referencesOf(wanted);
  if (options.fallback === undefined) {
    if (references.length === 0) return async () => new Map();
    const postern = await session.postern();
    return async () => await readValues(postern, references);
  }
  const fallbacks = await import("./fallback.ts");
  const signIn = await session.signIn();
  const postern = session.connect({ ...signIn.options, ...fallbacks.IMPATIENT });
  const fallback = {
    file: options.fallback,
    maxAgeMs: parseDuration(options.fallbackMaxAge, "--fallback-max-age"),
    secret: fallbacks.secretOf(signIn, session.shell.env),
    binding: fallbacks.bindingOf(signIn, references),
    output: session.output,
    now: session.shell.now,
  };
  return async () => await fallbacks.readOrFallBack(async () => await readValues(postern, references), fallback);
}
