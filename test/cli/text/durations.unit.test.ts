import * as fc from "fast-check";
import { expect, it } from "vitest";
import { CliError } from "../../../packages/client/src/cli/shell/exit";
import { formatDuration, parseDuration } from "../../../packages/client/src/cli/text/durations";

const faultOf = (text: string): unknown => {
  try {
    return parseDuration(text, "--age");
  } catch (error) {
    return error instanceof CliError ? [error.exit, error.message, error.next] : error;
  }
};

it.each(["", "0s", "1", "s", "1.5h", "-1s", "1h30m", "1H", " 1h", "1h\n", "3651d", "999999999w", "1y"])(
  "%j is no duration",
  (text) => {
    expect(faultOf(text)).toEqual([
      2,
      "--age is a number with s, m, h, d or w behind it, and at most 3650d",
      "--age 24h",
    ]);
  },
);

it.each([
  ["1s", 1000],
  ["90m", 5_400_000],
  ["24h", 86_400_000],
  ["3650d", 315_360_000_000],
  ["2w", 1_209_600_000],
])("%j is a duration", (text, ms) => {
  expect(parseDuration(text, "--age")).toBe(ms);
});

it.each([
  [0, "0 seconds"],
  [1999, "1 seconds"],
  [119_999, "119 seconds"],
  [120_000, "2 minutes"],
  [7_200_000, "2 hours"],
  [93_600_000, "26 hours"],
  [172_800_000, "2 days"],
])("%i ms are told as %j", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

it("no text makes the reading of a duration throw anything but what is told to people", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0129smhdwx. \n") }), (text) => {
      const found = faultOf(text);
      expect(typeof found === "number" ? found > 0 : Array.isArray(found)).toBe(true);
    }),
  );
});
