import { randomBelow, randomFraction, randomText } from "../crypto/random";
import { CLASSES, holdsClass } from "./charsets";
import type { TextRule } from "./text-rule";

/** Characters of which there have to be at least so many. No character is in two groups. */
interface Group {
  readonly chars: string;
  /** By how many of them there are: the logarithm of `chars.length ** count / count!`; minus infinity: too few. */
  readonly terms: Float64Array;
}
/** By number of places: the logarithm of the ways to fill these with some groups, over the factorial of that number. */
type Ways = Float64Array;

/**
 * Gives texts that hold enough of each class, each of them equally likely. How many characters of a class there are is drawn first: n of s
 * characters fill n of r places in (r over n) * s^n ways, times the ways of the classes behind it. Factorials of numbers of places are left
 * out until the end, which makes that a product of what each class has by itself. The ways are more than a number holds, so their
 * logarithms are added; what is lost by that is below 10^-9. Throws RangeError: there is no such text.
 */
export function composer(rule: TextRule): () => string {
  const { length } = rule;
  const groups = groupsOf(rule);
  const steps = stepsOf(groups, length);
  const [first] = steps;
  if (first && sumOf(first, length) === Number.NEGATIVE_INFINITY) throw new RangeError("no text fits");
  return () => {
    let left = length;
    let text = "";
    for (const step of steps) {
      const count = drawCount(step, left);
      text += count === 0 ? "" : randomText(step.chars, count);
      left -= count;
    }
    return shuffled(text);
  };
}

/** One for each class of which some are asked for, and one for all other characters. */
function groupsOf({ alphabet, length, least }: TextRule): readonly Group[] {
  const asked = CLASSES.filter((name) => (least[name] ?? 0) > 0);
  const charsThat = (fits: (char: string) => boolean) => [...alphabet].filter(fits).join("");
  const rest = charsThat((char) => !asked.some((name) => holdsClass(char, name)));
  return [
    ...asked.map((name) => ({ chars: charsThat((char) => holdsClass(char, name)), least: least[name] ?? 0 })),
    ...(rest === "" ? [] : [{ chars: rest, least: 0 }]),
  ].map(({ chars, least: wanted }) => ({
    chars,
    terms: Float64Array.from({ length: length + 1 }, (_, count) => termOf(chars.length, count, wanted)),
  }));
}

function termOf(size: number, count: number, least: number): number {
  if (count < least || (count > 0 && size === 0)) return Number.NEGATIVE_INFINITY;
  return count * Math.log(size || 1) - logFactorial(count);
}

/** A group, and the ways of those behind it. */
interface Step extends Group {
  readonly behind: Ways;
}

/** Each sum is one of the group's terms and one of the ways behind it; of the first group only one sum is ever asked for. */
function stepsOf(groups: readonly Group[], length: number): readonly Step[] {
  const steps: Step[] = [];
  for (const group of groups.toReversed()) {
    const [next] = steps;
    const behind = next === undefined ? noneBehind(length) : steps.length === 1 ? next.terms : waysOf(next);
    steps.unshift({ ...group, behind });
  }
  return steps;
}

/** Without a group no place is filled in one way, and no other number of them. */
const noneBehind = (length: number): Ways => new Float64Array(length + 1).fill(Number.NEGATIVE_INFINITY).fill(0, 0, 1);

const waysOf = (step: Step): Ways => step.terms.map((_, places) => sumOf(step, places));

/** Less than this below the greatest is nothing beside it: not even 2^10 times e^-45 show in a sum of 53 bits. */
const NOTHING = -45;

/** The logarithm of the sum over all counts of what fills these places: so many of the group, and of those behind it the rest. */
function sumOf({ terms, behind }: Step, places: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let count = 0; count <= places; count++) most = Math.max(most, product(terms, count, behind, places));
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (let count = 0; count <= places; count++) {
    const below = product(terms, count, behind, places) - most;
    if (below > NOTHING) sum += Math.exp(below);
  }
  return most + Math.log(sum);
}

/** Logarithms are added. */
const product = (terms: Float64Array, count: number, behind: Ways, places: number): number =>
  (terms[count] ?? Number.NEGATIVE_INFINITY) + (behind[places - count] ?? Number.NEGATIVE_INFINITY);

function drawCount(step: Step, places: number): number {
  const all = sumOf(step, places);
  let mark = randomFraction();
  let last = 0;
  for (let count = 0; count <= places; count++) {
    const way = product(step.terms, count, step.behind, places);
    if (way === Number.NEGATIVE_INFINITY) continue;
    last = count;
    mark -= Math.exp(way - all);
    if (mark < 0) return count;
  }
  // What rounding left over belongs to the last that is possible.
  return last;
}

const factorials = [0];
function logFactorial(n: number): number {
  for (let next = factorials.length; next <= n; next++) factorials.push((factorials[next - 1] ?? 0) + Math.log(next));
  return factorials[n] ?? 0;
}

/** Fisher and Yates. */
function shuffled(text: string): string {
  const chars = [...text];
  for (let at = chars.length - 1; at > 0; at--) {
    const other = randomBelow(at + 1);
    [chars[at], chars[other]] = [chars[other] ?? "", chars[at] ?? ""];
  }
  return chars.join("");
}
