import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Plan } from "./plan";

/**
 * One row per change outside of this object that is begun and not yet told in the log: written before the change is sent, removed
 * in the transaction of its audit row. What a crash leaves here is settled by `changes.ts`.
 */
export const pendingChanges = sqliteTable(
  "pending_changes",
  {
    /** The order in which changes were begun. */
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    /** `chg_<ulid>`; where another space makes the change, its answer is known by this. */
    id: text("id").notNull().unique(),
    /** Names the receipt in D1: `id`, or another `chg_<ulid>` once the change is made anew. */
    receipt: text("receipt").notNull(),
    /** Changes of one subject are settled in their order: `broker`, `space`, or the id of another space. */
    subject: text("subject").notNull(),
    /** Audit rows, events and what follows. Names, numbers, ids, paths and hosts; never a value, never sealed bytes. */
    plan: text("plan", { mode: "json" }).$type<Plan>().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (t) => [index("pending_changes_by_subject").on(t.subject, t.seq)],
);
