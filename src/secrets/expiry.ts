import { parseDuration, wholeSecond } from "../formats";

/** When a secret expires. Instants are whole seconds, in milliseconds: what clients see is what counts. Pure. */

export interface Expiry {
  readonly expiresAtMs: number | null;
  /** The duration, as given, that starts again at a rotation. */
  readonly expiresIn: string | null;
}
/** What a body says; undefined: nothing. Never both with a value. */
export interface ExpiryOptions {
  readonly expiresIn?: string | null | undefined;
  readonly expiresAtMs?: number | null | undefined;
}

export const isExpired = ({ expiresAtMs }: Pick<Expiry, "expiresAtMs">, nowMs: number): boolean =>
  expiresAtMs !== null && nowMs >= expiresAtMs;

/** Null counts: it says that there shall be no expiry. */
export const setsExpiry = ({ expiresIn, expiresAtMs }: ExpiryOptions): boolean =>
  expiresIn !== undefined || expiresAtMs !== undefined;

/** An instant forgets the duration; a duration counts from now; null is no expiry. */
export function mergeExpiry(before: Expiry, { expiresIn, expiresAtMs }: ExpiryOptions, nowMs: number): Expiry {
  if (expiresIn != null) return { expiresIn, expiresAtMs: after(expiresIn, nowMs) };
  if (expiresAtMs != null) return { expiresIn: null, expiresAtMs };
  return setsExpiry({ expiresIn, expiresAtMs }) ? { expiresIn: null, expiresAtMs: null } : before;
}

/** A remembered duration starts again. */
export const restartExpiry = (before: Expiry, nowMs: number): Expiry =>
  before.expiresIn === null ? before : { ...before, expiresAtMs: after(before.expiresIn, nowMs) };

function after(duration: string, nowMs: number): number {
  const ms = parseDuration(duration);
  if (ms === undefined) throw new RangeError("a stored duration is not valid");
  return wholeSecond(nowMs + ms);
}
