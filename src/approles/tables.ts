import { index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { Scope } from "../kernel/actor";

/** One row per role by which a machine logs in as the service account `sa:<name>`. Gone when it is deleted, or its identity. */
export const approles = sqliteTable("approles", {
  name: text("name").primaryKey(),
  /** `<tenant id>.<26 random base62>`: no secret, but told to whoever logs in alone. */
  roleId: text("role_id").notNull().unique(),
  /** Of the tokens that a login gives. */
  scopes: text("scopes", { mode: "json" }).$type<readonly Scope[]>().notNull(),
  /** Null: as the space's settings say. */
  tokenTtlMs: integer("token_ttl_ms"),
  /** Null here and below: no bound. */
  tokenMaxTtlMs: integer("token_max_ttl_ms"),
  tokenUses: integer("token_uses"),
  tokenBoundCidrs: text("token_bound_cidrs", { mode: "json" }).$type<readonly string[]>(),
  /** Of secret ids that are made from now on. */
  secretIdTtlMs: integer("secret_id_ttl_ms"),
  secretIdUses: integer("secret_id_uses"),
  /** Where a login may come from. */
  secretIdBoundCidrs: text("secret_id_bound_cidrs", { mode: "json" }).$type<readonly string[]>(),
  /** A login needs a secret id. Only with `secretIdBoundCidrs` may it be false. */
  bindSecretId: integer("bind_secret_id", { mode: "boolean" }).notNull(),
  /** When logins of the last 15 minutes were refused, in milliseconds; at most four. */
  refusedAtMs: text("refused_at_ms", { mode: "json" }).$type<readonly number[]>().notNull(),
  /** Until then no login is let in, whatever it shows. */
  stoppedUntilMs: integer("stopped_until_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});

/** One row per secret id that can still be used: one that is used up goes with its last use, one that expired by the alarm. */
export const approleSecretIds = sqliteTable(
  "approle_secret_ids",
  {
    /** `sid_<ulid>`: names it without being it. */
    accessor: text("accessor").primaryKey(),
    roleName: text("role_name")
      .notNull()
      .references(() => approles.name, { onDelete: "cascade" }),
    /** Lower-case hex SHA-256 of the role id and the secret id. */
    hash: text("hash").notNull(),
    /** Null: any number. */
    usesLeft: integer("uses_left"),
    lifeMs: integer("life_ms"),
    expiresAtMs: integer("expires_at_ms"),
    cidrs: text("cidrs", { mode: "json" }).$type<readonly string[]>(),
    metadata: text("metadata", { mode: "json" }).$type<Readonly<Record<string, string>>>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    /** When it was last used, else when it was made. */
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (t) => [
    unique("approle_secret_ids_once").on(t.roleName, t.hash),
    index("approle_secret_ids_by_role").on(t.roleName, t.accessor),
    index("approle_secret_ids_by_expiry").on(t.expiresAtMs),
  ],
);
