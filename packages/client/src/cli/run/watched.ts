import { setTimeout as sleep } from "node:timers/promises";
import { PosternError } from "../../library/errors.ts";
import type { Postern } from "../../library/postern.ts";
import type { Session } from "../session/session.ts";
import { usageError } from "../shell/exit.ts";
import { parseDuration } from "../text/durations.ts";
import type { Reference } from "../text/reference.ts";
import { type Ended, type Running, startChild } from "./child.ts";
import { isUnreachable } from "./fallback.ts";
import { endsPrograms, passOn } from "./signals.ts";
import { MAX_PATHS, unreadable } from "./values.ts";
import { type Known, type Versions, watch } from "./watch.ts";

interface Asked {
  readonly command: readonly string[];
  readonly references: readonly Reference[];
  readonly read: () => Promise<Known>;
  readonly interval: string;
  /** Values of before may be used, so that it starts though changes can't be seen for now. */
  readonly hasFallback: boolean;
}

/** How long a program may take to end before it is killed. Containers are given as long. */
const GRACE_MS = 10_000;

/** Runs a program, and anew when its values change. Before it is started, it is seen whether changes can be. Throws CliError and PosternError. */
export async function runWatched(
  session: Session,
  { command, references, read, interval, hasFallback }: Asked,
): Promise<Ended> {
  const intervalMs = parseDuration(interval, "--interval");
  const paths = [...new Set(references.flatMap(({ path, version }) => (version === null ? [path] : [])))];
  if (paths.length === 0)
    throw usageError("there is nothing to watch: each reference names a version, which never changes");
  const postern = await session.postern();
  const look = async () => await versionsOf(postern, paths);
  const [first] = await Promise.all([read(), hasFallback ? look().catch(unlessUnreachable) : look()]);
  let running: Running | undefined;
  let endings = 0;
  const stop = passOn(
    (signal) => running?.send(signal),
    (signal) => {
      if (endsPrograms(signal)) endings += 1;
    },
  );
  try {
    return await watch(first, {
      intervalMs,
      graceMs: GRACE_MS,
      start: (environment) => startChild(command, environment),
      onStart: (started) => {
        running = started;
      },
      endings: () => endings,
      look,
      read,
      say: (text) => session.output.warn(text),
      pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined), // It rejects only when it is cut short.
    });
  } finally {
    stop();
  }
}

/** With something to fall back to, the program starts though nobody answers: the watch says so itself, and goes on looking. */
function unlessUnreachable(error: unknown): void {
  if (!(error instanceof PosternError && isUnreachable(error))) throw error;
}

/** The current versions, by path. Throws CliError, which names what can't be seen. */
async function versionsOf(postern: Postern, paths: readonly string[]): Promise<Versions> {
  const starts = paths.flatMap((_, at) => (at % MAX_PATHS === 0 ? [at] : []));
  const answers = await Promise.all(
    starts.map(async (at) => {
      const body = { paths: paths.slice(at, at + MAX_PATHS) };
      return await postern.call("post", "/v1/secrets/batch/metadata", { body, isRead: true });
    }),
  );
  const refusals = answers.flatMap(({ errors }) => Object.entries(errors));
  if (refusals.length > 0) throw unreadable("watched", refusals);
  return new Map(
    answers.flatMap(({ secrets }) => Object.values(secrets).map((one) => [one.path, one.current_version])),
  );
}
