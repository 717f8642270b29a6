import { parseGlob } from "../kernel/glob";
import type { HeldPolicy } from "../kernel/policy";
import { parseConditions } from "./conditions";
import type { EffectiveRule } from "./decide";
/** Throws if a rule is not well-formed, which none is that was stored: a rule that can't be read must never permit. */
export const compilePolicy = ({ id, rules }: HeldPolicy): readonly EffectiveRule[] =>
  rules.map(({ path_pattern, permissions, conditions = {} }, ruleIndex) => {
    const glob = parseGlob(path_pattern);
    const parsed = parseConditions(conditions);
    if (!glob.ok || !parsed.ok) throw new Error("a stored rule is not valid");
    return { policyId: id, ruleIndex, glob: glob.glob, permissions: new Set(permissions), conditions: parsed.value };
  });
