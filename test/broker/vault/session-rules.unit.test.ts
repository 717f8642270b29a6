import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { DeniedPaths } from "../../../src/broker/vault/session/denied-paths";
import {
  heldFrom,
  isTooShort,
  renewed,
  standingOf,
  ttlSeconds,
  useOnce,
} from "../../../src/broker/vault/session/lease";
import {
  type LoginBackoff,
  pauseAfterRefusal,
  pauseLeftSeconds,
} from "../../../src/broker/vault/session/login-backoff";

afterEach(() => {
  vi.restoreAllMocks();
});

const grant = { token: "t", leaseSeconds: 100, renewable: true, uses: 0 };

it("the rules of a session uses a token below 80 % of its lease, renews it up to the end, and replaces it from then on", () => {
  const held = heldFrom(grant, 1, 1, 0);
  const at = (ms: number) => standingOf(held, ms);
  expect([at(0), at(79_999), at(80_000), at(99_999), at(100_000)]).toEqual(["use", "use", "renew", "renew", "login"]);
  expect(standingOf(heldFrom({ ...grant, renewable: false }, 1, 1, 0), 80_000)).toBe("login");
});

it("the rules of a session takes a lease of 0 for an hour without an end", () => {
  const held = heldFrom({ ...grant, leaseSeconds: 0, renewable: false }, 1, 1, 0);
  expect([standingOf(held, 2_879_999), standingOf(held, 2_880_000), ttlSeconds(held, 0)]).toEqual([
    "use",
    "login",
    null,
  ]);
});

it("the rules of a session finds a renewed lease too short below a fifth of the first, not of the one before", () => {
  const once = renewed(heldFrom(grant, 1, 1, 0), 50, 80_000);
  expect([isTooShort(once), isTooShort(renewed(once, 20, 0)), isTooShort(renewed(once, 19, 0))]).toEqual([
    false,
    false,
    true,
  ]);
});

it("the rules of a session never hands out more uses than there are", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 60 }), (uses, tries) => {
      let held = heldFrom({ ...grant, uses }, 1, 1, 0);
      let taken = 0;
      for (let i = 0; i < tries; i++) {
        const next = useOnce(held);
        if (next) taken++;
        held = next ?? held;
      }
      expect(taken).toBe(Math.min(uses, tries));
    }),
  );
});

it("the rules of a session never lets more than three refusals of one revision fall into fifteen minutes", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 200 });
  fc.assert(
    fc.property(gaps, (steps) => {
      let pause: LoginBackoff | undefined;
      let nowMs = 0;
      const refusedAt: number[] = [];
      for (const step of steps) {
        nowMs += step;
        if (pauseLeftSeconds(pause, 1, nowMs) !== undefined) continue;
        refusedAt.push(nowMs);
        pause = pauseAfterRefusal(pause, 1, nowMs);
      }
      for (const start of refusedAt) {
        const within = refusedAt.filter((at) => at >= start && at < start + 900_000);
        expect(within.length).toBeLessThanOrEqual(3);
      }
    }),
  );
});

it("the rules of a session remembers a bounded number of paths, and does not prolong what it remembers", () => {
  const memory = new DeniedPaths();
  for (let i = 0; i < 3000; i++) memory.refusedFinally(`GET ${i}`, i, true, 0);
  expect([memory.isDenied("GET 999", 0), memory.isDenied("GET 1000", 0)]).toEqual([false, true]);
  memory.refusedFinally("GET 2999", 1, true, 50_000);
  expect([memory.isDenied("GET 2999", 59_999), memory.isDenied("GET 2999", 60_000)]).toEqual([true, false]);
});
