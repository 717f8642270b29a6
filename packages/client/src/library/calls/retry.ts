/** When a call is made again. Pure. */

/** What came of one attempt. */
export type Attempt =
  /** Nothing came back: whether the request was carried out is unknown. */
  | { readonly kind: "no_answer" }
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Of the error's envelope; undefined where it is none. */
      readonly code: string | undefined;
      readonly retryAfterSeconds: number | undefined;
    };

export interface RetryRules {
  /** Attempts after the first. */
  readonly retries: number;
  /** Milliseconds. A server that asks for more is not waited for: the error says when to come again. */
  readonly maxPauseMs: number;
}
export const RETRY_RULES: RetryRules = { retries: 3, maxPauseMs: 30_000 };

const FIRST_PAUSE_MS = 500;

/**
 * Milliseconds until the next attempt, or undefined: what came is the answer.
 * - 429 `rate_limited` was refused before anything was done, so any request is made again, when the server says.
 * - What may have been carried out (503, 500, no answer) is made again only if that does no harm: a read, or a request with an
 *   `Idempotency-Key` or a precondition. 500 once, because it seldom passes.
 * `attempt`: 0 for the first. `random`: 0 to 1.
 */
export function pauseBeforeNext(
  came: Attempt,
  {
    attempt,
    isRepeatable,
    random,
  }: { readonly attempt: number; readonly isRepeatable: boolean; readonly random: number },
  { retries, maxPauseMs }: RetryRules = RETRY_RULES,
): number | undefined {
  if (attempt >= retries || !isPassing(came, attempt, isRepeatable)) return undefined;
  const askedMs = came.kind === "answer" ? (came.retryAfterSeconds ?? 0) * 1000 : 0;
  if (askedMs > maxPauseMs) return undefined;
  // Half of it is left to chance, so that many clients do not come back at once.
  const grownMs = FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random / 2);
  return Math.min(Math.max(askedMs, grownMs), maxPauseMs);
}

function isPassing(came: Attempt, attempt: number, isRepeatable: boolean): boolean {
  if (came.kind === "no_answer") return isRepeatable;
  // `login_paused` is a 429, too: the site's accounts are what is saved by it.
  if (came.status === 429) return came.code === "rate_limited";
  if (came.status === 503) return isRepeatable;
  return came.status === 500 && isRepeatable && attempt === 0;
}

/** Whole seconds, as Postern sends them; undefined for anything else. */
export const secondsIn = (header: string | null): number | undefined =>
  header !== null && /^[0-9]{1,9}$/.test(header) ? Number(header) : undefined;

const SAFE = ["GET", "HEAD"];
const GUARDS = ["Idempotency-Key", "If-Match", "If-None-Match"];

/** Whether a request may be made twice: it changes nothing, or the server sees that it is the same, or that its time is over. */
export const isRepeatable = (method: string, headers: Headers): boolean =>
  SAFE.includes(method) || GUARDS.some((name) => headers.has(name));
