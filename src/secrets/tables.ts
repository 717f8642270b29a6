import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { SECRET_TYPES } from "../kernel/secret-type";

/** One row per key of this space, newest version seals. Written at the first secret and by a rotation; removed when nothing is wrapped by it. */
export const spaceKeys = sqliteTable("space_keys", {
  /** From 1. */
  version: integer("version").primaryKey(),
  /** Sealed by a key derived from the root key, see `crypto/space-keys.ts`. */
  wrapped: blob("wrapped", { mode: "buffer" }).notNull(),
  rootKeyId: text("root_key_id").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});

/**
 * One row per secret, live or softly deleted. A path has one row at most; one that was destroyed leaves no trace here.
 * What is large stands last, so that a scan does not read it.
 */
export const secrets = sqliteTable(
  "secrets",
  {
    /** ULID; what the sealed versions are bound to. Never shown, never used again. */
    id: text("id").primaryKey(),
    path: text("path").notNull().unique(),
    secretType: text("secret_type", { enum: SECRET_TYPES }).notNull(),
    /** The current version, which is also the last number given. */
    version: integer("version").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
    /** Whole seconds. From this instant on values are not read; null: never. */
    expiresAtMs: integer("expires_at_ms"),
    /** The duration, as given, that starts again at a rotation. */
    expiresIn: text("expires_in"),
    /** Null: the space's default. */
    maxVersions: integer("max_versions"),
    /** Durations as given; null: the space's default. */
    notifyBefore: text("notify_before", { mode: "json" }).$type<readonly string[]>(),
    rotationPolicyId: text("rotation_policy_id"),
    secretPolicyId: text("secret_policy_id"),
    /** The version that was current before the latest rotation; pruning spares it while its grace runs. */
    rotatedFrom: integer("rotated_from"),
    /** Must a write name the current version? Null: as the space's setting says, which none can loosen. */
    casRequired: integer("cas_required", { mode: "boolean" }),
    /** The same of a write of metadata by Vault's interface. */
    metadataCasRequired: integer("metadata_cas_required", { mode: "boolean" }),
    /** How long after it was written a version is deleted; a duration as given. The space's setting counts where it is shorter, or where this is null. */
    deleteVersionAfter: text("delete_version_after"),
    /** As often as metadata or options were written. */
    metadataVersion: integer("metadata_version").notNull().default(0),
    /** Everything up to this instant was told of the expiry, or lay before it was set; null: there is no expiry. */
    noticedUntilMs: integer("noticed_until_ms"),
    /** When something is to be told of the expiry next; null: nothing. */
    noticeAtMs: integer("notice_at_ms"),
    /** Both set, or neither: softly deleted. From `recoverableUntilMs` (whole seconds) on the path is free. */
    deletedAtMs: integer("deleted_at_ms"),
    recoverableUntilMs: integer("recoverable_until_ms"),
    /** Compact JSON object, not secret; `{}` if nothing is set. */
    metadata: text("metadata").notNull(),
  },
  (t) => [
    // Hold all that filters and counts of the live ask for: without them a list that finds little looks at every row.
    index("secrets_live").on(t.path, t.expiresAtMs, t.updatedAtMs).where(sql`deleted_at_ms is null`),
    index("secrets_by_type").on(t.secretType, t.path, t.expiresAtMs, t.updatedAtMs).where(sql`deleted_at_ms is null`),
    index("secrets_by_expiry")
      .on(t.expiresAtMs, t.path)
      .where(sql`expires_at_ms is not null and deleted_at_ms is null`),
    index("secrets_by_secret_policy").on(t.secretPolicyId).where(sql`secret_policy_id is not null`),
    index("secrets_by_notice").on(t.noticeAtMs).where(sql`notice_at_ms is not null and deleted_at_ms is null`),
    index("secrets_by_recovery").on(t.recoverableUntilMs).where(sql`recoverable_until_ms is not null`),
  ],
);

/** When the space's own thresholds for notices of an expiry were changed last, and how far the dates of secrets have followed; one row at most. */
export const defaultNotices = sqliteTable("default_notices", {
  /** Always 1. */
  id: integer("id").primaryKey(),
  changedAtMs: integer("changed_at_ms").notNull(),
  /** The expiry and the path of the last secret that was looked at; `after_ms` null: all were. */
  afterMs: integer("after_ms"),
  afterPath: text("after_path").notNull(),
});

/** In place of a key's number where nothing is sealed any more. */
export const NO_KEY = 0;

/** One row per version that is kept. Goes with its secret. */
export const secretVersions = sqliteTable(
  "secret_versions",
  {
    secretId: text("secret_id")
      .notNull()
      .references(() => secrets.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    createdBy: text("created_by").notNull(),
    /** Whole seconds, set by a rotation: from this instant on the value is gone. Null: as long as it is kept. */
    readableUntilMs: integer("readable_until_ms"),
    /** From this instant on the version is softly deleted; it may lie ahead. Null: it is not. */
    deletedAtMs: integer("deleted_at_ms"),
    /** The key of the space that wraps this version's data key; `NO_KEY`: the value is destroyed, and the row tells that it was there. */
    keyVersion: integer("key_version").notNull(),
    wrappedKey: blob("wrapped_key", { mode: "buffer" }).notNull(),
    /** How `sealed` is made, see `crypto/space-keys.ts`. */
    format: integer("format").notNull(),
    sealed: blob("sealed", { mode: "buffer" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.secretId, t.number] }),
    // Behind the key stands the row's place, so that the oldest are wrapped anew first.
    index("secret_versions_by_key").on(t.keyVersion),
    index("secret_versions_by_end_of_grace")
      .on(t.readableUntilMs)
      .where(sql`readable_until_ms is not null and key_version > 0`),
  ],
);

/** One row per tag of a secret, for lists by tag. The truth is `secrets.metadata`. Goes with its secret. */
export const secretTags = sqliteTable(
  "secret_tags",
  {
    tag: text("tag").notNull(),
    path: text("path").notNull(),
    secretId: text("secret_id")
      .notNull()
      .references(() => secrets.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.tag, t.path] }), index("secret_tags_by_secret").on(t.secretId)],
);

/**
 * Value reads, one row per secret and UTC day. Days that no longer count are removed at the first read of a day, but the newest
 * row stays: it says when the secret was last read. Goes with its secret.
 */
export const secretReads = sqliteTable(
  "secret_reads",
  {
    secretId: text("secret_id")
      .notNull()
      .references(() => secrets.id, { onDelete: "cascade" }),
    /** Whole days since 1970. */
    day: integer("day").notNull(),
    count: integer("count").notNull(),
    lastAtMs: integer("last_at_ms").notNull(),
  },
  (t) => [primaryKey({ columns: [t.secretId, t.day] })],
);
