import type { Actor } from "../kernel/actor";
import { AuditAnnotations } from "../kernel/annotations";
import type { Call } from "../kernel/call";
import { type Change, ChangeFailed, type ChangeOutcome } from "../kernel/change";
import type { Context, EffectContext, MutationContext, QueryContext } from "../kernel/context";
import type { ObjectCore } from "../kernel/core";
import type { NewEvent } from "../kernel/event";
import type { Operation } from "../kernel/operation";
import type { Permission, PermissionRequest } from "../kernel/policy";
import { type Rights, rightsByRole } from "../kernel/rights";
import { policyCache } from "../policies/cache";
import { compilePolicy } from "../policies/compile";
import { rightsByRules } from "../policies/rights-by-rules";
import { outbox } from "../webhooks/outbox";
import type { Admission } from "./admission";
import { callEntries } from "./call-entries";
import type { AdmissionParts } from "./parts";

/** One call, admitted. */
export interface Admitted<O = Operation<unknown, unknown>> {
  readonly op: O;
  readonly call: Call;
  readonly actor: Actor;
  /** When the call began, in milliseconds. */
  readonly now: number;
}

/** What one call leaves to be written with its rows. */
export class CallRecord {
  readonly audit = new AuditAnnotations();
  readonly events: NewEvent[] = [];
  /** Events of its failure, should it fail. */
  readonly refusals: NewEvent[] = [];
  /** What a policy refused the caller, whatever came of the call. */
  readonly violations: (PermissionRequest & { readonly reason: string })[] = [];
  readonly deferred: ((ctx: MutationContext) => void)[] = [];
  /** What became of the call's change outside of this object, if it made one. */
  change: ChangeOutcome | undefined;
  /** The caller lost its admission while the call was under way: recorded as if that had been found at once. */
  refused: Extract<Admission, { ok: false }> | undefined;

  /** Does the call cause any event? One that failed causes those of its failure, and of what a policy refused. */
  hasEvents(succeeded: boolean): boolean {
    return this.violations.length > 0 || (succeeded ? this.events : this.refusals).length > 0;
  }

  /** Inside the transaction of the call's rows. */
  writeEvents(ctx: Context, succeeded: boolean): void {
    const source = sourceOf(ctx);
    const to = outbox(ctx);
    for (const { permission, path, reason } of this.violations)
      to.addViolation(source, { permission, path, reason, sourceIp: ctx.meta.ip, homeId: ctx.actor.homeId });
    for (const event of succeeded ? this.events : this.refusals) to.add(source, event);
  }
}

const sourceOf = ({ actor, meta, now }: Context) => ({
  identityId: actor.identityId,
  requestId: meta.requestId,
  nowMs: now,
});

/** All that any kind of operation may touch. */
export type WholeContext = EffectContext & MutationContext;

/** What the verb is given. Its operation's kind says how much of it the verb sees. */
export function contextOf(parts: AdmissionParts, admitted: Admitted, record: CallRecord): WholeContext {
  const { space, db, keyring, clock, schedule, hooks, directory, spaceRpc } = parts.core;
  const { actor, call, now } = admitted;
  const ctx: WholeContext = {
    space,
    db,
    keyring,
    clock,
    schedule,
    hooks,
    directory,
    spaceRpc,
    ...rightsOf(parts.core, admitted, record),
    actor,
    meta: call.meta,
    now,
    audit: record.audit,
    emit: (event, when) => (when === "failed" ? record.refusals : record.events).push(event),
    consume: spender(parts, admitted),
    defer: (write: Parameters<QueryContext["defer"]>[0]) => record.deferred.push(write),
    changeDirectory: (change) => changeBy(parts.core, ctx, admitted.op, change, record),
  };
  return ctx;
}

/** The call's one change. Its rows and events, as far as they are known, are made durable first. */
async function changeBy(
  { changes }: ObjectCore,
  ctx: Context,
  op: Operation<unknown, unknown>,
  change: Change,
  record: CallRecord,
): Promise<void> {
  if (record.change) throw new Error("a call makes one change");
  const rows = callEntries(ctx, op, undefined);
  record.change = await changes.make({ rows, events: record.events, source: sourceOf(ctx) }, change);
  if (record.change.outcome !== "done") throw new ChangeFailed(record.change.outcome);
}

/** A caller from a partner has a bucket of its own here: identities of two spaces may have one name. */
function spender({ limiter }: AdmissionParts, { call: { delegated }, actor, now }: Admitted): Context["consume"] {
  const holder = delegated ? `${actor.homeId} ${actor.identityId}` : actor.identityId;
  return (category, units) => limiter.consume(holder, category, now, units);
}

/** What every identity of a partner and of its tenants may do on what the partner shares. */
const SHARED: readonly Permission[] = ["read", "list"];

/** Rights on paths: by the policies held here, by those of its own space for who comes from a partner, or by the role. */
export function rightsOf(
  core: ObjectCore,
  { op: { reach }, call: { delegated, meta }, actor, now }: Admitted,
  { violations }: CallRecord,
): Rights {
  const { space } = core;
  if (space.kind !== "tenant") {
    const isAdministrator = actor.homeId === space.id && actor.roles.includes("partner_admin");
    return rightsByRole(isAdministrator, reach === "partner" ? SHARED : []);
  }
  const policies = policyCache(core);
  const held = () => delegated?.policies.flatMap(compilePolicy) ?? policies.rulesOf(actor, now);
  const mfaMaxAgeMs = delegated?.mfaMaxAgeMs ?? policies.mfaMaxAgeMs();
  const circumstances = { nowMs: now, ip: meta.ip, mfaVerifiedAtMs: actor.mfaVerifiedAtMs, mfaMaxAgeMs };
  return rightsByRules(held, circumstances, (violation) => violations.push(violation));
}

/** How the log calls an act of an operation that is one of several; null: as it calls them all, or not known yet. */
export const actionOf = (op: Operation<unknown, unknown>, { input }: Call): string | null =>
  (input === undefined ? undefined : op.actionOf?.(input)) ?? null;

/** The secret path that a call is about; null: none, or not known yet. */
export const pathOf = (op: Operation<unknown, unknown>, { input, path }: Call): string | null =>
  (op.target && (input === undefined ? path : op.target(input).path)) ?? null;
