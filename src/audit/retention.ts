import { asc, desc, eq, getTableColumns, lte, max, ne, sql } from "drizzle-orm";
import { DAY_MS } from "../formats";
import { type AuditEntry, schedulerEntry } from "../kernel/audit";
import type { ReadDb, SpaceDb } from "../kernel/db";
import type { Job, JobContext } from "../kernel/job";
import { settingsOf } from "../settings/cache";
import type { Checkpoint } from "./checkpoints";
import { checkpoints } from "./checkpoints";
import { isLinked, type RawRow } from "./link";
import { auditLog } from "./tables";

/** Rows that one batch removes at most: how long others wait, and how many rows share one record. */
const BATCH = 1_000;

/** The action of the row that a batch leaves in the chain. */
export const PRUNED = "audit.pruned";

/**
 * Rows past the setting `audit_retention` go, from the old end, once a day (UTC) at most: each batch leaves a row, and a log in
 * use would otherwise gain one for each that it loses. A log whose anchor does not prove itself is left as it is, and so are rows
 * that are not of the chain: they are evidence.
 */
export const purgeAudit: Job = {
  name: "audit.purge",
  nextDueMs(core) {
    if (checkpoints(core).fault("anchor")) return null;
    const oldest = oldestMs(core.db);
    return oldest === null ? null : endOfDay(oldest + settingsOf(core).auditRetentionMs);
  },
  async run(ctx) {
    await removeExpired(ctx, ctx.now - settingsOf(ctx).auditRetentionMs);
  },
};

type Parts = Pick<JobContext, "db" | "journal" | "space" | "now">;

/**
 * Removes rows written at `untilMs` or before, from the old end up to the first that is younger. In one transaction with the
 * anchor (the last of them) and a row of the chain that says which numbers went and the hash of the last. Records of earlier
 * batches go with the rows behind them, and never alone: the record of the last batch is always there. Answers how many went.
 * Throws if a row does not follow from the one before: its time, by which it would go, may be what somebody wrote there, and once
 * it is gone nothing tells.
 */
export async function removeExpired(ctx: Parts, untilMs: number, batch = BATCH): Promise<number> {
  return await ctx.journal.change(() => {
    const oldest = oldestMs(ctx.db);
    if (oldest === null || oldest > untilMs) return { value: 0, rows: [] };
    const expired = expiredRows(ctx.db, untilMs, batch);
    const last = expired.at(-1);
    if (!last) return { value: 0, rows: [] };
    const anchor = checkpoints(ctx).anchor();
    const extra = { from_seq: anchor.seq + 1, to_seq: last.seq, head_before: last.hash };
    ctx.db.delete(auditLog).where(lte(auditLog.seq, last.seq)).run();
    checkpoints(ctx).moveAnchor(last);
    requireChain(anchor, expired);
    return { value: expired.length, rows: [schedulerEntry(ctx, ctx.now, { action: PRUNED, extra })] };
  });
}

function expiredRows(db: SpaceDb, untilMs: number, batch: number): readonly RawRow[] {
  const oldest = db
    .select({ ...getTableColumns(auditLog), outcome: sql<number>`${auditLog.success}` })
    .from(auditLog)
    .orderBy(asc(auditLog.seq))
    .limit(batch)
    .all();
  const kept = oldest.findIndex(({ timestampMs }) => timestampMs > untilMs);
  return kept === -1 ? oldest : oldest.slice(0, kept);
}

function requireChain(anchor: Checkpoint, rows: readonly RawRow[]): void {
  let previous = anchor;
  for (const row of rows) {
    if (row.seq !== previous.seq + 1 || !isLinked(previous, row)) throw new BrokenChain();
    previous = row;
  }
}

/** For whoever watches the log of the service: `GET /v1/audit/verify` names the row. */
class BrokenChain extends Error {
  override readonly name = "AuditChainBroken";
  constructor() {
    super("a row of the audit log does not follow from the one before");
  }
}

/**
 * When the youngest was written of the rows up to the first that is no record of the retention; null: there is none. While that
 * is not past, nothing goes: records alone are kept, and a clock that was set back leaves a younger row before older ones.
 */
function oldestMs(db: SpaceDb): number | null {
  const first = db
    .select({ seq: auditLog.seq })
    .from(auditLog)
    .where(ne(auditLog.action, PRUNED))
    .orderBy(asc(auditLog.seq))
    .limit(1)
    .get();
  if (!first) return null;
  const before = db
    .select({ at: max(auditLog.timestampMs) })
    .from(auditLog)
    .where(lte(auditLog.seq, first.seq));
  return before.get()?.at ?? null;
}

const endOfDay = (ms: number): number => Math.ceil(ms / DAY_MS) * DAY_MS;

/** What a row of the retention says; undefined: no such row. */
export interface Pruned {
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly hash: string;
}

export function prunedOf({ action, extra_data }: AuditEntry): Pruned | undefined {
  const { from_seq: fromSeq, to_seq: toSeq, head_before: hash } = extra_data;
  const isOne = typeof fromSeq === "number" && typeof toSeq === "number" && typeof hash === "string";
  return action === PRUNED && isOne ? { fromSeq, toSeq, hash } : undefined;
}

/** The rows that the retention left, newest first. */
export const prunedRows = (db: ReadDb) =>
  db.select().from(auditLog).where(eq(auditLog.action, PRUNED)).orderBy(desc(auditLog.seq));
