import { formatNullableTimestamp, formatTimestamp } from "../../formats";
import type { IntegrationView } from "./queries";

/** The wire shape, with its keys in the order of the documentation. */
export const presentIntegration = (row: IntegrationView) => ({
  id: row.id,
  name: row.name,
  type: row.type,
  address: row.address,
  namespace: row.namespace,
  authMethod: row.authMethod,
  roleId: row.roleId,
  createdAt: formatTimestamp(row.createdAtMs),
  updatedAt: formatTimestamp(row.updatedAtMs),
  authMount: row.authMount,
  kvVersion: row.kvVersion,
  status: row.status,
  lastCheckedAt: formatNullableTimestamp(row.lastCheckedAtMs),
});
