import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Scope } from "../kernel/actor";

/**
 * One row per token of this space. The text itself is never stored. Rows of dead tokens stay 90 days, so that the answer to
 * them stays exact. No foreign key: the row outlives its identity.
 */
export const tokens = sqliteTable(
  "tokens",
  {
    /** `tok_<ulid>` */
    id: text("id").primaryKey(),
    /** Lower-case hex SHA-256 of the token. */
    hash: text("hash").notNull().unique(),
    identityId: text("identity_id").notNull(),
    name: text("name").notNull(),
    scopes: text("scopes", { mode: "json" }).$type<readonly Scope[]>().notNull(),
    createdBy: text("created_by").notNull(),
    mfaVerifiedAtMs: integer("mfa_verified_at_ms"),
    createdAtMs: integer("created_at_ms").notNull(),
    /** Whole seconds. From this instant on the token is dead; null: never. */
    expiresAtMs: integer("expires_at_ms"),
    /** How long it was made to live; what a rotation gives its successor. Null: for ever. */
    lifeMs: integer("life_ms"),
    revokedAtMs: integer("revoked_at_ms"),
    /** May lag a minute. */
    lastUsedAtMs: integer("last_used_at_ms"),
  },
  (t) => [
    index("tokens_by_identity").on(t.identityId, t.id),
    index("tokens_by_expiry").on(t.expiresAtMs).where(sql`expires_at_ms is not null`),
    index("tokens_by_revocation").on(t.revokedAtMs).where(sql`revoked_at_ms is not null`),
  ],
);
