import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type AuditRow, auditRows, must, type TestTenant } from "../support/api";

export const PUBLIC_URL = "https://postern.example";
export const AT_MS = Date.UTC(2096, 0, 1);
export const AT = "2096-01-01T00:00:00Z";

/** Of RFC 7517, appendix A.1. */
export const PUBLIC_KEY = {
  kty: "EC",
  crv: "P-256",
  kid: "1",
  x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
  y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
};

/** A trust that needs nothing but the identity `sa:deploy`. */
export const OIDC = {
  name: "builds",
  issuer: "https://issuer.example",
  claims: { sub: "build:*" },
  identity_id: "sa:deploy",
  scopes: ["secrets:read"],
} as const;
export const GITHUB = {
  ...OIDC,
  preset: "github",
  issuer: undefined,
  claims: { repository_id: "1", repository_owner_id: "2", ref: ["refs/heads/main", "refs/tags/*"] },
} as const;

/** With the service account that trusts of these tests stand for. */
export async function withDeploy(tenant: TestTenant, identity: object = {}): Promise<TestTenant> {
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "sa:deploy", ...identity }), 201);
  return tenant;
}

export const newTrust = async (tenant: TestTenant, body: object = OIDC) =>
  must(await tenant.api("POST /v1/trusts", body), 201);

/** Which of these audiences D1 knows, and whose they are. */
export async function heldInD1(...audiences: string[]): Promise<Record<string, string>> {
  const { results } = await env.DB.prepare("SELECT audience, tenant_id FROM trust_audiences").all();
  return Object.fromEntries(
    results
      .filter(({ audience }) => audiences.includes(String(audience)))
      .map(({ audience, tenant_id }) => [String(audience), String(tenant_id)]),
  );
}

/** A token that an exchange by this trust would have left. */
export const plantToken = (tenant: TestTenant, trustId: string, id: string): Promise<void> =>
  runInDurableObject(
    tenant.stub,
    (_, { storage }) =>
      void storage.sql.exec(
        `INSERT INTO tokens (id, hash, identity_id, name, scopes, created_by, created_at_ms, expires_at_ms, via, via_id)
         VALUES (?, ?, 'sa:deploy', '', '[]', '', 0, ?, 'trust', ?)`,
        id,
        id,
        AT_MS + 3_600_000,
        trustId,
      ),
  );

/** Which planted tokens were ended. */
export const ended = (tenant: TestTenant): Promise<string[]> =>
  runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql
      .exec<{ id: string }>("SELECT id FROM tokens WHERE via = 'trust' AND revoked_at_ms IS NOT NULL ORDER BY id")
      .toArray()
      .map(({ id }) => id),
  );

/** What the log tells of trusts, oldest first. */
export const trustRows = async (tenant: TestTenant): Promise<AuditRow[]> =>
  (await auditRows(tenant.stub)).filter(({ action }) => String(action).startsWith("trust_"));

/** Does what is due at this time. */
export async function runAlarmAt(tenant: TestTenant, atMs: number): Promise<void> {
  await runInDurableObject(tenant.stub, (object) => {
    object.clock = () => atMs;
  });
  await runDurableObjectAlarm(tenant.stub);
}
