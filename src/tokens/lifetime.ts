import { DAY_MS, LAST_INSTANT_MS, wholeSecond } from "../formats";

/** How a token was made: by a request for it, by another token for itself, by a login. */
export type Via = "api" | "child" | "approle" | "trust";

/** How long the row of a dead token is kept, so that the answer to it stays exact. */
export const KEPT_MS = 90 * DAY_MS;
/** The same for children and logins: machines make them by the ten thousand a day. */
export const KEPT_BRIEFLY_MS = DAY_MS;
const keptMs = (via: Via): number => (via === "api" ? KEPT_MS : KEPT_BRIEFLY_MS);

export type TokenStatus = "active" | "expired" | "revoked";
interface Life {
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
}
interface MadeLife extends Life {
  readonly via: Via;
}

export function statusOf({ expiresAtMs, revokedAtMs }: Life, nowMs: number): TokenStatus {
  if (revokedAtMs !== null) return "revoked";
  return expiresAtMs !== null && expiresAtMs <= nowMs ? "expired" : "active";
}

/** When the row's time is over and the token becomes one that never was; null: not as things stand. */
export function purgeableAtMs({ expiresAtMs, revokedAtMs, via }: MadeLife): number | null {
  const ends = [expiresAtMs, revokedAtMs].filter((ms) => ms !== null);
  return ends.length === 0 ? null : Math.min(...ends) + keptMs(via);
}

export const isPurgeable = (life: MadeLife, nowMs: number): boolean =>
  (purgeableAtMs(life) ?? Number.POSITIVE_INFINITY) <= nowMs;

/** What bounds a life, in milliseconds; undefined or null: nothing of that kind. */
interface Bounds {
  /** The space's longest life. */
  readonly capMs: number | null;
  /** The token's own longest life. */
  readonly maxLifeMs: number | null;
  readonly parentEndsAtMs: number | null;
}
export interface GivenLife {
  readonly expiresAtMs: number;
  readonly lifeMs: number;
  /** Less was given than was asked for. */
  readonly isCut: boolean;
}

const orEver = (ms: number | null): number => ms ?? Number.POSITIVE_INFINITY;

/** The life of a token that is made now, as near to what was asked for as the bounds allow. */
export function lifeWithin(askedMs: number, nowMs: number, { capMs, maxLifeMs, parentEndsAtMs }: Bounds): GivenLife {
  const restMs = Math.min(orEver(parentEndsAtMs), LAST_INSTANT_MS) - nowMs;
  const lifeMs = Math.min(askedMs, orEver(capMs), orEver(maxLifeMs), restMs);
  return { expiresAtMs: wholeSecond(nowMs + lifeMs), lifeMs, isCut: lifeMs < askedMs };
}

interface Renewed {
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/**
 * Until when a live token lives once it is renewed for `askedMs` from now. A cap of the space that was lowered since the token
 * was made does not shorten what the token has.
 */
export function renewedUntilMs(
  { createdAtMs, expiresAtMs }: Renewed,
  askedMs: number,
  nowMs: number,
  { capMs, maxLifeMs, parentEndsAtMs }: Bounds,
): { readonly expiresAtMs: number; readonly isCut: boolean } {
  const wantedMs = wholeSecond(nowMs + askedMs);
  const endMs = Math.min(
    wantedMs,
    Math.max(expiresAtMs, wholeSecond(createdAtMs + orEver(capMs))),
    wholeSecond(createdAtMs + orEver(maxLifeMs)),
    orEver(parentEndsAtMs),
    LAST_INSTANT_MS,
  );
  return { expiresAtMs: endMs, isCut: endMs < wantedMs };
}
