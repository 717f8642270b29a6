import { NoRootKey, UnknownRootKey } from "../crypto/keyring";
import { AppError, type Failure } from "../errors";
import type { Actor } from "./actor";
import { type AdmissionParts, admit, admitAgain } from "./admission";
import { callRows, isRecorded, refusalRows } from "./audit-rows";
import { type Context, type Rooms, Trail } from "./context";
import { type Journal, NotDurable } from "./journal";
import type { Call, Operation, Reply } from "./operation";
import { operations } from "./registry";

export interface GuardParts extends AdmissionParts {
  readonly rooms: Rooms;
  readonly journal: Journal;
}

const find = (name: string): Operation<unknown, unknown> | undefined =>
  Object.hasOwn(operations, name)
    ? (operations[name as keyof typeof operations] as Operation<unknown, unknown>)
    : undefined;

/** Who, how often, where, with what scope; then the verb; then its audit row. In this order, for every call. */
export async function guarded(parts: GuardParts, call: Call): Promise<Reply> {
  const op = find(call.op);
  if (!op) return { ok: false, error: { code: "internal_error" } };
  const now = parts.rooms.clock();
  const admission = admit(parts, op, call, now);
  const rate = admission.rate ? { rate: admission.rate } : {};
  try {
    if (!admission.ok) {
      await parts.journal.record(refusalRows(parts.rooms, op, call, now, admission));
      return { ok: false, error: admission.error, ...rate };
    }
    if (call.input === undefined) return { ok: true, value: undefined, ...rate };
    return { ...(await perform(parts, op, call, admission.actor, now)), ...rate };
  } catch (e) {
    return { ok: false, error: failureOf(e, call), ...rate };
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
  const ctx: Context = { ...rooms, actor, meta: call.meta, now, trail };
  const rows = (error?: Failure) => callRows(ctx, op, error);
  try {
    if (op.kind === "mutation") {
      const value = await journal.change(() => {
        const again = admitAgain(parts, op, call, now);
        if (!again.ok) throw new AppError(again.error);
        const done = op.run({ ...ctx, actor: again.actor }, call.input);
        parts.grants.touch(again.actor, now)?.();
        return { value: done, rows: rows() };
      });
      return { ok: true, value };
    }
    const value = await op.run(ctx, call.input);
    const writes = [...trail.writes, parts.grants.touch(actor, now)].flatMap((w) => (w ? [w] : []));
    if (writes.length === 0) await journal.record(rows());
    else
      await journal.change(() => {
        for (const write of writes) write();
        return { value: undefined, rows: rows() };
      });
    return { ok: true, value };
  } catch (e) {
    if (e instanceof NotDurable) throw e;
    const error = failureOf(e, call);
    if (op.recordsEveryEnd || isRecorded(error)) await journal.record(rows(error));
    return { ok: false, error };
  }
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
