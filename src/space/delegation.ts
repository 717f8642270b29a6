import { findSpace } from "../directory/spaces";
import { ok, refuse } from "../errors";
import { type Actor, isOperator } from "../kernel/actor";
import type { Call, DelegationReply } from "../kernel/call";
import type { Requirements } from "../kernel/operation";
import { rateLimited } from "../kernel/rate-limit";
import { policyCache } from "../policies/cache";
import { tokenAuthenticator } from "../tokens/authenticator";
import { asRefused, mayRecord, refuseForeign } from "./admission";
import { authenticate, lookAhead } from "./authn/schemes";
import { refusalEntries } from "./call-entries";
import { operationOf } from "./modules";
import type { AdmissionParts } from "./parts";

/**
 * Steps 2 to 4 at the home of a caller that acts elsewhere: a partner's administrator in the tenants of that partner, and
 * anyone of a tenant on what its partner shares. Rate limits are those of home; what the caller may do there is decided there.
 */
export async function delegate(parts: AdmissionParts, call: Call): Promise<DelegationReply> {
  const op = operationOf(call);
  if (!op) return refuse("internal_error");
  const ahead = lookAhead(parts, op, call);
  if (ahead) await ahead;
  const now = parts.core.clock();
  const known = authenticate(parts.core, op, call, { nowMs: now, isUnderWay: call.isCounted === true });
  const refuseAnd = async (refusal: Parameters<typeof refusalEntries>[4]): Promise<DelegationReply> => {
    try {
      const rows = parts.file.isNearlyFull ? [] : refusalEntries(parts.core, op, call, now, refusal);
      await parts.core.journal.record(rows);
      const identity = refusal.actor?.identityId;
      return { ok: false, error: refusal.error, ...(identity === undefined ? {} : { identity }) };
    } catch {
      return refuse("service_unavailable");
    }
  };
  if (!known.ok) {
    const refusal = asRefused(parts, op, known, now);
    return mayRecord(parts, refusal, now) ? await refuseAnd(refusal) : { ok: false, error: refusal.error };
  }
  if (!call.isCounted) known.takeUse?.();
  const { actor } = known;
  if (isOperator(actor)) return refuse("internal_error");
  const taken = call.isCounted ? undefined : parts.limiter.consume(actor.identityId, op.category, now);
  const rate = taken?.rate ? { rate: taken.rate } : {};
  if (taken && !taken.ok) return { ok: false, error: rateLimited(op.category, taken), ...rate };
  const granted = await judge(parts, op, actor, call.named);
  if (!granted.ok) return { ...(await refuseAnd({ ...granted, actor })), ...rate };
  if (!(await noteUse(parts, actor, now))) return { ...refuse("service_unavailable"), ...rate };
  const held = policyCache(parts.core);
  const policies = op.reach === "partner" ? [] : held.policiesOf(actor, now);
  const delegation = { spaceId: granted.value, actor, policies, mfaMaxAgeMs: held.mfaMaxAgeMs() };
  return { ok: true, value: delegation, ...rate };
}

type Judgement = { readonly ok: true; readonly value: string } | ReturnType<typeof refuseForeign>;

/** The space whose object is to act, or why there is none. */
async function judge(
  parts: AdmissionParts,
  { reach }: Requirements,
  actor: Actor,
  named: string | null,
): Promise<Judgement> {
  const { space } = parts.core;
  if (space.status === "suspended") return refuse("tenant_access_denied", { reason: "suspended" });
  if (named === null || named === space.id)
    return reach === "partner" && space.partnerId !== null ? ok(space.partnerId) : refuse("internal_error");
  if (space.kind !== "partner" || !actor.roles.includes("partner_admin")) return refuseForeign(named);
  return await judgeAway(parts, reach, named);
}

/** For an administrator of this partner. */
async function judgeAway({ core }: AdmissionParts, reach: Requirements["reach"], named: string): Promise<Judgement> {
  const { space, directory } = core;
  const foreign = refuseForeign(named);
  const target = await findSpace(directory, named).catch(() => null);
  if (target === null) return refuse("service_unavailable");
  if (!target)
    return { ...foreign, error: { code: "tenant_not_found", details: { id: String(foreign.extra?.requested) } } };
  if (target.kind !== "tenant" || target.partnerId !== space.id)
    return { ...foreign, error: { code: "access_denied" } };
  if (reach !== "partner") return ok(target.id);
  // The tenant's own object, which would say so of itself, is not asked.
  return target.status === "suspended" ? refuse("tenant_access_denied", { reason: "suspended" }) : ok(space.id);
}

/** Elsewhere nobody notes that this space's token was used. False: it could not be written. */
async function noteUse({ core }: AdmissionParts, actor: Actor, nowMs: number): Promise<boolean> {
  const write = tokenAuthenticator(core).touch(actor, nowMs);
  if (!write) return true;
  try {
    await core.journal.change(() => ({ value: write(), rows: [] }));
    return true;
  } catch {
    return false;
  }
}
