import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Answers that were wrapped: each is given once, to whoever shows its token. When it was given, the row stays for a day at most,
 * without the answer, so that a second use is told from a text that never was a token.
 */
export const wrappedAnswers = sqliteTable(
  "wrapped_answers",
  {
    /** `wrp_<ulid>`: the accessor. */
    id: text("id").primaryKey(),
    /** Lower-case hex SHA-256 of the token. */
    hash: text("hash").notNull().unique(),
    /** Null: it was given. */
    sealed: blob("sealed", { mode: "buffer" }),
    /** Of the answer's text. */
    bytes: integer("bytes").notNull(),
    /** Where the answer came from, as its client asked for it. */
    creationPath: text("creation_path").notNull(),
    /** The life it was made for, which a rewrap gives anew. */
    ttlMs: integer("ttl_ms").notNull(),
    /** Who had the answer wrapped first; a rewrap changes nothing about that. */
    createdBy: text("created_by").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    /** From this instant on there is no such token; of one that was used, when the row goes. */
    expiresAtMs: integer("expires_at_ms").notNull(),
    usedAtMs: integer("used_at_ms"),
    /** The first of the wrapping tokens that this one replaced, one after the other; null: it replaced none. */
    firstId: text("first_id"),
  },
  (t) => [
    index("wrapped_answers_by_expiry").on(t.expiresAtMs),
    index("wrapped_answers_live").on(t.expiresAtMs, t.bytes).where(sql`used_at_ms is null`),
    index("wrapped_answers_by_creator").on(t.createdBy, t.expiresAtMs, t.bytes).where(sql`used_at_ms is null`),
    index("wrapped_answers_used").on(t.usedAtMs).where(sql`used_at_ms is not null`),
  ],
);
