import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { type Answer, call, evict, must } from "../support/api";
import { takeErrors } from "../support/log";
import { newPartner, rowsOf } from "../support/spaces";
import { DAY, eventsIn, HOUR, type Hooked, MINUTE, newHooked, newReceiver, type Receiver } from "./support";

let tenant: Hooked;
let receiver: Receiver;

beforeEach(async () => {
  tenant = await newHooked();
  receiver = await newReceiver();
});

/** The envelopes in the outbox, oldest first. */
const outbox = async (): Promise<Answer["body"][]> =>
  (await rowsOf(tenant.stub, "SELECT body FROM events ORDER BY rowid")).map(({ body }) => JSON.parse(String(body)));

const types = async (): Promise<string[]> => (await outbox()).map(({ event_type }) => event_type);
const subscribe = (events: readonly string[], rest: object = {}) => tenant.hook({ url: receiver.url, events, ...rest });

const envelope = (rest: object) => ({
  event_id: expect.stringMatching(/^evt_[0-9a-hjkmnp-tv-z]{26}$/),
  timestamp: new Date(tenant.clock.nowMs).toISOString(),
  tenant_id: tenant.id,
  partner_id: tenant.partnerId,
  identity_id: "user:admin",
  request_id: expect.any(String),
  ...rest,
});

const formatted = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const by = "user:admin";

it("a secret tells that it was created, changed, deleted and restored: whole, and no value of it", async () => {
  await subscribe(["*"]);
  const data = { password: "correct-horse-7" };
  const metadata = { tags: ["prod", "db"], owner: "sre" };
  must(await tenant.at("PUT shop/db", { data, metadata, secret_type: "api_key", options: { expires_in: "30d" } }), 201);
  must(await tenant.at("PUT shop/db", { data }), 200);
  must(await tenant.at("PUT shop/db", { data }), 200);
  for (let again = 0; again < 2; again++) must(await tenant.at("DELETE shop/db?version=1"), 200);
  for (let again = 0; again < 2; again++) must(await tenant.at("POST shop/db/restore?version=1"), 200);
  must(await tenant.at("DELETE shop/db?version=1&permanent=true"), 200);
  must(await tenant.at("DELETE shop/db"), 200);
  must(await tenant.at("POST shop/db/restore"), 200);
  must(await tenant.at("DELETE shop/db?permanent=true"), 200);
  const path = "shop/db";
  const until = formatted(tenant.clock.nowMs + 30 * DAY);
  const all = await outbox();
  expect(all).toEqual(
    [
      {
        event_type: "secret.created",
        data: { version: 1, secret_type: "api_key", created_by: by, tags: ["prod", "db"], expires_at: until },
      },
      { event_type: "secret.updated", data: { old_version: 1, new_version: 2, updated_by: by, is_rotation: false } },
      { event_type: "secret.updated", data: { old_version: 2, new_version: 3, updated_by: by, is_rotation: false } },
      { event_type: "secret.deleted", data: { version_count: 1, deleted_by: by, permanent: false, version: 1 } },
      { event_type: "secret.restored", data: { version: 1, restored_by: by } },
      { event_type: "secret.deleted", data: { version_count: 1, deleted_by: by, permanent: true, version: 1 } },
      {
        event_type: "secret.deleted",
        data: { version_count: 2, deleted_by: by, permanent: false, recoverable_until: until },
      },
      { event_type: "secret.restored", data: { version: 3, restored_by: by } },
      { event_type: "secret.deleted", data: { version_count: 2, deleted_by: by, permanent: true } },
    ].map((event) => envelope({ path, ...event })),
  );
  const keys = [
    "event_id",
    "event_type",
    "timestamp",
    "tenant_id",
    "partner_id",
    "identity_id",
    "path",
    "data",
    "request_id",
  ];
  for (const event of all) expect(Object.keys(event)).toEqual(keys);
  const stored = JSON.stringify([
    await rowsOf(tenant.stub, "SELECT * FROM events"),
    await rowsOf(tenant.stub, "SELECT * FROM webhook_deliveries"),
  ]);
  expect(stored).not.toContain(data.password);
  expect(stored).not.toContain("password");
});

it("a secret tells how many versions were deleted, without those whose grace was over already", async () => {
  await subscribe(["secret.deleted"]);
  must(await tenant.at("PUT shop/db", { data: { a: 1 } }), 201);
  must(await tenant.at("POST shop/db/rotate", { new_value: { a: 2 }, grace_period: "1h" }), 200);
  await tenant.later(HOUR - 1_000);
  must(await tenant.at("DELETE shop/db"), 200);
  must(await tenant.at("POST shop/db/restore"), 200);
  await tenant.later(1_000);
  must(await tenant.at("DELETE shop/db"), 200);
  expect((await outbox()).map(({ data }) => data.version_count)).toEqual([2, 1]);
});

it("a secret tells of reads only to who names them: single, by version, in a batch, by HEAD, each value once", async () => {
  await subscribe(["*", "secret.*"]);
  for (const path of ["shop/a", "shop/b"]) must(await tenant.at(`PUT ${path}`, { data: { a: 1 } }), 201);
  must(await tenant.at("GET shop/a"), 200);
  expect(await types()).toEqual(["secret.created", "secret.created"]);
  await subscribe(["secret.accessed"]);
  must(await tenant.at("GET shop/a"), 200);
  must(await tenant.at("GET shop/a?version=1"), 200);
  expect((await tenant.at("HEAD shop/a")).status).toBe(200);
  must(await tenant.api("POST /v1/secrets/batch", { paths: ["shop/a", "shop/b", "shop/none"] }), 200);
  must(await tenant.at("GET metadata/shop/a"), 200);
  must(await tenant.api("GET /v1/secrets"), 200);
  expect((await tenant.at("GET shop/none")).status).toBe(404);
  const read = (await outbox()).slice(2);
  expect(read).toEqual(
    ["shop/a", "shop/a", "shop/a", "shop/a", "shop/b"].map((path) =>
      envelope({ event_type: "secret.accessed", path, data: { version: 1, accessed_by: by } }),
    ),
  );
});

it("a secret tells the partner's webhooks of what the partner shares, and names who read it", async () => {
  const partner = await newPartner();
  must(
    await partner.api("POST /v1/webhooks", { name: "p", url: receiver.url, events: ["secret.accessed", "secret.*"] }),
    201,
  );
  must(await partner.api("PUT /v1/partner/secrets/shared/db", { data: { a: 1 } }), 201);
  must(await partner.api("GET /v1/partner/secrets/shared/db"), 200);
  expect(eventsIn(await receiver.waitFor(2))).toMatchObject([
    {
      event_type: "secret.created",
      tenant_id: null,
      partner_id: partner.id,
      path: "shared/db",
      identity_id: "user:pat",
    },
    {
      event_type: "secret.accessed",
      tenant_id: null,
      partner_id: partner.id,
      path: "shared/db",
      data: { accessed_by: "user:pat" },
    },
  ]);
});

it("a secret behind the broker tells that it was written by a push and read by a resolve", async () => {
  await subscribe(["*", "secret.accessed"]);
  const native = must(await tenant.api("POST /api/v1/vault-integrations", { name: "own", type: "native" }), 201);
  const push = { path: "shop/pushed", data: { user: "a", pass: "b" } };
  must(await tenant.api(`POST /api/v1/vault-integrations/${native.id}/secrets`, push), 201);
  expect(await types()).toEqual(["secret.created"]);
  const pointer = {
    name: "robot",
    vaultIntegrationId: native.id,
    vaultPath: "shop/pushed",
    fieldMap: { username: "user", password: "pass" },
    allowedDomains: ["portal.example.net"],
  };
  const credential = must(await tenant.api("POST /api/v1/credentials", pointer), 201);
  const page = { url: "https://portal.example.net/" };
  const resolved = await tenant.api(`POST /api/v1/credentials/${credential.id}/resolve`, page);
  expect(resolved.status, resolved.text).toBe(200);
  expect((await outbox()).at(-1)).toEqual(
    envelope({ event_type: "secret.accessed", path: "shop/pushed", data: { version: 1, accessed_by: by } }),
  );
});

it("a rotation tells what it did, in order, and a policy's own webhooks what happens to it, whatever they subscribe to", async () => {
  const { id: all } = await subscribe(["secret.*"]);
  const { id: own } = await subscribe(["policy.deleted"]);
  const body = { name: "monthly", interval: "30d", auto_generate: true, webhook_ids: [own], grace_period: "1h" };
  const policy = must(await tenant.api("POST /v1/rotation/policies", body), 201);
  const options = { rotation_policy_id: policy.id };
  must(await tenant.at("PUT shop/db", { data: { password: "one" }, options }), 201);
  must(await tenant.at("POST shop/db/rotate", {}), 200);
  const named = { rotation_policy_id: policy.id, rotation_policy_name: "monthly" };
  const versions = { old_version: 1, new_version: 2 };
  const told = (await outbox()).slice(1);
  expect(told).toEqual(
    [
      { event_type: "secret.updated", data: { ...versions, updated_by: by, is_rotation: true } },
      {
        event_type: "secret.rotated",
        data: {
          ...versions,
          ...named,
          grace_period_ends: formatted(tenant.clock.nowMs + HOUR),
          auto_generated: true,
        },
      },
      {
        event_type: "rotation.completed",
        data: { ...named, ...versions, trigger: "manual", next_rotation: formatted(tenant.clock.nowMs + 30 * DAY) },
      },
    ].map((event) => envelope({ path: "shop/db", ...event })),
  );
  const rows = await rowsOf(tenant.stub, "SELECT webhook_id, event_type FROM webhook_deliveries ORDER BY seq");
  expect(rows.map(({ webhook_id, event_type }) => `${webhook_id === all ? "all" : "own"} ${event_type}`)).toEqual([
    "all secret.created",
    "all secret.updated",
    "all secret.rotated",
    "own rotation.completed",
  ]);
  must(await tenant.hooks(`DELETE /v1/webhooks/${own}`), 204);
  expect(must(await tenant.api(`GET /v1/rotation/policies/${policy.id}`), 200).webhook_ids).toEqual([]);
  expect((await tenant.api("POST /v1/rotation/policies", { ...body, name: "other" })).body.error.code).toBe(
    "webhook_not_found",
  );
});

it("a policy tells that it was created, changed, bound, unbound and deleted", async () => {
  await subscribe(["policy.*"]);
  const rules = [{ path_pattern: "shop/**", permissions: ["read"] }];
  const policy = must(await tenant.api("POST /v1/policies", { name: "readers", rules }), 201);
  must(await tenant.api(`PATCH /v1/policies/${policy.id}`, { name: "shop readers" }), 200);
  must(await tenant.api(`PUT /v1/policies/${policy.id}`, { name: "all readers", rules }), 200);
  const to = { identity_type: "user", identity_id: "user:admin" };
  const binding = must(await tenant.api(`POST /v1/policies/${policy.id}/bindings`, to), 201);
  must(await tenant.api(`DELETE /v1/policies/${policy.id}/bindings/${binding.id}`), 204);
  must(await tenant.api(`DELETE /v1/policies/${policy.id}`), 204);
  const named = (type: string, name: string) => ({ event_type: type, data: { policy_id: policy.id, name } });
  const bound = { policy_id: policy.id, binding_id: binding.id, ...to };
  expect(await outbox()).toEqual(
    [
      named("policy.created", "readers"),
      named("policy.updated", "shop readers"),
      named("policy.updated", "all readers"),
      { event_type: "policy.binding.created", data: bound },
      { event_type: "policy.binding.deleted", data: bound },
      named("policy.deleted", "all readers"),
    ].map(envelope),
  );
});

it("a policy tells what it refused, once a minute for one identity, path and permission", async () => {
  await subscribe(["policy.violation"]);
  const rules = [
    { path_pattern: "shop/**", permissions: ["read"], conditions: { ip_ranges: ["203.0.113.0/24"] } } as never,
  ];
  const token = await tenant.caller(["secrets:read", "secrets:write"], rules);
  const who = must(await call("GET /v1/auth/whoami", { token }), 200).identity_id;
  const headers = { "cf-connecting-ip": "198.51.100.7" };
  const ask = (line: string, body?: unknown) => call(line, { token, headers, ...(body ? { body } : {}) });
  const data = { data: { a: 1 } };
  for (const [line, body] of [
    ["GET /v1/secrets/shop/db"],
    ["GET /v1/secrets/shop/db"],
    ["GET /v1/secrets/ops/db"],
    ["PUT /v1/secrets/shop/db", data],
    ["GET /v1/secrets/shop/db"],
  ] as const)
    expect((await ask(line, body)).status).toBe(403);
  await tenant.later(MINUTE - 1);
  await ask("GET /v1/secrets/shop/db");
  await evict(tenant.stub);
  await tenant.later(0);
  await ask("GET /v1/secrets/shop/db");
  const told = (await outbox()).map(({ path, data: said, identity_id }) => ({ path, identity_id, ...said }));
  const common = { identity_id: who, source_ip: "198.51.100.7" };
  expect(told).toEqual([
    { ...common, path: "shop/db", permission: "read", reason: "ip_not_allowed" },
    { ...common, path: "ops/db", permission: "read", reason: "access_denied" },
    { ...common, path: "shop/db", permission: "write", reason: "access_denied" },
  ]);
  await tenant.later(1);
  await ask("GET /v1/secrets/shop/db");
  await call("GET /v1/secrets/shop/db", { token: await tenant.token(["secrets:read"]) });
  expect(await types()).toHaveLength(5);
});

it("a policy tells what it refused inside a batch, too, though the batch succeeds", async () => {
  await subscribe(["policy.violation"]);
  const token = await tenant.caller(["secrets:read"], [{ path_pattern: "shop/**", permissions: ["read"] }]);
  must(await tenant.at("PUT shop/db", { data: { a: 1 } }), 201);
  const body = { paths: ["shop/db", "ops/a", "ops/b"] };
  must(await call("POST /v1/secrets/batch", { token, body }), 200);
  expect((await outbox()).map(({ path }) => path)).toEqual(["ops/a", "ops/b"]);
});

it("a policy tells nothing of a scope that is missing, of a role, or of a test", async () => {
  await subscribe(["policy.violation"]);
  const token = await tenant.token(["policies:read"]);
  expect((await call("GET /v1/secrets/shop/db", { token })).body.error.code).toBe("insufficient_scope");
  const who = must(await call("GET /v1/auth/whoami", { token }), 200).identity_id;
  must(await tenant.api("POST /v1/policies/test", { identity_id: who, path: "shop/db", permission: "read" }), 200);
  expect(await types()).toEqual([]);
});

it("an event is not written when nobody wants it, and not for a disabled webhook", async () => {
  must(await tenant.at("PUT shop/a", { data: { a: 1 } }), 201);
  await subscribe(["policy.*"]);
  await subscribe(["*"], { enabled: false });
  const { id } = await subscribe(["*"]);
  must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { events: ["rotation.*"] }), 200);
  must(await tenant.at("PUT shop/a", { data: { a: 2 } }), 200);
  expect(await types()).toEqual([]);
  must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { events: ["secret.updated"] }), 200);
  must(await tenant.at("PUT shop/a", { data: { a: 3 } }), 200);
  expect(await types()).toEqual(["secret.updated"]);
  must(await tenant.hooks(`DELETE /v1/webhooks/${id}`), 204);
  must(await tenant.at("PUT shop/a", { data: { a: 4 } }), 200);
  await tenant.pass(HOUR);
  expect(await types()).toEqual([]);
});

it("an event goes to each webhook whose filters it passes, by the secret's path, type and tags", async () => {
  const ids = new Map<string, string>();
  for (const [name, filters] of [
    ["all", {}],
    ["shop", { path_prefix: "shop/" }],
    ["keys", { secret_type: "api_key" }],
    ["prod", { tags: ["prod"] }],
    ["both", { path_prefix: "shop/", tags: ["prod", "db"] }],
  ] as const)
    ids.set((await subscribe(["*"], { filters })).id, name);
  must(await tenant.at("PUT shop/a", { data: { a: 1 }, metadata: { tags: ["prod", "db"] } }), 201);
  must(await tenant.at("PUT ops/b", { data: { a: 1 }, secret_type: "api_key", metadata: { tags: ["prod"] } }), 201);
  must(await tenant.api("POST /v1/policies", { name: "p", rules: [] }), 201);
  const rows = await rowsOf(tenant.stub, "SELECT webhook_id, event_id FROM webhook_deliveries ORDER BY seq");
  const got = (event: Answer["body"]) =>
    rows.flatMap((row) => (row.event_id === event.event_id ? [ids.get(String(row.webhook_id))] : [])).toSorted();
  expect((await outbox()).map(got)).toEqual([["all", "both", "prod", "shop"], ["all", "keys", "prod"], ["all"]]);
});

it("an event is not sent for what was refused, was not there, conflicted, or was rolled back", async () => {
  const { id } = await subscribe(["*", "secret.accessed"]);
  const token = await tenant.token(["secrets:write", "secrets:delete", "policies:write"]);
  const body = { data: { a: 1 } };
  await call("PUT /v1/secrets/shop/db", { token, body: { data: [] } });
  must(await tenant.at("PUT shop/db", body), 201);
  const before = await types();
  expect((await tenant.at("PUT shop/db", body, { "if-match": '"9"' })).status).toBe(412);
  expect((await tenant.at("DELETE shop/none")).status).toBe(404);
  expect((await tenant.at("DELETE shop/db?version=2")).status).toBe(404);
  expect((await tenant.at("POST shop/db/restore")).status).toBe(404);
  expect((await tenant.at("GET shop/db?version=9")).status).toBe(404);
  must(await tenant.api("POST /v1/policies", { name: "one", rules: [] }), 201);
  expect((await tenant.api("POST /v1/policies", { name: "one", rules: [] })).status).toBe(409);
  await tenant.settled(id);
  await runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql.exec("CREATE TRIGGER no_rows BEFORE INSERT ON audit_log BEGIN SELECT raise(ABORT, 'full'); END"),
  );
  expect((await tenant.at("PUT shop/db", body)).status).toBe(503);
  expect((await tenant.at("GET shop/db")).status).toBe(503);
  expect(takeErrors("NotDurable")).toHaveLength(2);
  await runInDurableObject(tenant.stub, (_, { storage }) => storage.sql.exec("DROP TRIGGER no_rows"));
  expect(await types()).toEqual([...before, "policy.created"]);
  await tenant.pass(0);
  expect(await receiver.messages()).toHaveLength(2);
});

it("an event is caused by each of many racing writers, once, with the versions they made", async () => {
  await subscribe(["secret.*"]);
  const answers = await Promise.all(Array.from({ length: 20 }, () => tenant.at("PUT shop/db", { data: { a: 1 } })));
  expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
  const [first, ...rest] = await outbox();
  expect(first).toMatchObject({ event_type: "secret.created", data: { version: 1 } });
  expect(rest.map(({ data }) => data.new_version)).toEqual(Array.from({ length: 19 }, (_, at) => at + 2));
  const sent = await receiver.waitFor(20);
  expect(new Set(sent.map(({ headers }) => headers["webhook-id"])).size).toBe(20);
});
