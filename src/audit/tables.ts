import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Detail } from "../errors";
import { formatTimestampMs } from "../formats";
import type { StoredEntry } from "../kernel/audit";

/** The log in blocks of 4096 numbers; `audit_log_by_block` finds what a block holds of a span of time. */
export const BLOCK_BITS = 12;

/**
 * The audit log: append only, one hash chain (`chain.ts`). Columns as in the entry, but for `object_id` and `trust_id`. Written by the
 * journal, removed from the old end by the retention. Each index serves one filter, in the order of the numbers, and is paid
 * for by every row: a span of time is found by its blocks.
 */
export const auditLog = sqliteTable(
  "audit_log",
  {
    seq: integer("seq").primaryKey(),
    /** `log_<ulid>` */
    id: text("id").notNull(),
    timestampMs: integer("timestamp_ms").notNull(),
    action: text("action").notNull(),
    identityType: text("identity_type").notNull(),
    identityId: text("identity_id").notNull(),
    /** Home of the identity; null for the operator and the scheduler. */
    actorTenantId: text("actor_tenant_id"),
    tenantId: text("tenant_id").notNull(),
    tokenId: text("token_id"),
    secretPath: text("secret_path"),
    sourceIp: text("source_ip"),
    userAgent: text("user_agent"),
    success: integer("success", { mode: "boolean" }).notNull(),
    errorCode: text("error_code"),
    durationMs: integer("duration_ms").notNull(),
    requestId: text("request_id"),
    /** Canonical JSON (RFC 8785). Numbers, names and ids only. */
    extraData: text("extra_data").notNull(),
    /** Lower-case hex SHA-256, see `chain.ts`. */
    hash: text("hash").notNull(),
    /** The integration or credential that the row is about, by `object-id.ts`: it follows from what is hashed. */
    objectId: text("object_id"),
    /** The trust that the row is about, or by whose word its actor was there: it follows from what is hashed. */
    trustId: text("trust_id"),
  },
  (t) => [
    index("audit_log_by_object").on(t.objectId, t.seq).where(sql`object_id is not null`),
    index("audit_log_by_block").on(sql`"seq" >> 12`, t.timestampMs),
    index("audit_log_of_identity").on(t.identityId, t.seq),
    index("audit_log_of_type").on(t.identityType, t.seq),
    index("audit_log_of_action").on(t.action, t.seq),
    index("audit_log_of_path").on(t.secretPath, t.seq).where(sql`secret_path is not null`),
    index("audit_log_of_ip").on(t.sourceIp, t.seq).where(sql`source_ip is not null`),
    index("audit_log_of_request").on(t.requestId, t.seq).where(sql`request_id is not null`),
    index("audit_log_of_trust").on(t.trustId, t.seq).where(sql`trust_id is not null`),
    index("audit_log_failed").on(t.seq).where(sql`success = 0`),
  ],
);

/**
 * Two ends of the chain, each a row's number and hash, authenticated by `mac` (`marks.ts`). `anchor`: the last row that the
 * retention removed, number 0 before that. `head`: the newest row, written in the same commit; rows that vanish from the new
 * end are missed by it.
 */
export const auditMarks = sqliteTable("audit_marks", {
  name: text("name", { enum: ["anchor", "head"] }).primaryKey(),
  seq: integer("seq").notNull(),
  hash: text("hash").notNull(),
  /** Of the anchor: the first row whose removal is recorded in the chain; what lies before can't be confirmed. */
  fromSeq: integer("from_seq"),
  rootKeyId: text("root_key_id"),
  /** HMAC-SHA-256, lower-case hex. Null only before the first start after the upgrade that brought it. */
  mac: text("mac"),
});

export type AuditRow = typeof auditLog.$inferSelect;

/** The entry that a row holds, in the order of its keys. Throws on `extra_data` that is no JSON, which was never written here. */
export const entryOf = (row: AuditRow): StoredEntry => ({
  id: row.id,
  seq: row.seq,
  timestamp: formatTimestampMs(row.timestampMs),
  action: row.action,
  identity_type: row.identityType,
  identity_id: row.identityId,
  actor_tenant_id: row.actorTenantId,
  tenant_id: row.tenantId,
  token_id: row.tokenId,
  secret_path: row.secretPath,
  source_ip: row.sourceIp,
  user_agent: row.userAgent,
  success: row.success,
  error_code: row.errorCode,
  duration_ms: row.durationMs,
  request_id: row.requestId,
  extra_data: JSON.parse(row.extraData) as { readonly [key: string]: Detail },
  hash: row.hash,
});
