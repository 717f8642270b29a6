import fc from "fast-check";
import { expect, it } from "vitest";
import { expiresAtMs, refusedFromMs, timeChecks } from "../../../src/trusts/jwt/times";

const NOW_S = 1_900_000_000;
const NOW_MS = NOW_S * 1000;
const HOUR_MS = 3_600_000;
const GOOD = { iat: NOW_S, exp: NOW_S + 300 };

/** What is wrong, as `check: reason`. */
const faultsOf = (claims: object, maxAgeMs = HOUR_MS): string[] =>
  timeChecks({ ...GOOD, ...claims }, NOW_MS, maxAgeMs).flatMap(({ check, outcome, reason }) =>
    outcome === "passed" ? [] : [`${check}: ${reason}`],
  );

it("the times of a token are looked at one after the other, and each is told", () => {
  expect(timeChecks({ exp: 0, nbf: "now" }, NOW_MS, HOUR_MS)).toEqual([
    { check: "expires_at", outcome: "failed", reason: "past" },
    { check: "not_before", outcome: "failed", reason: "type" },
    { check: "issued_at", outcome: "failed", reason: "required" },
  ]);
  expect(timeChecks(GOOD, NOW_MS, HOUR_MS)).toEqual([
    { check: "expires_at", outcome: "passed", reason: null },
    { check: "not_before", outcome: "passed", reason: null },
    { check: "issued_at", outcome: "passed", reason: null },
  ]);
});

it("a time is a number of seconds that is an instant, and exp and iat must be there", () => {
  for (const value of ["1900000000", null, true, [], {}, [NOW_S]]) {
    expect([value, faultsOf({ exp: value })]).toEqual([value, ["expires_at: type"]]);
    expect([value, faultsOf({ nbf: value })]).toEqual([value, ["not_before: type"]]);
    expect([value, faultsOf({ iat: value })]).toEqual([value, ["issued_at: type"]]);
  }
  for (const value of [1e308, 1.7e308, -1, -1e308, -0.5, 253_402_300_800, NOW_MS, Number.MAX_SAFE_INTEGER]) {
    expect([value, faultsOf({ exp: value })]).toEqual([value, ["expires_at: range"]]);
    expect([value, faultsOf({ nbf: value })]).toEqual([value, ["not_before: range"]]);
    expect([value, faultsOf({ iat: value })]).toEqual([value, ["issued_at: range"]]);
  }
  expect(faultsOf({ exp: undefined, iat: undefined })).toEqual(["expires_at: required", "issued_at: required"]);
});

it("a token has expired a minute after exp, which is how far clocks may differ", () => {
  for (const exp of [NOW_S - 60, NOW_S - 61, NOW_S - 60.5, 0, -0, 1e-300])
    expect([exp, faultsOf({ exp })]).toEqual([exp, ["expires_at: past"]]);
  for (const exp of [NOW_S - 59, NOW_S - 59.5, NOW_S, NOW_S + 1e8]) expect([exp, faultsOf({ exp })]).toEqual([exp, []]);
});

it("a token is taken from a minute before nbf, and always without one", () => {
  for (const nbf of [NOW_S + 61, NOW_S + 60.5, NOW_S + 1e8])
    expect([nbf, faultsOf({ nbf })]).toEqual([nbf, ["not_before: future"]]);
  for (const nbf of [NOW_S + 60, NOW_S, 0, undefined]) expect([nbf, faultsOf({ nbf })]).toEqual([nbf, []]);
});

it("a token was not issued later than in a minute, nor longer ago than its age allows and a minute", () => {
  for (const iat of [NOW_S + 61, NOW_S + 1e8]) expect([iat, faultsOf({ iat })]).toEqual([iat, ["issued_at: future"]]);
  for (const iat of [NOW_S - 3661, 0]) expect([iat, faultsOf({ iat })]).toEqual([iat, ["issued_at: past"]]);
  for (const iat of [NOW_S + 60, NOW_S, NOW_S - 3660]) expect([iat, faultsOf({ iat })]).toEqual([iat, []]);
  expect(faultsOf({ iat: NOW_S - 86_400 }, 24 * HOUR_MS)).toEqual([]);
});

it("a token expires at a whole millisecond, and is refused from a minute after that", () => {
  expect(expiresAtMs({ exp: NOW_S + 0.1239 })).toBe(NOW_MS + 123);
  expect(refusedFromMs({ exp: NOW_S })).toBe(NOW_MS + 60_000);
  expect(refusedFromMs({ exp: NOW_S + 0.1231 })).toBe(NOW_MS + 60_124);
  for (const exp of [undefined, "1", 1e308, -1]) {
    expect(() => expiresAtMs({ exp })).toThrow(TypeError);
    expect(() => refusedFromMs({ exp })).toThrow(TypeError);
  }
});

it("whatever the times of a token are, they are judged, and what passes has expired when it says", () => {
  const time = fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.integer({ min: NOW_S - 4000, max: NOW_S + 4000 }));
  fc.assert(
    fc.property(time, time, (exp, iat) => {
      const checks = timeChecks({ exp, iat }, NOW_MS, HOUR_MS);
      expect(checks.map(({ check }) => check)).toEqual(["expires_at", "not_before", "issued_at"]);
      if (checks[0]?.outcome !== "passed") return;
      const endMs = refusedFromMs({ exp });
      expect(Number.isSafeInteger(endMs) && endMs >= NOW_MS).toBe(true);
      expect(timeChecks({ exp, iat }, endMs, HOUR_MS)[0]).toMatchObject({ reason: "past" });
    }),
    { numRuns: 2000 },
  );
});
