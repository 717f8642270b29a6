import type { Clock } from "../cdp/transport";
import { SignInStop } from "./outcome";
import type { SignInPorts } from "./ports";

/** So long at most until a cancel is noticed. */
export const NOTICE_MS = 500;
type Waiter = Pick<SignInPorts, "clock" | "isCancelled">;

export function requireWanted(waiter: Waiter): void {
  if (waiter.isCancelled()) throw new SignInStop("cancelled");
}

/** Lets time pass. Rejects with `cancelled`. */
export async function pass(waiter: Waiter, ms: number): Promise<void> {
  const until = waiter.clock.now() + ms;
  for (;;) {
    requireWanted(waiter);
    const leftMs = until - waiter.clock.now();
    if (leftMs <= 0) return;
    await new Promise<void>((resolve) => {
      waiter.clock.after(Math.min(leftMs, NOTICE_MS), resolve);
    });
  }
}

/** So long news must wait, since it seldom comes alone. */
const LEAST_MS = 40;

/** Lets time pass, or less where there is news: `listen` is told what ends the wait, and gives what ends the listening. */
export async function passOrNews(waiter: Waiter, ms: number, listen: (wake: () => void) => () => void): Promise<void> {
  const until = waiter.clock.now() + ms;
  let isNews = false;
  let wake = (): void => undefined;
  const stop = listen(() => {
    isNews = true;
    wake();
  });
  try {
    await pass(waiter, Math.min(ms, LEAST_MS));
    for (;;) {
      requireWanted(waiter);
      const leftMs = until - waiter.clock.now();
      if (isNews || leftMs <= 0) return;
      await new Promise<void>((resolve) => {
        const stopTimer = waiter.clock.after(Math.min(leftMs, NOTICE_MS), resolve);
        wake = () => {
          stopTimer();
          resolve();
        };
      });
    }
  } finally {
    stop();
  }
}

/** Calls `then` again and again; the returned function ends it. */
export function every(clock: Clock, ms: number, then: () => void): () => void {
  let stop = (): void => undefined;
  const wait = () => {
    stop = clock.after(ms, () => {
      wait();
      then();
    });
  };
  wait();
  return () => stop();
}

/** Calls `then` while the run is cancelled; the returned function ends the watch. */
export const whileCancelled = (waiter: Waiter, then: () => void): (() => void) =>
  every(waiter.clock, NOTICE_MS, () => {
    if (waiter.isCancelled()) then();
  });

/** What a port answers, or `cancelled`: the answer may come long after. */
export async function unlessCancelled<T>(waiter: Waiter, answer: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    stop = whileCancelled(waiter, () => reject(new SignInStop("cancelled")));
  });
  try {
    const given = await Promise.race([answer, cancelled]);
    requireWanted(waiter);
    return given;
  } finally {
    stop();
  }
}
