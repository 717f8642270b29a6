import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { must, newTenant } from "../support/api";
import { bind, error, given, NOW, POLICY_ID, RULES, rowsOf, STAMP, setClock } from "./support";

it("a policy is answered whole, with its revision as ETag", async () => {
  const tenant = await newTenant();
  await setClock(tenant, NOW + 999);
  const rules = [
    {
      path_pattern: "prod/**",
      permissions: ["read", "list"],
      conditions: {
        ip_ranges: ["203.0.113.0/24"],
        time_window: { days: ["mon", "fri"], start: "08:00", end: "18:00", timezone: "Europe/Amsterdam" },
        require_mfa: true,
      },
    },
  ];
  const made = await tenant.api("POST /v1/policies", { name: " deploy-read ", description: "CI\nreads", rules });
  expect([made.status, made.headers.get("etag")]).toEqual([201, '"1"']);
  expect(made.body).toEqual({
    id: POLICY_ID,
    name: "deploy-read",
    description: "CI\nreads",
    scope: "tenant",
    revision: 1,
    is_active: true,
    rules,
    bindings: [],
    created_at: "2026-06-01T08:00:00Z",
    updated_at: "2026-06-01T08:00:00Z",
  });
  const read = await tenant.api(`GET /v1/policies/${made.body.id}`);
  expect([read.status, read.headers.get("etag"), read.body]).toEqual([200, '"1"', made.body]);
  expect(await rowsOf(tenant, "policy_create")).toEqual([
    { error: null, extra: { policy_id: made.body.id, name: "deploy-read", rules: 1 } },
  ]);
  expect(await rowsOf(tenant, "config_read")).toEqual([
    { error: null, extra: { resource: "policies", policy_id: made.body.id, name: "deploy-read" } },
  ]);
});

it("a policy is replaced by PUT with defaults for what is absent, and keeps its bindings", async () => {
  const tenant = await newTenant();
  await setClock(tenant, NOW);
  const { id } = await given(tenant, { name: "p", description: "old", rules: RULES, is_active: false });
  const binding = must(await bind(tenant, id, "user:admin"), 201);
  await setClock(tenant, NOW + 60_000);
  const put = await tenant.api(`PUT /v1/policies/${id}`, { name: "q", rules: [], scope: "tenant" });
  expect([put.status, put.headers.get("etag")]).toEqual([200, '"2"']);
  expect(put.body).toEqual({
    id,
    name: "q",
    description: null,
    scope: "tenant",
    revision: 2,
    is_active: true,
    rules: [],
    bindings: [binding],
    created_at: "2026-06-01T08:00:00Z",
    updated_at: "2026-06-01T08:01:00Z",
  });
  expect(await rowsOf(tenant, "policy_update")).toEqual([
    {
      error: null,
      extra: { policy_id: id, name: "q", fields: ["name", "description", "rules", "is_active"], revision: 2 },
    },
  ]);
});

it("a policy is changed by PATCH in what is named only", async () => {
  const tenant = await newTenant();
  const made = await given(tenant, { name: "p", description: "old", rules: RULES });
  const patched = await tenant.api(`PATCH /v1/policies/${made.id}`, { is_active: false });
  expect([patched.status, patched.headers.get("etag")]).toEqual([200, '"2"']);
  expect(patched.body).toEqual({ ...made, is_active: false, revision: 2, updated_at: STAMP });
  const cleared = await tenant.api(`PATCH /v1/policies/${made.id}`, { description: null });
  expect(cleared.body.description).toBeNull();
  const again = await tenant.api(`PATCH /v1/policies/${made.id}`, { rules: [], description: "", name: "p" });
  expect(again.body).toEqual({ ...patched.body, rules: [], description: "", revision: 4, updated_at: STAMP });
});

it("a policy changes for just one of those that send the same If-Match", async () => {
  const tenant = await newTenant();
  const { id } = await given(tenant, { name: "p", rules: [] });
  const put = (name: string) =>
    tenant.api(`PUT /v1/policies/${id}`, { name, rules: [] }, { headers: { "if-match": '"1"' } });
  const answers = await Promise.all([put("a"), put("b"), put("c")]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  const refused = answers.find(({ status }) => status === 412);
  expect(refused?.body).toEqual(error("version_conflict", { current_version: 2 }));
  const exists = await tenant.api(`PATCH /v1/policies/${id}`, { name: "d" }, { headers: { "if-match": "*" } });
  expect([exists.headers.get("etag"), exists.headers.get("cache-control")]).toEqual(['"3"', "no-store, no-transform"]);
  const late = await tenant.api(`DELETE /v1/policies/${id}`, undefined, { headers: { "if-match": 'W/"2"' } });
  expect(late.status).toBe(412);
  // As it comes back from a network that compressed the answer.
  const gone = await tenant.api(`DELETE /v1/policies/${id}`, undefined, { headers: { "if-match": 'W/"3"' } });
  expect([gone.status, gone.text]).toEqual([204, ""]);
});

it.each(['"1", "2"', 'W/"1", W/"1"', "1", '"x"', '"01"', '"-1"', '""', "*, *"])(
  "a policy refuses If-Match: %s",
  async (value) => {
    const tenant = await newTenant();
    const made = await given(tenant, { name: "p", rules: [] });
    for (const [method, body] of [
      ["PUT", { name: "q", rules: [] }],
      ["PATCH", { name: "q" }],
      ["DELETE", undefined],
    ]) {
      const answer = await tenant.api(`${method} /v1/policies/${made.id}`, body, { headers: { "if-match": value } });
      expect([answer.status, answer.body]).toEqual([400, error("invalid_request", { reason: "precondition" })]);
    }
    // Where it means nothing it is not looked at; nor is the other header here.
    const headers = { "if-match": value, "if-none-match": "*" };
    expect((await tenant.api(`GET /v1/policies/${made.id}`, undefined, { headers })).body).toEqual(made);
    const other = await tenant.api(
      `PATCH /v1/policies/${made.id}`,
      { name: "p" },
      { headers: { "if-none-match": "*" } },
    );
    expect(other.status).toBe(200);
  },
);

it("a policy with bindings is not deleted, unless by force", async () => {
  const tenant = await newTenant();
  const { id } = await given(tenant, { name: "p", rules: RULES });
  must(await bind(tenant, id, "user:admin"), 201);
  const before = (await tenant.api(`GET /v1/policies/${id}`)).body;
  const refused = await tenant.api(`DELETE /v1/policies/${id}`, undefined, { headers: { "if-match": '"7"' } });
  expect([refused.status, refused.body]).toEqual([409, error("policy_in_use", { bindings: 1 })]);
  expect((await tenant.api(`DELETE /v1/policies/${id}?force=false`)).status).toBe(409);
  expect((await tenant.api(`DELETE /v1/policies/${id}?forced=true`)).status).toBe(422);
  expect((await tenant.api(`GET /v1/policies/${id}`)).body).toEqual(before);
  expect((await tenant.api(`DELETE /v1/policies/${id}?force=true`)).status).toBe(204);
  expect((await tenant.api(`GET /v1/policies/${id}`)).status).toBe(404);
  const left = await runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql.exec("SELECT id FROM policy_bindings").toArray(),
  );
  expect(left).toEqual([]);
  expect(await rowsOf(tenant, "policy_delete")).toEqual([
    { error: "policy_in_use", extra: { policy_id: id, name: "p", force: false, bindings: 1 } },
    { error: "policy_in_use", extra: { policy_id: id, name: "p", force: false, bindings: 1 } },
    { error: null, extra: { policy_id: id, name: "p", force: true, bindings: 1 } },
  ]);
});
