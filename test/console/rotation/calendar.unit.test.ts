import fc from "fast-check";
import { expect, it } from "vitest";
import { byDay, hoursToEndOf, monthIn, monthText, weeksOf } from "../../../console/src/pages/rotation/calendar.ts";

const DAY_MS = 86_400_000;

it("a month is its weeks from Monday on, without a gap, and holds each of its days once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1971, max: 2200 }), fc.integer({ min: 0, max: 11 }), (year, month) => {
      const days = weeksOf(year, month).flat();
      expect(days.length % 7).toBe(0);
      expect(new Date(days[0] ?? 0).getUTCDay()).toBe(1);
      expect(days.every((day, at) => at === 0 || day - (days[at - 1] ?? 0) === DAY_MS)).toBe(true);
      const own = days.filter((day) => new Date(day).getUTCMonth() === month).map((day) => new Date(day).getUTCDate());
      expect(own).toEqual(Array.from({ length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() }, (_, i) => i + 1));
      // No week is of the months beside it alone.
      for (const week of weeksOf(year, month))
        expect(week.some((day) => new Date(day).getUTCMonth() === month)).toBe(true);
    }),
  );
});

it("the text of a month goes there and back, over the ends of years, and anything else is none", () => {
  expect([monthText(2026, 12), monthText(2026, -1), monthText(2026, 1)]).toEqual(["2027-01", "2025-12", "2026-02"]);
  expect(monthIn("2027-01")).toEqual({ year: 2027, month: 0 });
  for (const text of ["", "2027-13", "2027-00", "27-01", "2027-01-01", "__proto__"])
    expect(monthIn(text)).toBeUndefined();
});

it("what is due stands on its day of UTC, in the order it came", () => {
  const due = ["2026-03-01T00:00:00Z", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z"].map((due_at) => ({ due_at }));
  expect([...byDay(due)]).toEqual([
    [Date.UTC(2026, 2, 1), [due[0], due[1]]],
    [Date.UTC(2026, 2, 2), [due[2]]],
  ]);
});

it("a month is asked for to the end of its last week, at least an hour and at most a year ahead", () => {
  const nowMs = Date.UTC(2026, 10, 30, 12);
  expect([
    hoursToEndOf("", nowMs),
    hoursToEndOf("2026-12", nowMs),
    hoursToEndOf("2026-01", nowMs),
    hoursToEndOf("2099-01", nowMs),
  ]).toEqual([String(6 * 24 + 12), String(34 * 24 + 12), "1", "8760"]);
});
