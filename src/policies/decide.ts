import { type Glob, matchesGlob } from "../kernel/glob";
import type { Permission, PermissionRequest } from "../kernel/policy";
import {
  CONDITION_NAMES,
  type ConditionName,
  type Conditions,
  failedCondition,
  type RequestAttributes,
} from "./conditions";

/** One rule of an active policy that is bound to the identity, or to one of its groups, by a live binding. */
export interface EffectiveRule {
  readonly policyId: string;
  /** Its place in the policy's `rules`. */
  readonly ruleIndex: number;
  readonly glob: Glob;
  readonly permissions: ReadonlySet<Permission>;
  readonly conditions: Conditions;
}

const REFUSALS = {
  ip_ranges: "ip_not_allowed",
  time_window: "time_window_violation",
  require_mfa: "mfa_required",
} as const satisfies Record<ConditionName, string>;

export type Decision =
  | { readonly allowed: true; readonly policyId: string; readonly ruleIndex: number }
  | { readonly allowed: false; readonly code: "access_denied"; readonly failedCondition?: never }
  | {
      readonly allowed: false;
      readonly code: (typeof REFUSALS)[ConditionName];
      readonly failedCondition: ConditionName;
    };

/**
 * Refused unless a rule permits: there are no rules that deny, so one whose pattern, permission and conditions all hold is
 * enough, and the first such in the given order is named. Otherwise the code is that of the rule that came furthest.
 */
export function decide(
  rules: readonly EffectiveRule[],
  asked: PermissionRequest,
  circumstances: RequestAttributes,
): Decision {
  let furthest = -1;
  for (const rule of rules) {
    if (!grants(rule, asked)) continue;
    const failed = failedCondition(rule.conditions, circumstances);
    if (!failed) return { allowed: true, policyId: rule.policyId, ruleIndex: rule.ruleIndex };
    furthest = Math.max(furthest, CONDITION_NAMES.indexOf(failed));
  }
  const failed = CONDITION_NAMES[furthest];
  return failed
    ? { allowed: false, code: REFUSALS[failed], failedCondition: failed }
    : { allowed: false, code: "access_denied" };
}

/** Pattern and permission only. `admin` is every permission. */
export const grants = ({ permissions, glob }: EffectiveRule, { permission, path }: PermissionRequest): boolean =>
  (permissions.has(permission) || permissions.has("admin")) && matchesGlob(glob, path);
