import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One row per partner. Written by the operator's object; never deleted, ids are never reused. */
export const partners = sqliteTable("partners", {
  /** `ptn_<slug>` */
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  status: text("status", { enum: ["active", "suspended"] }).notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});

/** One row per tenant. Written by the operator's or its partner's object; never deleted, ids are never reused. */
export const tenants = sqliteTable(
  "tenants",
  {
    /** `tnt_<slug>` */
    id: text("id").primaryKey(),
    partnerId: text("partner_id")
      .notNull()
      .references(() => partners.id),
    name: text("name").notNull(),
    status: text("status", { enum: ["active", "suspended"] }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (t) => [index("tenants_by_partner").on(t.partnerId, t.id)],
);
