import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Who this object is: exactly one row, written when the space is provisioned. */
export const spaces = sqliteTable("spaces", {
  /** `tnt_…`, `ptn_…` or `operator` */
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["tenant", "partner", "operator"] }).notNull(),
  /** The partner of a tenant, else null. */
  partnerId: text("partner_id"),
  status: text("status", { enum: ["active", "suspended"] }).notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});

/** One row per change that another space's object asked of this one, so that asking twice does it once. Kept 30 days. */
export const answeredChanges = sqliteTable(
  "answered_changes",
  {
    /** `chg_<ulid>`, made by who asked. */
    id: text("id").primaryKey(),
    /** False: it was not done, and will not be done any more. */
    tookEffect: integer("took_effect", { mode: "boolean" }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (t) => [index("answered_changes_by_time").on(t.createdAtMs)],
);
