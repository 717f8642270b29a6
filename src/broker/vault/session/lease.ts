/**
 * Lease arithmetic: when a token may be used, renewed or must be replaced. Pure; the clock is an argument (milliseconds).
 * Every span counts from before the request that won it was sent, so the vault's clock always ends later than ours.
 */
const USE_SHARE = 0.8; // of the lease
const WORTHWHILE_SHARE = 0.2; // of the first lease: a renewal that gives less is answered with a login
/** A lease of 0 is one the vault does not end; the token is replaced after this all the same. */
const ENDLESS_LEASE_MS = 60 * 60 * 1000;

export interface Grant {
  readonly token: string;
  readonly leaseSeconds: number;
  readonly renewable: boolean;
  /** 0: no limit. */
  readonly uses: number;
}

export interface HeldToken {
  readonly token: string;
  readonly generation: number;
  readonly revision: number;
  readonly startedAtMs: number;
  readonly leaseSeconds: number;
  readonly firstLeaseSeconds: number;
  readonly renewable: boolean;
  /** Null: no limit. */
  readonly usesLeft: number | null;
}

export type Standing = "use" | "renew" | "login";

export function heldFrom(grant: Grant, generation: number, revision: number, sentAtMs: number): HeldToken {
  return {
    token: grant.token,
    generation,
    revision,
    startedAtMs: sentAtMs,
    leaseSeconds: grant.leaseSeconds,
    firstLeaseSeconds: grant.leaseSeconds,
    // A renewal would spend a use, and a token with few uses is spent before it ends.
    renewable: grant.renewable && grant.uses === 0,
    usesLeft: grant.uses === 0 ? null : grant.uses,
  };
}

export function standingOf(held: HeldToken, nowMs: number): Standing {
  if (held.usesLeft === 0) return "login";
  const passedMs = nowMs - held.startedAtMs;
  const leaseMs = lengthMs(held.leaseSeconds);
  if (passedMs < leaseMs * USE_SHARE) return "use";
  return held.renewable && passedMs < leaseMs ? "renew" : "login";
}

/** The longest that a token stays with whom it was handed to. */
const KEPT_MS = 5000;

/** How long it may be used without asking again: while it would be handed out as it is. None whose uses are counted. */
export function keepMs(held: HeldToken, nowMs: number): number {
  if (held.usesLeft !== null) return 0;
  const usableMs = held.startedAtMs + lengthMs(held.leaseSeconds) * USE_SHARE - nowMs;
  return Math.max(0, Math.min(KEPT_MS, Math.floor(usableMs)));
}

export const endsAtMs = (held: HeldToken): number => held.startedAtMs + lengthMs(held.leaseSeconds);

/** Whole seconds, rounded down; null for a lease without an end. */
export function ttlSeconds(held: HeldToken, nowMs: number): number | null {
  return held.leaseSeconds === 0 ? null : Math.max(0, Math.floor((endsAtMs(held) - nowMs) / 1000));
}

/** The token after `renew-self`. */
export const renewed = (held: HeldToken, leaseSeconds: number, sentAtMs: number): HeldToken => ({
  ...held,
  leaseSeconds,
  startedAtMs: sentAtMs,
});

/** Is the lease that a renewal gave so short that a login must follow? The vault shortens it near the token's last end. */
export const isTooShort = (held: HeldToken): boolean =>
  lengthMs(held.leaseSeconds) < lengthMs(held.firstLeaseSeconds) * WORTHWHILE_SHARE;

/** One use less. Undefined if there is none left. */
export function useOnce(held: HeldToken): HeldToken | undefined {
  if (held.usesLeft === null) return held;
  return held.usesLeft > 0 ? { ...held, usesLeft: held.usesLeft - 1 } : undefined;
}

const lengthMs = (leaseSeconds: number): number => (leaseSeconds === 0 ? ENDLESS_LEASE_MS : leaseSeconds * 1000);
