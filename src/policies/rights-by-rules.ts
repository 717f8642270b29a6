import type { Permission, PermissionRequest } from "../kernel/policy";
import { type Rights, withRequire } from "../kernel/rights";
import { failedCondition, type RequestAttributes } from "./conditions";
import { decide, type EffectiveRule, grants } from "./decide";

/** By access policies. `held` is asked at most once, and only if a right is; `refused` is told of each refusal. */
export function rightsByRules(
  held: () => readonly EffectiveRule[],
  circumstances: RequestAttributes,
  refused: (violation: PermissionRequest & { readonly reason: string }) => void = () => undefined,
): Rights {
  let rules: readonly EffectiveRule[] | undefined;
  let holding: readonly EffectiveRule[] | undefined;
  const all = () => (rules ??= held());
  /** The conditions of a rule ask nothing of the path, so for a list they are tried once and not per item. */
  const permitting = () => (holding ??= all().filter((rule) => !failedCondition(rule.conditions, circumstances)));
  const may = (permission: Permission, path: string) => permitting().some((rule) => grants(rule, { permission, path }));
  return withRequire({
    may,
    refusal(permission, path) {
      if (may(permission, path)) return undefined;
      const decision = decide(all(), { permission, path }, circumstances);
      if (decision.allowed) return undefined;
      const { code, failedCondition: failed } = decision;
      refused({ path, permission, reason: code });
      return { code, details: { path, permission, ...(failed ? { failed_condition: failed } : {}) } };
    },
    rulesFor: (permission) =>
      permitting().flatMap(({ permissions, glob }) =>
        permissions.has(permission) || permissions.has("admin") ? [glob] : [],
      ),
  });
}
