import { membersOf } from "./json-text";

/**
 * JSON merge patch (RFC 7396) on texts: what the patch does not name stays letter for letter, and all keys where they are; new ones
 * come last. Both are compact JSON of objects without a doubled key; their depth is bounded by whoever took them.
 */
export function mergePatch(target: string, patch: string): string {
  const changes = new Map(membersOf(patch).map((member) => [member.key, member]));
  const merged: string[] = [];
  for (const { key, name, value } of membersOf(target)) {
    const change = changes.get(key);
    changes.delete(key);
    if (!change) merged.push(`${name}:${value}`);
    else if (change.value !== "null") merged.push(`${name}:${patched(value, change.value)}`);
  }
  for (const { name, value } of changes.values()) if (value !== "null") merged.push(`${name}:${patched("{}", value)}`);
  return `{${merged.join(",")}}`;
}

const isObject = (text: string): boolean => text.startsWith("{");

/** A patch that is an object is merged, into nothing where an object does not stand; any other one replaces. */
const patched = (target: string, patch: string): string =>
  isObject(patch) ? mergePatch(isObject(target) ? target : "{}", patch) : patch;
