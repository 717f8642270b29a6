import type { RateDecision } from "../kernel/rate-limit";
import { DEFAULT_RATE_LIMITS, type RateCategory, type RateLimits } from "../rate-limits";

interface Bucket {
  readonly units: number;
  readonly atMs: number;
  /** Refused requests, less the units that were refilled since: how much faster than its limit a caller goes on asking. */
  readonly penalty: number;
}

const MINUTE_MS = 60_000;
const MAX_BUCKETS = 10_000;
/** Up to this penalty a refusal is answered at once. */
const FREE_PENALTY = 10;
/** The penalty rises no further, so no answer is delayed by more than a second. */
const MAX_PENALTY = 100;
/** Delay of an answer for each unit of penalty. */
const TARPIT_MS = 10;

/**
 * Token buckets per identity and category, in memory: size and refill per minute are the limit. They guard the service and
 * are no security boundary; after a restart they are full again.
 *
 * A caller that goes on asking though it is refused gets its answers later and later, so that its connections do not take the turns
 * of others.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #limits: RateLimits;

  constructor(limits: Partial<RateLimits>) {
    this.#limits = { ...DEFAULT_RATE_LIMITS, ...limits };
  }

  /** Takes `units`, or none. A limit of 0 is lifted: no state is told. `retryAfter`: whole seconds, at least 1. `tarpitMs`: up to 1000. */
  consume(identity: string, category: RateCategory, nowMs: number, units = 1): RateDecision {
    const limit = this.#limits[category];
    if (limit === 0) return { ok: true };
    const key = `${category} ${identity}`;
    const before = this.#buckets.get(key);
    const refill = before ? (Math.max(0, nowMs - before.atMs) * limit) / MINUTE_MS : limit;
    const held = Math.min(limit, (before?.units ?? 0) + refill);
    const enough = held >= units;
    const penalty = Math.min(MAX_PENALTY, Math.max(0, (before?.penalty ?? 0) - refill) + (enough ? 0 : 1));
    const bucket = { units: enough ? held - units : held, atMs: nowMs, penalty };
    if (this.#buckets.size >= MAX_BUCKETS && !before) this.#dropFull(nowMs);
    this.#buckets.set(key, bucket);
    const rate = {
      limit,
      remaining: Math.floor(bucket.units),
      resetAtMs: nowMs + ((limit - bucket.units) * MINUTE_MS) / limit,
    };
    if (enough) return { ok: true, rate };
    const missing = Math.min(units, limit) - held;
    const tarpitMs = penalty > FREE_PENALTY ? Math.round(penalty * TARPIT_MS) : 0;
    return { ok: false, rate, retryAfter: Math.max(1, Math.ceil((missing * 60) / limit)), tarpitMs };
  }

  /** Would one more unit be given now? Takes none. */
  has(identity: string, category: RateCategory, nowMs: number): boolean {
    const limit = this.#limits[category];
    const before = this.#buckets.get(`${category} ${identity}`);
    if (limit === 0 || !before) return true;
    return before.units + (Math.max(0, nowMs - before.atMs) * limit) / MINUTE_MS >= 1;
  }

  #dropFull(nowMs: number): void {
    for (const [key, { atMs }] of this.#buckets) if (nowMs - atMs >= MINUTE_MS) this.#buckets.delete(key);
  }
}
