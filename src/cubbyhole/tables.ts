import { blob, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What a token keeps for itself. No other token reaches it, and ids of tokens are never used again. */
export const cubbyholeEntries = sqliteTable(
  "cubbyhole_entries",
  {
    tokenId: text("token_id").notNull(),
    path: text("path").notNull(),
    sealed: blob("sealed", { mode: "buffer" }).notNull(),
    /** Of the text. */
    bytes: integer("bytes").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  // For the totals, without the values.
  (t) => [primaryKey({ columns: [t.tokenId, t.path] }), index("cubbyhole_entries_by_size").on(t.bytes)],
);
