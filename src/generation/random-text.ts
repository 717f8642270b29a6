import { randomText } from "../crypto/random";
import { type CharacterClass, CLASSES, holdsClass } from "./charsets";
import { composer } from "./compose";
import type { TextRule } from "./text-rule";

/** Whole texts are drawn so often; most rules fit one in a few. */
const PLAIN_DRAWS = 50;
/** Missing so often happens to nobody: a composed text fails by its first character alone. */
const COMPOSED_DRAWS = 1000;

/**
 * Gives texts, uniform over all that fit: whole texts are drawn, each equally likely, and those that do not fit thrown away. To put a
 * character of each class in and shuffle would favour texts that hold few of a class. A rule that hardly any text fits is drawn by how many
 * of each class there are, each such mix as often as there are texts of it; what that takes is worked out once. Throws RangeError where none fits.
 */
export function textDrawer(rule: TextRule): () => string {
  const whole = () => randomText(rule.alphabet, rule.length);
  let composed: (() => string) | undefined;
  return () => {
    const text = composed === undefined ? firstThatFits(rule, whole, PLAIN_DRAWS) : undefined;
    if (text !== undefined) return text;
    composed ??= composer(rule);
    const other = firstThatFits(rule, composed, COMPOSED_DRAWS);
    if (other === undefined) throw new RangeError("no text that fits was drawn");
    return other;
  };
}

function firstThatFits(rule: TextRule, draw: () => string, draws: number): string | undefined {
  for (let left = draws; left > 0; left--) {
    const text = draw();
    if (fits(text, rule)) return text;
  }
  return undefined;
}

export const fits = (text: string, { least, beginsWithLetter }: TextRule): boolean =>
  (!beginsWithLetter || /^[A-Za-z]/.test(text)) && CLASSES.every((name) => holdsAtLeast(text, name, least[name] ?? 0));

function holdsAtLeast(text: string, wanted: CharacterClass, least: number): boolean {
  let missing = least;
  for (let at = 0; at < text.length && missing > 0; at++) if (holdsClass(text.charAt(at), wanted)) missing -= 1;
  return missing === 0;
}
