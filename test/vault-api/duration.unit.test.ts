import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_DURATION_MS, parseDuration } from "../../src/formats";
import { goDuration, houseDuration, parseGoDuration } from "../../src/vault-api/duration";

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

it.each([
  "x",
  "1x",
  "h",
  "1h ",
  " 1h",
  "1 h",
  "-1s",
  "+",
  "++1s",
  "1h+1m",
  "1h-1m",
  ".h",
  ".",
  "1..5h",
  "1e3",
  "0x10",
  "1,5h",
  "NaN",
  "Infinity",
  "١s",
  "1h\n",
  "1y",
  "1w",
  "1D",
  "d",
  "1.5d",
  "1d2h",
  "1h1d",
  "1dd",
  "1_0s",
  "3651d",
  "87601h",
  "9999999999999",
  "1".repeat(400),
  `${"9".repeat(400)}h`,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
  true,
  null,
  undefined,
  {},
  [],
  ["1h"],
])("%j is no duration", (given) => {
  expect(parseGoDuration(given)).toBeUndefined();
});

it.each([
  ["", 0],
  ["0", 0],
  ["0s", 0],
  [0, 0],
  [90, 90 * SECOND],
  ["90", 90 * SECOND],
  ["1h30m", 90 * MINUTE],
  ["1.5h", 90 * MINUTE],
  ["1d", DAY],
  ["+1d", DAY],
  ["+90", 90 * SECOND],
  ["01", SECOND],
  [".5h", 30 * MINUTE],
  ["1.h", HOUR],
  ["+1h2m3s", HOUR + 2 * MINUTE + 3 * SECOND],
  ["1500ms", SECOND],
  ["2000000us", 2 * SECOND],
  ["2000000\u00b5s", 2 * SECOND],
  ["2000000\u03bcs", 2 * SECOND],
  ["2000000000ns", 2 * SECOND],
  ["999ms", 0],
  ["1.5", undefined],
  ["3650d", MAX_DURATION_MS],
  ["1m1m", 2 * MINUTE],
])("the duration %j is %s ms", (given, ms) => {
  expect(parseGoDuration(given)).toBe(ms);
});

it("a duration that is parsed is whole seconds within ten years, whatever was given, or none", () => {
  const hostile = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."0123456789.smhd-+ e") }),
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.anything(),
  );
  fc.assert(
    fc.property(hostile, (given) => {
      const ms = parseGoDuration(given);
      if (ms === undefined) return;
      expect([ms % 1000 === 0, ms >= 0, ms <= MAX_DURATION_MS]).toEqual([true, true, true]);
    }),
    { numRuns: 2000 },
  );
});

it("a duration of whole seconds comes back the same, as Go writes it and as the house does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_DURATION_MS / 1000 }), (seconds) => {
      const ms = seconds * 1000;
      expect(parseGoDuration(goDuration(ms))).toBe(ms);
      const house = houseDuration(ms);
      expect(house === null ? 0 : parseDuration(house)).toBe(ms);
      if (house !== null) expect(parseGoDuration(house)).toBe(ms);
    }),
  );
});

it.each([
  [0, "0s", null],
  [SECOND, "1s", "1s"],
  [90 * SECOND, "1m30s", "90s"],
  [MINUTE, "1m0s", "1m"],
  [HOUR, "1h0m0s", "1h"],
  [HOUR + SECOND, "1h0m1s", "3601s"],
  [DAY, "24h0m0s", "1d"],
  [36 * HOUR, "36h0m0s", "36h"],
])("%i ms are %s to Go and %s to the house", (ms, go, house) => {
  expect([goDuration(ms), houseDuration(ms)]).toEqual([go, house]);
});
