/** When a failed delivery is tried again. Pure; milliseconds. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const PAUSES_MS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 120 * MINUTE];
export const MAX_ATTEMPTS = PAUSES_MS.length + 1;
/** The most that chance adds to a pause, as a share of it: receivers that fail together do not come back together. */
const MAX_DELAY_SHARE = 0.2;

/** After `attempts` failed ones, counted from 1; null: that was the last. `chance`: 0 to 1. */
export function nextAttemptMs(attempts: number, nowMs: number, chance: number): number | null {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? null : nowMs + Math.round(pause * (1 + MAX_DELAY_SHARE * chance));
}
