import { blob, foreignKey, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenants } from "../directory/tables";
import type { BrowserAuth } from "./browsers/socket-order";

/** One row per vault integration. Written only by its tenant's object. */
export const vaultIntegrations = sqliteTable(
  "vault_integrations",
  {
    /** UUID version 7, so that ids rise with creation. */
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenants.id),
    name: text("name").notNull(),
    /** The kind: a key of `PROVIDERS`. */
    type: text("type").notNull(),
    /** As given. Which columns from here to the root key a kind has, its provider says; the others are null. */
    address: text("address"),
    namespace: text("namespace"),
    authMount: text("auth_mount"),
    roleId: text("role_id"),
    kvVersion: integer("kv_version"),
    /** AES-256-GCM; format, key and associated data are told in `secret-id.ts`. Null, as the next two: the role asks for none. */
    sealedSecretId: blob("sealed_secret_id", { mode: "buffer" }),
    /** Form of the sealed bytes, see `secret-id.ts`. */
    secretIdFormat: integer("secret_id_format"),
    /** Id of the root key under which it is sealed. */
    rootKeyId: text("root_key_id"),
    /** Rises with every rotation of the secret id; names it to the session. */
    revision: integer("revision").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (t) => [
    uniqueIndex("vault_integrations_by_tenant").on(t.tenantId, t.id),
    index("vault_integrations_by_root_key").on(t.rootKeyId),
  ],
);

/** One row per credential: a pointer into a vault. Written only by its tenant's object; goes with its integration. */
export const credentials = sqliteTable(
  "credentials",
  {
    /** UUID version 7, so that ids rise with creation. */
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    integrationId: text("integration_id").notNull(),
    name: text("name").notNull(),
    vaultPath: text("vault_path").notNull(),
    fieldMap: text("field_map", { mode: "json" }).$type<FieldMap>().notNull(),
    /** Normalised patterns, in the order given. */
    allowedDomains: text("allowed_domains", { mode: "json" }).$type<readonly string[]>().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
    /** Null: the scopes alone decide. */
    access: text("access", { mode: "json" }).$type<Access>(),
  },
  (t) => [
    // Both columns: a credential can't point into another tenant, whatever the code does.
    foreignKey({
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [vaultIntegrations.tenantId, vaultIntegrations.id],
    }).onDelete("cascade"),
    index("credentials_by_tenant").on(t.tenantId, t.id),
    index("credentials_by_integration").on(t.tenantId, t.integrationId),
  ],
);

/** One row per browser: how to reach it. Written only by its tenant's object. */
export const browsers = sqliteTable(
  "browsers",
  {
    /** UUID version 7, so that ids rise with creation. */
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => tenants.id),
    name: text("name").notNull(),
    /** As given, with its placeholders. */
    endpoint: text("endpoint").notNull(),
    auth: text("auth").$type<BrowserAuth>().notNull(),
    /** AES-256-GCM; format, key and associated data are told in `browsers/api-key.ts`. Null where `auth` is `none`. */
    sealedApiKey: blob("sealed_api_key", { mode: "buffer" }),
    /** Form of the sealed bytes, see `browsers/api-key.ts`. */
    apiKeyFormat: integer("api_key_format"),
    /** Id of the root key under which it is sealed. */
    rootKeyId: text("root_key_id"),
    createdAtMs: integer("created_at_ms").notNull(),
    /** Moves forward with every change, so it names a state of the row. */
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (t) => [index("browsers_by_tenant").on(t.tenantId, t.id), index("browsers_by_root_key").on(t.rootKeyId)],
);

/**
 * Which field of the vault's secret plays which role; a one-time code may come from the vault's own engine for them instead. At least
 * `password` or `totp` is there.
 */
export type FieldMap = {
  readonly username?: string;
  readonly password?: string;
  /** The field with the seed, or where the vault makes the code. */
  readonly totp?: string | { readonly path: string };
};

/** Who may use a credential and who may change it: ids of the tenant's identities and groups, up to 50 each. */
export type Access = { readonly use: readonly string[]; readonly manage: readonly string[] };

export type Integration = typeof vaultIntegrations.$inferSelect;
export type Credential = typeof credentials.$inferSelect;
export type Browser = typeof browsers.$inferSelect;
