import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

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

/**
 * How many sealed records in a space's own storage name a root key: one row per space and key. Written by the space's object
 * before it seals, and set right after: it may say too much for a moment, never too little. Without it a root key that is still
 * needed could be taken out.
 */
export const rootKeyUses = sqliteTable(
  "root_key_uses",
  {
    spaceId: text("space_id").notNull(),
    rootKeyId: text("root_key_id").notNull(),
    records: integer("records").notNull(),
  },
  (t) => [primaryKey({ columns: [t.spaceId, t.rootKeyId] }), index("root_key_uses_by_key").on(t.rootKeyId, t.spaceId)],
);

/**
 * One row per change of a record: written in the change's own transaction, so that it is there exactly if the change is. Who
 * finds no receipt of a change writes one that says so, and the change, should it still be under way, fails on that. Removed
 * by a later change of the same space, an hour after nobody asks for it any more.
 */
export const receipts = sqliteTable(
  "receipts",
  {
    /** `chg_<ulid>`, as in the `pending_changes` of the space that makes the change. */
    id: text("id").primaryKey(),
    spaceId: text("space_id").notNull(),
    /** False: the change was given up before it came. */
    tookEffect: integer("took_effect", { mode: "boolean" }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (t) => [index("receipts_by_space").on(t.spaceId, t.createdAtMs)],
);
