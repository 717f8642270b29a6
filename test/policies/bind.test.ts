import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { must, newTenant } from "../support/api";
import { BINDING_ID, bind, error, given, identity, NOW, RULES, rowsOf, setClock } from "./support";

it("a binding is refused for a wrong type, a foreign identity, the past and a second time", async () => {
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

it("a binding is made, listed newest first, shown with the policy, and removed", async () => {
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

it("a binding takes its type from the id where the body names none", async () => {
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

it("a binding that has expired is gone: not shown, not in the way of a deletion, and replaced", async () => {
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

it("a binding is refused past 1000 live ones on a policy", async () => {
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
