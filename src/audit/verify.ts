import { and, asc, getTableColumns, gte, lte, sql } from "drizzle-orm";
import type { Context } from "../kernel/context";
import type { ReadDb } from "../kernel/db";
import { query } from "../kernel/operation";
import { TOLD_ROW_UNITS, Turns, UNITS_PER_TURN } from "../kernel/turns";
import { type Checkpoint, type CheckpointFault, checkpointAt, checkpoints } from "./checkpoints";
import { isKnown } from "./expectation";
import { isLinked, type RawRow } from "./link";
import { auditLog } from "./tables";

export interface VerifyRequest {
  readonly fromSeq: number | undefined;
  readonly toSeq: number | undefined;
  /** A head that the caller noted earlier. */
  readonly expected: Checkpoint | undefined;
}
export type BadReason = "hash_mismatch" | "gap" | "expectation_failed" | CheckpointFault;
interface Bad {
  readonly seq: number;
  readonly reason: BadReason;
}
export interface Verification {
  readonly bad: Bad | undefined;
  /** What this call looked at, both inclusive. */
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly rows: number;
  /** Where the next call goes on; null: everything asked for was looked at, or something is bad. */
  readonly nextSeq: number | null;
  readonly anchor: Checkpoint;
  readonly head: Checkpoint;
}

export const MAX_VERIFIED_ROWS = 50_000;
const SLICE_ROWS = UNITS_PER_TURN / TOLD_ROW_UNITS;

/**
 * Recomputes the chain, and looks whether both marks prove themselves. Rows that the retention removed are vouched for by the
 * anchor and not looked for; a row that lies there all the same is none of the chain.
 */
export const verifyLog = query({
  name: "audit.verify",
  scope: "audit:read",
  category: "audit_query",
  action: "audit_query",
  reach: "space",
  async run(ctx, request: VerifyRequest): Promise<Verification> {
    const found = await verifyChain(ctx, request);
    ctx.audit.annotate({ query: "verify", ok: found.bad === undefined, rows: found.rows });
    return found;
  },
});

type Log = Pick<Context, "db" | "space">;

export async function verifyChain(
  log: Log,
  { fromSeq, toSeq, expected }: VerifyRequest,
  maxRows = MAX_VERIFIED_ROWS,
): Promise<Verification> {
  const head = checkpoints(log).newest();
  const unproven = unprovenMark(log, head);
  const from = Math.max(fromSeq ?? 1, checkpoints(log).anchor().seq + 1);
  const last = Math.min(toSeq ?? head.seq, head.seq);
  const to = Math.min(last, from + maxRows - 1);
  const { bad, rows } = await walkChain(log, from, to, head);
  const unmet = expected && !isKnown(log.db, checkpoints(log), expected);
  const expectation: Bad | undefined = unmet ? { seq: expected.seq, reason: "expectation_failed" } : undefined;
  const first = [bad, expectation, unproven].reduce((a, b) => (a && (!b || a.seq <= b.seq) ? a : b));
  const nextSeq = !first && to < last ? to + 1 : null;
  const { seq, hash } = checkpoints(log).anchor();
  return { bad: first, fromSeq: from, toSeq: to, rows, nextSeq, anchor: { seq, hash }, head };
}

/** Of the first mark that does not prove itself. Rows behind the head that proves itself are vouched for by nothing. */
function unprovenMark(log: Log, head: Checkpoint): Bad | undefined {
  const { db } = log;
  const marks = checkpoints(log);
  const anchor = marks.fault("anchor");
  if (anchor) return { seq: marks.anchor().seq, reason: anchor };
  const before = db
    .select({ seq: auditLog.seq })
    .from(auditLog)
    .where(lte(auditLog.seq, marks.anchor().seq))
    .orderBy(asc(auditLog.seq))
    .limit(1)
    .get();
  if (before) return { seq: before.seq, reason: "hash_mismatch" };
  const fault = marks.fault("head");
  return fault ? { seq: head.seq, reason: fault } : undefined;
}

/** In slices: the object serves others between them. */
async function walkChain(log: Log, from: number, to: number, head: Checkpoint): Promise<{ bad?: Bad; rows: number }> {
  const { db } = log;
  const marks = checkpoints(log);
  if (from > to) return { rows: 0 };
  let previous = checkpointAt(db, marks, from - 1);
  if (!previous) return { bad: { seq: from - 1, reason: "gap" }, rows: 0 };
  const turns = new Turns();
  let rows = 0;
  while (previous.seq < to) {
    if (rows > 0) await turns.rest();
    const anchor = marks.anchor();
    // The retention went on meanwhile: from there on, it is the anchor that vouches.
    if (anchor.seq > previous.seq) previous = anchor;
    const slice = readSlice(db, previous.seq + 1, Math.min(to, previous.seq + SLICE_ROWS));
    const seen = walkSlice(previous, slice, Math.min(to, previous.seq + SLICE_ROWS));
    rows += seen.rows;
    turns.spend(SLICE_ROWS * TOLD_ROW_UNITS);
    if (seen.bad) return { bad: seen.bad, rows };
    previous = seen.last;
  }
  const isHead = previous.seq === head.seq && previous.hash !== head.hash;
  return isHead ? { bad: { seq: head.seq, reason: "hash_mismatch" }, rows } : { rows };
}

const readSlice = (db: ReadDb, from: number, to: number): RawRow[] =>
  db
    .select({ ...getTableColumns(auditLog), outcome: sql<number>`${auditLog.success}` })
    .from(auditLog)
    .where(and(gte(auditLog.seq, from), lte(auditLog.seq, to)))
    .orderBy(asc(auditLog.seq))
    .all();

/** `rows`: those that were there, with the bad one if it was. */
function walkSlice(
  before: Checkpoint,
  slice: readonly RawRow[],
  to: number,
): { last: Checkpoint; rows: number; bad?: Bad } {
  let last = before;
  let rows = 0;
  for (const row of slice) {
    if (row.seq !== last.seq + 1) return { last, rows, bad: { seq: last.seq + 1, reason: "gap" } };
    rows += 1;
    if (!isLinked(last, row)) return { last, rows, bad: { seq: row.seq, reason: "hash_mismatch" } };
    last = { seq: row.seq, hash: row.hash };
  }
  return last.seq < to ? { last, rows, bad: { seq: last.seq + 1, reason: "gap" } } : { last, rows };
}
