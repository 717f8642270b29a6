import { runInDurableObject } from "cloudflare:test";
import type { TestTenant } from "../../support/api";

/** Where nobody listens: a port of the machine itself that is reserved, and never given out. */
export const SILENT = "ws://127.0.0.1:1/devtools/browser/none";

/** Columns of a run as a tenant's object keeps it. */
export type StoredRun = Readonly<Record<string, string | number | null>>;

/** A run that lasts, in the tenant's storage. No object has it. */
export async function storeRun(
  { stub, id: tenantId }: TestTenant,
  credentialId: string,
  identityId: string,
  more: StoredRun = {},
): Promise<string> {
  const meta = { requestId: "req_stored", ip: null, userAgent: null };
  const beginner = { identityId, identityType: "service_account", tokenId: null, homeId: tenantId, meta };
  const row: StoredRun = {
    id: crypto.randomUUID(),
    credential_id: credentialId,
    beginner: JSON.stringify(beginner),
    mode: "wire",
    status: "running",
    steps: "[]",
    used_totp: 0,
    leases: 0,
    started_at_ms: Date.now(),
    ends_by_ms: Date.now() + 300_000,
    ...more,
  };
  const columns = Object.keys(row);
  const insert = `INSERT INTO authentications (${columns}) VALUES (${columns.map(() => "?")})`;
  await runInDurableObject(stub, (_, { storage }) => void storage.sql.exec(insert, ...Object.values(row)));
  return String(row.id);
}

/** A run that ended as told, so long ago. */
export const ended = (agoMs: number, more: StoredRun = {}): StoredRun => {
  const atMs = Date.now() - agoMs;
  return { status: "failed", code: "timeout", started_at_ms: atMs, ended_at_ms: atMs, ends_by_ms: atMs, ...more };
};
