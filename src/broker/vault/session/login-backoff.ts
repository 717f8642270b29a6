/**
 * The pause after a refused login: 30 s, then 2 min, then 15 min each. A stale secret id must not lock the customer's role.
 * Pure; the clock is an argument (milliseconds).
 */
const FIRST_STEPS_MS = [30_000, 120_000];
const EVERY_LATER_STEP_MS = 900_000;

/** Belongs to one revision of the secret id; a good login or a newer revision ends it. */
export interface LoginBackoff {
  readonly revision: number;
  /** Refusals in a row. */
  readonly refusals: number;
  readonly untilMs: number;
}

export function pauseAfterRefusal(before: LoginBackoff | undefined, revision: number, nowMs: number): LoginBackoff {
  const refusals = before?.revision === revision ? before.refusals : 0;
  return { revision, refusals: refusals + 1, untilMs: nowMs + (FIRST_STEPS_MS[refusals] ?? EVERY_LATER_STEP_MS) };
}

/** Whole seconds until a login may be tried, at least 1; undefined if it may be tried now. */
export function pauseLeftSeconds(pause: LoginBackoff | undefined, revision: number, nowMs: number): number | undefined {
  if (pause?.revision !== revision || nowMs >= pause.untilMs) return undefined;
  return Math.ceil((pause.untilMs - nowMs) / 1000);
}
