/** JSON whose numbers keep their own digits: what `JSON.parse` makes of `12345678901234567890` is another number. Pure. */

/** A number, as its text. */
export class ExactNumber {
  constructor(readonly text: string) {}
}
/** Objects are maps: they keep the order of their keys, and none of them means anything to the language. */
export type Exact = null | boolean | string | ExactNumber | readonly Exact[] | ExactObject;
export type ExactObject = ReadonlyMap<string, Exact>;

/** Why a text is not taken. Nothing of the text is repeated. */
export class JsonFault extends Error {
  override readonly name = "JsonFault";
  constructor(
    readonly reason: "syntax" | "too_deep" | "duplicate_key",
    /** From 1. */
    readonly line: number,
  ) {
    super(`${FAULTS[reason]}, line ${line}`);
  }
}
const FAULTS = {
  syntax: "not JSON",
  too_deep: "too many levels",
  duplicate_key: "an object has one key twice",
} as const;

const MAX_DEPTH = 64;
const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;

/** Reads one JSON text. Of two equal keys none is chosen: the text is refused. Throws JsonFault. */
export function parseExact(text: string): Exact {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  #at = 0;
  constructor(private readonly text: string) {}

  value(depth: number): Exact {
    if (depth > MAX_DEPTH) throw this.#fault("too_deep");
    this.#take(SPACE);
    const letter = this.text[this.#at];
    if (letter === "{") return this.#object(depth + 1);
    if (letter === "[") return this.#list(depth + 1);
    if (letter === '"') return this.#string();
    const word = this.#take(WORD);
    if (word) return word === "null" ? null : word === "true";
    const number = this.#take(NUMBER);
    if (number) return new ExactNumber(number);
    throw this.#fault("syntax");
  }

  end(): void {
    this.#take(SPACE);
    if (this.#at < this.text.length) throw this.#fault("syntax");
  }

  #object(depth: number): ExactObject {
    const members = new Map<string, Exact>();
    this.#at += 1;
    if (this.#sign("}")) return members;
    for (;;) {
      this.#take(SPACE);
      const key = this.#string();
      if (members.has(key)) throw this.#fault("duplicate_key");
      if (!this.#sign(":")) throw this.#fault("syntax");
      members.set(key, this.value(depth));
      if (this.#sign("}")) return members;
      if (!this.#sign(",")) throw this.#fault("syntax");
    }
  }

  #list(depth: number): readonly Exact[] {
    const items: Exact[] = [];
    this.#at += 1;
    if (this.#sign("]")) return items;
    for (;;) {
      items.push(this.value(depth));
      if (this.#sign("]")) return items;
      if (!this.#sign(",")) throw this.#fault("syntax");
    }
  }

  #string(): string {
    const { text } = this;
    const start = this.#at;
    let end = start + 1;
    // Not by a pattern: those that look for escapes run out of stack in a long text.
    while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
    if (text[start] !== '"' || end >= text.length) throw this.#fault("syntax");
    this.#at = end + 1;
    try {
      return String(JSON.parse(text.slice(start, end + 1)));
    } catch {
      // The parser's own error repeats what it read.
      throw this.#fault("syntax");
    }
  }

  #sign(letter: string): boolean {
    this.#take(SPACE);
    if (this.text[this.#at] !== letter) return false;
    this.#at += 1;
    return true;
  }

  /** What begins here, and the way past it; empty: something else does. */
  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [token = ""] = pattern.exec(this.text) ?? [];
    this.#at += token.length;
    return token;
  }

  #fault(reason: JsonFault["reason"]): JsonFault {
    return new JsonFault(reason, this.text.slice(0, this.#at).split("\n").length);
  }
}

/** Compact text, which `parseExact` reads as the same. */
export function exactText(value: Exact): string {
  if (value instanceof ExactNumber) return value.text;
  if (value instanceof Map) return `{${membersOf(value).join(",")}}`;
  if (Array.isArray(value)) return `[${value.map(exactText).join(",")}]`;
  return JSON.stringify(value);
}

const membersOf = (value: ExactObject): readonly string[] =>
  [...value].map(([key, item]) => `${JSON.stringify(key)}:${exactText(item)}`);

/** A text that two values share exactly if they are equal as JSON, whatever the order of their keys. Digits count as they are written. */
export function canonicalText(value: Exact): string {
  if (value instanceof Map)
    return `{${[...value]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`)
      .join(",")}}`;
  return Array.isArray(value) ? `[${value.map(canonicalText).join(",")}]` : exactText(value);
}

export const isExactObject = (value: Exact | undefined): value is ExactObject => value instanceof Map;
