import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { operations } from "../../src/space/modules";
import {
  type AuditRow,
  asOperator,
  auditRows,
  type CallOptions,
  call,
  must,
  newTenant,
  newToken,
  type TestTenant,
} from "../support/api";
import { takeErrors } from "../support/log";
import { stopClock } from "../support/spaces";
import { BROKER_HALF, SECRETS_HALF } from "./actions-by-operation";
import { tamper } from "./planted";
import { WITHOUT_ROW } from "./without-row";

const DAY_MS = 86_400_000;

const told = ({ action, error_code, secret_path }: AuditRow): string =>
  [action, error_code ?? "ok", secret_path].filter((part) => part !== null).join(" ");

/** A tenant whose administrator may do everything with `shop/**`, and the rows that a call adds to its log. */
async function newShop() {
  const tenant = await newTenant();
  const rules = [{ path_pattern: "shop/**", permissions: ["admin"] }];
  const policy = must(await tenant.api("POST /v1/policies", { name: "shop", rules }), 201);
  must(
    await tenant.api(`POST /v1/policies/${policy.id}/bindings`, { identity_type: "user", identity_id: "user:admin" }),
    201,
  );
  must(await tenant.api("PUT /v1/secrets/shop/db", { data: { password: "canary" } }), 201);
  let seen = (await auditRows(tenant.stub)).length;
  const added = async (): Promise<AuditRow[]> => {
    const rows = (await auditRows(tenant.stub)).slice(seen);
    seen += rows.length;
    return rows;
  };
  return { tenant, policyId: policy.id as string, added };
}

it("the actions of the log are those of the documentation, and only authentication, looks at what one's own token is and may do, and the policy test leave none", () => {
  for (const [name, action] of Object.entries({ ...SECRETS_HALF, ...BROKER_HALF }))
    expect([name, operations.get(name)?.action]).toEqual([name, action]);
  const silent = [...operations.values()].filter(({ action }) => action === null).map(({ name }) => name);
  expect(silent.sort()).toEqual(WITHOUT_ROW);
  expect(operations.get("credentials.resolve")?.failedAction).toBe("credential.refused");
});

const NO_UUID = "0b7f3c52-6d1e-4a8b-9c35-2f4e8d7a6b10";
type Step = readonly [line: string, body: unknown, status: number, rows: readonly string[], headers?: object];

const SECRETS: readonly Step[] = [
  ["GET /v1/secrets/shop/db", undefined, 200, ["read ok shop/db"]],
  ["HEAD /v1/secrets/shop/db", undefined, 200, ["read ok shop/db"]],
  ["GET /v1/secrets/shop/none", undefined, 404, ["read secret_not_found shop/none"]],
  ["GET /v1/secrets/shop/db?version=9", undefined, 404, ["read version_not_found shop/db"]],
  ["GET /v1/secrets/other/db", undefined, 403, ["read access_denied other/db"]],
  ["GET /v1/secrets/shop!", undefined, 400, []],
  ["GET /v1/secrets/shop/db?verson=2", undefined, 422, []],
  ["PUT /v1/secrets/shop/db", { data: { a: 1 } }, 412, ["write version_conflict shop/db"], { "if-none-match": "*" }],
  ["PUT /v1/secrets/shop/db", { data: { a: 1 } }, 400, [], { "if-match": '"1", "2"' }],
  ["PUT /v1/secrets/shop/db", { data: {} }, 422, []],
  ["PUT /v1/secrets/shop/db", "{", 400, []],
  ["PUT /v1/secrets/shop/db", '{"data":{"a":1}}', 415, [], { "content-type": "text/plain" }],
  ["PUT /v1/secrets/shop/db", `{"data":{"a":"${"x".repeat(1_200_000)}"}}`, 413, []],
  ["POST /v1/secrets/batch", { paths: ["shop/db", "other/x"] }, 200, ["read ok shop/db", "read access_denied other/x"]],
  ["GET /v1/secrets", undefined, 200, ["list ok"]],
  ["PUT /v1/secrets/shop/db", { data: { a: 1 } }, 200, ["write ok shop/db"]],
  ["DELETE /v1/secrets/shop/db?version=9", undefined, 404, ["version_delete version_not_found shop/db"]],
  ["DELETE /v1/secrets/other/db?version=1", undefined, 403, ["version_delete access_denied other/db"]],
  ["DELETE /v1/secrets/other/db?version=1&permanent=true", undefined, 403, ["version_destroy access_denied other/db"]],
  ["POST /v1/secrets/other/db/restore?version=1", undefined, 403, ["version_undelete access_denied other/db"]],
  ["DELETE /v1/secrets/shop/db?version=1", undefined, 200, ["version_delete ok shop/db"]],
  ["POST /v1/secrets/shop/db/restore?version=1", undefined, 200, ["version_undelete ok shop/db"]],
  ["DELETE /v1/secrets/shop/db?version=1&permanent=true", undefined, 200, ["version_destroy ok shop/db"]],
];

const REST: readonly Step[] = [
  ["GET /v1/nowhere", undefined, 404, []],
  ["PUT /v1/audit/logs", undefined, 405, []],
  ["GET /v1/auth/whoami", undefined, 200, []],
  ["POST /v1/auth/introspect", { token: "x" }, 200, []],
  ["POST /v1/policies/test", { identity_id: "user:admin", path: "shop/db", permission: "read" }, 200, []],
  ["GET /v1/policies/pol_x", undefined, 404, ["config_read policy_not_found"]],
  ["POST /v1/policies", { name: "shop", rules: [] }, 409, ["policy_create name_conflict"]],
  ["POST /v1/policies", { name: "" }, 422, []],
  ["GET /v1/policies?cursor=x", undefined, 400, []],
  ["POST /v1/identity/identities", { identity_id: "user:admin" }, 409, ["identity_create name_conflict"]],
  ["GET /v1/identity/identities/user:none", undefined, 404, ["config_read identity_not_found"]],
  ["GET /v1/tenant/settings", undefined, 200, ["config_read ok"]],
  ["PATCH /v1/tenant/settings", {}, 422, []],
  ["GET /v1/admin/keys", undefined, 403, ["config_read access_denied"]],
  ["GET /api/v1/credentials", undefined, 200, ["credential.listed ok"]],
  [`GET /api/v1/credentials/${NO_UUID}`, undefined, 404, ["credential.read not_found"]],
  [`POST /api/v1/credentials/${NO_UUID}/resolve`, { url: "https://a.example" }, 404, ["credential.refused not_found"]],
  ["POST /api/v1/credentials", {}, 400, []],
  ["POST /api/v1/vault-integrations", "[]", 400, []],
  [`DELETE /api/v1/vault-integrations/${NO_UUID}`, undefined, 404, ["integration.deleted not_found"]],
];

it("what leaves a row is everything done or refused, once, under the request id of the answer; faults of form are not", async () => {
  const { tenant, added } = await newShop();
  for (const [line, body, status, rows, headers] of [...SECRETS, ...REST]) {
    const answer = await tenant.api(line, body, { headers: { ...headers } });
    expect([line, answer.status, line.startsWith("HEAD") || answer.text]).toEqual([line, status, expect.anything()]);
    const left = await added();
    expect([line, left.map(told)]).toEqual([line, rows]);
    for (const row of left) expect(row.request_id, line).toBe(answer.headers.get("x-request-id"));
  }
});

it("what leaves a row names the policy that would be in use, and the secret that has expired", async () => {
  const { tenant, policyId, added } = await newShop();
  expect((await tenant.api(`DELETE /v1/policies/${policyId}`)).status).toBe(409);
  const expires = new Date(Date.now() + 3_600_000).toISOString();
  must(await tenant.api("PUT /v1/secrets/shop/brief", { data: { a: 1 }, options: { expires_at: expires } }), 201);
  await runInDurableObject(tenant.stub, (object) => {
    object.clock = () => Date.now() + 2 * 3_600_000;
  });
  expect((await tenant.api("GET /v1/secrets/shop/brief")).status).toBe(410);
  expect((await added()).map(told)).toEqual([
    "policy_delete policy_in_use",
    "write ok shop/brief",
    "read secret_expired shop/brief",
  ]);
});

it("what leaves a row is not a request over its rate, nor one without a living token", async () => {
  const { tenant, added } = await newShop();
  const plain = (options: CallOptions) => call("GET /v1/secrets/shop/db", options);
  expect((await plain({})).status).toBe(401);
  expect((await plain({ token: "nonsense" })).status).toBe(401);
  expect((await plain({ token: `${tenant.admin.slice(0, -1)}_` })).status).toBe(401);
  const other = await newTenant();
  expect((await plain({ token: other.admin, headers: { "x-tenant-id": "x" } })).status).toBe(403);
  expect(await added()).toEqual([]);
  // In an instant: a unit comes back in twelve seconds.
  await stopClock(tenant.stub, Date.now());
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) statuses.push((await tenant.api("POST /v1/audit/export", { from: "x", to: "y" })).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  expect(await added()).toEqual([]);
});

it("what leaves a row is a dead token, under the name of whom it belonged to", async () => {
  const { tenant, added } = await newShop();
  const reader = await tenant.token(["secrets:read"]);
  const { token_id: id, identity_id: who } = must(await call("GET /v1/auth/whoami", { token: reader }), 200);
  const wish = { identity_id: "user:admin", name: "short", scopes: ["credentials:read"], expires_in: "90d" };
  const { token: short } = must(await tenant.api("POST /v1/tokens", wish), 201);
  must(await tenant.api(`DELETE /v1/tokens/${id}`), 204);
  await added();
  expect((await call("GET /v1/secrets/shop/db", { token: reader })).body.error.code).toBe("token_revoked");
  expect((await call("GET /v1/auth/whoami", { token: reader })).body.error.code).toBe("token_revoked");
  await runInDurableObject(tenant.stub, (object) => {
    object.clock = () => Date.now() + 91 * DAY_MS;
  });
  expect((await call("GET /api/v1/credentials", { token: short })).body.error.code).toBe("token_expired");
  const rows = await added();
  expect(rows.map(told)).toEqual([
    "auth_refused token_revoked shop/db",
    "auth_refused token_revoked",
    "auth_refused token_expired",
  ]);
  expect(rows[0]).toMatchObject({
    identity_type: "service_account",
    identity_id: who,
    token_id: id,
    actor_tenant_id: tenant.id,
    tenant_id: tenant.id,
    success: 0,
  });
});

it("what leaves a row is what broke down, and its answer holds nothing", async () => {
  const { tenant, added } = await newShop();
  await tamper(tenant.stub, "DROP TABLE settings");
  const answer = await tenant.api("PATCH /v1/tenant/settings", { max_versions: 5 });
  expect([answer.status, answer.body.error.code]).toEqual([500, "internal_error"]);
  expect(takeErrors("Error")).toHaveLength(1);
  expect((await added()).map(told)).toEqual(["settings_update internal_error"]);
});

it("what leaves a row comes before the value: where it can't be written, the answer is 503 and holds none", async () => {
  const { tenant, added } = await newShop();
  expect((await tenant.api("GET /v1/secrets/shop/db")).text).toContain("canary");
  await tamper(tenant.stub, "CREATE TRIGGER full BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END");
  const read = await tenant.api("GET /v1/secrets/shop/db");
  expect([read.status, read.body.error.code, read.text.includes("canary")]).toEqual([
    503,
    "service_unavailable",
    false,
  ]);
  const write = await tenant.api("PUT /v1/secrets/shop/new", { data: { a: 1 } });
  expect(write.status).toBe(503);
  expect(takeErrors("NotDurable")).toHaveLength(2);
  await tamper(tenant.stub, "DROP TRIGGER full");
  expect((await tenant.api("GET /v1/secrets/shop/new")).status).toBe(404);
  expect((await added()).map(told)).toEqual(["read ok shop/db", "read secret_not_found shop/new"]);
  expect(must(await tenant.api("GET /v1/audit/verify"), 200)).toMatchObject({ ok: true });
});

const partnerAdmin = async (tenant: TestTenant): Promise<string> => {
  const body = { identity_id: "user:pat", roles: ["partner_admin"] };
  must(await asOperator("POST /v1/identity/identities", body, tenant.partnerId), 201);
  return await newToken(tenant.partnerId, "user:pat", SCOPES);
};

it("who and where a row names takes the address that the edge reports, and 256 characters of the user agent", async () => {
  const { tenant, added } = await newShop();
  await tenant.api("GET /v1/secrets/shop/db", undefined, {
    headers: { "cf-connecting-ip": "2001:db8::7", "x-forwarded-for": "192.0.2.1", "user-agent": "u".repeat(257) },
  });
  await tenant.api("GET /v1/secrets/shop/db", undefined, {
    headers: { "user-agent": `${"u".repeat(250)}${tenant.admin}` },
  });
  const [row, second] = await added();
  expect(row).toMatchObject({
    source_ip: "2001:db8::7",
    user_agent: "u".repeat(256),
    duration_ms: expect.any(Number),
    error_code: null,
    success: 1,
  });
  expect(Number(row?.duration_ms)).toBeGreaterThanOrEqual(0);
  expect(second).toMatchObject({ source_ip: null, user_agent: null });
});

it("who and where a row names names the operator, without a home, in the log of the space that it acts in", async () => {
  const { tenant, added } = await newShop();
  must(await asOperator("GET /v1/tokens", undefined, tenant.id), 200);
  expect((await asOperator("GET /v1/secrets/shop/db", undefined, tenant.id)).status).toBe(403);
  const rows = await added();
  expect(rows.map(told)).toEqual(["config_read ok", "read insufficient_scope shop/db"]);
  for (const row of rows)
    expect(row).toMatchObject({
      identity_type: "system",
      identity_id: "system:operator",
      actor_tenant_id: null,
      tenant_id: tenant.id,
      token_id: null,
    });
});

it("who and where a row names names both spaces where a partner's administrator acts for a tenant, done or refused, and only there", async () => {
  const { tenant, added } = await newShop();
  const token = await partnerAdmin(tenant);
  const partner = env.SPACES.getByName(tenant.partnerId);
  const before = (await auditRows(partner)).length;
  const headers = { "x-tenant-id": tenant.id };
  must(await call("GET /v1/policies", { token, headers }), 200);
  expect((await call("GET /v1/secrets/shop/db", { token, headers })).body.error.code).toBe("access_denied");
  const rows = await added();
  expect(rows.map(told)).toEqual(["config_read ok", "read access_denied shop/db"]);
  for (const row of rows)
    expect(row).toMatchObject({
      identity_id: "user:pat",
      identity_type: "user",
      actor_tenant_id: tenant.partnerId,
      tenant_id: tenant.id,
      token_id: expect.stringMatching(/^tok_/),
    });
  expect((await auditRows(partner)).length).toBe(before);
});

it("who and where a row names keeps a refused attempt on another space in the home log, with the id that was asked for, and nowhere else", async () => {
  const [{ tenant, added }, other] = [await newShop(), await newTenant()];
  const others = (await auditRows(other.stub)).length;
  for (const [asked, kept] of [
    [other.id, other.id],
    ["tnt_nowhere", "tnt_nowhere"],
    ["Canary", "?"],
  ]) {
    const headers = { "x-tenant-id": asked ?? "" };
    const answer = await tenant.api("GET /v1/secrets/shop/db", undefined, { headers });
    expect([answer.status, answer.body.error.code]).toEqual([403, "tenant_access_denied"]);
    const [row, ...more] = await added();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      action: "tenant_refused",
      error_code: "tenant_access_denied",
      identity_id: "user:admin",
      actor_tenant_id: tenant.id,
      tenant_id: tenant.id,
      secret_path: null,
      extra_data: JSON.stringify({ requested: kept }),
    });
  }
  expect((await auditRows(other.stub)).length).toBe(others);
  const token = await partnerAdmin(tenant);
  const partner = env.SPACES.getByName(tenant.partnerId);
  for (const [asked, code] of [
    [other.id, "access_denied"],
    ["tnt_nowhere", "tenant_not_found"],
  ]) {
    const answer = await call("GET /v1/policies", { token, headers: { "x-tenant-id": asked ?? "" } });
    expect(answer.body.error.code).toBe(code);
    const [row] = (await auditRows(partner)).slice(-1);
    expect(row).toMatchObject({
      action: "tenant_refused",
      error_code: code,
      identity_id: "user:pat",
      actor_tenant_id: tenant.partnerId,
      tenant_id: tenant.partnerId,
      extra_data: JSON.stringify({ requested: asked }),
    });
  }
});
