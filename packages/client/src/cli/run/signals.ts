import { readFileSync } from "node:fs";
import { constants } from "node:os";
import type { Ended } from "./child.ts";

/** Signals that are passed on to the child. */
const PASSED = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGWINCH"] as const;
/** Those that a terminal sends to everyone in its foreground, and so to the child, too. */
const OF_TERMINAL: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT", "SIGWINCH", "SIGHUP"];

/** Where this process stands. */
export interface Place {
  /** Its group is the one that its terminal sends signals to. */
  readonly isForeground: boolean;
  /** It was started as the first of its terminal. */
  readonly leadsSession: boolean;
}

/**
 * Whether a signal has come to this process alone. What a terminal sends goes to the child, too, and passed on it would come twice: a second
 * Ctrl-C makes many programs give up at once. A terminal that closes is the exception: it tells only who leads its session. Who sent a signal
 * is not told to a program, so one that somebody else sends to this process in the foreground of a terminal is taken for the terminal's. Pure.
 */
export function isForUsAlone(signal: NodeJS.Signals, { isForeground, leadsSession }: Place): boolean {
  if (!isForeground || !OF_TERMINAL.includes(signal)) return true;
  return signal === "SIGHUP" && leadsSession;
}

/**
 * Calls `send` for every signal that the child would not get by itself, and `onAny` for every one that comes, until what is given back is
 * called. Meanwhile none of them ends this process.
 */
export function passOn(
  send: (signal: NodeJS.Signals) => void,
  onAny: (signal: NodeJS.Signals) => void = () => undefined,
): () => void {
  const listeners = PASSED.map((signal) => {
    const listener = () => {
      onAny(signal);
      if (isForUsAlone(signal, placeOfProcess())) send(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}

/** Whether somebody who sends it wants an end, unless a program has another use for it. */
export const endsPrograms = (signal: NodeJS.Signals): boolean =>
  ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"].includes(signal);

/** Asked when a signal comes: a shell puts a program into the background and back. */
function placeOfProcess(): Place {
  if (process.platform !== "linux")
    return { isForeground: [0, 1, 2].some((fd) => isTerminal(fd)), leadsSession: false };
  return placeIn(readFileSync("/proc/self/stat", "latin1"), process.pid);
}

const isTerminal = (fd: number): boolean => [process.stdin, process.stdout, process.stderr][fd]?.isTTY === true;

/** Reads `/proc/PID/stat` (proc_pid_stat(5)). The program's name stands in parentheses, and may have any character. Pure. */
export function placeIn(stat: string, pid: number): Place {
  const [, , group, session, terminal, foreground] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { isForeground: terminal !== "0" && group === foreground, leadsSession: session === String(pid) };
}

/** By these the system may write the memory of a process to a file, and here that holds values. */
const DUMP_MEMORY: readonly NodeJS.Signals[] = [
  ...(["SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGSEGV"] as const),
  ...(["SIGXCPU", "SIGXFSZ", "SIGSYS"] as const),
];

/** The exit code of a child. One that a signal ended: this process ends by the same, so that a shell sees it, or by the code that stands for it. */
export function exitCodeOf({ code, signal }: Ended): number {
  if (signal === null) return code;
  if (!DUMP_MEMORY.includes(signal)) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
  return 128 + (constants.signals[signal] ?? 0);
}
