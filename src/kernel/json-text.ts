/** JSON as text (RFC 8259): what a parsed value does not tell of it any more. Pure. */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Compact text of a value that `JSON.parse` gave. Unlike `JSON.stringify` it keeps the sign of -0. Depth is bounded by whoever parsed. */
export function jsonText(value: JsonValue): string {
  if (Object.is(value, -0)) return "-0";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`)
    .join(",")}}`;
}

/** Has no text in it, and no key, an unpaired surrogate? Such a text has no UTF-8. */
export function isWellFormedJson(value: JsonValue): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (value === null || typeof value !== "object") return true;
  if (isArray(value)) return value.every(isWellFormedJson);
  return Object.entries(value).every(([key, item]) => key.isWellFormed() && isWellFormedJson(item));
}

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

// --- on the text itself, which `JSON.parse` has taken: linear, without recursion ---

/** The same tokens, letter for letter, without white space between them. */
export function compactJson(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === QUOTE) at = endOfString(text, at);
    else if (isSpace(letter)) {
      if (at > from) kept.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return kept.join("") + text.slice(from);
}

/** One member of an object. */
export interface Member {
  readonly key: string;
  /** The key as the text spells it, with its quotes. */
  readonly name: string;
  /** The value's text. */
  readonly value: string;
}

/** The members of an object, from its compact text and in its order: a parsed object puts keys that look like integers first. */
export function membersOf(compact: string): readonly Member[] {
  const members: Member[] = [];
  let depth = 0;
  let start = 1;
  let colon = 0;
  for (let at = 0; at < compact.length; at++) {
    const letter = compact.charCodeAt(at);
    if (letter === QUOTE) at = endOfString(compact, at);
    else if (letter === OPEN_OBJECT || letter === OPEN_LIST) depth++;
    else if (letter === CLOSE_OBJECT || letter === CLOSE_LIST) depth--;
    else if (letter === COLON && depth === 1) colon = at;
    const ends = depth === 0 || (depth === 1 && letter === COMMA);
    if (!ends) continue;
    if (at > start) members.push(memberOf(compact.slice(start, colon), compact.slice(colon + 1, at)));
    start = at + 1;
  }
  return members;
}

/** A parser costs ten times the rest of the walk, and only an escape needs it. */
const memberOf = (name: string, value: string): Member => ({
  key: name.includes("\\") ? String(JSON.parse(name)) : name.slice(1, -1),
  name,
  value,
});

/** The index of the closing quote. Jumps from quote to quote: one behind an odd number of backslashes closes nothing. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === BACKSLASH) first--;
    if ((end - first) % 2 === 0) return end;
  }
}

/** Tab, line feed, carriage return, space: all that JSON knows. */
const isSpace = (letter: number): boolean => letter === 0x20 || letter === 0x0a || letter === 0x0d || letter === 0x09;
