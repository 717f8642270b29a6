import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Keys that seal records which come and go: one for each purpose, made when the first record is sealed, itself sealed by a root key. */
export const recordKeys = sqliteTable("record_keys", {
  purpose: text("purpose").primaryKey(),
  sealed: blob("sealed", { mode: "buffer" }).notNull(),
  rootKeyId: text("root_key_id").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});
