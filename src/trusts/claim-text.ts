import type { ClaimRule } from "./trust";

/** How the value of a claim is compared with the texts of a trust. Pure. */

/**
 * What a claim says, as texts: itself, or the elements of a list. Numbers and booleans count as their JSON text; objects, null, and
 * lists in a list say nothing. Neither does a number that JSON's readers round: two ids would be one.
 */
export const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => textOf(one) ?? []);

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? JSON.stringify(value) : undefined;
}

/** The texts of a rule, one of which must fit. */
export const wantedBy = ({ value }: Pick<ClaimRule, "value">): readonly string[] =>
  typeof value === "string" ? [value] : value;

/** Does the value of a claim, or one element of it, fit a text of the rule? */
export function fitsClaim(value: unknown, rule: Pick<ClaimRule, "value">): boolean {
  const given = textsOf(value);
  return wantedBy(rule).some((pattern) => given.some((text) => fitsGlob(pattern, text)));
}

/**
 * `*` stands for any run, also none, without `/` and `:`, so that a part of a subject such as `repo:org/name:ref:refs/heads/main`
 * never reaches into the next one. No other sign is special. The work grows with the text alone: no try is taken back.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) return pattern === text;
  const wanted = partsOf(pattern);
  // One part too many says enough: whoever sends thousands makes no work of them.
  const given = partsOf(text, wanted.length + 1);
  return wanted.length === given.length && wanted.every((part, at) => fitsPart(part, given[at] ?? ""));
}

/** What stands between separators, and the separators themselves, up to `most` of them. */
const partsOf = (text: string, most?: number): string[] => text.split(/([/:])/, most);

function fitsPart(pattern: string, text: string): boolean {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
