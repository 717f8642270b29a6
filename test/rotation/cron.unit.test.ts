import fc from "fast-check";
import { expect, it } from "vitest";
import { DAY_MS } from "../../src/formats";
import { type Cron, nextMatch, parseCron, shortestWaitMs } from "../../src/rotation/cron";
import { cronText } from "./cron-support";

const MINUTE = 60_000;

function cronOf(text: string): Cron {
  const parsed = parseCron(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.value;
}

/** The next local times of a schedule, after one. */
function next(text: string, after: string, count: number): string[] {
  const cron = cronOf(text);
  const found: number[] = [];
  for (let at = Date.parse(`${after}Z`); found.length < count; found.push(at)) at = nextMatch(cron, at);
  return found.map((at) => new Date(at).toISOString().slice(0, 16));
}

it.each([
  ["", "format"],
  ["0 3 * *", "format"],
  ["0 3 * * * *", "format"],
  ["@daily", "format"],
  [" 0 3 * * *", "format"],
  ["0 3 * * * ", "format"],
  ["0\n3\n*\n*\n*", "format"],
  ["a 3 * * *", "format"],
  ["-1 3 * * *", "format"],
  ["1- 3 * * *", "format"],
  ["1,,2 3 * * *", "format"],
  ["1, 3 * * *", "format"],
  ["1.5 3 * * *", "format"],
  ["0x1 3 * * *", "format"],
  ["? 3 * * *", "format"],
  ["*/ 3 * * *", "format"],
  ["5/15 3 * * *", "format"],
  ["*-5 3 * * *", "format"],
  ["0 3 L * *", "format"],
  ["0 3 15W * *", "format"],
  ["0 3 * * mon#2", "format"],
  ["0 3 * * monday", "format"],
  ["0 3 * mon *", "format"],
  ["０ 3 * * *", "format"],
  ["60 3 * * *", "range"],
  ["0 24 * * *", "range"],
  ["0 3 0 * *", "range"],
  ["0 3 32 * *", "range"],
  ["0 3 * 0 *", "range"],
  ["0 3 * 13 *", "range"],
  ["0 3 * * 8", "range"],
  ["30-10 3 * * *", "range"],
  ["*/0 3 * * *", "range"],
  ["99999999999999999999 3 * * *", "range"],
  [`0 3 * * ${"1,".repeat(200)}1`, "too_long"],
  ["0 3 30 2 *", "unsatisfiable"],
  ["0 3 31 4,6,9,11 *", "unsatisfiable"],
  ["0 3 30,31 feb *", "unsatisfiable"],
])("a schedule %j is refused: %s", (text, reason) => {
  expect(parseCron(text)).toEqual({ ok: false, reason });
});

it("a schedule is refused with a word, or taken, whatever text it is, and never an exception", () => {
  const parts = fc.stringMatching(/^[0-9*,/a-z -]{0,40}$/);
  fc.assert(
    fc.property(fc.oneof(parts, fc.string({ unit: "binary" })), (text) => {
      const parsed = parseCron(text);
      if (parsed.ok) expect(nextMatch(parsed.value, 0)).toBeGreaterThan(0);
      else expect(["format", "range", "too_long", "unsatisfiable"]).toContain(parsed.reason);
    }),
  );
});

it.each([
  ["30 2 * * sun", "2026-11-29T02:30", ["2026-12-06T02:30", "2026-12-13T02:30"]],
  ["30 2 * * 0", "2026-11-29T02:29", ["2026-11-29T02:30", "2026-12-06T02:30"]],
  ["30 2 * * 7", "2026-11-29T02:29", ["2026-11-29T02:30", "2026-12-06T02:30"]],
  ["0\t0  1 */3 *", "2026-01-01T00:00", ["2026-04-01T00:00", "2026-07-01T00:00"]],
  ["*/20 22-23 * * *", "2026-12-31T22:50", ["2026-12-31T23:00", "2026-12-31T23:20", "2026-12-31T23:40"]],
  ["10-30/10,5 0 * * *", "2026-06-01T00:00", ["2026-06-01T00:05", "2026-06-01T00:10", "2026-06-01T00:20"]],
  ["0 9 * JAN-Feb Mon-WED", "2026-02-25T09:00", ["2027-01-04T09:00", "2027-01-05T09:00"]],
  ["0 0 * * fri-sun", "2026-11-26T00:00", ["2026-11-27T00:00", "2026-11-28T00:00", "2026-11-29T00:00"]],
  ["0 0 * * sun-sun", "2026-11-26T00:00", ["2026-11-29T00:00", "2026-12-06T00:00"]],
  ["0 0 * * 0-0", "2026-11-26T00:00", ["2026-11-29T00:00", "2026-12-06T00:00"]],
  ["0 0 * * 7-7", "2026-11-26T00:00", ["2026-11-29T00:00", "2026-12-06T00:00"]],
  // Days of both kinds: either will do. A star over which a step goes is set, too.
  ["0 0 13 * fri", "2026-11-06T00:00", ["2026-11-13T00:00", "2026-11-20T00:00", "2026-11-27T00:00"]],
  ["0 0 13 * fri", "2026-12-11T00:00", ["2026-12-13T00:00", "2026-12-18T00:00"]],
  ["0 0 */30 * mon", "2026-11-30T00:00", ["2026-12-01T00:00", "2026-12-07T00:00"]],
  ["0 0 31 * *", "2026-01-31T00:00", ["2026-03-31T00:00", "2026-05-31T00:00"]],
  ["0 0 29 2 *", "2096-02-29T00:00", ["2104-02-29T00:00", "2108-02-29T00:00"]],
  ["0 0 29 2 mon", "2026-02-23T00:00", ["2027-02-01T00:00", "2027-02-08T00:00"]],
])("a schedule %j comes after %s at %j", (text, after, times) => {
  expect(next(text, after, times.length)).toEqual(times);
});

it("a schedule comes at the first minute that each of its fields allows, counted minute by minute", () => {
  const start = Date.UTC(2027, 11, 1);
  fc.assert(
    fc.property(cronText, fc.integer({ min: 0, max: 90 * 1440 }), ({ text, matches }, minutes) => {
      const parsed = parseCron(text);
      if (!parsed.ok) return expect(parsed.reason).toBe("unsatisfiable");
      const after = start + minutes * MINUTE;
      const found = nextMatch(parsed.value, after);
      const end = Math.min(found, after + 40 * DAY_MS);
      let at = after + MINUTE;
      while (at < end && !matches(at)) at += MINUTE;
      expect(at).toBe(end);
      if (found === end) expect(matches(found)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it.each([
  ["* * * * *", 1],
  ["0,50 * * * *", 10],
  ["0 3 * * *", 1440],
  ["0 3,9 * * *", 360],
  ["0 1,23 * * *", 120],
  ["0 3 * * sun", 7 * 1440],
  ["0 3 * * mon,thu", 3 * 1440],
  ["0 3 1 * *", 28 * 1440],
  ["0 3 1 1,7 *", 181 * 1440],
  ["0 3 1 1 *", 365 * 1440],
  ["0 3 29 2 *", 1461 * 1440],
])("a schedule %j never comes twice within %i minutes", (text, minutes) => {
  expect(shortestWaitMs(cronOf(text))).toBe(minutes * MINUTE);
});

it("a schedule waits between any two of its times at least as long as it says", () => {
  fc.assert(
    fc.property(cronText, fc.integer({ min: 0, max: 20_000 }), ({ text }, days) => {
      const parsed = parseCron(text);
      if (!parsed.ok) return;
      const first = nextMatch(parsed.value, days * DAY_MS);
      expect(nextMatch(parsed.value, first) - first).toBeGreaterThanOrEqual(shortestWaitMs(parsed.value));
    }),
  );
});
