import { beforeEach, expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { as, DAY, HOUR, newStore, refusal, START_MS, type Store } from "../secrets/support";
import { type Answer, asOperator, auditRows, call, must, newTenant, type TestTenant } from "../support/api";
import { AT, FIELDS, newPolicy, rowsIn } from "./support";

const ID = expect.stringMatching(/^sp_[0-9a-hjkmnp-tv-z]{26}$/);
let store: Store;

const given = (body: object = {}, tenant: TestTenant = store) => newPolicy(tenant, body);

const generate = (id: string, body: object): Promise<Answer> =>
  store.api(`POST /v1/secret-policies/${id}/generate`, body);

const rowsOf = (action: string, tenant: TestTenant = store) => rowsIn(tenant, action);

const anew = async () => {
  store = await newStore();
};

beforeEach(anew);

it("a generation policy that is not there is told so by every verb, and the refusal is recorded", async () => {
  const foreign = await given({}, await newTenant());
  for (const id of ["sp_01jw8mh4x2c6t9v1k3d7q5n8ab", foreign]) {
    const wanted = { status: 404, code: "secret_policy_not_found", details: { id } };
    const at = `/v1/secret-policies/${id}`;
    expect(refusal(await store.api(`GET ${at}`))).toEqual(wanted);
    expect(refusal(await store.api(`PATCH ${at}`, { is_active: false }))).toEqual(wanted);
    expect(refusal(await store.api(`DELETE ${at}`))).toEqual(wanted);
    expect(refusal(await store.api(`POST ${at}/preview`))).toEqual(wanted);
    expect(refusal(await generate(id, { path: "a" }))).toEqual(wanted);
  }
  expect((await rowsOf("secret_policy_preview")).map(({ error }) => error)).toEqual(
    Array(2).fill("secret_policy_not_found"),
  );
  expect((await rowsOf("generate")).map(({ path }) => path)).toEqual(["a", "a"]);
  expect(refusal(await store.api(`GET /v1/secret-policies/${encodeURIComponent(store.admin)}`)).details).toEqual({
    id: "?",
  });
});

it("a generation policy needs the scope for each verb: secrets:list to read, admin to change, secrets:write to generate", async () => {
  const id = await given();
  const others = (own: string) =>
    SCOPES.filter((scope) => scope !== own && scope !== "admin" && scope !== "identity:admin");
  for (const [line, scope, body] of [
    ["GET /v1/secret-policies", "secrets:list"],
    [`GET /v1/secret-policies/${id}`, "secrets:list"],
    ["POST /v1/secret-policies", "admin", { name: "x", fields: FIELDS }],
    [`PATCH /v1/secret-policies/${id}`, "admin", { is_active: false }],
    [`DELETE /v1/secret-policies/${id}`, "admin"],
    [`POST /v1/secret-policies/${id}/preview`, "admin"],
    [`POST /v1/secret-policies/${id}/generate`, "secrets:write", { path: "a" }],
  ] as const) {
    const caller = as(await store.token(others(scope)));
    expect(refusal(await caller(line, body)), line).toEqual({
      status: 403,
      code: "insufficient_scope",
      details: { required_scope: scope },
    });
    expect((await asOperator(line, body, store.id)).body.error.code, line).toBe("insufficient_scope");
    expect((await call(line, { body })).body.error.code, line).toBe("authentication_required");
  }
  expect((await as(await store.token(["secrets:list"]))(`GET /v1/secret-policies/${id}`)).status).toBe(200);
});

it("a generation policy is created, read and changed", async () => {
  const answer = await store.api("POST /v1/secret-policies", {
    name: " db-login ",
    policy_type: "password",
    description: "for databases",
    fields: [...FIELDS, { name: "id", generator: "uuid" }],
  });
  const whole = {
    id: ID,
    name: "db-login",
    policy_type: "password",
    description: "for databases",
    is_active: true,
    fields: [...FIELDS, { name: "id", generator: "uuid", config: {} }],
    created_at: AT,
    updated_at: AT,
  };
  expect([answer.status, answer.body]).toEqual([201, whole]);
  const at = `/v1/secret-policies/${answer.body.id}`;
  expect((await store.api(`GET ${at}`)).body).toEqual(whole);
  await store.setClock(START_MS + HOUR);
  const fields = [{ name: "key", generator: "ssh_keypair", config: { comment: "" } }];
  const changed = await store.api(`PATCH ${at}`, { fields, policy_type: "ssh_key", is_active: false });
  const after = { ...whole, fields, policy_type: "ssh_key", is_active: false, updated_at: "2096-11-21T10:30:00Z" };
  expect([changed.status, changed.body]).toEqual([200, after]);
  must(await store.api(`PATCH ${at}`, { description: "for deploys" }), 200);
  expect((await store.api(`PATCH ${at}`, { description: null })).body.description).toBeNull();
  expect((await store.api(`PATCH ${at}`, { name: "ssh", description: "" })).body).toMatchObject({
    name: "ssh",
    description: "",
    fields,
  });
  const id = answer.body.id;
  expect(await rowsOf("secret_policy_create")).toEqual([
    { path: null, error: null, extra: { name: "db-login", secret_policy_id: id } },
  ]);
  expect((await rowsOf("secret_policy_update")).map(({ extra }) => extra)).toEqual([
    { name: "db-login", secret_policy_id: id, fields: ["policy_type", "fields", "is_active"] },
    { name: "db-login", secret_policy_id: id, fields: ["description"] },
    { name: "db-login", secret_policy_id: id, fields: ["description"] },
    { name: "ssh", secret_policy_id: id, fields: ["name", "description"] },
  ]);
  expect(await rowsOf("config_read")).toEqual([
    { path: null, error: null, extra: { name: "db-login", resource: "secret_policies", secret_policy_id: id } },
  ]);
});

it("a generation policy has the defaults of what was left out", async () => {
  const { body } = await store.api("POST /v1/secret-policies", {
    name: "x",
    fields: [{ name: "a", generator: "random" }],
  });
  expect(body).toEqual({
    id: ID,
    name: "x",
    policy_type: "custom",
    description: null,
    is_active: true,
    fields: [{ name: "a", generator: "random", config: {} }],
    created_at: AT,
    updated_at: AT,
  });
});

it("a generation policy has a name of its own in its space", async () => {
  const wanted = { status: 409, code: "name_conflict", details: { field: "name" } };
  await given({ name: "one" });
  const two = await given({ name: "two" });
  expect(refusal(await store.api("POST /v1/secret-policies", { name: "one", fields: FIELDS }))).toEqual(wanted);
  expect(refusal(await store.api(`PATCH /v1/secret-policies/${two}`, { name: "one" }))).toEqual(wanted);
  expect((await store.api(`PATCH /v1/secret-policies/${two}`, { name: "two" })).status).toBe(200);
  expect((await store.api("POST /v1/secret-policies", { name: "One", fields: FIELDS })).status).toBe(201);
  await given({ name: "one" }, await newTenant());
  expect((await rowsOf("secret_policy_create")).at(-2)).toEqual({
    path: null,
    error: "name_conflict",
    extra: { name: "one" },
  });
});

it("a generation policy is listed by name, page by page, the inactive ones only where they are asked for", async () => {
  for (const name of ["b", "é", "a", "Z"]) await given({ name });
  await given({ name: "off", is_active: false });
  const names = ({ body }: Answer) => body.policies.map(({ name }: { name: string }) => name);
  const all = await store.api("GET /v1/secret-policies?include_inactive=true");
  expect(names(all)).toEqual(["Z", "a", "b", "off", "é"]);
  expect(all.body).toMatchObject({ cursor: null, has_more: false });
  const first = await store.api("GET /v1/secret-policies?limit=3");
  expect([names(first), first.body.has_more]).toEqual([["Z", "a", "b"], true]);
  await given({ name: "aa" });
  const second = await store.api(`GET /v1/secret-policies?limit=1&cursor=${first.body.cursor}`);
  expect([names(second), second.body.cursor, second.body.has_more]).toEqual([["é"], null, false]);
  const [id] = all.body.policies.map((policy: { id: string }) => policy.id);
  expect(all.body.policies[0]).toEqual((await store.api(`GET /v1/secret-policies/${id}`)).body);
  const elsewhere = await newStore();
  for (const [tenant, query] of [
    [store, `include_inactive=true&cursor=${first.body.cursor}`],
    [store, "cursor=x"],
    [elsewhere, `cursor=${first.body.cursor}`],
  ] as const)
    expect(refusal(await tenant.api(`GET /v1/secret-policies?${query}`))).toEqual({
      status: 400,
      code: "invalid_cursor",
    });
});

it("a generation policy makes samples, each another, that are stored nowhere; also while it is inactive", async () => {
  const id = await given({ is_active: false, fields: [...FIELDS, { name: "__proto__", generator: "hex" }] });
  const [one, two] = [
    await store.api(`POST /v1/secret-policies/${id}/preview`),
    await store.api(`POST /v1/secret-policies/${id}/preview`),
  ];
  const text = '{"data":{"username":"app","password":';
  expect([one.status, one.text.slice(0, text.length)]).toEqual([200, text]);
  expect(Object.keys(one.body.data)).toEqual(["username", "password", "__proto__"]);
  expect(one.body.data.password).not.toBe(two.body.data.password);
  expect((await store.api("GET /v1/secrets")).body.total_count).toBe(0);
  expect(await rowsOf("secret_policy_preview")).toEqual(
    Array(2).fill({ path: null, error: null, extra: { name: expect.any(String), secret_policy_id: id } }),
  );
  expect(JSON.stringify(await auditRows(store.stub))).not.toContain(one.body.data.password);
});

it("a generation policy is not deleted while a secret names it, live or to be restored", async () => {
  const id = await given();
  const at = `/v1/secret-policies/${id}`;
  const inUse = (secrets: number) => ({
    status: 409,
    code: "policy_in_use",
    details: { secrets, rotation_policies: 0 },
  });
  must(await generate(id, { path: "a" }), 201);
  must(await store.at("PUT b", { data: { k: 1 }, options: { secret_policy_id: id } }), 201);
  expect(refusal(await store.api(`DELETE ${at}`))).toEqual(inUse(2));
  must(await store.at("DELETE a"), 200);
  must(await store.at("PATCH b", { options: { secret_policy_id: null } }), 200);
  expect(refusal(await store.api(`DELETE ${at}`))).toEqual(inUse(1));
  expect((await store.api(`GET ${at}`)).status).toBe(200);
  await store.setClock(START_MS + 30 * DAY);
  const gone = await store.api(`DELETE ${at}`);
  expect([gone.status, gone.text]).toEqual([204, ""]);
  expect((await store.api(`GET ${at}`)).status).toBe(404);
  expect((await rowsOf("secret_policy_delete")).map(({ error, extra }) => [error, extra.secrets])).toEqual([
    ["policy_in_use", 2],
    ["policy_in_use", 1],
    [null, 0],
  ]);
});
