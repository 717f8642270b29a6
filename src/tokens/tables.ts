import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Scope } from "../kernel/actor";
import type { Via } from "./lifetime";

/**
 * One row per token of this space. The text itself is never stored. Rows of dead tokens stay 90 days, so that the answer to
 * them stays exact; those that a machine made for itself (a child, a login) a day. No foreign key: the row outlives its identity.
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
    /** Whole seconds. From this instant on the token is dead; null: never. Never later than the parent's. */
    expiresAtMs: integer("expires_at_ms"),
    /** How long it was made to live; what a rotation gives its successor, and a renewal that asks for nothing else. Null: for ever. */
    lifeMs: integer("life_ms"),
    revokedAtMs: integer("revoked_at_ms"),
    /** May lag a minute. */
    lastUsedAtMs: integer("last_used_at_ms"),
    /** Its life may be made longer, by renewals. */
    renewable: integer("renewable", { mode: "boolean" }).notNull().default(false),
    /** No renewal leads further than this from its making; null: no bound of its own. */
    maxLifeMs: integer("max_life_ms"),
    renewedAtMs: integer("renewed_at_ms"),
    /** Requests that it still opens; null: any number. */
    usesLeft: integer("uses_left"),
    /** Revoked by its own last use: the request that took it may still go on. A revocation by somebody clears it. */
    isSpent: integer("is_spent", { mode: "boolean" }).notNull().default(false),
    /** The token that made it, and that it dies with. */
    parentId: text("parent_id"),
    /** Of the policies that its identity holds, those that count for it; null: all. */
    policyIds: text("policy_ids", { mode: "json" }).$type<readonly string[]>(),
    /** Addresses that it may be used from, as CIDR ranges; null: any. */
    boundCidrs: text("bound_cidrs", { mode: "json" }).$type<readonly string[]>(),
    via: text("via").$type<Via>().notNull().default("api"),
    /** What it was got from, where `via` is a login: the name of the role, the id of the trust; that also of a trust's children. */
    viaId: text("via_id"),
    /** The trust by whose word its bearer is here, also of a child of such a token. */
    trustId: text("trust_id"),
    /** Of the foreign token that bought it, or its parent: as its claims `iss`, `sub` and `jti` say. */
    issuer: text("issuer"),
    subject: text("subject"),
    jti: text("jti"),
    /** Groups that its bearer is in besides those of the identity, for as long as the token lives; null: none. */
    groups: text("groups", { mode: "json" }).$type<readonly string[]>(),
    /** Free words about it, shown with it. */
    metadata: text("metadata", { mode: "json" }).$type<Readonly<Record<string, string>>>(),
  },
  (t) => [
    index("tokens_by_identity").on(t.identityId, t.id),
    index("tokens_by_expiry").on(t.expiresAtMs).where(sql`expires_at_ms is not null`),
    index("tokens_by_revocation").on(t.revokedAtMs).where(sql`revoked_at_ms is not null`),
    index("tokens_unrevoked").on(t.identityId, t.via, t.expiresAtMs).where(sql`revoked_at_ms is null`),
    index("tokens_by_parent").on(t.parentId).where(sql`parent_id is not null`),
    index("tokens_by_login").on(t.via, t.viaId).where(sql`via_id is not null and revoked_at_ms is null`),
    index("tokens_by_brief_expiry").on(t.expiresAtMs).where(sql`via <> 'api'`),
    index("tokens_by_brief_revocation").on(t.revokedAtMs).where(sql`via <> 'api' and revoked_at_ms is not null`),
  ],
);
