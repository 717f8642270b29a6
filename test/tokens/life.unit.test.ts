import * as fc from "fast-check";
import { expect, it } from "vitest";
import { isPurgeable, lifeWithin, purgeableAtMs, renewedUntilMs, statusOf, type Via } from "../../src/tokens/lifetime";

const DAY_MS = 86_400_000;
const ms = fc.integer({ min: 1000, max: 10 ** 12 });
const bound = fc.option(ms, { nil: null });
const second = (at: number) => Math.floor(at / 1000) * 1000;

it("dead tokens are told by their two ends alone, and rows that machines make go first", () => {
  const end = fc.option(fc.integer({ min: 0, max: 10 ** 12 }), { nil: null });
  const made = fc.constantFrom<Via>("api", "child", "approle");
  fc.assert(
    fc.property(end, end, made, fc.integer({ min: 0, max: 10 ** 12 }), (expiresAtMs, revokedAtMs, via, now) => {
      const life = { expiresAtMs, revokedAtMs, via };
      const lapses = purgeableAtMs(life);
      expect(statusOf(life, now) === "active").toBe(
        revokedAtMs === null && (expiresAtMs === null || now < expiresAtMs),
      );
      if (lapses === null) expect(isPurgeable(life, now)).toBe(false);
      else {
        expect([isPurgeable(life, lapses - 1), isPurgeable(life, lapses)]).toEqual([false, true]);
        const ended = Math.min(expiresAtMs ?? Number.POSITIVE_INFINITY, revokedAtMs ?? Number.POSITIVE_INFINITY);
        expect(lapses - ended).toBe(via === "api" ? 90 * DAY_MS : DAY_MS);
      }
    }),
  );
});

it("a new life is what was asked for, or ends at the nearest bound and says that it was cut", () => {
  fc.assert(
    fc.property(ms, ms, bound, bound, bound, (asked, now, capMs, maxLifeMs, rest) => {
      const parentEndsAtMs = rest === null ? null : second(now) + second(rest) + 1000;
      const { expiresAtMs, lifeMs, isCut } = lifeWithin(asked, now, { capMs, maxLifeMs, parentEndsAtMs });
      for (const most of [asked, capMs, maxLifeMs]) if (most !== null) expect(lifeMs).toBeLessThanOrEqual(most);
      if (parentEndsAtMs !== null) expect(expiresAtMs).toBeLessThanOrEqual(parentEndsAtMs);
      expect(expiresAtMs).toBe(second(now + lifeMs));
      expect(isCut).toBe(lifeMs !== asked);
      if (!isCut) expect(lifeMs).toBe(asked);
    }),
  );
});

it("a renewal never leads past the token's own longest life, the parent's end or the cap, and ends no live token", () => {
  fc.assert(
    fc.property(ms, ms, ms, ms, bound, bound, bound, (created, aged, left, asked, capMs, max, rest) => {
      const now = created + aged;
      const expiresAtMs = second(now + left);
      // What holds of every live token: it ends before its own longest life and before its parent.
      const maxLifeMs = max === null ? null : expiresAtMs - created + max;
      const parentEndsAtMs = rest === null ? null : expiresAtMs + second(rest);
      const life = { createdAtMs: created, expiresAtMs };
      const renewed = renewedUntilMs(life, asked, now, { capMs, maxLifeMs, parentEndsAtMs });
      fc.pre(expiresAtMs > now);
      expect(renewed.expiresAtMs).toBeGreaterThan(now);
      expect(renewed.expiresAtMs).toBeLessThanOrEqual(second(now + asked));
      if (maxLifeMs !== null) expect(renewed.expiresAtMs).toBeLessThanOrEqual(created + maxLifeMs);
      if (parentEndsAtMs !== null) expect(renewed.expiresAtMs).toBeLessThanOrEqual(parentEndsAtMs);
      if (capMs !== null) expect(renewed.expiresAtMs).toBeLessThanOrEqual(Math.max(expiresAtMs, created + capMs));
      expect(renewed.isCut).toBe(renewed.expiresAtMs < second(now + asked));
    }),
  );
});
