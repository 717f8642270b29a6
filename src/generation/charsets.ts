/** What random text is drawn from. ASCII throughout, no character twice. Pure. */

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const SYMBOLS = "!#$%&()*+,-./:;<=>?@[]^_{|}~";
/** Easily taken for one another. */
const LOOK_ALIKES = new Set("0Oo1Il");

const ALPHANUMERIC = UPPER + LOWER + DIGITS;

export const CHARSETS = {
  alpha: UPPER + LOWER,
  numeric: DIGITS,
  alphanumeric: ALPHANUMERIC,
  hex: "0123456789abcdef",
  symbols: SYMBOLS,
  full: ALPHANUMERIC + SYMBOLS,
  safe: `${[...ALPHANUMERIC].filter((char) => !LOOK_ALIKES.has(char)).join("")}-_.~!@#%^*+=`,
} as const satisfies Record<string, string>;
export type Charset = keyof typeof CHARSETS;
export const CHARSET_NAMES = Object.keys(CHARSETS) as Charset[];

export const CLASSES = ["upper", "lower", "digit", "symbol"] as const;
export type CharacterClass = (typeof CLASSES)[number];

const MEMBERS: Readonly<Record<CharacterClass, RegExp>> = {
  upper: /[A-Z]/,
  lower: /[a-z]/,
  digit: /[0-9]/,
  symbol: /[^A-Za-z0-9]/,
};

/** Does the text hold a character of this class? */
export const holdsClass = (text: string, wanted: CharacterClass): boolean => MEMBERS[wanted].test(text);
