import { toldOf } from "../shell/faults.ts";
import type { Ended, Running, Start } from "./child.ts";
import type { Values } from "./values.ts";

/** What is known of the secrets at one time. */
export interface Known {
  readonly environment: Readonly<Record<string, string>>;
  readonly values: Values;
}
/** The current versions of secrets, by path. */
export type Versions = ReadonlyMap<string, number>;

export interface Watching {
  readonly intervalMs: number;
  /** How long a program may take to end before it is ended. */
  readonly graceMs: number;
  readonly start: Start;
  /** Told each program that is started: signals go to the one that runs. */
  readonly onStart: (running: Running) => void;
  /** How many signals that want an end have come so far. One that comes between two programs is for both: the second is not started. */
  readonly endings: () => number;
  readonly look: () => Promise<Versions>;
  readonly read: () => Promise<Known>;
  readonly say: (text: string) => void;
  /** Resolves after `ms`, or at once when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Runs a program, and starts it anew each time that one of its variables has another value. A program that ends by itself is not started again.
 * Where the server can't be asked, or what it says makes no environment, the program that runs goes on, and that is said once.
 */
export async function watch(first: Known, parts: Watching): Promise<Ended> {
  let known = first;
  let running = started(known, parts);
  const say = onceEach(parts.say);
  for (;;) {
    const ended = await endedWithin(running, parts.intervalMs, parts);
    if (ended) return ended;
    const change = await changeOf(known, parts, say);
    if (change === undefined) continue;
    const isSame = isEqual(known.environment, change.now.environment);
    known = change.now;
    // It may have ended while the server was asked.
    if (isSame || (await endedWithin(running, 0, parts))) continue;
    parts.say(`${change.paths.join(", ")} changed: the program is started anew`);
    const endingsBefore = parts.endings();
    const last = await stopped(running, parts);
    if (parts.endings() > endingsBefore) return last;
    running = started(known, parts);
  }
}

function started({ environment }: Known, { start, onStart }: Watching): Running {
  const running = start(environment);
  onStart(running);
  return running;
}

/** The secrets as they are now, and which of them have changed; undefined: none, or that can't be seen. */
async function changeOf(known: Known, { look, read }: Watching, say: (text: string | null) => void) {
  try {
    // A path alone is the key of its current version.
    const isNew = ([path, version]: readonly [string, number]) => known.values.get(path)?.version !== version;
    const paths = [...(await look())].filter(isNew).map(([path]) => path);
    const change = paths.length === 0 ? undefined : { paths, now: await read() };
    say(null);
    return change;
  } catch (error) {
    const told = toldOf(error);
    if (told === undefined) throw error;
    say(`the program goes on with the values that it has: ${told.message} (${told.code})`);
    return undefined;
  }
}

/** Says a trouble when it begins, not at every look. Null: there is none now. */
function onceEach(say: (text: string) => void): (text: string | null) => void {
  let last: string | null = null;
  return (text) => {
    if (text !== null && text !== last) say(text);
    last = text;
  };
}

async function stopped(running: Running, parts: Watching): Promise<Ended> {
  running.send("SIGTERM");
  const ended = await endedWithin(running, parts.graceMs, parts);
  if (ended) return ended;
  parts.say("it has not ended when asked to: it is killed");
  running.send("SIGKILL");
  return await running.ended;
}

/** Undefined: it still runs. */
async function endedWithin({ ended }: Running, ms: number, { pause }: Watching): Promise<Ended | undefined> {
  const over = new AbortController();
  try {
    return await Promise.race([ended, pause(ms, over.signal).then(() => undefined)]);
  } finally {
    over.abort();
  }
}

function isEqual(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
