import * as fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_RATE_LIMITS } from "../../src/rate-limits";
import { RateLimiter } from "../../src/space/rate-limiter";

it("rate limits may be set, and 0 lifts one", () => {
  const limiter = new RateLimiter({ read: 2, webhook: 0 });
  expect(limiter.consume("user:a", "webhook", 0)).toEqual({ ok: true });
  expect([1, 2, 3].map(() => limiter.consume("user:a", "read", 0).ok)).toEqual([true, true, false]);
  expect(limiter.consume("user:a", "read", 0)).toEqual({
    ok: false,
    retryAfter: 30,
    tarpitMs: 0,
    rate: { limit: 2, remaining: 0, resetAtMs: 60_000 },
  });
  expect(limiter.consume("user:a", "read", 29_999).ok).toBe(false);
  expect(limiter.consume("user:a", "read", 30_000).ok).toBe(true);
  expect(limiter.consume("user:b", "identity", 0)).toMatchObject({
    ok: true,
    rate: { limit: DEFAULT_RATE_LIMITS.identity },
  });
});

it("rate limits hold back the answers to who goes on asking, longer and longer up to a second, and forget it with time", () => {
  const limiter = new RateLimiter({ read: 60 });
  const holdAt = (ms: number) => {
    const taken = limiter.consume("user:a", "read", ms);
    return taken.ok ? undefined : taken.tarpitMs;
  };
  for (let i = 0; i < 60; i++) expect(holdAt(0)).toBeUndefined();
  expect(Array.from({ length: 13 }, () => holdAt(0))).toEqual([...Array(10).fill(0), 110, 120, 130]);
  for (let i = 0; i < 200; i++) holdAt(0);
  expect(holdAt(0)).toBe(1000);
  expect(limiter.consume("user:b", "read", 0).ok).toBe(true);
  // What obeys Retry-After is let in, and after a minute and a half nothing is remembered.
  expect(holdAt(1000)).toBeUndefined();
  expect(holdAt(1000)).toBe(1000);
  for (let ms = 2000; ms <= 100_000; ms += 1000) expect(holdAt(ms)).toBeUndefined();
  expect(holdAt(100_000)).toBe(0);
});

it("the 1001st read within one moment is refused and leaves the other categories alone", () => {
  const limiter = new RateLimiter({});
  const taken = Array.from({ length: 1001 }, () => limiter.consume("user:a", "read", 5));
  expect(taken.filter(({ ok }) => !ok)).toEqual([taken[1000]]);
  expect(limiter.consume("user:a", "list", 5).ok).toBe(true);
});

it("rate limits never let more through than the bucket and its refill, and a refusal costs nothing", () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 1, max: 5 })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), steps, (limit, list) => {
      const limiter = new RateLimiter({ read: limit });
      let now = 0;
      let given = 0;
      for (const [waitMs, units] of list) {
        now += waitMs;
        const taken = limiter.consume("user:a", "read", now, units);
        if (taken.ok) given += units;
        else {
          expect(taken.retryAfter).toBeGreaterThanOrEqual(1);
          const later = limiter.consume("user:a", "read", now + taken.retryAfter * 1000, Math.min(units, limit));
          expect(later.ok).toBe(true);
          given += Math.min(units, limit);
          now += taken.retryAfter * 1000;
        }
        expect(given).toBeLessThanOrEqual(limit + (now * limit) / 60_000 + 1e-6);
      }
    }),
  );
});
