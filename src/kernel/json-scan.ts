import { endOfString } from "./json-text";

/** Where a value stands: the keys and indices that lead to it from the outermost one. */
export type JsonPlace = readonly (string | number)[];

/** What `JSON.parse` hides of a text: it keeps the last of two equal keys, and bends numbers to the nearest double. */
export interface JsonWalk {
  /** The first fault of the form, in the order of the text. `key` is the writer's text. */
  readonly refused?: { readonly reason: "too_deep" } | { readonly reason: "duplicate_key"; readonly key: string };
  /** Where a number stands whose value a double does not hold. The first hundred of them. */
  readonly bent: readonly JsonPlace[];
}

interface Frame {
  /** Of an object: its keys so far, decoded. Undefined: a list. */
  readonly keys: Set<string> | undefined;
  /** The key or the index of the value at hand. */
  at: string | number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const PLUS = 0x2b;
const POINT = 0x2e;
const BIG_E = 0x45;
const SMALL_E = 0x65;
const isDigit = (letter: number): boolean => letter >= ZERO && letter <= NINE;
const isInNumber = (letter: number): boolean =>
  isDigit(letter) || letter === SMALL_E || letter === BIG_E || letter === PLUS || letter === MINUS;
/** A double holds every number of 15 digits; one with a sign or a point as well has fewer here. */
const PLAIN_LENGTH = 15;
/** The same number with an exponent of this many letters or fewer (`e`, sign, digits) is far from where doubles end. */
const PLAIN_EXPONENT = 3;
const MAX_BENT = 100;

/**
 * Walks a text that `JSON.parse` has taken, once, from left to right, with a stack of its own: the depth of the input must not
 * become the depth of ours. The cost is linear in the length of the text. `exact`: keys of the outermost object whose values are
 * kept as text, so that no number in them is altered.
 */
export function walkJson(text: string, maxDepth: number, exact: readonly string[] = []): JsonWalk {
  const walk = new Walk(text, maxDepth, exact);
  for (let at = 0; at < text.length && walk.refused === undefined; at++) at = walk.step(at);
  const { refused, bent } = walk;
  return refused ? { refused, bent } : { bent };
}

class Walk {
  refused: JsonWalk["refused"];
  readonly bent: JsonPlace[] = [];
  readonly #frames: Frame[] = [];
  /** The innermost of them. */
  #frame: Frame | undefined;
  /** Is the next text a key? */
  #beforeKey = false;

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
    private readonly exact: readonly string[],
  ) {}

  /** Takes what begins here; gives where it ends. White space, colons and words say nothing. */
  step(at: number): number {
    const letter = this.text.charCodeAt(at);
    if (letter === QUOTE) return this.#string(at);
    if (letter === COMMA) this.#next();
    else if (letter === OPEN_OBJECT) this.#push({ keys: new Set(), at: "" });
    else if (letter === OPEN_LIST) this.#push({ keys: undefined, at: 0 });
    else if (letter === CLOSE_OBJECT || letter === CLOSE_LIST) this.#pop();
    else if (letter === MINUS || isDigit(letter)) return this.#number(at);
    return at;
  }

  #push(frame: Frame): void {
    if (this.#frames.length === this.maxDepth) this.refused = { reason: "too_deep" };
    this.#frames.push(frame);
    this.#frame = frame;
    this.#beforeKey = frame.keys !== undefined;
  }

  #pop(): void {
    this.#frames.pop();
    this.#frame = this.#frames.at(-1);
    this.#beforeKey = false;
  }

  #next(): void {
    if (!this.#frame) return;
    if (this.#frame.keys) this.#beforeKey = true;
    else this.#frame.at = Number(this.#frame.at) + 1;
  }

  #string(start: number): number {
    const end = endOfString(this.text, start);
    if (!this.#beforeKey || !this.#frame?.keys) return end;
    const key = decoded(this.text, start, end);
    if (this.#frame.keys.has(key)) this.refused = { reason: "duplicate_key", key };
    this.#frame.keys.add(key);
    this.#frame.at = key;
    this.#beforeKey = false;
    return end;
  }

  #number(start: number): number {
    let end = start + 1;
    while (isDigit(this.text.charCodeAt(end)) || this.text.charCodeAt(end) === POINT) end++;
    const isPlain = end - start <= PLAIN_LENGTH;
    const plainEnd = end;
    while (isInNumber(this.text.charCodeAt(end))) end++;
    if ((isPlain && end - plainEnd <= PLAIN_EXPONENT) || this.#isKept()) return end - 1;
    if (this.bent.length < MAX_BENT && !isExact(this.text.slice(start, end)))
      this.bent.push(this.#frames.map(({ at }) => at));
    return end - 1;
  }

  #isKept(): boolean {
    const outermost = this.#frames[0];
    return outermost?.keys !== undefined && this.exact.includes(String(outermost.at));
  }
}

/** Two spellings of one key are one key: `"a"` and `"\u0061"`. */
function decoded(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
}

/**
 * Does a number come back with the value that was sent? A double is written with the fewest digits that name it; the text is
 * held exactly if it has the same value as that: `0.1`, `1.50`, `1e2` are; `9007199254740993`, `1e400` and `1e-400` are not.
 */
export function isExact(number: string): boolean {
  const double = Number(number);
  const shortest = String(double);
  return shortest === number || (Number.isFinite(double) && sameValue(decimalOf(number), decimalOf(shortest)));
}

interface Decimal {
  /** Without zeros at either end; empty: the value is zero, whatever its sign. */
  readonly digits: string;
  /** The power of ten of the last digit. */
  readonly exponent: number;
  readonly negative: boolean;
}

/** The value of a number's text, JSON's or a double's own. Linear: an exponent of any size is never written out. */
function decimalOf(number: string): Decimal {
  const [, sign = "", whole = "", fraction = "", power = "0"] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(number) ?? [];
  const all = whole + fraction;
  let from = 0;
  let to = all.length;
  while (from < to && all[from] === "0") from++;
  while (to > from && all[to - 1] === "0") to--;
  return {
    digits: all.slice(from, to),
    exponent: Number(power) - fraction.length + (all.length - to),
    negative: sign === "-",
  };
}

const sameValue = (a: Decimal, b: Decimal): boolean =>
  a.digits === b.digits && (a.digits === "" || (a.exponent === b.exponent && a.negative === b.negative));
