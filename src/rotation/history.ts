import { and, asc, desc, eq, gte, inArray, lt, lte, min, or } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { DAY_MS } from "../formats";
import type { MutationContext } from "../kernel/context";
import type { Job } from "../kernel/job";
import { query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { requireRotationPolicy } from "./queries";
import { rotationHistory } from "./tables";

export type HistoryRow = typeof rotationHistory.$inferSelect;
export type HistoryStatus = HistoryRow["status"];
export type Trigger = HistoryRow["trigger"];
export interface HistoryRequest extends PageRequest {
  readonly id: string;
  readonly status: HistoryStatus | undefined;
}

const KEPT_MS = 400 * DAY_MS;
const BATCH = 500;

/** Newest first. Rows from before the policy was made are of another that had its id. */
export const listHistory = query({
  name: "rotation_policies.history",
  scope: "audit:read",
  category: "rotation",
  action: "audit_query",
  reach: "space",
  run(ctx, request: HistoryRequest): Page<HistoryRow> {
    const { id, status, limit } = request;
    const binding = ["rotation/history", ctx.space.id, id, status ?? ""];
    const [at, before] = startOf(request, binding, ["number", "string"]) ?? [];
    const policy = requireRotationPolicy(ctx, id);
    const { policyId, startedAtMs, id: rowId, status: is } = rotationHistory;
    const older =
      at === undefined || before === undefined
        ? undefined
        : or(lt(startedAtMs, at), and(eq(startedAtMs, at), lt(rowId, before)));
    const rows = ctx.db
      .select()
      .from(rotationHistory)
      .where(
        and(
          eq(policyId, id),
          status === undefined ? undefined : eq(is, status),
          gte(startedAtMs, Math.max(policy.createdAtMs, ctx.now - KEPT_MS + 1)),
          older,
        ),
      )
      .orderBy(desc(startedAtMs), desc(rowId))
      .limit(limit + 1)
      .all();
    return pageOf(rows, request, binding, (row) => [row.startedAtMs, row.id]);
  },
});

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

/** Rows past 400 days. */
export const purgeHistory: Job = {
  name: "rotation.history",
  nextDueMs({ db }) {
    const oldest = db
      .select({ at: min(rotationHistory.startedAtMs) })
      .from(rotationHistory)
      .get()?.at;
    return typeof oldest === "number" ? oldest + KEPT_MS : null;
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
