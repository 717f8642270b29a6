import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { runOperation } from "../../src/client/run-operation";
import { mintToken } from "../../src/crypto/token";
import { whoami } from "../../src/identities/operations";
import { SCOPES } from "../../src/kernel/actor";
import type { NewAuditEntry } from "../../src/kernel/audit";
import type { Call } from "../../src/kernel/call";
import { spaceStub } from "../../src/kernel/rpc";
import {
  actions,
  asOperator,
  auditRows,
  call,
  must,
  newTenant,
  newToken,
  OPERATOR_TOKEN,
  type TestTenant,
} from "../support/api";
import { edge } from "../support/edge";
import { takeErrors } from "../support/log";
import { newPartner, rowsOf, shiftClock, stopClock } from "../support/spaces";

const meta = { requestId: "req_guard_test", ip: "203.0.113.7", userAgent: "test" };
const callOf = (op: string, token: string, input: unknown): Call => ({ op, token, named: null, input, meta });

const breakLog = (tenant: TestTenant) =>
  rowsOf(tenant.stub, "CREATE TRIGGER broken BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'full'); END");

const mendLog = (tenant: TestTenant) => rowsOf(tenant.stub, "DROP TRIGGER broken");

it("the order of checks is: token, rate, space, scope, input, policy or role, existence", async () => {
  const tenant = await newTenant();
  const other = await newTenant();
  const plain = await tenant.token(["secrets:read"]);
  const bad = { body: { nonsense: true } };
  const named = { headers: { "x-tenant-id": other.id } };
  const codes = async (token: string, options: object) => {
    const { status, body } = await call("POST /v1/tokens", { token, ...options });
    return `${status} ${body.error.code}`;
  };
  expect(await codes(mintToken(tenant.id), { ...bad, ...named })).toBe("401 token_invalid");
  expect(await codes(plain, { ...bad, ...named })).toBe("403 tenant_access_denied");
  expect(await codes(plain, bad)).toBe("403 insufficient_scope");
  expect(await codes(tenant.admin, bad)).toBe("422 validation_error");
  const narrow = await newToken(tenant.id, "user:admin", ["identity:admin"]);
  const body = { identity_id: "user:nobody", name: "t", scopes: ["admin"] };
  expect(await codes(narrow, { body })).toBe("403 access_denied");
  expect(await codes(tenant.admin, { body })).toBe("404 identity_not_found");
  await stopClock(tenant.stub, Date.now());
  await Promise.all(Array.from({ length: 100 }, () => call("GET /v1/tokens", { token: plain })));
  expect(await codes(plain, { ...bad, ...named })).toBe("429 rate_limited");
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "sa:last" }), 201);
});

it("the order of checks gives one answer for an unknown space, an unknown token and a wrong random part", async () => {
  const tenant = await newTenant();
  for (const token of [mintToken("tnt_nobody"), mintToken(tenant.id), mintToken("operator"), mintToken("ptn_nobody")]) {
    const { status, body } = await call("GET /v1/auth/whoami", { token });
    expect([status, body.error.code, body.error.message]).toEqual([401, "token_invalid", "The token is not valid."]);
  }
  expect(await actions(tenant)).toEqual([]);
});

it("the audit row of a refusal names who, where and why; faults of form, unknown tokens and floods leave none", async () => {
  const tenant = await newTenant();
  const plain = await tenant.token(["secrets:read"]);
  const answer = await call("GET /v1/tokens", {
    token: plain,
    headers: { "user-agent": "curl/8", "cf-connecting-ip": "203.0.113.9" },
  });
  await tenant.api("POST /v1/tokens", {});
  await tenant.api("GET /v1/tokens?limit=0");
  await call("GET /v1/tokens", { token: mintToken(tenant.id) });
  const { identity_id, token_id } = (await call("GET /v1/auth/whoami", { token: plain })).body;
  const own = (await auditRows(tenant.stub)).filter((row) => row.identity_id !== "system:operator");
  expect(own).toHaveLength(1);
  expect(own[0]).toMatchObject({
    action: "config_read",
    identity_type: "service_account",
    identity_id,
    actor_tenant_id: tenant.id,
    tenant_id: tenant.id,
    token_id,
    success: 0,
    error_code: "insufficient_scope",
    extra_data: '{"resource":"tokens"}',
    source_ip: "203.0.113.9",
    user_agent: "curl/8",
    request_id: answer.headers.get("x-request-id"),
  });
});

it("the audit row of a dead token is auth_refused, under the name it had", async () => {
  const tenant = await newTenant();
  const [revoked, gone] = [await tenant.token(["secrets:read"]), await tenant.token(["secrets:read"])];
  const idOf = async (token: string) => (await call("GET /v1/auth/whoami", { token })).body;
  const [a, b] = [await idOf(revoked), await idOf(gone)];
  must(await asOperator(`DELETE /v1/tokens/${a.token_id}`, undefined, tenant.id), 204);
  must(await asOperator(`DELETE /v1/identity/identities/${b.identity_id}`, undefined, tenant.id), 204);
  for (const token of [revoked, gone])
    expect((await call("GET /v1/tokens", { token })).body.error.code).toBe("token_revoked");
  const wish = { identity_id: "user:admin", name: "short", scopes: ["identity:read"], expires_in: "90d" };
  const { token } = must(await asOperator("POST /v1/tokens", wish, tenant.id), 201);
  await shiftClock(tenant.stub, 91 * 86_400_000 - 3_600_000);
  expect((await call("GET /v1/tokens", { token })).body.error).toMatchObject({ code: "token_expired" });
  const refused = (await auditRows(tenant.stub)).filter(({ action }) => action === "auth_refused");
  expect(refused.map((row) => [row.identity_id, row.token_id, row.error_code])).toEqual([
    [a.identity_id, a.token_id, "token_revoked"],
    [b.identity_id, b.token_id, "token_revoked"],
    ["user:admin", expect.stringMatching(/^tok_/), "token_expired"],
  ]);
});

it("the audit row that cannot be written means 503: nothing is told and nothing is changed", async () => {
  const tenant = await newTenant();
  const before = await rowsOf(tenant.stub, "SELECT * FROM identities ORDER BY id");
  await breakLog(tenant);
  for (const [line, body] of [
    ["GET /v1/tokens", undefined],
    ["GET /v1/identity/tenants", undefined],
    ["POST /v1/identity/identities", { identity_id: "user:bob" }],
    ["DELETE /v1/tokens/tok_none", undefined],
    ["GET /api/v1/credentials", undefined],
  ] as const) {
    const answer = await tenant.api(line, body);
    expect(answer.status).toBe(503);
    expect(answer.body.error).toEqual({
      code: "service_unavailable",
      message: "The service is not able to answer now.",
      request_id: answer.headers.get("x-request-id"),
    });
  }
  expect(takeErrors("NotDurable")).toHaveLength(5);
  await mendLog(tenant);
  expect(await rowsOf(tenant.stub, "SELECT * FROM identities ORDER BY id")).toEqual(
    before.map((row) => ({ ...row, last_seen_at_ms: null })),
  );
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "user:bob" }), 201);
  const seqs = (await auditRows(tenant.stub)).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
});

it("the audit row of an effect says how it ended, and is there when the answer is", async () => {
  const partner = await newPartner();
  must(await partner.api("POST /v1/identity/tenants", { name: "x" }), 201);
  expect((await partner.api("GET /v1/identity/tenants/tnt_none")).status).toBe(404);
  const rows = (await auditRows(partner.stub)).slice(-2);
  expect(rows.map((row) => [row.action, row.success, row.error_code])).toEqual([
    ["tenant_create", 1, null],
    ["config_read", 0, "tenant_not_found"],
  ]);
});

it("a change that was undone because its row could not be written is not remembered: not a setting, a webhook, a role or a right", async () => {
  const tenant = await newTenant();
  const reader = await tenant.token(["secrets:read", "secrets:write"]);
  const { identity_id } = (await call("GET /v1/auth/whoami", { token: reader })).body;
  const policy = must(
    await tenant.api("POST /v1/policies", {
      name: "all",
      rules: [{ path_pattern: "**", permissions: ["read", "write"] }],
    }),
    201,
  );
  must(await tenant.api("GET /v1/tenant/settings"), 200);
  await breakLog(tenant);
  const hook = { name: "phantom", url: "https://hooks.example.com/in", events: ["*"] };
  const binding = { identity_type: "service_account", identity_id };
  for (const [line, body] of [
    ["PATCH /v1/tenant/settings", { max_versions: 3, mfa_max_age: "24h" }],
    ["POST /v1/webhooks", hook],
    [`POST /v1/policies/${policy.id}/bindings`, binding],
    [`PATCH /v1/identity/identities/${identity_id}`, { is_active: false }],
  ] as const)
    expect((await tenant.api(line, body)).body.error.code, line).toBe("service_unavailable");
  expect(takeErrors("NotDurable")).toHaveLength(4);
  await mendLog(tenant);
  expect((await tenant.api("GET /v1/tenant/settings")).body).toMatchObject({ max_versions: 10, mfa_max_age: "15m" });
  expect((await tenant.api("GET /v1/webhooks")).body.webhooks).toEqual([]);
  const put = (token: string) => call("PUT /v1/secrets/a/b", { token, body: { data: { key: "value" } } });
  expect((await put(reader)).body.error.code).toBe("access_denied");
  must(await tenant.api(`POST /v1/policies/${policy.id}/bindings`, binding), 201);
  must(await put(reader), 201);
  expect(await rowsOf(tenant.stub, "SELECT count(*) AS n FROM webhook_deliveries")).toEqual([{ n: 0 }]);
});

it("a change that waits for the commit before it is authorised anew: a revocation that came between refuses it", async () => {
  const tenant = await newTenant();
  const token = await newToken(tenant.id, "user:admin", SCOPES);
  const { token_id } = (await call("GET /v1/auth/whoami", { token })).body;
  const replies = await runInDurableObject(tenant.stub, async (object) => {
    const leader = object.run(callOf("settings.update", tenant.admin, { max_versions: 3 }));
    for (let i = 0; i < 5; i++) await Promise.resolve();
    const revoke = object.run(callOf("tokens.revoke", tenant.admin, { id: token_id }));
    const late = object.run(callOf("settings.update", token, { max_versions: 4 }));
    return await Promise.all([leader, revoke, late]);
  });
  expect(replies.map((reply) => (reply.ok ? "ok" : reply.error.code))).toEqual(["ok", "ok", "token_revoked"]);
  expect((await tenant.api("GET /v1/tenant/settings")).body.max_versions).toBe(3);
  expect((await actions(tenant)).slice(0, 3)).toEqual([
    "settings_update ok",
    "token_revoke ok",
    "auth_refused token_revoked",
  ]);
});

it("a change that waits for the commit before it names the path in its row when it is refused anew", async () => {
  const tenant = await newTenant();
  const rules = [{ path_pattern: "**", permissions: ["write"] }];
  const policy = must(await tenant.api("POST /v1/policies", { name: "all", rules }), 201);
  const to = { identity_type: "user", identity_id: "user:admin" };
  must(await tenant.api(`POST /v1/policies/${policy.id}/bindings`, to), 201);
  const token = await newToken(tenant.id, "user:admin", SCOPES);
  const { token_id } = (await call("GET /v1/auth/whoami", { token })).body;
  await runInDurableObject(tenant.stub, async (object) => {
    const leader = object.run(callOf("settings.update", tenant.admin, { max_versions: 3 }));
    for (let i = 0; i < 5; i++) await Promise.resolve();
    const revoke = object.run(callOf("tokens.revoke", tenant.admin, { id: token_id }));
    await Promise.all([leader, revoke, object.run(callOf("secrets.restore", token, { path: "shop/db" }))]);
  });
  expect((await auditRows(tenant.stub)).at(-1)).toMatchObject({
    action: "auth_refused",
    token_id,
    secret_path: "shop/db",
    error_code: "token_revoked",
  });
});

it("a change that waits for the commit before it loses a scope that went with the role meanwhile, and a space suspended meanwhile", async () => {
  const tenant = await newTenant();
  const operator = {
    op: "identities.update",
    token: OPERATOR_TOKEN,
    named: tenant.id,
    meta,
  };
  const [, , late] = await runInDurableObject(tenant.stub, async (object) => {
    const leader = object.run(callOf("settings.update", tenant.admin, { max_versions: 3 }));
    for (let i = 0; i < 5; i++) await Promise.resolve();
    const demote = object.run({ ...operator, input: { id: "user:admin", roles: [] } });
    return await Promise.all([
      leader,
      demote,
      object.run(callOf("settings.update", tenant.admin, { max_versions: 4 })),
    ]);
  });
  expect(late).toMatchObject({ ok: false, error: { code: "insufficient_scope" } });
});

const tables = (id: string) =>
  runInDurableObject(env.SPACES.getByName(id), (_, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf\\_%' ESCAPE '\\'").toArray(),
  );

it("an object that nobody provisioned refuses every token and creates nothing, whoever asks", async () => {
  const token = mintToken("tnt_ghost");
  for (const line of ["GET /v1/auth/whoami", "GET /v1/tokens", "PATCH /v1/tenant/settings"])
    expect((await call(line, { token })).body.error.code).toBe("token_invalid");
  const unknown = await asOperator("GET /v1/tokens", undefined, "tnt_ghost");
  expect([unknown.status, unknown.body.error.code]).toEqual([404, "tenant_not_found"]);
  const stub = spaceStub(env, "tnt_ghost");
  expect(await stub.run(callOf("auth.whoami", token, {}))).toMatchObject({
    ok: false,
    error: { code: "token_invalid" },
  });
  expect(await stub.delegate(callOf("tokens.list", token, {}))).toMatchObject({
    ok: false,
    error: { code: "token_invalid" },
  });
  expect(await tables("tnt_ghost")).toEqual([]);
});

it("an object that nobody provisioned but is in the directory is made up for by the operator's next call, and by nobody's who is not let in", async () => {
  const partner = await newPartner();
  await env.DB.prepare(
    "INSERT INTO tenants (id, partner_id, name, status, created_at_ms, updated_at_ms) VALUES (?, ?, 'Half', 'suspended', 1, 1)",
  )
    .bind("tnt_half_way", partner.id)
    .run();
  const stranger = await newPartner();
  expect((await stranger.api("GET /v1/t/tnt_half_way/tokens")).status).toBe(403);
  expect((await call("GET /v1/tokens", { token: mintToken("tnt_half_way") })).status).toBe(401);
  expect(await tables("tnt_half_way")).toEqual([]);
  must(await asOperator("PATCH /v1/identity/tenants/tnt_half_way", { status: "active" }), 200);
  must(await asOperator("POST /v1/identity/identities", { identity_id: "sa:first" }, "tnt_half_way"), 201);
  must(await call("GET /v1/auth/whoami", { token: await newToken("tnt_half_way", "sa:first", ["secrets:read"]) }), 200);
  must(await partner.api("GET /v1/t/tnt_half_way/tokens"), 200);
});

it("an object that nobody provisioned but is in the directory is made up for by its partner's administrator too", async () => {
  const partner = await newPartner();
  await env.DB.prepare(
    "INSERT INTO tenants (id, partner_id, name, status, created_at_ms, updated_at_ms) VALUES (?, ?, 'Half', 'active', 1, 1)",
  )
    .bind("tnt_half_made", partner.id)
    .run();
  expect(must(await partner.api("GET /v1/t/tnt_half_made/tokens"), 200).tokens).toEqual([]);
  must(await partner.api("POST /v1/t/tnt_half_made/identity/identities", { identity_id: "sa:first" }), 201);
});

it("an object that nobody provisioned is provisioned once, and only as the space whose name it has", async () => {
  const tenant = await newTenant();
  const space = { id: tenant.id, kind: "tenant", partnerId: "ptn_evil", status: "active", createdAtMs: 1 } as const;
  const rows = (await auditRows(tenant.stub)).length;
  const row: NewAuditEntry = {
    timestampMs: 1,
    action: "tenant_create",
    identity_type: "system",
    identity_id: "system:operator",
    actor_tenant_id: null,
    tenant_id: tenant.id,
    token_id: null,
    secret_path: null,
    source_ip: null,
    user_agent: null,
    success: true,
    error_code: null,
    duration_ms: 0,
    request_id: "req_again",
    extra_data: {},
  };
  const entry = { changeId: "chg_again", row };
  const again = () => spaceStub(env, tenant.id).provision(space, entry);
  expect([await again(), await again()]).toEqual(Array(2).fill({ ok: true, value: null }));
  expect(await rowsOf(tenant.stub, "SELECT partner_id FROM spaces")).toEqual([{ partner_id: tenant.partnerId }]);
  expect((await auditRows(tenant.stub)).length).toBe(rows + 1); // of a change told twice, once
  const wrong = await spaceStub(env, "tnt_other_name").provision(space, entry);
  expect(wrong).toMatchObject({ ok: false, error: { code: "internal_error" } });
});

it("an operation that does not exist is no operation", async () => {
  const tenant = await newTenant();
  for (const op of ["tokens.steal", "constructor", "__proto__", "toString"])
    expect(await spaceStub(env, tenant.id).run(callOf(op, tenant.admin, {}))).toMatchObject({
      ok: false,
      error: { code: "internal_error" },
    });
  const caller = { token: tenant.admin, home: tenant.id, named: null, target: null, meta };
  expect(await runOperation(edge, caller, whoami, {})).toMatchObject({ ok: true, identity: "user:admin" });
});

it("the audit row of a mutation tells how long the call took from its beginning, its preparations among it", async () => {
  const tenant = await newTenant();
  let asked = 0;
  const base = Date.now();
  await runInDurableObject(tenant.stub, (object) => {
    // The first time is that of the call's beginning; what comes after the preparations is five seconds later.
    object.clock = () => base + (asked++ === 0 ? 0 : 5000);
  });
  const webhook = { name: "deploys", url: "https://hooks.example.net/in", events: ["secret.created"] };
  must(await tenant.api("POST /v1/webhooks", webhook), 201);
  const row = (await auditRows(tenant.stub)).find(({ action }) => action === "webhook_create");
  expect(row?.duration_ms).toBe(5000);
});
