import { randomText } from "../crypto/random";
import { CLASSES, holdsClass } from "./charsets";
import { composer } from "./compose";
import type { TextRule } from "./text-rule";

/** Whole texts are drawn so often; most rules fit one in a few. */
const PLAIN_DRAWS = 50;
/** Missing so often happens to nobody: a composed text fails by its first character alone. */
const COMPOSED_DRAWS = 1000;

/**
 * Uniform over all texts that fit: whole texts are drawn, each equally likely, and those that do not fit thrown away. To put a
 * character of each class in and shuffle would favour texts that hold few of a class. A rule that hardly any text fits is drawn by how many
 * of each class there are, each such mix as often as there are texts of it. Throws RangeError where none fits.
 */
export function drawText(rule: TextRule): string {
  for (let draws = 0; draws < PLAIN_DRAWS; draws++) {
    const text = randomText(rule.alphabet, rule.length);
    if (fits(text, rule)) return text;
  }
  const compose = composer(rule);
  for (let draws = 0; draws < COMPOSED_DRAWS; draws++) {
    const text = compose();
    if (fits(text, rule)) return text;
  }
  throw new RangeError("no text that fits was drawn");
}

export const fits = (text: string, { least, beginsWithLetter }: TextRule): boolean =>
  (!beginsWithLetter || /^[A-Za-z]/.test(text)) &&
  CLASSES.every((name) => (least[name] ?? 0) <= countOf(text, (char) => holdsClass(char, name)));

function countOf(text: string, is: (char: string) => boolean): number {
  let count = 0;
  for (const char of text) if (is(char)) count += 1;
  return count;
}
