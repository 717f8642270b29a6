import { randomBelow, randomFraction, randomText } from "../crypto/random";
import { CLASSES, holdsClass } from "./charsets";
import type { TextRule } from "./text-rule";

/** The characters of a class that the alphabet has, and how many of them there have to be. */
interface Group {
  readonly chars: string;
  readonly least: number;
}

/**
 * Gives texts that hold enough of each class, each of them equally likely. How many characters of a class there are is drawn first: n of s
 * characters fill n of r places in (r over n) * s^n ways, times the ways of the classes behind it. The ways are more than a number holds, so their
 * logarithms are added; what is lost by that is below 10^-9. Throws RangeError: there is no such text.
 */
export function composer({ alphabet, length, least }: TextRule): () => string {
  const groups = CLASSES.map((name): Group => {
    const chars = [...alphabet].filter((char) => holdsClass(char, name)).join("");
    return { chars, least: least[name] ?? 0 };
  }).filter(({ chars, least: wanted }) => chars !== "" || wanted > 0);
  const ways = waysOf(groups, length);
  if (ways[0]?.[length] === undefined || ways[0][length] === Number.NEGATIVE_INFINITY)
    throw new RangeError("no text fits");
  return () => {
    let left = length;
    let text = "";
    for (const [at, group] of groups.entries()) {
      const count = drawCount(group, left, ways[at + 1] ?? []);
      text += count === 0 ? "" : randomText(group.chars, count);
      left -= count;
    }
    return shuffled(text);
  };
}

/** By group and places: the logarithm of the ways to fill these places with this group and those behind it. */
function waysOf(groups: readonly Group[], length: number): readonly (readonly number[])[] {
  const table: number[][] = [[0, ...Array<number>(length).fill(Number.NEGATIVE_INFINITY)]];
  for (const group of groups.toReversed()) {
    const behind = table[0] ?? [];
    table.unshift(Array.from({ length: length + 1 }, (_, places) => sumOf(countWays(group, places, behind))));
  }
  return table;
}

/** The logarithm of the ways for each number of characters of the group, from none to all places. */
const countWays = ({ chars, least }: Group, places: number, behind: readonly number[]): number[] =>
  Array.from({ length: places + 1 }, (_, count) =>
    count < least || (count > 0 && chars === "")
      ? Number.NEGATIVE_INFINITY
      : logChoose(places, count) + count * Math.log(chars.length || 1) + (behind[places - count] ?? 0),
  );

function drawCount(group: Group, places: number, behind: readonly number[]): number {
  const ways = countWays(group, places, behind);
  const all = sumOf(ways);
  let mark = randomFraction();
  for (const [count, one] of ways.entries()) {
    mark -= Math.exp(one - all);
    if (mark < 0) return count;
  }
  // What rounding left over belongs to the last that is possible.
  return ways.findLastIndex((one) => one > Number.NEGATIVE_INFINITY);
}

/** The logarithm of the sum of what these are the logarithms of. */
function sumOf(logs: readonly number[]): number {
  const most = Math.max(...logs);
  if (most === Number.NEGATIVE_INFINITY) return most;
  return most + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - most), 0));
}

const factorials = [0];
function logFactorial(n: number): number {
  for (let next = factorials.length; next <= n; next++) factorials.push((factorials[next - 1] ?? 0) + Math.log(next));
  return factorials[n] ?? 0;
}
const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Fisher and Yates. */
function shuffled(text: string): string {
  const chars = [...text];
  for (let at = chars.length - 1; at > 0; at--) {
    const other = randomBelow(at + 1);
    [chars[at], chars[other]] = [chars[other] ?? "", chars[at] ?? ""];
  }
  return chars.join("");
}
