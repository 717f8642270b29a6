/** A character that is written by its number, or after a backslash (CSS Syntax Level 3, section 4.3.7). */
const ESCAPE = /\\(?:([0-9a-f]{1,6})[ \t\n\f]?|([^\n\f]))/gi;
const COMMENT = /\/\*.*?(?:\*\/|$)/gs;
/** An attribute selector on `value`, in any name space. */
const ON_VALUE = /\[\s*(?:(?:\*|[^\]=~|^$*"']*)\|)?\s*value\s*(?:[\]=~|^$*]|$)/i;

/**
 * Does a selector of a caller look at what a field holds? Pages repeat it in the attribute `value`, so that such a selector would
 * tell a password letter by letter. Pure text: what is no selector at all matches nothing in the page.
 */
export const looksAtValues = (selector: string): boolean =>
  ON_VALUE.test(
    selector.replace(COMMENT, " ").replace(ESCAPE, (_, hex?: string, plain?: string) => characterOf(hex, plain)),
  );

function characterOf(hex: string | undefined, plain = ""): string {
  const code = hex === undefined ? undefined : Number.parseInt(hex, 16);
  if (code === undefined) return plain;
  return code === 0 || code > 0x10_ffff ? "\ufffd" : String.fromCodePoint(code);
}
