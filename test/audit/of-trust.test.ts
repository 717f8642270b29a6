import { expect, it } from "vitest";
import { type AuditRow, auditRows, call, must, newTenant, type TestTenant } from "../support/api";
import { newPartner, rowsOf } from "../support/spaces";
import { makeOfTrust, OF_TRUST } from "../tokens/support";
import { seqs } from "./planted";

const { trust_id } = OF_TRUST;

/** What the rows of a log are, with the trust by whose word their actors were there. */
const told = (rows: readonly AuditRow[]) =>
  rows.map(({ action, error_code, trust_id: trust, extra_data }) => {
    const { trust_id: hashed = null } = JSON.parse(String(extra_data));
    expect(hashed).toBe(trust);
    return [action, error_code, trust];
  });
const since = async ({ stub }: Pick<TestTenant, "stub">, from: number) => (await auditRows(stub)).slice(from);

it("rows of a trust's token, of its refusals and of its children name the trust, and those of others do not", async () => {
  const tenant = await newTenant();
  const { token } = await makeOfTrust(tenant, { scopes: ["secrets:read"] });
  const from = (await auditRows(tenant.stub)).length;
  const child = must(await call("POST /v1/tokens/self/children", { token, body: { name: "step" } }), 201);
  for (const text of [token, child.token, tenant.admin]) await call("GET /v1/secrets/shop/a", { token: text });
  await call("GET /v1/tokens", { token });
  await call("GET /v1/tokens", { token, headers: { "x-tenant-id": "tnt_nobody" } });
  expect(told(await since(tenant, from))).toEqual([
    ["token_create_child", null, trust_id],
    ["read", "access_denied", trust_id],
    ["read", "access_denied", trust_id],
    ["read", "access_denied", null],
    ["config_read", "insufficient_scope", trust_id],
    ["tenant_refused", "tenant_access_denied", trust_id],
  ]);
  expect(must(await tenant.api("GET /v1/audit/verify"), 200)).toMatchObject({ ok: true });
});

it("each row of a batch names the trust, and so does one by Vault's interface beside its way in", async () => {
  const rules = [{ path_pattern: "shop/**", permissions: ["read", "write"] as const }];
  const tenant = await newTenant({ rules });
  const { token } = await makeOfTrust(tenant, { scopes: ["secrets:read", "secrets:write"] });
  const from = (await auditRows(tenant.stub)).length;
  const headers = { "x-vault-token": token };
  must(await call("POST /vault/v1/secret/data/shop/a", { headers, body: { data: { a: "b" } } }), 200);
  must(await call("POST /v1/secrets/batch", { token, body: { paths: ["shop/a", "shop/none"] } }), 200);
  const rows = await since(tenant, from);
  expect(told(rows)).toEqual([
    ["write", null, trust_id],
    ["read", null, trust_id],
    ["read", "secret_not_found", trust_id],
  ]);
  expect(JSON.parse(String(rows[0]?.extra_data))).toMatchObject({ source: "vault-api", trust_id });
});

it("a row about a trust is that trust's, and names the one by whose word its actor was there beside it", async () => {
  const tenant = await newTenant();
  const { token } = await makeOfTrust(tenant, { scopes: ["identity:admin"] });
  const other = must(
    await tenant.api("POST /v1/trusts", {
      ...{ name: "other", issuer: "https://issuer.example", audience: `of ${tenant.id}`, claims: { sub: "a" } },
      ...{ identity_id: "sa:other", create_identity: true, scopes: ["secrets:read"] },
    }),
    201,
  );
  const from = (await auditRows(tenant.stub)).length;
  must(await call(`DELETE /v1/trusts/${other.id}`, { token }), 204);
  must(await call("GET /v1/trusts", { token }), 200);
  const rows = await since(tenant, from);
  expect(
    rows.map(({ action, trust_id: about, extra_data }) => [action, about, JSON.parse(String(extra_data))]),
  ).toEqual([
    ["trust_delete", other.id, { trust_id: other.id, by_trust_id: trust_id, tokens_revoked: 0 }],
    ["config_read", trust_id, { trust_id, resource: "trusts" }],
  ]);
  expect(must(await tenant.api("GET /v1/audit/verify"), 200)).toMatchObject({ ok: true });
});

it("rows in the partner's log of what a tenant's trust let in name the trust, and there its id finds them", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  const { token } = await makeOfTrust(tenant, { scopes: ["secrets:read"] });
  const from = (await auditRows(partner.stub)).length;
  expect((await call("GET /v1/partner/secrets/shop/a", { token })).status).toBe(404);
  const rows = await since(partner, from);
  expect(told(rows)).toEqual([["read", "secret_not_found", trust_id]]);
  const { logs } = must(await partner.api(`GET /v1/audit/logs?trust_id=${trust_id}`), 200);
  expect(logs.map(({ seq }: { seq: number }) => seq)).toEqual(rows.map(({ seq }) => seq));
  expect(logs[0]).toMatchObject({ actor_tenant_id: tenant.id, tenant_id: partner.id, extra_data: { trust_id } });
});

it("the log is found by trust, and how it is found is an index", async () => {
  const tenant = await newTenant();
  const { token } = await makeOfTrust(tenant);
  await call("GET /v1/secrets/shop/a", { token });
  const found = await seqs(tenant, `trust_id=${trust_id}`);
  expect(found).toHaveLength(1);
  const plan = `EXPLAIN QUERY PLAN SELECT seq FROM audit_log WHERE trust_id = ? ORDER BY seq DESC`;
  expect((await rowsOf(tenant.stub, plan, trust_id)).map(({ detail }) => detail)).toEqual([
    "SEARCH audit_log USING COVERING INDEX audit_log_of_trust (trust_id=?)",
  ]);
  expect(await seqs(tenant, `trust_id=${trust_id}&success=true`)).toEqual([]);
  expect(await seqs(tenant, "trust_id=trs_other")).toEqual([]);
});
