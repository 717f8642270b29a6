import { type ConditionsText, parseConditions } from "./conditions";
import type { HeldRule, Permission } from "./decide";
import { parseGlob } from "./glob";

/** A rule as it is written, stored and shown. */
export interface RuleText {
  readonly path_pattern: string;
  readonly permissions: readonly Permission[];
  readonly conditions?: ConditionsText | undefined;
}

/** A policy that an identity holds, as plain data: it also travels from a partner's object to a tenant's. */
export interface HeldPolicy {
  readonly id: string;
  readonly rules: readonly RuleText[];
}

/** Throws if a rule is not well-formed, which none is that was stored: a rule that can't be read must never permit. */
export const compilePolicy = ({ id, rules }: HeldPolicy): readonly HeldRule[] =>
  rules.map(({ path_pattern, permissions, conditions = {} }, ruleIndex) => {
    const glob = parseGlob(path_pattern);
    const parsed = parseConditions(conditions);
    if (!glob.ok || !parsed.ok) throw new Error("a stored rule is not valid");
    return { policyId: id, ruleIndex, glob: glob.glob, permissions: new Set(permissions), conditions: parsed.value };
  });
