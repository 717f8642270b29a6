import type { Detail } from "../errors";
import { formatTimestampMs } from "../formats";
import type { AuditEntry } from "../kernel/audit";
import type { auditLog } from "./tables";

export type AuditRow = typeof auditLog.$inferSelect;
/** An entry as clients see it, in the order of its keys. */
export type StoredEntry = AuditEntry & { readonly hash: string };

/** Throws on `extra_data` that is no JSON, which was never written here. */
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
