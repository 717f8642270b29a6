import fc from "fast-check";
import { expect, it } from "vitest";
import { parseGoInteger } from "../../src/vault-api/integer";

it.each([
  ...["", "+", "-", "--1", "+-1", " 1", "1 ", "1\n", "1.0", "1e3", "x", "null", "true", "NaN", "Infinity", "\u0661"],
  ...["08", "0o8", "0b2", "0xg", "0x", "0b", "0o", "_1", "1_", "1__0", "0x_", "0_", "1_0_"],
  ...["9007199254740992", "0x20000000000000", "9".repeat(400)],
])("%j is no whole number", (text) => {
  expect(parseGoInteger(text)).toBeUndefined();
});

it.each([
  ["0", 0],
  ["00", 0],
  ["-0", 0],
  ["+7", 7],
  ["-7", -7],
  ["010", 8],
  ["0o17", 15],
  ["0O17", 15],
  ["0_7", 7],
  ["0x1F", 31],
  ["-0X1f", -31],
  ["0x_1_f", 31],
  ["0b101", 5],
  ["1_000", 1000],
  ["9007199254740991", Number.MAX_SAFE_INTEGER],
])("the whole number %j is %i", (text, number) => {
  expect(parseGoInteger(text)).toBe(number);
});

it("a whole number comes back the same from each base that it can be written in", () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom(["", 10], ["0x", 16], ["0b", 2], ["0o", 8]),
      (number, [prefix, base]) => {
        const sign = number < 0 ? "-" : "";
        expect(parseGoInteger(`${sign}${prefix}${Math.abs(number).toString(Number(base))}`)).toBe(number);
      },
    ),
  );
});

it("any text is a safe whole number or none", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."0123456789_xXbBoO+-fa ") }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const number = parseGoInteger(text);
      if (number !== undefined) expect(Number.isSafeInteger(number)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
