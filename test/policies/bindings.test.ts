import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { PERMISSIONS } from "../../src/kernel/policy";
import { asOperator, auditRows, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { BINDING_ID, bind, error, given, identity, NOW, RULES, rowsOf, setClock } from "./support";

describe("a binding", () => {
  it("is refused for a wrong type, a foreign identity, the past and a second time", async () => {
    const tenant = await newTenant();
    await setClock(tenant, NOW);
    const { id } = await given(tenant, { name: "p", rules: RULES });
    const post = async (body: object) => {
      const answer = await tenant.api(`POST /v1/policies/${id}/bindings`, body);
      return [answer.status, answer.body.error?.code, answer.body.error?.details];
    };
    const admin = { identity_type: "user", identity_id: "user:admin" };
    const fault = (fields: object) => [422, "validation_error", { fields }];
    expect(await post({ ...admin, identity_type: "group" })).toEqual(fault({ identity_id: "identity_type" }));
    expect(await post({ ...admin, identity_type: "system" })).toEqual([
      422,
      "validation_error",
      { fields: { identity_type: "unsupported" }, allowed: ["user", "service_account", "group"] },
    ]);
    expect(await post({ ...admin, identity_id: "User:admin" })).toEqual(fault({ identity_id: "format" }));
    expect(await post({ ...admin, identity_type: null })).toEqual(fault({ identity_type: "type" }));
    expect(await post({ identity_type: "user" })).toEqual(fault({ identity_id: "required" }));
    expect(await post({ ...admin, expires_at: "2026-06-01T08:00:00Z" })).toEqual(fault({ expires_at: "past" }));
    expect(await post({ ...admin, expires_at: "soon" })).toEqual(fault({ expires_at: "format" }));
    const missing = await post({ ...admin, identity_id: "user:nobody" });
    expect(missing).toEqual([404, "identity_not_found", { field: "identity_id" }]);
    must(await bind(tenant, id, "user:admin"), 201);
    expect(await post(admin)).toEqual([409, "name_conflict", { field: "identity_id" }]);
    const unbind = await tenant.api(`DELETE /v1/policies/${id}/bindings/bnd_none`);
    expect([unbind.status, unbind.body]).toEqual([404, error("binding_not_found", { id: "bnd_none" })]);
  });

  it("is made, listed newest first, shown with the policy, and removed", async () => {
    const tenant = await newTenant();
    await setClock(tenant, NOW);
    const { id } = await given(tenant, { name: "p", rules: RULES });
    await identity(tenant, "group:sre");
    await identity(tenant, "sa:deploy");
    const first = must(await bind(tenant, id, "group:sre", { expires_at: "2026-06-02T08:00:00+02:00" }), 201);
    expect(first).toEqual({
      id: BINDING_ID,
      policy_id: id,
      identity_type: "group",
      identity_id: "group:sre",
      expires_at: "2026-06-02T06:00:00Z",
      created_at: "2026-06-01T08:00:00Z",
      created_by: "user:admin",
    });
    await setClock(tenant, NOW + 1000);
    const second = must(await bind(tenant, id, "sa:deploy", { expires_at: null }), 201);
    await setClock(tenant, NOW + 2000);
    const third = must(await bind(tenant, id, "user:admin"), 201);
    expect([second.identity_type, second.expires_at, third.identity_type]).toEqual(["service_account", null, "user"]);
    const page = (query: string) => tenant.api(`GET /v1/policies/${id}/bindings${query}`);
    expect((await page("")).body).toEqual({ bindings: [third, second, first], cursor: null, has_more: false });
    const head = (await page("?limit=2")).body;
    expect(head).toEqual({ bindings: [third, second], cursor: expect.any(String), has_more: true });
    expect((await page(`?limit=2&cursor=${head.cursor}`)).body).toEqual({
      bindings: [first],
      cursor: null,
      has_more: false,
    });
    const whole = await tenant.api(`GET /v1/policies/${id}`);
    expect([whole.body.revision, whole.body.bindings]).toEqual([1, [third, second, first]]);
    const other = await given(tenant, { name: "q", rules: [] });
    expect((await tenant.api(`DELETE /v1/policies/${other.id}/bindings/${second.id}`)).status).toBe(404);
    expect((await tenant.api(`GET /v1/policies/${other.id}/bindings?cursor=${head.cursor}`)).status).toBe(400);
    const gone = await tenant.api(`DELETE /v1/policies/${id}/bindings/${second.id}`);
    expect([gone.status, gone.text]).toEqual([204, ""]);
    expect((await page("")).body.bindings).toEqual([third, first]);
    const names = { policy_id: id, name: "p", binding_id: second.id, target_identity_id: "sa:deploy" };
    expect((await rowsOf(tenant, "policy_bind"))[1]).toEqual({ error: null, extra: names });
    expect((await rowsOf(tenant, "policy_unbind"))[1]).toEqual({ error: null, extra: names });
    expect((await rowsOf(tenant, "config_read"))[0]?.extra).toEqual({
      resource: "policy_bindings",
      policy_id: id,
      name: "p",
    });
  });

  it("takes its type from the id where the body names none", async () => {
    const tenant = await newTenant();
    const { id } = await given(tenant, { name: "p", rules: RULES });
    for (const [who, type] of [
      ["user:zoe", "user"],
      ["sa:deploy", "service_account"],
      ["group:sre", "group"],
    ] as const) {
      await identity(tenant, who);
      const bound = must(await tenant.api(`POST /v1/policies/${id}/bindings`, { identity_id: who }), 201);
      expect([bound.identity_type, bound.identity_id]).toEqual([type, who]);
    }
  });

  it("that has expired is gone: not shown, not in the way of a deletion, and replaced", async () => {
    const tenant = await newTenant();
    await setClock(tenant, NOW);
    const { id } = await given(tenant, { name: "p", rules: RULES });
    const old = must(await bind(tenant, id, "user:admin", { expires_at: "2026-06-01T09:00:00Z" }), 201);
    await setClock(tenant, NOW + 3_599_999);
    expect((await bind(tenant, id, "user:admin")).status).toBe(409);
    await setClock(tenant, NOW + 3_600_000);
    expect((await tenant.api(`GET /v1/policies/${id}`)).body.bindings).toEqual([]);
    expect((await tenant.api(`DELETE /v1/policies/${id}/bindings/${old.id}`)).status).toBe(404);
    const fresh = must(await bind(tenant, id, "user:admin", { expires_at: "2026-06-01T10:00:00Z" }), 201);
    expect((await tenant.api(`GET /v1/policies/${id}/bindings`)).body.bindings).toEqual([fresh]);
    await setClock(tenant, NOW + 7_200_000);
    expect((await tenant.api(`DELETE /v1/policies/${id}`)).status).toBe(204);
  });

  it("is refused past 1000 live ones on a policy", async () => {
    const tenant = await newTenant();
    await setClock(tenant, NOW);
    const { id } = await given(tenant, { name: "p", rules: RULES });
    await runInDurableObject(tenant.stub, (_, { storage }) => {
      for (let i = 0; i < 1000; i++) {
        const until = i === 0 ? NOW + 1000 : null;
        storage.sql.exec("INSERT INTO identities VALUES (?, 'user', NULL, '[]', 1, NULL, 0, 0)", `user:${i}`);
        storage.sql.exec("INSERT INTO policy_bindings VALUES (?, ?, ?, ?, 'x', 0)", `bnd_${i}`, id, `user:${i}`, until);
      }
    });
    const answer = await bind(tenant, id, "user:admin");
    expect([answer.status, answer.body]).toEqual([
      422,
      error("validation_error", { reason: "limit_reached", limit: 1000 }),
    ]);
    await setClock(tenant, NOW + 1000);
    expect((await bind(tenant, id, "user:admin")).status).toBe(201);
  });
});

describe("the policy test", () => {
  const test = (tenant: TestTenant, body: object, token = tenant.admin) =>
    call("POST /v1/policies/test", {
      token,
      body: { identity_id: "sa:deploy", path: "prod/db", permission: "read", ...body },
    });

  it("refuses bad input, and knows only the identities of the space", async () => {
    const tenant = await newTenant();
    await identity(tenant, "sa:deploy");
    const answers = [
      await test(tenant, { path: "Prod/db" }),
      await test(tenant, { path: "a/rotate" }),
      await test(tenant, { identity_id: "sa:nobody" }),
      await test(tenant, { permission: "own" }),
      await test(tenant, { context: { source_ip: "nowhere" } }),
      await test(tenant, { context: { when: 1 } }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code, body.error.details])).toEqual([
      [400, "invalid_path", { reason: "characters" }],
      [400, "invalid_path", { reason: "reserved" }],
      [404, "identity_not_found", { field: "identity_id" }],
      [422, "validation_error", { fields: { permission: "unsupported" }, allowed: PERMISSIONS }],
      [422, "validation_error", { fields: { "context.source_ip": "format" } }],
      [422, "validation_error", { fields: { "context.when": "unknown" } }],
    ]);
  });

  it("tells what would be answered, in each circumstance, and records nothing", async () => {
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

  it("needs no more than policies:read, and leaves no row when it is refused", async () => {
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

  it("names the refusal that comes before every policy: a blocked identity, a partner's identity that is no administrator", async () => {
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
});
