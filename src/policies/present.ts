import { formatNullableTimestamp, formatTimestamp } from "../formats";
import type { PolicySummary } from "./operations";
import type { Binding, Policy } from "./queries";
import type { PolicyVerdict } from "./test-operation";

const TYPES: Readonly<Record<string, string>> = { user: "user", sa: "service_account", group: "group" };

export const presentBinding = (row: Binding) => ({
  id: row.id,
  policy_id: row.policyId,
  identity_type: TYPES[row.identityId.slice(0, row.identityId.indexOf(":"))],
  identity_id: row.identityId,
  expires_at: formatNullableTimestamp(row.expiresAtMs),
  created_at: formatTimestamp(row.createdAtMs),
  created_by: row.createdBy,
});

export const presentPolicy = (policy: Policy) => ({
  id: policy.id,
  name: policy.name,
  description: policy.description,
  scope: policy.scope,
  revision: policy.revision,
  is_active: policy.isActive,
  rules: policy.rules,
  bindings: policy.bindings.map(presentBinding),
  created_at: formatTimestamp(policy.createdAtMs),
  updated_at: formatTimestamp(policy.updatedAtMs),
});

export const presentSummary = (row: PolicySummary) => ({
  id: row.id,
  name: row.name,
  scope: row.scope,
  rule_count: row.ruleCount,
  binding_count: row.bindingCount,
  is_active: row.isActive,
  created_at: formatTimestamp(row.createdAtMs),
  updated_at: formatTimestamp(row.updatedAtMs),
});

export const presentVerdict = (verdict: PolicyVerdict) =>
  verdict.allowed
    ? { allowed: true, matched_policy: verdict.policyId, matched_rule: verdict.rule }
    : {
        allowed: false,
        reason: verdict.reason,
        failed_condition: verdict.failedCondition,
        evaluated_policies: verdict.policyIds,
      };
