import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The broker's moving parts, in the tenant's own storage: they change on use and must not move a record's `updatedAt`.
 * The records themselves are in D1 (`tables.ts`).
 */

/** One row per integration that was tried: the outcome of its newest login or test. Goes with the integration. */
export const integrationStates = sqliteTable("integration_states", {
  integrationId: text("integration_id").primaryKey(),
  status: text("status", { enum: ["unknown", "healthy", "failing"] }).notNull(),
  lastCheckedAtMs: integer("last_checked_at_ms"),
});

/** One row per credential whose values were given at least once. Goes with the credential. */
export const credentialStates = sqliteTable("credential_states", {
  credentialId: text("credential_id").primaryKey(),
  lastUsedAtMs: integer("last_used_at_ms").notNull(),
  /** When the newest time step ends whose one-time code was typed into a page: none is typed twice. */
  totpUsedUntilMs: integer("totp_used_until_ms"),
});

/**
 * One row per AppRole login that was sent and not known to be good, by what the vault's lockout counts: mount and role id,
 * whatever the address. Written before the login is sent, removed by a good one, or once it is older than the vault's lockout window.
 */
export const loginAttempts = sqliteTable(
  "login_attempts",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    /** Lower-case hex SHA-256 of mount and role id, each behind its length; in rows of earlier releases of the address before them. */
    targetHash: text("target_hash").notNull(),
    atMs: integer("at_ms").notNull(),
  },
  (t) => [index("login_attempts_by_target").on(t.targetHash, t.atMs)],
);
