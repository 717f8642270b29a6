import fc from "fast-check";
import { expect, it } from "vitest";
import { DAY_MS } from "../../src/formats";
import { instantOf, wallClock } from "../../src/kernel/wall-clock";
import { clockOf, MINUTE, movesOf, shown, ZONES } from "../rotation/clock-support";

const START = Date.UTC(2026, 0, 1);
const local = (text: string) => Date.parse(`${text}Z`);

it("a wall clock is of a zone with a name, and of no offset, rule or file", () => {
  const texts = ["", "+01:00", "CET+1:00", "Europe", "Europe/Atlantis", "../etc", "Europe/Amsterdam ", "x".repeat(999)];
  expect(texts.filter((text) => wallClock(text) !== undefined)).toEqual([]);
  expect(clockOf("europe/amsterdam")).toBe(clockOf("Europe/Amsterdam"));
});

it.each([
  ["Europe/Amsterdam", "2026-03-29T01:59", "2026-03-29T01:59+01:00"],
  ["Europe/Amsterdam", "2026-03-29T02:00", "2026-03-29T03:00+02:00"],
  ["Europe/Amsterdam", "2026-03-29T02:59", "2026-03-29T03:00+02:00"],
  ["Europe/Amsterdam", "2026-10-25T02:30", "2026-10-25T02:30+02:00"],
  ["Europe/Amsterdam", "2026-10-25T03:00", "2026-10-25T03:00+01:00"],
  ["America/New_York", "2026-03-08T02:30", "2026-03-08T03:00-04:00"],
  ["America/New_York", "2026-11-01T01:30", "2026-11-01T01:30-04:00"],
  ["Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:30+11:00"],
  ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45+11:00"],
  ["America/Santiago", "2026-09-06T00:00", "2026-09-06T01:00-03:00"],
  ["Antarctica/Troll", "2026-03-29T01:30", "2026-03-29T03:00+02:00"],
  // A whole day that Samoa left out.
  ["Pacific/Apia", "2011-12-30T12:00", "2011-12-31T00:00+14:00"],
])("a wall clock of %s shows %s at %s: the first of two, or the first after a gap", (zone, text, instant) => {
  expect(shown(zone, instantOf(clockOf(zone), local(text)))).toBe(instant);
});

it("a wall clock shows each local time first at its instant, and one that it leaves out at none, in every zone", () => {
  const zone = fc.constantFrom(...ZONES);
  const moves = new Map(ZONES.map((name) => [name, movesOf(name, START, START + 3 * 366 * DAY_MS)]));
  /** Mostly near a change of the clock. */
  const times = zone.chain((name) => {
    const near = fc
      .tuple(
        fc.constantFrom(...(moves.get(name)?.length ? (moves.get(name) ?? []) : [START])),
        fc.integer({ min: -300, max: 300 }),
      )
      .map(([at, minutes]) => clockOf(name).localMs(at) + minutes * MINUTE);
    const any = fc.integer({ min: 0, max: 3 * 366 * 1440 }).map((minutes) => START + minutes * MINUTE);
    return fc.record({ name: fc.constant(name), localMs: fc.oneof({ weight: 4, arbitrary: near }, any) });
  });
  fc.assert(
    fc.property(times, ({ name, localMs }) => {
      const clock = clockOf(name);
      const at = instantOf(clock, localMs);
      // Minute by minute: the first instant at which the clock shows this time or a later one.
      let first = localMs - 15 * 60 * MINUTE;
      while (clock.localMs(first) < localMs) first += MINUTE;
      expect(shown(name, at)).toBe(shown(name, first));
      expect(at).toBe(first);
    }),
    { numRuns: 300 },
  );
});
