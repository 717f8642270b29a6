import type { components } from "../../generated/schema.ts";

export type Rule = components["schemas"]["PolicyRule"];

/** A rule in one line; two that mean the same have the same: the order of permissions and keys says nothing. Pure. */
export function ruleText({ path_pattern: pattern, permissions, conditions = {} }: Rule): string {
  const given = Object.values(conditions).some((value) => value !== undefined);
  const when = given ? `  when ${sortedJson(conditions)}` : "";
  return `${pattern}  ${[...permissions].sort().join(", ")}${when}`;
}

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
