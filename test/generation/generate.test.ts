import { beforeEach, expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { as, DAY, HOUR, newStore, refusal, START_MS, type Store } from "../secrets/support";
import { type Answer, asOperator, auditRows, must, newToken, type TestTenant } from "../support/api";
import { AT, FIELDS, newPolicy, rowsIn } from "./support";

let store: Store;

const given = (body: object = {}, tenant: TestTenant = store) => newPolicy(tenant, body);

const generate = (id: string, body: object): Promise<Answer> =>
  store.api(`POST /v1/secret-policies/${id}/generate`, body);

const rowsOf = (action: string, tenant: TestTenant = store) => rowsIn(tenant, action);

const anew = async () => {
  store = await newStore();
};

beforeEach(anew);

it("secret_policies.generate is refused without the right to write on the path, whether or not anything is there", async () => {
  const id = await given();
  must(await store.at("PUT shop/a", { data: { k: 1 } }), 201);
  const caller = as(await store.caller(["secrets:write"], [{ path_pattern: "shop/*", permissions: ["read", "list"] }]));
  for (const path of ["shop/a", "shop/b"])
    expect(refusal(await caller(`POST /v1/secret-policies/${id}/generate`, { path }))).toEqual({
      status: 403,
      code: "access_denied",
      details: { path, permission: "write" },
    });
  expect(await rowsOf("generate")).toEqual(
    ["shop/a", "shop/b"].map((path) => ({ path, error: "access_denied", extra: { permission: "write" } })),
  );
  expect((await store.at("GET shop/a")).body.version).toBe(1);
});

it.each([
  [{}, 422, "validation_error", { fields: { path: "required" } }],
  [{ path: "a", data: { k: 1 } }, 422, "validation_error", { fields: { data: "unknown" } }],
  [
    { path: "a", options: { expires_in: "1h", expires_at: AT } },
    422,
    "validation_error",
    { fields: { "options.expires_at": "exclusive" } },
  ],
  [{ path: "a", options: { expires_at: AT } }, 422, "validation_error", { fields: { "options.expires_at": "past" } }],
  [{ path: "a!" }, 400, "invalid_path", { reason: "characters" }],
  [{ path: "a/./b" }, 400, "invalid_path", { reason: "path_segments" }],
  [
    { path: "a", secret_type: "x" },
    400,
    "invalid_secret_type",
    { allowed: ["kv", "json", "certificate", "ssh_key", "api_key"] },
  ],
  [{ path: "a", options: { expires_in: "1d12h" } }, 400, "invalid_duration", { field: "options.expires_in" }],
  [
    { path: "a", options: { rotation_policy_id: "rot_none" } },
    404,
    "rotation_policy_not_found",
    { field: "options.rotation_policy_id" },
  ],
])("secret_policies.generate with %j is refused: %i %s", async (body, status, code, details) => {
  expect(refusal(await generate(await given(), body))).toEqual({ status, code, details });
  expect((await store.api("GET /v1/secrets")).body.total_count).toBe(0);
});

it("secret_policies.generate by an inactive policy is refused and writes nothing", async () => {
  expect(refusal(await generate(await given({ is_active: false }), { path: "a" }))).toEqual({
    status: 422,
    code: "validation_error",
    details: { reason: "secret_policy_inactive" },
  });
  expect([(await store.at("GET a")).status, await rowsOf("generate")]).toEqual([404, []]);
});

it("secret_policies.generate makes a new secret, answers as PUT does and shows no value, which a read gives", async () => {
  const id = await given();
  const answer = await generate(id, {
    path: "shop/db/login",
    secret_type: "json",
    metadata: { owner: "team:db" },
    options: { expires_in: "1h" },
  });
  expect([answer.status, answer.headers.get("etag")]).toEqual([201, '"1"']);
  expect(answer.body).toEqual({
    path: "shop/db/login",
    secret_type: "json",
    version: 1,
    created: true,
    created_at: AT,
    expires_at: "2096-11-21T10:30:00Z",
  });
  const { body } = await store.at("GET shop/db/login");
  expect(body).toMatchObject({ metadata: { owner: "team:db" }, secret_policy_id: id });
  expect(body.data).toEqual({ username: "app", password: expect.stringMatching(/^(?=.*[^A-Za-z0-9]).{24}$/) });
  expect(await rowsOf("generate")).toEqual([
    {
      path: "shop/db/login",
      error: null,
      extra: { name: expect.any(String), secret_policy_id: id, version: 1, created: true },
    },
  ]);
  expect(JSON.stringify(await auditRows(store.stub))).not.toContain(body.data.password);
});

it("secret_policies.generate keeps the other keys of the current value, and attaches what the options say", async () => {
  const [id, other] = [await given(), await given()];
  must(await store.at("PUT a", { data: { host: "db", n: -0.5, password: "old" }, metadata: { owner: "me" } }), 201);
  await store.setClock(START_MS + HOUR);
  const answer = await generate(id, { path: "a", options: { secret_policy_id: other } });
  expect([answer.status, answer.headers.get("etag"), answer.body]).toEqual([
    200,
    '"2"',
    { path: "a", version: 2, created: false, previous_version: 1, updated_at: "2096-11-21T10:30:00Z" },
  ]);
  const { body } = await store.at("GET a");
  expect(body.data).toEqual({ host: "db", n: -0.5, username: "app", password: expect.stringMatching(/^.{24}$/) });
  expect([body.secret_policy_id, body.metadata]).toEqual([other, { owner: "me" }]);
  must(await generate(id, { path: "a", options: { secret_policy_id: null } }), 200);
  expect((await store.at("GET a")).body.secret_policy_id).toBeNull();
  must(await generate(id, { path: "a" }), 200);
  expect((await store.at("GET a")).body.secret_policy_id).toBe(id);
});

it("secret_policies.generate over a value that an older key of the space seals keeps its keys too", async () => {
  const id = await given();
  must(await store.at("PUT a", { data: { host: "db" } }), 201);
  must(await asOperator(`POST /v1/admin/spaces/${store.id}/rotate-key`), 200);
  must(await generate(id, { path: "a" }), 200);
  expect(Object.keys((await store.at("GET a")).body.data)).toEqual(["host", "username", "password"]);
});

it("secret_policies.generate many at once into one path loses nobody's keys, and each has a number of its own", async () => {
  const count = 12;
  const generationPolicies = await Promise.all(
    Array.from({ length: count }, (_, i) => given({ fields: [{ name: `k${i}`, generator: "hex" }] })),
  );
  const calls = generationPolicies.map((id) => generate(id, { path: "a" }));
  const puts = Array.from({ length: 3 }, () => store.at("PUT b", { data: { k: 1 } }));
  const answers = await Promise.all([...calls, ...puts]);
  expect(answers.filter(({ status }) => status > 201)).toEqual([]);
  const versions = answers.slice(0, count).map(({ body }) => body.version);
  expect(versions.toSorted((a, b) => a - b)).toEqual(versions.map((_, i) => i + 1));
  const { data } = (await store.at("GET a")).body;
  expect(Object.keys(data).toSorted()).toEqual(generationPolicies.map((_, i) => `k${i}`).toSorted());
});

it("secret_policies.generate has the states of a PUT: a deleted secret is 409, an expired one 410 until its expiry is set", async () => {
  const id = await given();
  must(await store.at("PUT gone", { data: { k: 1 } }), 201);
  must(await store.at("DELETE gone"), 200);
  expect(refusal(await generate(id, { path: "gone" }))).toMatchObject({ status: 409, code: "secret_exists" });
  must(await store.at("PUT old", { data: { k: 1 }, options: { expires_in: "1h" } }), 201);
  await store.setClock(START_MS + 2 * HOUR);
  expect(refusal(await generate(id, { path: "old" }))).toMatchObject({ status: 410, code: "secret_expired" });
  must(await generate(id, { path: "old", options: { expires_at: null } }), 200);
  expect((await store.at("GET old")).body.data).toMatchObject({ k: 1, username: "app" });
  await store.setClock(START_MS + 31 * DAY);
  expect((await generate(id, { path: "gone" })).body).toMatchObject({ version: 1, created: true });
  expect(Object.keys((await store.at("GET gone")).body.data)).toEqual(["username", "password"]);
});

it("secret_policies.generate over a value that leaves no room is refused", async () => {
  const id = await given({ fields: [{ name: "k", generator: "random", config: { length: 1024 } }] });
  must(await store.at("PUT a", { data: { v: "x".repeat(1_048_000) } }), 201);
  expect(refusal(await generate(id, { path: "a" }))).toEqual({
    status: 413,
    code: "payload_too_large",
    details: { limit_bytes: 1_048_576 },
  });
  expect((await store.at("GET metadata/a")).body.current_version).toBe(1);
});

it("secret_policies.generate of a key pair keeps its two halves in the secret", async () => {
  const id = await given({ policy_type: "ssh_key", fields: [{ name: "private_key", generator: "ssh_keypair" }] });
  must(await generate(id, { path: "ssh/deploy", secret_type: "ssh_key" }), 201);
  expect((await store.at("GET ssh/deploy")).body.data).toEqual({
    private_key: expect.stringMatching(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/),
    public_key: expect.stringMatching(/^ssh-ed25519 [A-Za-z0-9+/=]{68}$/),
  });
});

it("secret_policies.generate in a partner's space is for its administrators", async () => {
  const space = store.partnerId;
  const identity = (identity_id: string, roles: readonly string[]) =>
    asOperator("POST /v1/identity/identities", { identity_id, roles }, space);
  must(await identity("user:pat", ["partner_admin"]), 201);
  must(await identity("user:sam", []), 201);
  const pat = as(await newToken(space, "user:pat", SCOPES));
  const sam = as(await newToken(space, "user:sam", ["secrets:write"]));
  const { id } = must(await pat("POST /v1/secret-policies", { name: "x", fields: FIELDS }), 201);
  const line = `POST /v1/secret-policies/${id}/generate`;
  expect(refusal(await sam(line, { path: "a" }))).toEqual({
    status: 403,
    code: "access_denied",
    details: { required_role: "partner_admin" },
  });
  expect((await pat(line, { path: "a" })).body).toMatchObject({ path: "a", version: 1, created: true });
  expect((await store.at("GET a")).status).toBe(404);
});
