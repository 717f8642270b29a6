import { findSpace } from "../directory/spaces";
import { refuse } from "../errors";
import { type Actor, isOperator } from "./actor";
import { authenticate, refuseForeign } from "./admission";
import { refusalRows } from "./audit-rows";
import type { GuardParts } from "./guard";
import type { Call, DelegationReply, Operation } from "./operation";
import { operations } from "./registry";

/**
 * Steps 2 to 4 at the home of a caller that names another space: only a partner's administrator may act elsewhere, in the
 * tenants of that partner. Rate limits are those of home; what the caller may do there is decided there.
 */
export async function delegate(parts: GuardParts, call: Call): Promise<DelegationReply> {
  const op = Object.hasOwn(operations, call.op)
    ? (operations[call.op as keyof typeof operations] as Operation<unknown, unknown>)
    : undefined;
  if (!op) return refuse("internal_error");
  const now = parts.rooms.clock();
  const known = authenticate(parts, call, now);
  const refuseAnd = async (refusal: Parameters<typeof refusalRows>[4]): Promise<DelegationReply> => {
    try {
      await parts.journal.record(refusalRows(parts.rooms, op, call, now, refusal));
      const identity = refusal.actor?.identityId;
      return { ok: false, error: refusal.error, ...(identity === undefined ? {} : { identity }) };
    } catch {
      return refuse("service_unavailable");
    }
  };
  if (!known.ok) return await refuseAnd(known);
  const { actor } = known;
  if (isOperator(actor)) return refuse("internal_error");
  const taken = parts.limiter.take(actor.identityId, op.category, now);
  const rate = taken.rate ? { rate: taken.rate } : {};
  if (!taken.ok) {
    const details = { category: op.category, retry_after: taken.retryAfter };
    return { ok: false, error: { code: "rate_limited", details, retryAfter: taken.retryAfter }, ...rate };
  }
  const refusal = await judge(parts, actor, call.named);
  if (!refusal) {
    const policies = parts.rooms.book.policiesOf(actor.identityId, now);
    return { ok: true, value: { actor, policies, mfaMaxAgeMs: parts.rooms.book.mfaMaxAgeMs() }, ...rate };
  }
  return { ...(await refuseAnd({ ...refusal, actor })), ...rate };
}

async function judge(
  { space, rooms }: GuardParts,
  actor: Actor,
  named: string | null,
): Promise<ReturnType<typeof refuseForeign> | undefined> {
  if (space.status === "suspended") return refuse("tenant_access_denied", { reason: "suspended" });
  if (space.kind !== "partner" || !actor.roles.includes("partner_admin")) return refuseForeign(named);
  const foreign = refuseForeign(named);
  const target = await findSpace(rooms.directory, named ?? "").catch(() => null);
  if (target === null) return refuse("service_unavailable");
  if (!target)
    return { ...foreign, error: { code: "tenant_not_found", details: { id: String(foreign.extra?.requested) } } };
  if (target.kind !== "tenant" || target.partnerId !== space.id)
    return { ...foreign, error: { code: "access_denied" } };
  return undefined;
}
