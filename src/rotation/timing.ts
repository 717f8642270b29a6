import { wholeSecond } from "../formats";
import { instantOf, type WallClock } from "../kernel/wall-clock";
import { isInWindow, type TimeWindow } from "../policies/conditions";
import { type Cron, nextMatch, shortestWaitMs } from "./cron";

/** When a policy wants a value to be replaced. Pure; milliseconds, the clock is an argument. */
export type Timing =
  | { readonly kind: "interval"; readonly intervalMs: number; readonly window: TimeWindow | null }
  | { readonly kind: "schedule"; readonly schedule: Schedule };

/** The local times of `cron`, on the clock of a timezone. */
export interface Schedule {
  readonly cron: Cron;
  readonly clock: WallClock;
}

/** The first date after an instant: of a schedule, or after a whole interval, moved into the window. On a whole second. */
export const nextDateMs = (timing: Timing, fromMs: number): number =>
  timing.kind === "schedule"
    ? nextInstant(timing.schedule, fromMs)
    : openMs(timing.window, wholeSecond(fromMs) + timing.intervalMs);

/** No two dates are nearer than this, but for an hour that a clock leaves out. */
export const shortestTimeMs = (timing: Timing): number =>
  timing.kind === "schedule" ? shortestWaitMs(timing.schedule.cron) : timing.intervalMs;

/** The same instant if the server may rotate then, else the next start of the window. */
export const openMs = (window: TimeWindow | null, atMs: number): number => {
  if (!window) return atMs;
  const starts = startsOf(window);
  let openAtMs = atMs;
  // Where the clock leaves out the whole window, it does not open that day.
  while (!isInWindow(window, openAtMs)) openAtMs = nextInstant(starts, openAtMs);
  return openAtMs;
};

/** Local times ascend as instants do, so the first that comes after is the next; those that a clock shows twice are passed. */
function nextInstant({ cron, clock }: Schedule, fromMs: number): number {
  let localMs = clock.localMs(fromMs);
  for (;;) {
    localMs = nextMatch(cron, localMs);
    const atMs = instantOf(clock, localMs);
    if (atMs > fromMs) return atMs;
  }
}

/** Days of a window count from Monday, those of cron from Sunday. */
const startsOf = ({ days, startMinute, clock }: TimeWindow): Schedule => ({
  cron: {
    minutesOfDay: [startMinute],
    daysOfMonth: new Set(EVERY_DATE),
    months: new Set(EVERY_MONTH),
    weekdays: new Set([...days].map((day) => (day + 1) % 7)),
    isEitherDay: false,
  },
  clock,
});
const EVERY_DATE = Array.from({ length: 31 }, (_, n) => n + 1);
const EVERY_MONTH = Array.from({ length: 12 }, (_, n) => n + 1);
