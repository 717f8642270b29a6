import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

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
