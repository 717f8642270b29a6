import fc from "fast-check";
import { expect, it, vi } from "vitest";
import {
  CHARSET_NAMES,
  CHARSETS,
  type CharacterClass,
  type Charset,
  CLASSES,
  holdsClass,
} from "../../src/generation/charsets";
import { composer } from "../../src/generation/compose";
import { fits, textDrawer } from "../../src/generation/random-text";
import { hasChoice, hasRoom, missingClasses, type TextRule } from "../../src/generation/text-rule";

const DRAWS = 10_000;

type Least = TextRule["least"];
const ruleFor = (charset: Charset, length: number, least: Least = {}): TextRule => ({
  length,
  alphabet: CHARSETS[charset],
  least,
  beginsWithLetter: false,
});
const drawText = (rule: TextRule): string => textDrawer(rule)();
const oneOfEach = (classes: readonly CharacterClass[]): Least => Object.fromEntries(classes.map((name) => [name, 1]));

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
  const rule = ruleFor(charset, 4, { [wanted]: 1 });
  expect(missingClasses(rule)).toEqual(fits ? [] : [wanted]);
  if (!fits) expect(() => drawText(rule)).toThrow(RangeError);
});

it("a rule that no text can fit has more classes than places", () => {
  expect(hasRoom(ruleFor("full", 3, oneOfEach(CLASSES)))).toBe(false);
  expect(hasRoom(ruleFor("full", 4, oneOfEach(CLASSES)))).toBe(true);
  expect(hasRoom(ruleFor("full", 11, { digit: 6, upper: 6 }))).toBe(false);
  expect(() => drawText(ruleFor("full", 3, oneOfEach(CLASSES)))).toThrow(RangeError);
});

it("a rule that no text can fit leaves one character, or none, of the charset", () => {
  expect(["", "a", "ab"].map((alphabet) => hasChoice({ ...ruleFor("full", 4), alphabet }))).toEqual([
    false,
    false,
    true,
  ]);
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
      free.push(...drawText(ruleFor(charset, 4)));
      const text = drawText(ruleFor(charset, 6, oneOfEach(required)));
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

it.each([
  ["drawn whole", drawText],
  ["composed", (rule: TextRule) => composer(rule)()],
])("charsets %s give each text that fits as often: no mix of classes and no place is favoured", (_, draw) => {
  const texts = Array.from({ length: DRAWS }, () => draw(ruleFor("hex", 4, { lower: 1, digit: 1 })));
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

it("charsets composed of three classes, of which two are asked for, and of four, are as often of each mix as all texts that fit are", () => {
  const classesOf = (text: string) =>
    CLASSES.map((name) => [...text].filter((char) => holdsClass(char, name)).length).join();
  for (const [alphabet, least] of [
    ["ABC0xy", { upper: 2, digit: 1 }],
    ["A01x#+-", { upper: 1, lower: 1, digit: 1, symbol: 1 }],
    ["01x", { upper: 0, digit: 3 }],
  ] as const) {
    const rule = { alphabet, length: 5, least, beginsWithLetter: false };
    let texts = [""];
    for (let place = 0; place < rule.length; place++)
      texts = texts.flatMap((text) => [...alphabet].map((char) => text + char));
    const all = texts.filter((text) => fits(text, rule)).map(classesOf);
    const drawn = Array.from({ length: DRAWS }, composer(rule)).map(classesOf);
    const mixes = [...new Set(all)];
    const shareIn = (mix: string, of: readonly string[]) => of.filter((one) => one === mix).length;
    expect(drawn.every((mix) => mixes.includes(mix))).toBe(true);
    expectEven(
      mixes.map((mix) => shareIn(mix, drawn)),
      mixes.map((mix) => (shareIn(mix, all) / all.length) * DRAWS),
    );
  }
});

it("charsets that hardly any text fits are drawn all the same, and evenly", () => {
  const rule = ruleFor("full", 12, { digit: 11, upper: 1 });
  const texts = Array.from({ length: DRAWS }, textDrawer(rule));
  expect(texts.every((text) => fits(text, rule) && text.length === 12)).toBe(true);
  const places = texts.map((text) => text.search(/[A-Z]/));
  const each = Array.from({ length: 12 }, (_, at) => at);
  expectEven(
    each.map((at) => places.filter((place) => place === at).length),
    each.map(() => DRAWS / 12),
  );
  const digits = texts.join("").replaceAll(/\D/g, "");
  expectEven(
    tally(digits, CHARSETS.numeric),
    [...CHARSETS.numeric].map(() => digits.length / 10),
  );
});

it("charsets of a rule whose first character is a letter keep to that, and favour no letter", () => {
  const rule = { ...ruleFor("alphanumeric", 8, { digit: 6 }), beginsWithLetter: true };
  const firsts = Array.from({ length: DRAWS }, textDrawer(rule))
    .map((text) => text.charAt(0))
    .join("");
  expect(firsts).toMatch(/^[A-Za-z]+$/);
  expectEven(
    tally(firsts, CHARSETS.alpha),
    [...CHARSETS.alpha].map(() => DRAWS / 52),
  );
});

it("charsets composed without a text that fits are refused", () => {
  expect(() => composer(ruleFor("numeric", 8, { upper: 1 }))).toThrow(RangeError);
  expect(() => composer(ruleFor("full", 8, { upper: 5, lower: 4 }))).toThrow(RangeError);
});

it("charsets that hardly any text fits take work that is bounded by the square of the length, and once for many texts", () => {
  const length = 512;
  const rule = {
    ...ruleFor("full", length, Object.fromEntries(CLASSES.map((name) => [name, 64]))),
    alphabet: `AB01${CHARSETS.alpha.slice(26)}${CHARSETS.symbols}`,
  };
  const powers = vi.spyOn(Math, "exp");
  const draw = textDrawer(rule);
  const spent = Array.from({ length: 3 }, () => {
    powers.mockClear();
    expect(fits(draw(), rule)).toBe(true);
    return powers.mock.calls.length;
  });
  powers.mockRestore();
  const ofOneText = 2 * CLASSES.length * (length + 1);
  expect(
    [spent[0] ?? 0, spent[1] ?? 0, spent[2] ?? 0].map((calls, at) => calls <= ofOneText + (at === 0 ? length ** 2 : 0)),
  ).toEqual([true, true, true]);
});

it("charsets hold for any length and any classes of theirs", () => {
  const rule = fc.constantFrom(...CHARSET_NAMES).chain((charset) =>
    fc.record({
      charset: fc.constant(charset),
      length: fc.integer({ min: 64, max: 1024 }),
      least: fc.record(
        Object.fromEntries(
          CLASSES.filter((name) => holdsClass(CHARSETS[charset], name)).map((name) => [
            name,
            fc.integer({ min: 0, max: 16 }),
          ]),
        ),
        { requiredKeys: [] },
      ),
    }),
  );
  fc.assert(
    fc.property(rule, (given) => {
      const rule = ruleFor(given.charset, given.length, given.least);
      const text = drawText(rule);
      expect(text).toHaveLength(given.length);
      expect([...text].every((char) => CHARSETS[given.charset].includes(char))).toBe(true);
      expect(fits(text, rule)).toBe(true);
    }),
  );
});
