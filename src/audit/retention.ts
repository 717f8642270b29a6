import { asc, lte } from "drizzle-orm";
import { settingsOf } from "../settings/book";
import type { DueWork } from "../tenant/alarm";
import type { TenantDb } from "../tenant/db";
import { writeAnchor } from "./marks";
import { auditLog } from "./tables";

/** Rows that one batch removes at most. */
const BATCH = 500;

/** Rows past the setting `audit_retention` go, from the old end. */
export const purgeAudit: DueWork = {
  name: "audit.purge",
  nextDueMs: (rooms) => expiryMs(rooms.db, settingsOf(rooms).auditRetentionMs),
  run(ctx) {
    removeExpired(ctx.db, ctx.now - settingsOf(ctx).auditRetentionMs);
  },
};

/**
 * Removes rows written at `untilMs` or before, from the old end up to the first that is younger, and keeps number and hash of
 * the last of them as the anchor. One transaction; repeating it is harmless. Answers how many rows went.
 */
export function removeExpired(db: TenantDb, untilMs: number, batch = BATCH): number {
  return db.$client.transactionSync(() => {
    const oldest = db
      .select({ seq: auditLog.seq, hash: auditLog.hash, at: auditLog.timestampMs })
      .from(auditLog)
      .orderBy(asc(auditLog.seq))
      .limit(batch)
      .all();
    const kept = oldest.findIndex(({ at }) => at > untilMs);
    const expired = kept === -1 ? oldest : oldest.slice(0, kept);
    const last = expired.at(-1);
    if (!last) return 0;
    db.delete(auditLog).where(lte(auditLog.seq, last.seq)).run();
    writeAnchor(db, last);
    return expired.length;
  });
}

/** When the oldest row will be past the retention, in milliseconds; null: the log is empty. */
function expiryMs(db: TenantDb, retentionMs: number): number | null {
  const oldest = db.select({ at: auditLog.timestampMs }).from(auditLog).orderBy(asc(auditLog.seq)).limit(1).get();
  return oldest ? oldest.at + retentionMs : null;
}
