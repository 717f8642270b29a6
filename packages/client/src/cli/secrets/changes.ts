import { visible } from "../shell/visible.ts";
import { canonicalText, type Exact, type ExactObject } from "../text/exact-json.ts";

export type Change = "added" | "changed" | "removed" | "same" | "set";

/** What becomes of one field. */
export interface FieldChange {
  readonly field: string;
  readonly change: Change;
}

/** What becomes of each field, in the order of the new value; those that go stand at the end. Digits of numbers count as they are written. */
export function changesBetween(before: ExactObject, after: ExactObject): readonly FieldChange[] {
  const kept = [...after].map(([field, value]) => ({ field, change: changeOf(before.get(field), value) }));
  const gone = [...before.keys()].filter((field) => !after.has(field));
  return [...kept, ...gone.map((field) => ({ field, change: "removed" as const }))];
}

function changeOf(before: Exact | undefined, after: Exact): Change {
  if (before === undefined) return "added";
  return canonicalText(before) === canonicalText(after) ? "same" : "changed";
}

/** Where it is not known what was there. */
export const allSet = (after: ExactObject): readonly FieldChange[] =>
  [...after.keys()].map((field) => ({ field, change: "set" as const }));

export const isSame = (changes: readonly FieldChange[]): boolean => changes.every(({ change }) => change === "same");

const SIGNS: Readonly<Record<Change, string>> = { added: "+", changed: "~", removed: "-", same: " ", set: "=" };

/** For people: a sign, the field, and the word for it. No value is in it. */
export function changeLines(changes: readonly FieldChange[]): readonly string[] {
  const names = changes.map(({ field }) => visible(field));
  const width = Math.max(...names.map(({ length }) => length));
  return changes.map(({ change }, at) => `  ${SIGNS[change]} ${(names[at] ?? "").padEnd(width)}  ${change}`);
}
