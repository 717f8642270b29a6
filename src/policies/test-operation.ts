import { fail } from "../errors";
import { findIdentity } from "../identities/operations";
import { query } from "../kernel/operation";
import type { PermissionRequest, RuleText } from "../kernel/policy";
import { policyCache } from "./cache";
import type { ConditionName } from "./conditions";
import { decide } from "./decide";

export interface PolicyTest extends PermissionRequest {
  readonly identityId: string;
  /** Null: unknown. */
  readonly sourceIp: string | null;
  /** A second factor at the very moment. */
  readonly mfaVerified: boolean;
  /** Undefined: now. */
  readonly atMs: number | undefined;
}
export type PolicyVerdict =
  | { readonly allowed: true; readonly policyId: string; readonly rule: RuleText }
  | {
      readonly allowed: false;
      readonly reason: string;
      readonly failedCondition: ConditionName | null;
      readonly policyIds: readonly string[];
    };

const refusedAs = (reason: string): PolicyVerdict => ({
  allowed: false,
  reason,
  failedCondition: null,
  policyIds: [],
});

/** What a request of that identity would then get. In a partner's space: a request in one of the partner's tenants. */
export const testPolicy = query({
  name: "policies.test",
  scope: "policies:read",
  category: "policy_test",
  action: null,
  reach: "space",
  run(ctx, { identityId, path, permission, sourceIp, mfaVerified, atMs }: PolicyTest): PolicyVerdict {
    const { now, space } = ctx;
    const cache = policyCache(ctx);
    const identity = findIdentity(ctx, identityId) ?? fail("identity_not_found", { field: "identity_id" });
    // A group makes no request of its own: what is told is what its members get from it.
    const isCaller = identity.type !== "group";
    if (isCaller && !identity.isActive) return refusedAs("token_revoked");
    if (isCaller && space.kind === "partner" && !identity.roles.includes("partner_admin"))
      return refusedAs("tenant_access_denied");
    const nowMs = atMs ?? now;
    const holder = { identityId, policyIds: null };
    const held = cache.policiesOf(holder, nowMs);
    const circumstances = {
      nowMs,
      ip: sourceIp,
      mfaVerifiedAtMs: mfaVerified ? nowMs : null,
      mfaMaxAgeMs: cache.mfaMaxAgeMs(),
    };
    const decision = decide(cache.rulesOf(holder, nowMs), { path, permission }, circumstances);
    if (!decision.allowed) {
      const { code, failedCondition = null } = decision;
      return { allowed: false, reason: code, failedCondition, policyIds: held.map(({ id }) => id) };
    }
    const { policyId, ruleIndex } = decision;
    const rule = held.find(({ id }) => id === policyId)?.rules[ruleIndex] ?? fail("internal_error");
    return { allowed: true, policyId, rule };
  },
});
