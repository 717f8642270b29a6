import { and, asc, gte, lte } from "drizzle-orm";
import type { TenantDb } from "../tenant/db";
import { query } from "../tenant/operation";
import { letOthersRun } from "../tenant/turns";
import { linkHash } from "./chain";
import { type AuditRow, entryOf } from "./entries";
import { anchorOf, headOf, type Mark, markAt } from "./marks";
import { auditLog } from "./tables";

export interface VerifyRequest {
  readonly fromSeq: number | undefined;
  readonly toSeq: number | undefined;
  /** A head that the caller noted earlier. */
  readonly expected: Mark | undefined;
}
export type BadReason = "hash_mismatch" | "gap" | "expectation_failed";
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
  readonly anchor: Mark;
  readonly head: Mark;
}

export const MAX_VERIFIED_ROWS = 50_000;
const SLICE_ROWS = 1_000;

/** Recomputes the chain. Rows that the retention removed are vouched for by the anchor and not looked for. */
export const verifyLog = query({
  scope: "audit:read",
  category: "audit_query",
  action: "audit_query",
  reach: "space",
  async run(ctx, request: VerifyRequest): Promise<Verification> {
    const found = await verifyChain(ctx.db, request);
    ctx.trail.note({ query: "verify", ok: found.bad === undefined, rows: found.rows });
    return found;
  },
});

export async function verifyChain(
  db: TenantDb,
  { fromSeq, toSeq, expected }: VerifyRequest,
  maxRows = MAX_VERIFIED_ROWS,
): Promise<Verification> {
  const head = headOf(db);
  const from = Math.max(fromSeq ?? 1, anchorOf(db).seq + 1);
  const last = Math.min(toSeq ?? head.seq, head.seq);
  const to = Math.min(last, from + maxRows - 1);
  const { bad, rows } = await walkChain(db, from, to, head);
  const unmet = expected && checkExpected(db, expected);
  const first = unmet && (!bad || unmet.seq < bad.seq) ? unmet : bad;
  const nextSeq = !first && to < last ? to + 1 : null;
  return { bad: first, fromSeq: from, toSeq: to, rows, nextSeq, anchor: anchorOf(db), head };
}

/** In slices: the object serves others between them. */
async function walkChain(db: TenantDb, from: number, to: number, head: Mark): Promise<{ bad?: Bad; rows: number }> {
  if (from > to) return { rows: 0 };
  let previous = markAt(db, from - 1);
  if (!previous) return { bad: { seq: from - 1, reason: "gap" }, rows: 0 };
  let rows = 0;
  while (previous.seq < to) {
    if (rows > 0) await letOthersRun();
    const anchor = anchorOf(db);
    // The retention went on meanwhile: from there on, it is the anchor that vouches.
    if (anchor.seq > previous.seq) previous = anchor;
    const slice = readSlice(db, previous.seq + 1, Math.min(to, previous.seq + SLICE_ROWS));
    const seen = walkSlice(previous, slice, Math.min(to, previous.seq + SLICE_ROWS));
    rows += seen.rows;
    if (seen.bad) return { bad: seen.bad, rows };
    previous = seen.last;
  }
  const isHead = previous.seq === head.seq && previous.hash !== head.hash;
  return isHead ? { bad: { seq: head.seq, reason: "hash_mismatch" }, rows } : { rows };
}

const readSlice = (db: TenantDb, from: number, to: number): AuditRow[] =>
  db
    .select()
    .from(auditLog)
    .where(and(gte(auditLog.seq, from), lte(auditLog.seq, to)))
    .orderBy(asc(auditLog.seq))
    .all();

/** `rows`: those that were there, with the bad one if it was. */
function walkSlice(before: Mark, slice: readonly AuditRow[], to: number): { last: Mark; rows: number; bad?: Bad } {
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

function isLinked(previous: Mark, row: AuditRow): boolean {
  try {
    const { hash, ...entry } = entryOf(row);
    return linkHash(previous.hash, entry) === hash;
  } catch {
    // A time or a text that no row was ever written with.
    return false;
  }
}

/** What lies before the anchor, or after the head, can't be confirmed. */
function checkExpected(db: TenantDb, expected: Mark): Bad | undefined {
  return markAt(db, expected.seq)?.hash === expected.hash
    ? undefined
    : { seq: expected.seq, reason: "expectation_failed" };
}
