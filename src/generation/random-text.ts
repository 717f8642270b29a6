import { randomText } from "../crypto/random";
import { CHARSETS, type CharacterClass, type Charset, CLASSES, holdsClass } from "./charsets";

export interface TextRule {
  readonly length: number;
  readonly charset: Charset;
  /** Each must occur. */
  readonly required: readonly CharacterClass[];
}

/**
 * The rarest rule that can hold (4 characters, one of each class, of `safe`) fits one draw in 16; missing a thousand times
 * happens to nobody.
 */
const MAX_DRAWS = 1000;

/** What is required and yet not in the charset. */
export const missingClasses = ({ charset, required }: TextRule): CharacterClass[] =>
  required.filter((wanted) => !holdsClass(CHARSETS[charset], wanted));

/** Classes do not overlap, so each takes a place of its own. */
export const hasRoom = ({ length, required }: TextRule): boolean => new Set(required).size <= length;

/**
 * Uniform over all texts that fit: whole texts are drawn, each equally likely, and those that do not fit thrown away. To put a
 * character of each class in and shuffle would favour texts that hold few of a class. Throws RangeError where none fits.
 */
export function drawText(rule: TextRule): string {
  for (let draws = 0; draws < MAX_DRAWS; draws++) {
    const text = randomText(CHARSETS[rule.charset], rule.length);
    if (rule.required.every((wanted) => holdsClass(text, wanted))) return text;
  }
  throw new RangeError("no text that fits was drawn");
}

/** Classes by what a configuration says of each; `require_upper` and so on. */
export const requiredClasses = (config: Readonly<Partial<Record<`require_${CharacterClass}`, boolean>>>) =>
  CLASSES.filter((name) => config[`require_${name}`] === true);
