import { NoRootKey, UnknownRootKey } from "../crypto/keyring";
import { AppError, type Failure } from "../errors";
import { NotDurable } from "../kernel/audit";
import type { Call, Reply } from "../kernel/call";
import type { Effect, Mutation, Operation, Query } from "../kernel/operation";
import { framesOf, logError, nameOf } from "../log";
import { tokenAuthenticator } from "../tokens/authenticator";
import { type Admission, admit, admitAgain, mayRecord } from "./admission";
import { lookAhead } from "./authn/schemes";
import { type Admitted, actionOf, CallRecord, contextOf, pathOf, rightsOf, type WholeContext } from "./call-context";
import { callEntries, isRecorded, refusalEntries } from "./call-entries";
import { operationOf } from "./modules";
import type { AdmissionParts } from "./parts";

type Op = Operation<unknown, unknown>;
type Refused = Extract<Admission, { ok: false }>;

/** Who, how often, where, with what scope, on what path; then the verb; then its audit row. In this order, for every call. */
export async function guarded(parts: AdmissionParts, given: Call): Promise<Reply> {
  const op = operationOf(given);
  if (!op) return { ok: false, error: { code: "internal_error" } };
  const call = withProof(op, given);
  const ahead = lookAhead(parts, op, call);
  if (ahead) await ahead;
  const now = parts.core.clock();
  const admission = admit(parts, op, call, now);
  const { actor } = admission;
  const about = {
    ...(admission.rate ? { rate: admission.rate } : {}),
    ...(actor ? { identity: actor.identityId } : {}),
  };
  try {
    if (!admission.ok) {
      if (!mayRecord(parts, admission, now)) return { ok: false, error: admission.error };
      await recordRefusal(parts, { op, call, now }, admission);
      return { ok: false, error: admission.error, ...about };
    }
    if (call.input === undefined) return { ok: true, value: undefined, ...about };
    return { ...(await perform(parts, { op, call, actor: admission.actor, now })), ...about };
  } catch (e) {
    return { ok: false, error: failureOf(e, call), ...about };
  }
}

/** What a login is run with is what was judged, whatever was sent along. */
const withProof = ({ login }: Op, call: Call): Call =>
  login && call.input !== undefined ? { ...call, input: call.proof } : call;

async function perform(parts: AdmissionParts, admitted: Admitted): Promise<Reply> {
  const { op, call, now } = admitted;
  const record = new CallRecord();
  record.audit.secretPath = pathOf(op, call);
  record.audit.action = actionOf(op, call);
  const ctx = contextOf(parts, admitted, record);
  try {
    op.check?.(call.input, now);
    askPolicy(op, ctx, call.input);
    const value =
      op.kind === "mutation"
        ? await runMutation(parts, { ...admitted, op }, ctx, record)
        : await runOutside(parts, { ...admitted, op }, ctx, record);
    return { ok: true, value };
  } catch (e) {
    if (e instanceof NotDurable) throw e;
    const error = failureOf(e, call);
    await recordFailure(parts, admitted, ctx, record, error);
    return { ok: false, error };
  } finally {
    if (record.change) parts.core.changes.release(record.change.id);
  }
}

/** In one transaction with its rows. */
async function runMutation(
  parts: AdmissionParts,
  { op, call, now }: Admitted<Mutation<unknown, unknown>>,
  ctx: WholeContext,
  record: CallRecord,
): Promise<unknown> {
  const { core } = parts;
  const prepared = await op.prepare?.(ctx, call.input);
  return await core.journal.change(() => {
    // Making a value takes time: what ran out meanwhile counts, and so does what others wrote.
    const at = op.prepare ? Math.max(now, core.clock()) : now;
    const again = admitAgain(parts, op, call, at);
    if (!again.ok) {
      record.refused = again;
      throw new AppError(again.error);
    }
    const { actor } = again;
    const anew = { ...ctx, ...rightsOf(core, { op, call, actor, now: at }, record), actor, now: at };
    askPolicy(op, anew, call.input);
    const value = op.run(anew, call.input, prepared);
    tokenAuthenticator(core).touch(actor, at)?.();
    record.writeEvents(anew, true);
    // By the context of the call itself: how long it took counts from its beginning.
    return { value, rows: callEntries(ctx, op, undefined) };
  });
}

/** A query or an effect: what they leave to be written is committed with their rows, after the work. */
async function runOutside(
  { core }: AdmissionParts,
  { op, call, actor, now }: Admitted<Query<unknown, unknown> | Effect<unknown, unknown>>,
  ctx: WholeContext,
  record: CallRecord,
): Promise<unknown> {
  const value = await op.run(ctx, call.input);
  const touch = tokenAuthenticator(core).touch(actor, now);
  const writes = [record.change?.close, ...record.deferred, touch].filter((write) => write !== undefined);
  if (writes.length === 0 && !record.hasEvents(true)) await core.journal.record(callEntries(ctx, op, undefined));
  else
    await core.journal.change(() => {
      for (const write of writes) write(ctx);
      record.writeEvents(ctx, true);
      return { value: undefined, rows: callEntries(ctx, op, undefined) };
    });
  return value;
}

/** What the log keeps of a call that failed. */
async function recordFailure(
  parts: AdmissionParts,
  { op, call, now }: Admitted,
  ctx: WholeContext,
  record: CallRecord,
  error: Failure,
): Promise<void> {
  const { journal } = parts.core;
  const rows = callEntries(ctx, op, error);
  if (record.change) {
    // Of a change that did not come about. Any other change gets its row when it is settled.
    const { outcome, close } = record.change;
    if (outcome === "refused") await journal.change(() => ({ value: close(), rows }));
  } else if (record.refused) await recordRefusal(parts, { op, call, now }, record.refused);
  else if (record.hasEvents(false))
    await journal.change(() => {
      record.writeEvents(ctx, false);
      return { value: undefined, rows };
    });
  else if (op.auditsEveryOutcome || isRecorded(error)) await journal.record(rows);
}

/** Of a space whose file is nearly full refusals leave no row: anybody could take what is kept for making room. */
async function recordRefusal(parts: AdmissionParts, about: Omit<Admitted, "actor">, refused: Refused): Promise<void> {
  const { journal } = parts.core;
  const rows = parts.file.isNearlyFull ? [] : rowsOfRefusal(parts, about, refused);
  const { note } = refused;
  if (note) await journal.change(() => ({ value: undefined, rows: note() ? rows : [] }));
  else await journal.record(rows);
}

/** Of a refused caller, whenever it was found out. What was asked of another space is no path of this one. */
function rowsOfRefusal({ core }: AdmissionParts, { op, call, now }: Omit<Admitted, "actor">, refused: Refused) {
  const secretPath = refused.action === "tenant_refused" ? null : pathOf(op, call);
  return refusalEntries(core, { ...op, failedAction: actionOf(op, call) ?? op.failedAction }, call, now, {
    ...refused,
    secretPath,
  });
}

function askPolicy(op: Op, ctx: WholeContext, input: unknown): void {
  const asked = op.target?.(input);
  const refusal = asked && ctx.refusal(asked.permission, asked.path);
  if (!refusal) return;
  const failed = refusal.details?.failed_condition;
  ctx.audit.annotate({ permission: asked.permission, ...(failed === undefined ? {} : { failed_condition: failed }) });
  throw new AppError(refusal);
}

function failureOf(e: unknown, { op, meta }: Call): Failure {
  if (e instanceof AppError) return e.failure;
  if (e instanceof NoRootKey) return { code: "service_unavailable" };
  const root_key = e instanceof UnknownRootKey ? e.keyId : undefined;
  logError({ operation: op, request_id: meta.requestId, error: nameOf(e), root_key, stack: framesOf(e) });
  return { code: e instanceof NotDurable ? "service_unavailable" : "internal_error" };
}
