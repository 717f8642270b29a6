import fc from "fast-check";
import { expect, it } from "vitest";
import { DAY_MS } from "../../src/formats";
import type { TimeWindowText } from "../../src/kernel/policy";
import { isInWindow, parseTimeWindow } from "../../src/policies/conditions";
import { parseCron } from "../../src/rotation/cron";
import { nextDateMs, openMs, shortestTimeMs, type Timing } from "../../src/rotation/timing";
import { clockOf, MINUTE, movesOf, shown, ZONES } from "./clock-support";
import { cronText } from "./cron-support";

const START = Date.UTC(2026, 0, 1);
const END = START + 2 * 366 * DAY_MS;

function schedule(text: string, zone: string): Timing {
  const cron = parseCron(text);
  if (!cron.ok) throw new Error(cron.reason);
  return { kind: "schedule", schedule: { cron: cron.value, clock: clockOf(zone) } };
}
function windowOf(text: TimeWindowText) {
  const window = parseTimeWindow(text);
  if (!window.ok) throw new Error(JSON.stringify(window.faults));
  return window.value;
}

it.each([
  // Each hour, half an hour or two hours that a clock leaves out, and shows twice.
  ["30 2 * * *", "Europe/Amsterdam", "2026-03-28T12:00Z", ["2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"]],
  ["30 2 * * *", "Europe/Amsterdam", "2026-10-24T12:00Z", ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]],
  ["30 2 * * *", "Europe/Amsterdam", "2026-10-25T01:10Z", ["2026-10-26T02:30+01:00"]],
  ["0,30 2 * * *", "America/New_York", "2026-03-08T05:00Z", ["2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00"]],
  ["15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00Z", ["2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00"]],
  ["45 1 * * *", "Australia/Lord_Howe", "2026-04-04T14:00Z", ["2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30"]],
  ["0 0 * * *", "America/Santiago", "2026-09-05T12:00Z", ["2026-09-06T01:00-03:00", "2026-09-07T00:00-03:00"]],
  ["30 * * * *", "Europe/Amsterdam", "2026-10-25T00:00Z", ["2026-10-25T02:30+02:00", "2026-10-25T03:30+01:00"]],
  ["0 0 29 2 *", "Asia/Kolkata", "2024-02-28T18:30Z", ["2028-02-29T00:00+05:30"]],
])("the dates of %j in %s after %s are %j", (text, zone, after, dates) => {
  const timing = schedule(text, zone);
  let atMs = Date.parse(after);
  const found = dates.map(() => {
    atMs = nextDateMs(timing, atMs);
    return shown(zone, atMs);
  });
  expect(found).toEqual(dates);
});

it("the dates of a schedule are those of the clock on the wall, minute by minute, in every zone and over every change of it", () => {
  const moves = new Map(ZONES.map((zone) => [zone, movesOf(zone, START, END)]));
  const near = (zone: (typeof ZONES)[number]) => {
    const places = moves.get(zone) ?? [];
    return fc
      .constantFrom(...(places.length > 0 ? places : [START]))
      .chain((at) => fc.integer({ min: -1600, max: 1600 }).map((minutes) => at + minutes * MINUTE));
  };
  const cases = fc
    .constantFrom(...ZONES)
    .chain((zone) => fc.record({ zone: fc.constant(zone), after: near(zone), cron: cronText }));
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: 59_999 }), ({ zone, after, cron }, beyondMs) => {
      if (!parseCron(cron.text).ok) return;
      const clock = clockOf(zone);
      const found = nextDateMs(schedule(cron.text, zone), after + beyondMs);
      // What was shown by then; each minute after it is looked at in its turn, with those that the clock leaves out before it.
      let latest = clock.localMs(after);
      for (let at = after - DAY_MS; at < after; at += MINUTE) latest = Math.max(latest, clock.localMs(at));
      const end = Math.min(found, after + 2 * DAY_MS);
      let at = after + MINUTE;
      const isDate = () => {
        const localMs = clock.localMs(at);
        for (; latest < localMs; ) {
          latest += MINUTE;
          if (cron.matches(latest)) return true;
        }
        return false;
      };
      while (at < end && !isDate()) at += MINUTE;
      expect(shown(zone, at)).toBe(shown(zone, end));
      if (end === found) expect(isDate()).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it("the dates of an interval lie in its window, at once or when it starts next", () => {
  const window = windowOf({ days: ["sat", "sun"], start: "22:00", end: "04:00", timezone: "Europe/Amsterdam" });
  const timing = { kind: "interval", intervalMs: 7 * DAY_MS, window } as const;
  const after = (text: string) => shown("Europe/Amsterdam", nextDateMs(timing, Date.parse(text)));
  // A Friday, a Saturday and a Monday a week before.
  expect(after("2026-11-20T12:00:00.999Z")).toBe("2026-11-28T22:00+01:00");
  expect(after("2026-11-21T23:15Z")).toBe("2026-11-29T00:15+01:00");
  expect(after("2026-11-23T02:59:59Z")).toBe("2026-11-30T03:59+01:00");
  expect(after("2026-11-23T03:00Z")).toBe("2026-12-05T22:00+01:00");
  expect(shortestTimeMs(timing)).toBe(7 * DAY_MS);
});

it("the dates of an interval lie in its window over every change of the clock, and never before the interval is over", () => {
  const time = fc.integer({ min: 0, max: 1439 }).map((minute) => new Date(minute * MINUTE).toISOString().slice(11, 16));
  const texts = fc
    .record({
      days: fc.subarray(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], { minLength: 1 }),
      start: time,
      end: time,
      timezone: fc.constantFrom(...ZONES),
    })
    .filter(({ start, end }) => start !== end);
  fc.assert(
    fc.property(texts, fc.integer({ min: START, max: END }), (text, atMs) => {
      const window = windowOf(text);
      const opens = openMs(window, atMs);
      expect(opens).toBeGreaterThanOrEqual(atMs);
      expect(isInWindow(window, opens)).toBe(true);
      if (opens !== atMs) expect(isInWindow(window, atMs)).toBe(false);
      // Not later than a week that has no change of the clock in it would have it, and two days.
      expect(opens - atMs).toBeLessThanOrEqual(15 * DAY_MS);
    }),
  );
});

it("the dates of an interval skip a window that the clock leaves out", () => {
  const window = windowOf({ start: "02:10", end: "02:50", timezone: "Europe/Amsterdam" });
  expect(shown("Europe/Amsterdam", openMs(window, Date.parse("2026-03-28T12:00Z")))).toBe("2026-03-30T02:10+02:00");
});
