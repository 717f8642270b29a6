import type { PolicyContent, Rule } from "./types.ts";

export type PolicyField = keyof PolicyContent;
const FIELDS = ["name", "description", "is_active", "rules"] as const satisfies readonly PolicyField[];

/** What of a policy differs between two versions, in the order in which it is shown. Pure. */
export const changedFields = (old: PolicyContent, now: PolicyContent): readonly PolicyField[] =>
  FIELDS.filter((field) => canonical(old[field]) !== canonical(now[field]));

/** A change that says only what was changed, so that it can be laid over somebody else's; empty: nothing was. Pure. */
export function patchOf(old: PolicyContent, now: PolicyContent): Partial<PolicyContent> {
  return Object.fromEntries(changedFields(old, now).map((field) => [field, now[field]]));
}

/** Rules that are in one of two lists alone. Pure. */
export function rulesBetween(old: readonly Rule[], now: readonly Rule[]) {
  const without = (these: readonly Rule[], those: readonly Rule[]): readonly Rule[] => {
    const left = those.map(canonical);
    return these.filter((rule) => {
      const at = left.indexOf(canonical(rule));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  return { added: without(now, old), removed: without(old, now) };
}

/** JSON with sorted keys: two values have the same if they are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
