import { DAY_MS } from "../formats";

/** How long the row of a dead token is kept, so that the answer to it stays exact. */
export const KEPT_MS = 90 * DAY_MS;

export type TokenStatus = "active" | "expired" | "revoked";
interface Life {
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
}

export function statusOf({ expiresAtMs, revokedAtMs }: Life, nowMs: number): TokenStatus {
  if (revokedAtMs !== null) return "revoked";
  return expiresAtMs !== null && expiresAtMs <= nowMs ? "expired" : "active";
}

/** When the row's time is over and the token becomes one that never was; null: not as things stand. */
export function purgeableAtMs({ expiresAtMs, revokedAtMs }: Life): number | null {
  const ends = [expiresAtMs, revokedAtMs].filter((ms) => ms !== null);
  return ends.length === 0 ? null : Math.min(...ends) + KEPT_MS;
}

export const isPurgeable = (life: Life, nowMs: number): boolean =>
  (purgeableAtMs(life) ?? Number.POSITIVE_INFINITY) <= nowMs;
