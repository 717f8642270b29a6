import { formatNullableTimestamp, formatTimestamp } from "../../formats";
import type { CredentialView, WrittenCredential } from "./queries";

/** Wire shapes, with their keys in the order of the documentation. */
export const presentCredential = (row: CredentialView) => ({
  id: row.id,
  name: row.name,
  vaultIntegrationId: row.integrationId,
  vaultPath: row.vaultPath,
  fieldMap: row.fieldMap,
  allowedDomains: row.allowedDomains,
  createdAt: formatTimestamp(row.createdAtMs),
  updatedAt: formatTimestamp(row.updatedAtMs),
  lastUsedAt: formatNullableTimestamp(row.lastUsedAtMs),
  access: row.access,
});

export const presentWritten = (row: WrittenCredential) => ({
  ...presentCredential(row),
  ...(row.warnings.length > 0 ? { warnings: row.warnings } : {}),
});
