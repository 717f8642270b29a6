import { LAST_INSTANT_MS } from "../../formats";
import type { ReasonWord } from "../../reason-words";
import { type Check, type CheckName, failed, passed } from "../checks";
import type { Claims } from "../trust";

/** How far an issuer's clock may be from ours, either way. */
export const CLOCK_SKEW_MS = 60_000;

/**
 * The times of a token (RFC 7519, section 4.1), in the order `expires_at`, `not_before`, `issued_at`. `exp` and `iat` must be there.
 * `maxAgeMs`: how long after `iat` a token is taken, however late it expires.
 */
export function timeChecks(claims: Claims, nowMs: number, maxAgeMs: number): readonly Check[] {
  const latestMs = nowMs + CLOCK_SKEW_MS;
  const earliestMs = nowMs - CLOCK_SKEW_MS;
  return [
    checkTime("expires_at", claims.exp, (atMs) => (atMs <= earliestMs ? "past" : null)),
    claims.nbf === undefined
      ? passed("not_before")
      : checkTime("not_before", claims.nbf, (atMs) => (atMs > latestMs ? "future" : null)),
    checkTime("issued_at", claims.iat, (atMs) => {
      if (atMs > latestMs) return "future";
      return atMs < earliestMs - maxAgeMs ? "past" : null;
    }),
  ];
}

/** When a token expires, by its issuer's clock, in milliseconds. Throws TypeError for claims that have not passed `timeChecks`. */
export const expiresAtMs = (claims: Claims): number => Math.floor(expiryOf(claims));

/**
 * From then on `timeChecks` refuses the token, in milliseconds: whoever remembers that it was used remembers it for so long, because
 * until then it can be shown. Throws as `expiresAtMs`.
 */
export const refusedFromMs = (claims: Claims): number => Math.ceil(expiryOf(claims)) + CLOCK_SKEW_MS;

function expiryOf({ exp }: Claims): number {
  const atMs = instantOf(exp);
  if (typeof atMs === "string") throw new TypeError("the claims have no time of expiry");
  return atMs;
}

function checkTime(check: CheckName, value: unknown, faultOf: (atMs: number) => ReasonWord | null): Check {
  const atMs = instantOf(value);
  const reason = typeof atMs === "string" ? atMs : faultOf(atMs);
  return reason === null ? passed(check) : failed(check, reason);
}

/** A NumericDate: seconds since 1970, also with a fraction, up to the last instant that has a form. In milliseconds, or what is wrong. */
function instantOf(value: unknown): number | ReasonWord {
  if (value === undefined) return "required";
  if (typeof value !== "number") return "type";
  const atMs = value * 1000;
  return atMs >= 0 && atMs <= LAST_INSTANT_MS ? atMs : "range";
}
