import fc from "fast-check";
import { expect, it } from "vitest";
import { isRepeatable, pauseBeforeNext, secondsIn } from "../../packages/client/src/library/calls/retry.ts";

const answer = (status: number, code?: string, retryAfterSeconds?: number) =>
  ({ kind: "answer", status, code, retryAfterSeconds }) as const;
const first = { attempt: 0, isRepeatable: false, random: 1 };

it("retry makes no change again that may have been made, whatever came", () => {
  const came = fc.oneof(
    fc.constant({ kind: "no_answer" } as const),
    fc.integer({ min: 200, max: 599 }).map((status) => answer(status, "some_code", 1)),
  );
  fc.assert(
    fc.property(came, fc.nat(5), (what, attempt) => {
      expect(pauseBeforeNext(what, { attempt, isRepeatable: false, random: 0.5 })).toBeUndefined();
    }),
  );
});

it("retry leaves an account alone that a site has paused, and a server that asks for more than a call waits", () => {
  expect(pauseBeforeNext(answer(429, "login_paused", 1), { ...first, isRepeatable: true })).toBeUndefined();
  expect(pauseBeforeNext(answer(429, undefined, 1), { ...first, isRepeatable: true })).toBeUndefined();
  expect(pauseBeforeNext(answer(429, "rate_limited", 31), first)).toBeUndefined();
  expect(pauseBeforeNext(answer(429, "rate_limited", 30), first)).toBe(30_000);
});

it("retry makes any request again that was refused by the limit of its rate", () => {
  expect(pauseBeforeNext(answer(429, "rate_limited", 2), first)).toBe(2000);
});

it("retry makes a read again after 503 with growing pauses, after 500 once, after a client's fault never", () => {
  const read = (attempt: number) => ({ attempt, isRepeatable: true, random: 1 });
  expect([0, 1, 2, 3].map((attempt) => pauseBeforeNext(answer(503), read(attempt)))).toEqual([
    500,
    1000,
    2000,
    undefined,
  ]);
  expect([0, 1].map((attempt) => pauseBeforeNext(answer(500), read(attempt)))).toEqual([500, undefined]);
  expect([0, 3].map((attempt) => pauseBeforeNext({ kind: "no_answer" }, read(attempt)))).toEqual([500, undefined]);
  for (const status of [200, 400, 401, 403, 404, 409, 412, 501, 502])
    expect(pauseBeforeNext(answer(status), read(0))).toBeUndefined();
});

it("retry never waits longer than it may, nor shorter than it is asked to", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(9), fc.double({ min: 0, max: 1, noNaN: true }), (asked, attempt, random) => {
      const pause = pauseBeforeNext(
        answer(503, undefined, asked),
        { attempt, isRepeatable: true, random },
        { retries: 10, maxPauseMs: 30_000 },
      );
      if (asked > 30) expect(pause).toBeUndefined();
      else expect(pause).toBeGreaterThanOrEqual(Math.max(asked * 1000, 1));
      expect(pause ?? 0).toBeLessThanOrEqual(30_000);
    }),
  );
});

it("retry counts a request as one that may be made again if it reads, has a key, or has a precondition", () => {
  const may = (method: string, headers: Record<string, string> = {}) => isRepeatable(method, new Headers(headers));
  expect([may("GET"), may("HEAD"), may("POST"), may("PUT"), may("PATCH"), may("DELETE")]).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(may("POST", { "idempotency-key": "k" })).toBe(true);
  expect(may("PUT", { "If-None-Match": "*" })).toBe(true);
  expect(may("DELETE", { "If-Match": '"3"' })).toBe(true);
});

it("retry takes whole seconds alone for a pause", () => {
  expect(
    ["5", "0", null, "", "-1", "1.5", "1e3", "9999999999", "Wed, 21 Oct 2026 07:28:00 GMT"].map(secondsIn),
  ).toEqual([5, 0, undefined, undefined, undefined, undefined, undefined, undefined, undefined]);
});
