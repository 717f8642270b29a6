import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Role, Scope } from "../kernel/actor";
import type { ClaimRule, GroupRule, MfaClaim, Preset } from "./trust";

/** One row per issuer whose tokens buy ours, and on what terms. Gone when it is deleted, and its tokens end with it. */
export const trusts = sqliteTable(
  "trusts",
  {
    /** `trs_<ulid>`: the oldest sorts first. */
    id: text("id").primaryKey(),
    name: text("name").notNull().unique(),
    preset: text("preset").$type<Preset>().notNull(),
    /** The claim `iss`, compared exactly. */
    issuer: text("issuer").notNull(),
    /** Where its keys are; null: where its discovery says, or `jwks` holds them. */
    jwksUri: text("jwks_uri"),
    /** Public keys (RFC 7517, section 5) as JSON; null: they are fetched. */
    jwks: text("jwks"),
    /** One of the values of `aud`. */
    audience: text("audience").notNull(),
    claims: text("claims", { mode: "json" }).$type<readonly ClaimRule[]>().notNull(),
    /** Who the bearer is: an id, or a template over claims (`user:{email}`). */
    identityId: text("identity_id").notNull(),
    /** Make the identity at its first exchange, with these groups and roles. */
    createIdentity: integer("create_identity", { mode: "boolean" }).notNull(),
    groups: text("groups", { mode: "json" }).$type<readonly string[]>().notNull(),
    roles: text("roles", { mode: "json" }).$type<readonly Role[]>().notNull(),
    /** The claim whose values `groupsMap` turns into groups of the tenant; null: none. */
    groupsClaim: text("groups_claim"),
    groupsMap: text("groups_map", { mode: "json" }).$type<readonly GroupRule[]>().notNull(),
    scopes: text("scopes", { mode: "json" }).$type<readonly Scope[]>().notNull(),
    /** Of the tokens that it gives, in milliseconds. */
    ttlMs: integer("ttl_ms").notNull(),
    mfaClaim: text("mfa_claim", { mode: "json" }).$type<MfaClaim>(),
    /** A foreign token buys one of ours, and no second. */
    singleUse: integer("single_use", { mode: "boolean" }).notNull(),
    /** People sign in to the console through its issuer, where `audience` is the client id. */
    consoleSignIn: integer("console_sign_in", { mode: "boolean" }).notNull().default(false),
    isActive: integer("is_active", { mode: "boolean" }).notNull(),
    createdBy: text("created_by").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (t) => [index("trusts_by_issuer").on(t.issuer, t.id)],
);

export type TrustRow = typeof trusts.$inferSelect;

/** One row per trust that has a secret at its issuer: what shows, besides the code, that it is this client that redeems it. Goes with the trust. */
export const clientSecrets = sqliteTable("trust_client_secrets", {
  trustId: text("trust_id")
    .primaryKey()
    .references(() => trusts.id, { onDelete: "cascade" }),
  /** By the space's key for this purpose, bound to the trust, its issuer and its client id: see `client-secret.ts`. */
  sealed: blob("sealed", { mode: "buffer" }).notNull(),
});

/** One row per foreign token that has bought one of ours and may not do so again. Removed by the alarm once it has expired. */
export const usedSubjectTokens = sqliteTable(
  "used_subject_tokens",
  {
    /** Lower-case hex SHA-256 of issuer and `jti`, or of what its issuer signed, where it has none. */
    key: text("key").primaryKey(),
    /** When nobody could show it any more, whatever this table said. */
    expiresAtMs: integer("expires_at_ms").notNull(),
  },
  (t) => [index("used_subject_tokens_by_expiry").on(t.expiresAtMs)],
);

/** One row per audience that this tenant holds in D1 although no trust may have it: given back by the alarm, after a look. */
export const unusedAudiences = sqliteTable(
  "unused_audiences",
  {
    audience: text("audience").primaryKey(),
    sinceMs: integer("since_ms").notNull(),
  },
  (t) => [index("unused_audiences_by_time").on(t.sinceMs)],
);
