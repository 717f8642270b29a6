import { nextDateMs, openMs, type Timing } from "./timing";

/**
 * The life cycle of one secret under a rotation policy: when what happens. Pure; milliseconds, the clock is an argument.
 * Instants are whole seconds, because what clients see is what counts.
 */

/** What the policy says. */
export interface RotationTerms {
  readonly timing: Timing;
  readonly graceMs: number;
  /** Each shorter than the time between two dates. */
  readonly warningsMs: readonly number[];
  readonly autoGenerate: boolean;
}

/** How far one secret has come since its last rotation. */
export interface Progress {
  readonly lastRotatedMs: number;
  /** When the next rotation is due, on a whole second. */
  readonly dueMs: number;
  /** The shortest warning that was sent; null: none yet. */
  readonly warnedMs: number | null;
  /** It was told that the rotation is due now. Never, if the server rotates by itself. */
  readonly announced: boolean;
  /** Tries of the server that failed, and when the latest was. */
  readonly attempts: number;
  readonly triedAtMs: number | null;
  /** It was told that the rotation is overdue. */
  readonly overdue: boolean;
}

/** Something to do now. */
export type Step =
  | { readonly kind: "warn"; readonly warningMs: number }
  | { readonly kind: "due" }
  | { readonly kind: "rotate"; readonly attempt: number }
  | { readonly kind: "overdue"; readonly sinceMs: number };

export const MAX_ATTEMPTS = 4;
export const RETRY_MS = 3_600_000;

/** Right after a rotation, or after the attachment, which counts as one at first. */
export const freshProgress = ({ timing }: Pick<RotationTerms, "timing">, lastRotatedMs: number): Progress => ({
  ...NOTHING_DONE,
  lastRotatedMs,
  dueMs: nextDateMs(timing, lastRotatedMs),
});

/** What is known of a date of which nothing was told, and for which nothing was tried. */
export const NOTHING_DONE = {
  warnedMs: null,
  announced: false,
  attempts: 0,
  triedAtMs: null,
  overdue: false,
} as const satisfies Partial<Progress>;

/**
 * After a rotation, whoever made it. An interval starts. A schedule goes on: a value that answers its date before the date is there
 * leads to the one after it, any other leaves the date where it is, and what was told of it.
 */
export function progressAfterRotation(terms: RotationTerms, before: Progress, nowMs: number): Progress {
  const answersEarly = terms.timing.kind === "schedule" && completesRotation(terms, before, nowMs);
  const fromMs = answersEarly ? Math.max(nowMs, before.dueMs) : nowMs;
  const fresh = { ...NOTHING_DONE, lastRotatedMs: nowMs, dueMs: nextDateMs(terms.timing, fromMs) };
  return fresh.dueMs === before.dueMs ? { ...fresh, warnedMs: before.warnedMs } : fresh;
}

/** Does a new value written now complete the rotation: from the first warning on, or from T where there is none? */
export function completesRotation(terms: RotationTerms, { dueMs }: Pick<Progress, "dueMs">, nowMs: number): boolean {
  return !terms.autoGenerate && nowMs >= dueMs - Math.max(0, ...terms.warningsMs);
}

/** What is to be done now, in order. Of several warnings whose time has come only the nearest; none once it is due. */
export function stepsNow(terms: RotationTerms, progress: Progress, nowMs: number): Step[] {
  const due = progress.dueMs;
  if (nowMs < due) {
    const nearest = Math.min(...terms.warningsMs.filter((ms) => nowMs >= due - ms));
    return nearest < (progress.warnedMs ?? Number.POSITIVE_INFINITY) ? [{ kind: "warn", warningMs: nearest }] : [];
  }
  const sinceMs = due + terms.graceMs;
  const isOverdue = !progress.overdue && nowMs >= sinceMs;
  if (!terms.autoGenerate)
    return [
      ...(progress.announced ? [] : [{ kind: "due" } as const]),
      ...(isOverdue ? [{ kind: "overdue", sinceMs } as const] : []),
    ];
  if (progress.attempts < MAX_ATTEMPTS)
    return nowMs >= attemptMs(terms, progress, nowMs) ? [{ kind: "rotate", attempt: progress.attempts + 1 }] : [];
  return isOverdue ? [{ kind: "overdue", sinceMs }] : [];
}

/** What is known once a step was done. A failed try counts itself. */
export function after(progress: Progress, step: Step, nowMs: number): Progress {
  switch (step.kind) {
    case "warn":
      return { ...progress, warnedMs: step.warningMs };
    case "due":
      return { ...progress, announced: true };
    case "rotate":
      return { ...progress, attempts: step.attempt, triedAtMs: nowMs };
    case "overdue":
      return { ...progress, overdue: true };
  }
}

/** The earliest instant at which there is a step, past or future; null: none until it is rotated. */
export function nextStepMs(terms: RotationTerms, progress: Progress, nowMs: number): number | null {
  const due = progress.dueMs;
  const open = terms.warningsMs.filter((ms) => ms < (progress.warnedMs ?? Number.POSITIVE_INFINITY));
  // Once it is due there are no warnings, also while it waits for the window.
  if (open.length > 0 && nowMs < due) return due - Math.max(...open);
  if (!terms.autoGenerate && !progress.announced) return due;
  const attemptAtMs = nextAttemptMs(terms, progress, nowMs);
  if (attemptAtMs !== null) return attemptAtMs;
  return progress.overdue ? null : due + terms.graceMs;
}

/** When the server tries next; null: it makes no value, or has tried often enough. */
export const nextAttemptMs = (terms: RotationTerms, progress: Progress, nowMs: number): number | null =>
  terms.autoGenerate && progress.attempts < MAX_ATTEMPTS ? attemptMs(terms, progress, nowMs) : null;

/** The same, of one that does. Never outside the window, also if the date was missed while the policy was paused. */
function attemptMs({ timing }: RotationTerms, { dueMs, triedAtMs }: Progress, nowMs: number): number {
  const earliestMs = triedAtMs === null ? dueMs : Math.max(dueMs, triedAtMs + RETRY_MS);
  const window = timing.kind === "interval" ? timing.window : null;
  return window ? openMs(window, Math.max(earliestMs, nowMs)) : earliestMs;
}

/** Whole hours until then, rounded up; negative from the first second past it. */
export function hoursUntil(atMs: number, nowMs: number): number {
  const hours = Math.ceil((atMs - nowMs) / 3_600_000);
  return nowMs > atMs ? Math.min(-1, hours) : hours;
}
