import { membersOf } from "../../kernel/json-text";

/**
 * The keys of a value without what they hold: each is null, or the keys of an object below it. `data`: compact JSON of an object.
 * `depth`: levels that are told; null: all. Values never leave.
 */
export function subkeysText(data: string, depth: number | null): string {
  const members = membersOf(data).map(({ name, value }) => {
    const goesOn = value.startsWith("{") && value !== "{}" && depth !== 1;
    return `${name}:${goesOn ? subkeysText(value, depth === null ? null : depth - 1) : "null"}`;
  });
  return `{${members.join(",")}}`;
}
