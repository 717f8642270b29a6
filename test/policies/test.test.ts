import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { PERMISSIONS } from "../../src/kernel/policy";
import { asOperator, auditRows, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { bind, given, identity, NOW, RULES, setClock } from "./support";

const test = (tenant: TestTenant, body: object, token = tenant.admin) =>
  call("POST /v1/policies/test", {
    token,
    body: { identity_id: "sa:deploy", path: "prod/db", permission: "read", ...body },
  });

it("the policy test refuses bad input, and knows only the identities of the space", async () => {
  const tenant = await newTenant();
  await identity(tenant, "sa:deploy");
  const answers = [
    await test(tenant, { path: "prod/db!" }),
    await test(tenant, { path: "a/ b" }),
    await test(tenant, { identity_id: "sa:nobody" }),
    await test(tenant, { permission: "own" }),
    await test(tenant, { context: { source_ip: "nowhere" } }),
    await test(tenant, { context: { when: 1 } }),
  ];
  expect(answers.map(({ status, body }) => [status, body.error.code, body.error.details])).toEqual([
    [400, "invalid_path", { reason: "characters" }],
    [400, "invalid_path", { reason: "whitespace" }],
    [404, "identity_not_found", { field: "identity_id" }],
    [422, "validation_error", { fields: { permission: "unsupported" }, allowed: PERMISSIONS }],
    [422, "validation_error", { fields: { "context.source_ip": "format" } }],
    [422, "validation_error", { fields: { "context.when": "unknown" } }],
  ]);
});

it("the policy test tells what would be answered, in each circumstance, and records nothing", async () => {
  const tenant = await newTenant();
  await setClock(tenant, NOW);
  await identity(tenant, "group:sre");
  await identity(tenant, "sa:deploy", { groups: ["group:sre"] });
  const strict = {
    path_pattern: "prod/**",
    permissions: ["read"],
    conditions: {
      ip_ranges: ["203.0.113.0/24"],
      time_window: { days: ["mon"], start: "08:00", end: "18:00" },
      require_mfa: true,
    },
  };
  const { id } = await given(tenant, { name: "p", rules: [{ path_pattern: "x", permissions: ["admin"] }, strict] });
  const before = await test(tenant, {});
  expect(before.body).toEqual({
    allowed: false,
    reason: "access_denied",
    failed_condition: null,
    evaluated_policies: [],
  });
  must(await bind(tenant, id, "group:sre", { expires_at: "2026-06-02T00:00:00Z" }), 201);
  const rows = (await auditRows(tenant.stub)).length;
  const verdict = async (body: object) => (await test(tenant, body)).body;
  const refused = (reason: string, failed: string | null, policies = [id]) => ({
    allowed: false,
    reason,
    failed_condition: failed,
    evaluated_policies: policies,
  });
  const inside = { source_ip: "203.0.113.7", mfa_verified: true };
  expect(await verdict({})).toEqual(refused("ip_not_allowed", "ip_ranges"));
  expect(await verdict({ context: { source_ip: "198.51.100.1" } })).toEqual(refused("ip_not_allowed", "ip_ranges"));
  expect(await verdict({ context: { ...inside, timestamp: "2026-06-01T07:59:59Z" } })).toEqual(
    refused("time_window_violation", "time_window"),
  );
  expect(await verdict({ context: { ...inside, mfa_verified: false } })).toEqual(
    refused("mfa_required", "require_mfa"),
  );
  expect(await verdict({ context: inside, path: "other" })).toEqual(refused("access_denied", null));
  expect(await verdict({ context: inside, permission: "list" })).toEqual(refused("access_denied", null));
  expect(await verdict({ context: inside })).toEqual({ allowed: true, matched_policy: id, matched_rule: strict });
  // The binding has its end then.
  expect(await verdict({ context: { ...inside, timestamp: "2026-06-08T09:00:00Z" } })).toEqual(
    refused("access_denied", null, []),
  );
  expect(await verdict({ identity_id: "group:sre", path: "x", permission: "delete" })).toEqual({
    allowed: true,
    matched_policy: id,
    matched_rule: { path_pattern: "x", permissions: ["admin"] },
  });
  must(await tenant.api(`PATCH /v1/policies/${id}`, { is_active: false }), 200);
  expect(await verdict({ context: inside })).toEqual(refused("access_denied", null, []));
  expect((await auditRows(tenant.stub)).length).toBe(rows + 1);
});

it("the policy test needs no more than policies:read, and leaves no row when it is refused", async () => {
  const tenant = await newTenant();
  await identity(tenant, "sa:deploy");
  const reader = await tenant.token(["policies:read"]);
  const rows = (await auditRows(tenant.stub)).length;
  expect((await test(tenant, {}, reader)).status).toBe(200);
  expect((await test(tenant, {}, await tenant.token(["secrets:read"]))).status).toBe(403);
  expect((await test(tenant, { identity_id: "sa:nobody" })).status).toBe(404);
  const later = await auditRows(tenant.stub);
  expect(later.slice(rows).map((row) => row.action)).toEqual(["identity_create", "token_create"]);
});

it("the policy test names the refusal that comes before every policy: a blocked identity, a partner's identity that is no administrator", async () => {
  const tenant = await newTenant();
  await identity(tenant, "sa:deploy", { is_active: false });
  const refused = { allowed: false, failed_condition: null, evaluated_policies: [] };
  expect((await test(tenant, {})).body).toEqual({ ...refused, reason: "token_revoked" });
  const space = tenant.partnerId;
  for (const [id, roles] of [
    ["user:pat", ["partner_admin"]],
    ["user:sue", []],
  ] as const)
    must(await asOperator("POST /v1/identity/identities", { identity_id: id, roles }, space), 201);
  const token = await newToken(space, "user:pat", SCOPES);
  const made = must(await call("POST /v1/policies", { token, body: { name: "p", rules: RULES } }), 201);
  for (const id of ["user:pat", "user:sue"]) {
    const body = { identity_type: "user", identity_id: id };
    must(await call(`POST /v1/policies/${made.id}/bindings`, { token, body }), 201);
  }
  expect((await test(tenant, { identity_id: "user:pat" }, token)).body).toMatchObject({ allowed: true });
  expect((await test(tenant, { identity_id: "user:sue" }, token)).body).toEqual({
    ...refused,
    reason: "tenant_access_denied",
  });
});
