import fc from "fast-check";
import { expect, it } from "vitest";
import { CHARSET_NAMES, CHARSETS, CLASSES, holdsClass } from "../../src/generation/charsets";
import { drawText, hasRoom, missingClasses } from "../../src/generation/random-text";

const DRAWS = 10_000;

/**
 * Pearson's statistic against its own fixed limit: what even counts exceed once in a thousand million runs (Wilson and
 * Hilferty's approximation, six standard deviations).
 */
function expectEven(counts: readonly number[], expected: readonly number[]): void {
  const statistic = counts.reduce(
    (sum, count, at) => sum + (count - (expected[at] ?? 0)) ** 2 / (expected[at] ?? 0),
    0,
  );
  const freedom = counts.length - 1;
  const limit = freedom * (1 - 2 / (9 * freedom) + 6 * Math.sqrt(2 / (9 * freedom))) ** 3;
  expect(statistic).toBeLessThan(limit);
}

const tally = (texts: Iterable<string>, of: string): number[] => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...of].map((char) => counts.get(char) ?? 0);
};

it.each([
  ["numeric", "upper", false],
  ["numeric", "digit", true],
  ["alpha", "digit", false],
  ["alpha", "symbol", false],
  ["alphanumeric", "symbol", false],
  ["hex", "upper", false],
  ["hex", "lower", true],
  ["symbols", "lower", false],
  ["symbols", "symbol", true],
  ["full", "symbol", true],
  ["safe", "symbol", true],
  ["safe", "digit", true],
] as const)("a rule that no text can fit %s with %s: fits is %s", (charset, wanted, fits) => {
  const rule = { length: 4, charset, required: [wanted] };
  expect(missingClasses(rule)).toEqual(fits ? [] : [wanted]);
  if (!fits) expect(() => drawText(rule)).toThrow(RangeError);
});

it("a rule that no text can fit has more classes than places", () => {
  expect(hasRoom({ length: 3, charset: "full", required: CLASSES })).toBe(false);
  expect(hasRoom({ length: 4, charset: "full", required: CLASSES })).toBe(true);
  expect(() => drawText({ length: 3, charset: "full", required: CLASSES })).toThrow(RangeError);
});

it("charsets are what the specification lists", () => {
  const alphanumeric = /^[A-Za-z0-9]$/;
  expect(CHARSETS.symbols).toBe("!#$%&()*+,-./:;<=>?@[]^_{|}~");
  expect([...CHARSETS.alphanumeric].every((char) => alphanumeric.test(char))).toBe(true);
  expect(Object.fromEntries(CHARSET_NAMES.map((name) => [name, CHARSETS[name].length]))).toEqual({
    alpha: 52,
    numeric: 10,
    alphanumeric: 62,
    hex: 16,
    symbols: 28,
    full: 90,
    safe: 68,
  });
  expect([...CHARSETS.safe].filter((char) => "0Oo1Il".includes(char))).toEqual([]);
  for (const name of CHARSET_NAMES) expect(new Set(CHARSETS[name]).size).toBe(CHARSETS[name].length);
});

it.each(CHARSET_NAMES)(
  "charsets %s: 10 000 draws hold every character evenly, none else, and every class required",
  (charset) => {
    const required = CLASSES.filter((name) => holdsClass(CHARSETS[charset], name));
    const free: string[] = [];
    let others = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      free.push(...drawText({ length: 4, charset, required: [] }));
      const text = drawText({ length: 6, charset, required });
      if (text.length !== 6 || !required.every((name) => holdsClass(text, name))) others++;
    }
    expect(others).toBe(0);
    const counts = tally(free, CHARSETS[charset]);
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(free.length);
    expectEven(
      counts,
      counts.map(() => free.length / counts.length),
    );
  },
);

it("charsets are drawn uniformly over the texts that fit: no mix of classes and no place is favoured", () => {
  const texts = Array.from({ length: DRAWS }, () =>
    drawText({ length: 4, charset: "hex", required: ["lower", "digit"] }),
  );
  const digitsIn = (text: string) => text.replaceAll(/\D/g, "").length;
  // Of 4 places 1, 2 or 3 are digits: 10^k * 6^(4-k) texts for each choice of places.
  const ways = [4 * 10 * 6 ** 3, 6 * 10 ** 2 * 6 ** 2, 4 * 10 ** 3 * 6];
  const all = ways.reduce((sum, n) => sum + n, 0);
  expectEven(
    [1, 2, 3].map((k) => texts.filter((text) => digitsIn(text) === k).length),
    ways.map((n) => (n / all) * DRAWS),
  );
  for (const place of [0, 1, 2, 3]) {
    const digits = texts.filter((text) => /\d/.test(text[place] ?? "")).length;
    const likely = texts.reduce((sum, text) => sum + digitsIn(text), 0) / 4;
    expect(Math.abs(digits - likely)).toBeLessThan(6 * Math.sqrt(likely));
  }
});

it("charsets hold for any length and any classes of theirs", () => {
  const rule = fc.constantFrom(...CHARSET_NAMES).chain((charset) =>
    fc.record({
      charset: fc.constant(charset),
      length: fc.integer({ min: 4, max: 1024 }),
      required: fc.subarray(CLASSES.filter((name) => holdsClass(CHARSETS[charset], name))),
    }),
  );
  fc.assert(
    fc.property(rule, (given) => {
      const text = drawText(given);
      expect(text).toHaveLength(given.length);
      expect([...text].every((char) => CHARSETS[given.charset].includes(char))).toBe(true);
      for (const wanted of given.required) expect(holdsClass(text, wanted)).toBe(true);
    }),
  );
});
