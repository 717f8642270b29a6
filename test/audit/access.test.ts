import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { asOperator, auditRows, call, must, newTenant, newToken } from "../support/api";
import { ALL, type Body, fieldsOf, logs, plant, seqs } from "./planted";

const QUERIES = [
  "GET /v1/audit/logs",
  "GET /v1/audit/summary",
  "GET /v1/audit/verify",
  "GET /v1/audit/secrets/shop/db",
  "GET /v1/audit/identities/user%3Aalice",
];

it("the audit log refuses every query without audit:read, and the export without audit:export", async () => {
  const tenant = await newTenant();
  const exporter = await tenant.token(["audit:export"]);
  for (const line of QUERIES) {
    const { status, body } = await call(line, { token: exporter });
    expect([status, body.error.code, body.error.details]).toEqual([
      403,
      "insufficient_scope",
      { required_scope: "audit:read" },
    ]);
  }
  const reader = await tenant.token(["audit:read"]);
  const { status, body } = await call("POST /v1/audit/export", { token: reader, body: ALL });
  expect([status, body.error.code, body.error.details]).toEqual([
    403,
    "insufficient_scope",
    { required_scope: "audit:export" },
  ]);
  for (const line of QUERIES) expect((await call(line, { token: reader })).status).toBe(200);
  expect((await call("POST /v1/audit/export", { token: exporter, body: ALL })).status).toBe(200);
  const refused = (await auditRows(tenant.stub)).filter(({ success }) => success === 0);
  expect(refused.map(({ action, error_code }) => `${action} ${error_code}`)).toEqual([
    ...QUERIES.map(() => "audit_query insufficient_scope"),
    "export_created insufficient_scope",
  ]);
});

it("the audit log refuses the operator, and gives a tenant no row and no cursor of another", async () => {
  const [one, two] = [await newTenant(), await newTenant()];
  expect((await asOperator("GET /v1/audit/logs", undefined, one.id)).body.error.code).toBe("insufficient_scope");
  await plant(two, 3, () => ({ identity_id: "user:other" }));
  expect((await logs(one, "limit=1000")).logs.every((row: Body) => row.tenant_id === one.id)).toBe(true);
  expect(await seqs(one, "identity_id=user:other")).toEqual([]);
  const { cursor } = await logs(two, "limit=1");
  expect(await fieldsOf(one, `GET /v1/audit/logs?limit=1&cursor=${cursor}`)).toEqual([
    400,
    "invalid_cursor",
    undefined,
  ]);
  const named = await call("GET /v1/audit/logs", { token: one.admin, headers: { "x-tenant-id": two.id } });
  expect(named.body.error.code).toBe("tenant_access_denied");
});

it("the audit log serves a partner's log to the partner, and a tenant's log to its partner's administrator", async () => {
  const tenant = await newTenant();
  must(
    await asOperator(
      "POST /v1/identity/identities",
      { identity_id: "user:pat", roles: ["partner_admin"] },
      tenant.partnerId,
    ),
    201,
  );
  const token = await newToken(tenant.partnerId, "user:pat", SCOPES);
  const own = must(await call("GET /v1/audit/logs", { token }), 200);
  expect(own.logs.map((row: Body) => row.tenant_id)).toContain(tenant.partnerId);
  expect(new Set(own.logs.map((row: Body) => row.tenant_id)).size).toBe(1);
  expect(must(await call("GET /v1/audit/verify", { token }), 200)).toMatchObject({ ok: true });
  must(await call(`GET /v1/t/${tenant.id}/audit/secrets/a/b`, { token }), 200);
  const [row] = (await logs(tenant, "limit=1")).logs;
  expect(row).toMatchObject({
    action: "audit_query",
    identity_id: "user:pat",
    actor_tenant_id: tenant.partnerId,
    tenant_id: tenant.id,
    secret_path: null,
    extra_data: { query: "secret_trail", path: "a/b", filters: [] },
  });
  const exported = await call("POST /v1/audit/export", { token, body: ALL });
  expect(exported.text.trimEnd().split("\n").length).toBeGreaterThan(1);
});
