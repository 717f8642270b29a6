import { wholeSecond } from "../formats";

/**
 * The life cycle of one secret under a rotation policy: when what happens. Pure; milliseconds, the clock is an argument.
 * Instants are whole seconds, because what clients see is what counts.
 */

/** What the policy says. */
export interface RotationTerms {
  readonly intervalMs: number;
  readonly graceMs: number;
  /** Each shorter than the interval. */
  readonly warningsMs: readonly number[];
  readonly autoGenerate: boolean;
}

/** How far one secret has come since its last rotation. */
export interface Progress {
  readonly lastRotatedMs: number;
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
export const freshProgress = (lastRotatedMs: number): Progress => ({
  lastRotatedMs,
  warnedMs: null,
  announced: false,
  attempts: 0,
  triedAtMs: null,
  overdue: false,
});

/** When the next rotation is due, in milliseconds, on a whole second. */
export const dueMs = ({ intervalMs }: Pick<RotationTerms, "intervalMs">, lastRotatedMs: number): number =>
  wholeSecond(lastRotatedMs) + intervalMs;

export const overdueMs = (terms: Pick<RotationTerms, "intervalMs" | "graceMs">, lastRotatedMs: number): number =>
  dueMs(terms, lastRotatedMs) + terms.graceMs;

/** Does a new value written now complete the rotation: from the first warning on, or from T where there is none? */
export function completesRotation(terms: RotationTerms, lastRotatedMs: number, nowMs: number): boolean {
  return !terms.autoGenerate && nowMs >= dueMs(terms, lastRotatedMs) - Math.max(0, ...terms.warningsMs);
}

/** What is to be done now, in order. Of several warnings whose time has come only the nearest; none once it is due. */
export function stepsNow(terms: RotationTerms, progress: Progress, nowMs: number): Step[] {
  const due = dueMs(terms, progress.lastRotatedMs);
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
    return nowMs >= attemptMs(due, progress) ? [{ kind: "rotate", attempt: progress.attempts + 1 }] : [];
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
export function nextStepMs(terms: RotationTerms, progress: Progress): number | null {
  const due = dueMs(terms, progress.lastRotatedMs);
  const open = terms.warningsMs.filter((ms) => ms < (progress.warnedMs ?? Number.POSITIVE_INFINITY));
  if (open.length > 0 && !progress.announced && progress.attempts === 0 && !progress.overdue)
    return due - Math.max(...open);
  if (!terms.autoGenerate && !progress.announced) return due;
  if (terms.autoGenerate && progress.attempts < MAX_ATTEMPTS) return attemptMs(due, progress);
  return progress.overdue ? null : due + terms.graceMs;
}

const attemptMs = (due: number, { triedAtMs }: Progress): number =>
  triedAtMs === null ? due : Math.max(due, triedAtMs + RETRY_MS);

/** Whole hours until then, rounded up; negative from the first second past it. */
export function hoursUntil(atMs: number, nowMs: number): number {
  const hours = Math.ceil((atMs - nowMs) / 3_600_000);
  return nowMs > atMs ? Math.min(-1, hours) : hours;
}
