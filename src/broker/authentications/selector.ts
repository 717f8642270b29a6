/**
 * A caller's selector finds elements and never reads them. Pages of some frameworks repeat what stands in a field in its attribute
 * `value` (React) or in one of their own (Angular's `ng-reflect-…`), and whether `[value^="a"]` finds something would tell a
 * filled value, letter by letter, to somebody who may only sign in.
 */
export function asksForValue(selector: string): boolean {
  if (BUTTON.test(selector)) return false;
  const read = unescaped(selector);
  return read.includes("/*") || VALUE.test(read);
}

/** An attribute that is, or holds, a value. Also in text within quotes: what is refused too much there is written otherwise. */
const VALUE = /\[\s*(?:\*\s*\|)?[^\]=~^$*"']*(?:value|ng-reflect)/i;

/** One button by itself, as many people name it: what it has for a value is its label. */
const ATTRIBUTE = /\[[a-z-]+(?:=(?:"[^"\\]*"|'[^'\\]*'|[\w-]+))?\]/.source;
const TYPE = /\[type=(["']?)(?:submit|button|reset|image)\1\]/.source;
const BUTTON = new RegExp(`^(?:input|button)?(?:${ATTRIBUTE})*${TYPE}(?:${ATTRIBUTE})*$`, "i");

/** CSS escapes, as the parser of a browser reads them. */
const unescaped = (text: string): string =>
  text.replace(/\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?|([\s\S]))/gi, (_, hex: string | undefined, letter: string) =>
    hex === undefined ? letter : character(Number.parseInt(hex, 16)),
  );

const character = (code: number): string => (code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code));
