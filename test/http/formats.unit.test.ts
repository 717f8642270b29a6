import fc from "fast-check";
import { expect, it } from "vitest";
import {
  formatNullableTimestamp,
  formatTimestamp,
  formatTimestampMs,
  parseDuration,
  parseTimestamp,
  wholeSecond,
} from "../../src/formats";
import { codedIssue } from "../../src/http/faults";
import { duration, timestamp } from "../../src/http/fields";
import { reasonOf } from "./parts-support";

const END = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const instants = fc.integer({ min: 0, max: END });
const cut = (ms: number) => Math.floor(ms / 1000) * 1000;

it.each([
  ["2026-05-11T09:30:00Z", "2026-05-11T09:30:00Z"],
  ["2026-05-11t09:30:00z", "2026-05-11T09:30:00Z"],
  ["2026-05-11T09:30:00.999999999999Z", "2026-05-11T09:30:00Z"],
  ["2026-05-11T11:30:00+02:00", "2026-05-11T09:30:00Z"],
  ["2026-05-11T00:00:00.5-09:30", "2026-05-11T09:30:00Z"],
  ["2026-05-11T09:30:00-00:00", "2026-05-11T09:30:00Z"],
  ["2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"],
  ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"],
  ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59Z"],
])("a timestamp %s is the instant %s", (text, expected) => {
  const ms = parseTimestamp(text);
  expect(ms === undefined ? ms : formatTimestamp(ms)).toBe(expected);
});

it.each([
  ...["", "now", "2026-05-11", "2026-05-11T09:30Z", "2026-05-11T09:30:00", "2026-05-11 09:30:00Z", "20260511T093000Z"],
  ...["2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z"],
  ...["2026-05-00T00:00:00Z", "2026-05-32T00:00:00Z", "2026-05-11T24:00:00Z", "2026-05-11T09:60:00Z"],
  ...["2026-05-11T09:30:61Z", "2026-05-11T09:30:00+24:00", "2026-05-11T09:30:00+02:60", "2026-05-11T09:30:00+0200"],
  ...["2026-05-11T09:30:00.Z", "2026-05-11T09:30:00,5Z", "+2026-05-11T09:30:00Z", "12026-05-11T09:30:00Z"],
  ...["1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "0099-01-01T00:00:00Z"],
  ...[" 2026-05-11T09:30:00Z", "2026-05-11T09:30:00Z\n", "２026-05-11T09:30:00Z", "1778491800"],
])("a timestamp %j is none", (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
  expect(reasonOf(timestamp, text)).toBe("format");
});

it("a timestamp is written in UTC, cut to the second, and read back", () => {
  fc.assert(
    fc.property(instants, (ms) => {
      expect(formatTimestamp(ms)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(wholeSecond(ms)).toBe(cut(ms));
      expect(parseTimestamp(formatTimestamp(ms))).toBe(cut(ms));
      expect(parseTimestamp(formatTimestampMs(ms))).toBe(cut(ms));
      expect(formatTimestampMs(ms)).toBe(new Date(ms).toISOString());
    }),
  );
  expect(formatNullableTimestamp(null)).toBeNull();
  expect(formatNullableTimestamp(999)).toBe("1970-01-01T00:00:00Z");
});

it("a timestamp is the same instant at every offset", () => {
  const DAY = 86_400_000;
  const inner = fc.integer({ min: DAY, max: END - DAY });
  fc.assert(
    fc.property(inner, fc.integer({ min: -1439, max: 1439 }), (ms, minutes) => {
      const two = (n: number) => String(n).padStart(2, "0");
      const away = Math.abs(minutes);
      const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
      const local = formatTimestampMs(ms + minutes * 60_000).replace("Z", offset);
      expect(parseTimestamp(local)).toBe(cut(ms));
    }),
  );
});

it("a timestamp is a field fault where it is no text", () => {
  for (const value of [0, 1778491800, null, true, {}, []]) expect(reasonOf(timestamp, value)).toBe("type");
});

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const MAX_MS = 3650 * UNITS.d;

it("a duration is a whole number without a leading zero, one unit, and at most ten years", () => {
  const units = fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[]));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), units, (n, unit) => {
      const ms = n * UNITS[unit];
      expect(parseDuration(`${n}${unit}`)).toBe(ms <= MAX_MS ? ms : undefined);
    }),
  );
  expect(["3650d", "521w", "87600h", "315360000s"].map(parseDuration).every((ms) => (ms ?? 0) > 0)).toBe(true);
  expect(["3651d", "522w", "87601h", "315360001s"].map(parseDuration)).toEqual(Array(4).fill(undefined));
});

it.each([
  ...[
    "",
    "0s",
    "0d",
    "01d",
    "1",
    "d",
    "1D",
    "1y",
    "1ms",
    "-1d",
    "+1d",
    "1.5h",
    "1h30m",
    "1 d",
    " 1d",
    "1d ",
    "1d\n",
    "1e3s",
  ],
  ...["1000000000s", "９d", "Infinityd", "P1D"],
])("a duration %j is none, and has a code of its own", (text) => {
  expect(parseDuration(text)).toBeUndefined();
  expect(reasonOf(duration(), text)).toBe(codedIssue("invalid_duration"));
});

it("a duration comes with its text, and may be 0s only where that is said", () => {
  expect(duration().parse("2w")).toEqual({ text: "2w", ms: 2 * UNITS.w });
  expect(duration({ zero: true }).parse("0s")).toEqual({ text: "0s", ms: 0 });
  expect(reasonOf(duration({ zero: true }), "0m")).toBe(codedIssue("invalid_duration"));
  for (const value of [60, null, true, {}, []]) expect(reasonOf(duration(), value)).toBe("type");
});

it("a timestamp is the text of its instant without the milliseconds, whatever instant was shown before", () => {
  fc.assert(
    fc.property(fc.array(instants), (all) => {
      for (const ms of all) expect(formatTimestamp(ms)).toBe(`${new Date(ms).toISOString().slice(0, 19)}Z`);
    }),
  );
});
