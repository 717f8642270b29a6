import { asc, eq, inArray, lte, min } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { DAY_MS } from "../formats";
import type { MutationContext } from "../kernel/context";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { rotationHistory } from "./tables";

export type HistoryRow = typeof rotationHistory.$inferSelect;
export type HistoryStatus = HistoryRow["status"];
export type Trigger = HistoryRow["trigger"];
export const KEPT_MS = 400 * DAY_MS;
const BATCH = 500;

/** A row that is complete, unless `status` is pending. */
export function addHistory(
  { db, now }: Pick<MutationContext, "db" | "now">,
  row: Pick<HistoryRow, "policyId" | "secretPath" | "status" | "trigger"> & Partial<HistoryRow>,
): HistoryRow {
  const whole = {
    oldVersion: null,
    newVersion: null,
    startedAtMs: now,
    completedAtMs: row.status === "pending" ? null : now,
    error: null,
    ...row,
    id: `rth_${ulid(now)}`,
  };
  db.insert(rotationHistory).values(whole).run();
  return whole;
}

/** A row that was waited for is a success now. */
export function closeHistory(
  { db, now }: Pick<MutationContext, "db" | "now">,
  id: string,
  done: Pick<HistoryRow, "oldVersion" | "newVersion" | "trigger">,
): HistoryRow | undefined {
  const set = { ...done, status: "success", completedAtMs: now } as const;
  return db.update(rotationHistory).set(set).where(eq(rotationHistory.id, id)).returning().get();
}

/** Nothing is waited for any more. */
export function withdrawHistory({ db }: Pick<MutationContext, "db">, pendingId: string | null): void {
  if (pendingId !== null) db.delete(rotationHistory).where(eq(rotationHistory.id, pendingId)).run();
}

const oldestMs = numberBy((db) => db.select({ at: min(rotationHistory.startedAtMs) }).from(rotationHistory));

/** Rows past 400 days. */
export const purgeHistory: Job = {
  name: "rotation.history",
  nextDueMs({ db }) {
    const oldest = oldestMs(db);
    return oldest === null ? null : oldest + KEPT_MS;
  },
  run({ db, now }) {
    const due = db
      .select({ id: rotationHistory.id })
      .from(rotationHistory)
      .where(lte(rotationHistory.startedAtMs, now - KEPT_MS))
      .orderBy(asc(rotationHistory.startedAtMs))
      .limit(BATCH);
    db.delete(rotationHistory).where(inArray(rotationHistory.id, due)).run();
  },
};
