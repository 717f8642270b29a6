import { DEFAULT_RATE_LIMITS, type RateCategory, type RateLimits } from "../rate-limits";
import type { RateState } from "./operation";

interface Bucket {
  units: number;
  atMs: number;
}
export type Taken =
  | { readonly ok: true; readonly rate?: RateState }
  | { readonly ok: false; readonly rate: RateState; readonly retryAfter: number };

const MINUTE_MS = 60_000;
const MAX_BUCKETS = 10_000;

/**
 * Token buckets per identity and category, in memory: size and refill per minute are the limit. They guard the service and
 * are no security boundary; after a restart they are full again.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #limits: RateLimits;

  constructor(limits: Partial<RateLimits>) {
    this.#limits = { ...DEFAULT_RATE_LIMITS, ...limits };
  }

  /** Takes `units`, or none. A limit of 0 is lifted: no state is told. `retryAfter`: whole seconds, at least 1. */
  take(identity: string, category: RateCategory, nowMs: number, units = 1): Taken {
    const limit = this.#limits[category];
    if (limit === 0) return { ok: true };
    const key = `${category} ${identity}`;
    const before = this.#buckets.get(key);
    const refilled = before ? before.units + (Math.max(0, nowMs - before.atMs) * limit) / MINUTE_MS : limit;
    const held = Math.min(limit, refilled);
    const enough = held >= units;
    const bucket = { units: enough ? held - units : held, atMs: nowMs };
    if (this.#buckets.size >= MAX_BUCKETS && !before) this.#dropFull(nowMs);
    this.#buckets.set(key, bucket);
    const rate = {
      limit,
      remaining: Math.floor(bucket.units),
      resetAtMs: nowMs + ((limit - bucket.units) * MINUTE_MS) / limit,
    };
    if (enough) return { ok: true, rate };
    const missing = Math.min(units, limit) - held;
    return { ok: false, rate, retryAfter: Math.max(1, Math.ceil((missing * 60) / limit)) };
  }

  #dropFull(nowMs: number): void {
    for (const [key, { atMs }] of this.#buckets) if (nowMs - atMs >= MINUTE_MS) this.#buckets.delete(key);
  }
}
