import type { Context } from "hono";
import type { Details } from "../errors";
import { formatNullableTimestamp, formatTimestamp, formatTimestampMs } from "../formats";
import type { AppEnv } from "../http/app-env";
import type { CredentialView, WrittenCredential } from "./credentials/queries";
import type { BrokerEvent } from "./events";
import type { IntegrationView } from "./integrations/queries";
import type { Page } from "./pages";

/** Wire shapes, with their keys in the order of the documentation. */
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

export const presentEvent = (event: BrokerEvent) => ({
  id: event.id,
  at: formatTimestampMs(event.timestampMs),
  action: event.action,
  outcome: event.success ? "success" : "failure",
  code: event.errorCode,
  actor: event.identityId,
  requestId: event.requestId,
  details: camelKeys(event.details),
});

const camelKeys = (details: Details): Details =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

/** A bare array; where more follows, `Link` leads there with all filters repeated. */
export function pageAnswer<T>(c: Context<AppEnv>, { items, next }: Page<T>, present: (item: T) => object): Response {
  if (next !== null) {
    const { pathname, searchParams } = new URL(c.req.url);
    searchParams.set("cursor", next);
    c.header("Link", `<${pathname}?${searchParams}>; rel="next"`);
  }
  return c.json(items.map(present));
}
