import * as fc from "fast-check";
import { expect, it } from "vitest";
import { isPurgeable, purgeableAtMs, statusOf } from "../../src/tokens/lifetime";

it("dead tokens are told by their two ends alone", () => {
  const end = fc.option(fc.integer({ min: 0, max: 10 ** 12 }), { nil: null });
  fc.assert(
    fc.property(end, end, fc.integer({ min: 0, max: 10 ** 12 }), (expiresAtMs, revokedAtMs, now) => {
      const life = { expiresAtMs, revokedAtMs };
      const lapses = purgeableAtMs(life);
      expect(statusOf(life, now) === "active").toBe(
        revokedAtMs === null && (expiresAtMs === null || now < expiresAtMs),
      );
      if (lapses === null) expect(isPurgeable(life, now)).toBe(false);
      else expect([isPurgeable(life, lapses - 1), isPurgeable(life, lapses)]).toEqual([false, true]);
    }),
  );
});
