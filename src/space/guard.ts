import type { Journal } from "../audit/journal";
import { NoRootKey, UnknownRootKey } from "../crypto/keyring";
import { AppError, type Failure } from "../errors";
import type { Actor } from "../kernel/actor";
import { type Draft, NotDurable } from "../kernel/audit";
import type { Call, Reply } from "../kernel/call";
import { type Context, type EffectContext, type Rooms, Trail } from "../kernel/context";
import type { Operation, Terms } from "../kernel/operation";
import type { Permission } from "../kernel/policy";
import { type Rights, rightsByRole } from "../kernel/rights";
import { compilePolicy } from "../policies/compile";
import { rightsByRules } from "../policies/rights-by-rules";
import { hasEvents, writeEvents } from "../webhooks/emit";
import { type Admission, type AdmissionParts, admit, admitAgain, mayRecord } from "./admission";
import { callRows, isRecorded, refusalRows } from "./audit-rows";
import type { Change, Changes, Made } from "./changes";
import { operationOf } from "./modules";

export interface GuardParts extends AdmissionParts {
  readonly rooms: Rooms;
  readonly journal: Journal;
  readonly changes: Changes;
}

/** Who, how often, where, with what scope, on what path; then the verb; then its audit row. In this order, for every call. */
export async function guarded(parts: GuardParts, call: Call): Promise<Reply> {
  const op = operationOf(call);
  if (!op) return { ok: false, error: { code: "internal_error" } };
  const now = parts.rooms.clock();
  const admission = admit(parts, op, call, now);
  const { actor } = admission;
  const told = {
    ...(admission.rate ? { rate: admission.rate } : {}),
    ...(actor ? { identity: actor.identityId } : {}),
  };
  try {
    if (!admission.ok) {
      if (!mayRecord(parts, admission, now)) return { ok: false, error: admission.error };
      await parts.journal.record(rowsOf(parts, op, call, now, admission));
      return { ok: false, error: admission.error, ...told };
    }
    if (call.input === undefined) return { ok: true, value: undefined, ...told };
    return { ...(await perform(parts, op, call, admission.actor, now)), ...told };
  } catch (e) {
    return { ok: false, error: failureOf(e, call), ...told };
  }
}

async function perform(
  parts: GuardParts,
  op: Operation<unknown, unknown>,
  call: Call,
  actor: Actor,
  now: number,
): Promise<Reply> {
  const { rooms, journal } = parts;
  const trail = new Trail();
  trail.secretPath = pathOf(op, call);
  const spend = spender(parts, call, actor, now);
  const rights = rightsOf(parts, op, call, actor, now, trail);
  const emit: Context["emit"] = (event) => trail.events.push(event);
  const changeDirectory: EffectContext["changeDirectory"] = (change) => changeBy(parts, ctx, change, rows());
  const { meta } = call;
  const ctx: EffectContext = { ...rooms, ...rights, actor, meta, now, trail, emit, spend, changeDirectory };
  const rows = (error?: Failure) => callRows(ctx, op, error);
  /** What came between: it is recorded as if it had been found at once. */
  const lost: { admission?: Refused } = {};
  try {
    op.check?.(call.input, now);
    askPolicy(op, ctx, call.input);
    if (op.kind === "mutation") {
      const prepared = await op.prepare?.(ctx, call.input);
      const value = await journal.change(() => {
        // Making a value takes time: what ran out meanwhile counts, and so does what others wrote.
        const at = op.prepare ? Math.max(now, rooms.clock()) : now;
        const again = admitAgain(parts, op, call, at);
        if (!again.ok) {
          lost.admission = again;
          throw new AppError(again.error);
        }
        const anew = { ...ctx, ...rightsOf(parts, op, call, again.actor, at, trail), actor: again.actor, now: at };
        askPolicy(op, anew, call.input);
        const done = op.run(anew, call.input, prepared);
        parts.grants.touch(again.actor, at)?.();
        writeEvents(anew, true);
        return { value: done, rows: rows() };
      });
      return { ok: true, value };
    }
    const value = await op.run(ctx, call.input);
    const writes = [trail.change?.close, ...trail.writes, parts.grants.touch(actor, now)].flatMap((w) =>
      w ? [w] : [],
    );
    if (writes.length === 0 && !hasEvents(ctx, true)) await journal.record(rows());
    else
      await journal.change(() => {
        for (const write of writes) write();
        writeEvents(ctx, true);
        return { value: undefined, rows: rows() };
      });
    return { ok: true, value };
  } catch (e) {
    if (e instanceof NotDurable) throw e;
    const error = failureOf(e, call);
    if (trail.change) await endChange(parts, trail.change, rows(error));
    else if (lost.admission) await journal.record(rowsOf(parts, op, call, now, lost.admission));
    else if (hasEvents(ctx, false)) await journal.change(() => recordViolations(ctx, rows(error)));
    else if (op.recordsEveryEnd || isRecorded(error)) await journal.record(rows(error));
    return { ok: false, error };
  } finally {
    if (trail.change) parts.changes.release(trail.change.id);
  }
}

/** Who changes what, for a call that has to be told of in any case. One change a call: its rows are about that. */
async function changeBy({ changes }: GuardParts, ctx: Context, change: Change, rows: readonly Draft[]): Promise<void> {
  const { trail, actor, meta, now } = ctx;
  if (trail.change) throw new Error("a call makes one change");
  const source = { identityId: actor.identityId, requestId: meta.requestId, nowMs: now };
  trail.change = await changes.make({ rows, events: trail.events, source }, change);
  if (trail.change.outcome !== "done") throw new AppError({ code: "service_unavailable" });
}

/** Of a call that failed: the row of a change that did not come about. Any other change gets its row when it is settled. */
async function endChange({ journal }: GuardParts, { outcome, close }: Made, rows: readonly Draft[]): Promise<void> {
  if (outcome === "refused") await journal.change(() => ({ value: close(), rows }));
}

type Refused = Extract<Admission, { ok: false }>;

/** Of a refused caller, whenever it was found out. What was asked of another space is no path of this one. */
function rowsOf({ rooms }: GuardParts, op: Operation<unknown, unknown>, call: Call, now: number, refused: Refused) {
  const secretPath = refused.action === "tenant_refused" ? null : pathOf(op, call);
  return refusalRows(rooms, op, call, now, { ...refused, secretPath });
}

/** A policy refused something: that is told besides, and always recorded. */
function recordViolations(ctx: Context, rows: readonly Draft[]): { value: undefined; rows: readonly Draft[] } {
  writeEvents(ctx, false);
  return { value: undefined, rows };
}

const pathOf = (op: Operation<unknown, unknown>, { input, path }: Call): string | null =>
  (op.target && (input === undefined ? path : op.target(input).path)) ?? null;

/** Who comes from a partner has a bucket of its own here: identities of two spaces may have one name. */
function spender({ limiter }: GuardParts, { delegated }: Call, actor: Actor, nowMs: number): Context["spend"] {
  const holder = delegated ? `${actor.homeId} ${actor.identityId}` : actor.identityId;
  return (category, units) => limiter.take(holder, category, nowMs, units);
}

/** What every identity of a partner and of its tenants may do on what the partner shares. */
const SHARED: readonly Permission[] = ["read", "list"];

/** Rights on paths: by the policies held here, by those of its own space for who comes from a partner, or by the role. */
function rightsOf(
  { space, rooms: { book } }: GuardParts,
  { reach }: Terms,
  { delegated, meta }: Call,
  actor: Actor,
  nowMs: number,
  { violations }: Trail,
): Rights {
  if (space.kind !== "tenant") {
    const isAdministrator = actor.homeId === space.id && actor.roles.includes("partner_admin");
    return rightsByRole(isAdministrator, reach === "partner" ? SHARED : []);
  }
  const held = () => delegated?.policies.flatMap(compilePolicy) ?? book.rulesOf(actor.identityId, nowMs);
  const mfaMaxAgeMs = delegated?.mfaMaxAgeMs ?? book.mfaMaxAgeMs();
  const circumstances = { nowMs, ip: meta.ip, mfaVerifiedAtMs: actor.mfaVerifiedAtMs, mfaMaxAgeMs };
  return rightsByRules(held, circumstances, (violation) => violations.push(violation));
}

function askPolicy(op: Operation<unknown, unknown>, ctx: Context, input: unknown): void {
  const asked = op.target?.(input);
  const refusal = asked && ctx.refusal(asked.permission, asked.path);
  if (!refusal) return;
  const failed = refusal.details?.failed_condition;
  ctx.trail.note({ permission: asked.permission, ...(failed === undefined ? {} : { failed_condition: failed }) });
  throw new AppError(refusal);
}

function failureOf(e: unknown, { op, meta }: Call): Failure {
  if (e instanceof AppError) return e.failure;
  if (e instanceof NoRootKey) return { code: "service_unavailable" };
  const unknownKey = e instanceof UnknownRootKey ? { root_key: e.keyId } : {};
  // Never the message: a database's error text holds bound values.
  const stack = e instanceof Error ? (e.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const name = e instanceof Error ? e.name : typeof e;
  console.error(
    JSON.stringify({ level: "error", operation: op, request_id: meta.requestId, error: name, ...unknownKey, stack }),
  );
  return { code: e instanceof NotDurable ? "service_unavailable" : "internal_error" };
}
