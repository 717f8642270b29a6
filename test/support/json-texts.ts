import fc from "fast-check";

/** A JSON text as somebody may send it, and the same tokens without white space between them. */
export interface SentText {
  readonly sent: string;
  readonly compact: string;
}

const same = (text: string): SentText => ({ sent: text, compact: text });
const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 40 });
const whole = digits.map((text) => text.replace(/^0+(?=.)/, ""));

/** Any number that the grammar has: of any length, with zeros at its end, beyond every double. */
const numberText = fc.oneof(
  fc.constantFrom("-0", "0.0", "1.10", "1e400", "-1E-400", "12345678901234567890", "0e0", "1.0e+05"),
  fc
    .tuple(
      fc.constantFrom("", "-"),
      whole,
      fc.option(digits, { nil: undefined }),
      fc.option(fc.tuple(fc.constantFrom("e", "E", "e+", "E-"), digits), { nil: undefined }),
    )
    .map(([sign, left, right, power]) => sign + left + (right ? `.${right}` : "") + (power ? power.join("") : "")),
);

/** One letter of a text, as itself or in one of its other spellings. No half of a pair. */
const letter = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).map((text) => JSON.stringify(text).slice(1, -1)),
  fc.constantFrom(
    "\\u0061",
    "\\u00E9",
    "\\/",
    "\\ud83d\\ude00",
    "\\\\",
    '\\"',
    "\\u0000",
    " ",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
  ),
);
const stringText = fc.array(letter, { maxLength: 8 }).map((letters) => `"${letters.join("")}"`);
const keyText = fc.oneof(
  stringText,
  fc.nat(20).map((number) => `"${number}"`),
  fc.constantFrom('"__proto__"', '"constructor"', '"toJSON"', '"\\u0031"'),
);

const gap = fc.string({ unit: fc.constantFrom(" ", "\t", "\n", "\r"), maxLength: 2 });
const listOf = (open: string, parts: readonly SentText[], close: string, space: string): SentText => ({
  sent: `${open}${space}${parts.map(({ sent }) => sent).join(`${space},${space}`)}${space}${close}`,
  compact: `${open}${parts.map(({ compact }) => compact).join(",")}${close}`,
});
const objectOf = (value: fc.Arbitrary<SentText>, minLength: number): fc.Arbitrary<SentText> =>
  fc
    .tuple(
      gap,
      fc.uniqueArray(fc.tuple(keyText, value), { minLength, maxLength: 6, selector: ([key]) => JSON.parse(key) }),
    )
    .map(([space, members]) => {
      const parts = members.map(([key, { sent, compact }]) => ({
        sent: `${key}${space}:${space}${sent}`,
        compact: `${key}:${compact}`,
      }));
      return listOf("{", parts, "}", space);
    });

const { value } = fc.letrec<{ value: SentText }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(numberText, stringText, fc.constantFrom("true", "false", "null")).map(same),
    fc.tuple(gap, fc.array(tie("value"), { maxLength: 4 })).map(([space, parts]) => listOf("[", parts, "]", space)),
    objectOf(tie("value"), 0),
  ),
}));

/** Any JSON text. */
export const anyJsonText = value;
/** The text of an object that a secret may have as its value. */
export const dataText: fc.Arbitrary<SentText> = objectOf(value, 1);
