import { beforeEach, expect, it } from "vitest";
import { newWebhookSecret } from "../../src/crypto/webhook-signature";
import { EVENT_TYPES } from "../../src/kernel/event";
import { type AuditRow, asOperator, auditRows, call, must, newTenant, newToken } from "../support/api";
import { newPartner, rowsOf } from "../support/spaces";
import { eventsIn, type Hooked, newHooked, newReceiver, URL, verify } from "./support";

const BODY = { name: "siem", url: URL, events: ["secret.*"] };
const formatted = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** What is wrong with a body, and what is told. */
const FAULTS: readonly (readonly [object, Readonly<Record<string, string>>])[] = [
  [{ name: "" }, { name: "empty" }],
  [{ url: "http://hooks.acme.example/in" }, { url: "https_required" }],
  [{ url: "hooks.acme.example/in" }, { url: "scheme_missing" }],
  [{ url: "ftp://hooks.acme.example/in" }, { url: "scheme" }],
  [{ url: "https://127.0.0.2/in" }, { url: "loopback" }],
  [{ url: "https://0x7f.2/in" }, { url: "loopback" }],
  [{ url: "https://10.0.0.1/in" }, { url: "private" }],
  [{ url: "https://[::ffff:10.0.0.1]/in" }, { url: "forbidden" }],
  [{ url: "https://169.254.169.254/in" }, { url: "forbidden" }],
  [{ url: "https://hooks.localhost/in" }, { url: "loopback" }],
  [{ url: "https://user:pass@hooks.acme.example/in" }, { url: "userinfo" }],
  [{ url: "https://hooks.acme.example/in#part" }, { url: "fragment" }],
  [{ url: `https://hooks.acme.example/${"a".repeat(2_048)}` }, { url: "too_long" }],
  [{ url: 7 }, { url: "type" }],
  [{ events: [] }, { events: "empty" }],
  [{ events: Array.from({ length: 51 }, () => "*") }, { events: "too_many" }],
  [{ events: ["webhook.test"] }, { "events[0]": "unsupported" }],
  [{ events: ["*", "secrets.*"] }, { "events[1]": "unsupported" }],
  [{ secret: "whsec_short" }, { secret: "format" }],
  [{ secret: null }, { secret: "type" }],
  [{ filters: { path_prefix: "shop!" } }, { "filters.path_prefix": "characters" }],
  [{ filters: { path_prefix: "a".repeat(513) } }, { "filters.path_prefix": "too_long" }],
  [{ filters: { secret_type: "odd" } }, { "filters.secret_type": "unsupported" }],
  [{ filters: { tags: [""] } }, { "filters.tags[0]": "empty" }],
  [{ filters: { owner: "me" } }, { "filters.owner": "unknown" }],
  [{ enabled: "yes" }, { enabled: "type" }],
  [{ generate_secret: true }, { generate_secret: "unknown" }],
  [{ previous_secret_ttl: "1h" }, { previous_secret_ttl: "unknown" }],
];

const ALL_EVENTS = [...EVENT_TYPES, "*", "secret.*", "policy.*", "credential.*", "rotation.*", "wrapping.*"];
let tenant: Hooked;

beforeEach(async () => {
  tenant = await newHooked();
});

const rowsNow = async (): Promise<AuditRow[]> =>
  (await auditRows(tenant.stub)).filter(({ action }) => String(action).startsWith("webhook_"));

const told = async (): Promise<string[]> => (await rowsNow()).map((row) => `${row.action} ${row.error_code ?? "ok"}`);

it("webhooks are for the scope admin, which counts with the role alone", async () => {
  const { id } = await tenant.hook({ url: URL });
  const without = await tenant.token(["secrets:read", "policies:write", "audit:read"]);
  must(
    await asOperator("POST /v1/identity/identities", { identity_id: "user:bo", roles: ["tenant_admin"] }, tenant.id),
    201,
  );
  const former = await newToken(tenant.id, "user:bo", ["admin"]);
  must(await asOperator("PATCH /v1/identity/identities/user:bo", { roles: [] }, tenant.id), 200);
  for (const token of [without, former])
    for (const [line, body] of [
      ["GET /v1/webhooks"],
      [`GET /v1/webhooks/${id}`],
      ["POST /v1/webhooks", BODY],
      [`PATCH /v1/webhooks/${id}`, { name: "other" }],
      [`DELETE /v1/webhooks/${id}`],
      [`POST /v1/webhooks/${id}/test`],
      [`GET /v1/webhooks/${id}/deliveries`],
      [`POST /v1/webhooks/${id}/deliveries/del_0/retry`],
    ] as const) {
      const answer = await call(line, { token, ...(body ? { body } : {}) });
      expect(answer.body.error, line).toMatchObject({
        code: "insufficient_scope",
        details: { required_scope: "admin" },
      });
    }
  expect((await tenant.hooks("GET /v1/webhooks")).body.webhooks).toHaveLength(1);
});

it("webhooks are not made with a fault in any field, and the answer names it", async () => {
  for (const [fault, fields] of FAULTS) {
    const answer = await tenant.hooks("POST /v1/webhooks", { ...BODY, ...fault });
    const [[field = "", word] = []] = Object.entries(fields);
    const allowed = field.startsWith("events") ? ALL_EVENTS : ["kv", "json", "certificate", "ssh_key", "api_key"];
    expect([answer.status, answer.body.error.code, answer.body.error.details], JSON.stringify(fault)).toEqual([
      422,
      "validation_error",
      { fields, ...(word === "unsupported" ? { allowed } : {}) },
    ]);
  }
  expect((await tenant.hooks("GET /v1/webhooks")).body.webhooks).toEqual([]);
  expect(await told()).toEqual([]);
});

it("webhooks are made with a secret of the server's, which that one answer shows, or with a given one, which none shows", async () => {
  const answer = await tenant.hooks("POST /v1/webhooks", { ...BODY, filters: { path_prefix: "shop/" } });
  const at = formatted(tenant.clock.nowMs);
  const webhook = {
    id: expect.stringMatching(/^wh_[0-9a-hjkmnp-tv-z]{26}$/),
    name: "siem",
    url: URL,
    events: ["secret.*"],
    filters: { path_prefix: "shop/" },
    enabled: true,
    status: "healthy",
    created_at: at,
    updated_at: at,
  };
  expect(must(answer, 201)).toEqual({
    ...webhook,
    secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
  });
  const given = newWebhookSecret();
  const second = must(
    await tenant.hooks("POST /v1/webhooks", { ...BODY, name: "b", secret: given, enabled: false }),
    201,
  );
  expect(second).toMatchObject({ enabled: false, status: "disabled", filters: {} });
  expect(second).not.toHaveProperty("secret");
  const own = must(await tenant.hooks(`GET /v1/webhooks/${answer.body.id}`), 200);
  expect(own).toEqual({
    ...webhook,
    statistics: { deliveries_24h: 0, success_rate_24h: null, avg_latency_ms: null },
    last_delivery: null,
  });
  const { webhooks: stored, audit_log: log } = await everything();
  for (const secret of [given, answer.body.secret])
    for (const form of [secret, secret.slice(6), Buffer.from(secret).toString("hex")])
      expect([JSON.stringify(log), ...hexOf(stored)].some((text) => text.includes(form))).toBe(false);
});

it("webhooks have names of their own, in pages by name", async () => {
  for (const name of ["c", "a", "b"]) must(await tenant.hooks("POST /v1/webhooks", { ...BODY, name }), 201);
  const conflict = await tenant.hooks("POST /v1/webhooks", { ...BODY, name: " b " });
  expect([conflict.status, conflict.body.error]).toMatchObject([
    409,
    { code: "name_conflict", details: { field: "name" } },
  ]);
  const first = (await tenant.hooks("GET /v1/webhooks?limit=2")).body;
  expect([first.webhooks.map(({ name }: { name: string }) => name), first.has_more]).toEqual([["a", "b"], true]);
  const second = (await tenant.hooks(`GET /v1/webhooks?limit=2&cursor=${first.cursor}`)).body;
  expect(second).toMatchObject({ webhooks: [{ name: "c" }], cursor: null, has_more: false });
  expect((await tenant.hooks("GET /v1/webhooks?cursor=abc")).body.error.code).toBe("invalid_cursor");
});

it("webhooks are at most twenty in a space", async () => {
  const made = [];
  for (let n = 0; n < 20; n++) made.push(await tenant.hook({ url: URL }));
  const answer = await tenant.hooks("POST /v1/webhooks", BODY);
  expect([answer.status, answer.body.error.details]).toEqual([422, { reason: "limit_reached", limit: 20 }]);
  must(await tenant.hooks(`DELETE /v1/webhooks/${made[0].id}`), 204);
  must(await tenant.hooks("POST /v1/webhooks", BODY), 201);
});

it("webhooks that are unknown, foreign or of another form answer 404 alike", async () => {
  const other = await newTenant();
  const foreign = must(await other.api("POST /v1/webhooks", BODY), 201).id;
  for (const id of [foreign, "wh_01jw8m6z3t9d4xk2v7q5n0c1ab", "nothing"])
    for (const [line, body] of [
      [`GET /v1/webhooks/${id}`],
      [`PATCH /v1/webhooks/${id}`, { name: "x" }],
      [`DELETE /v1/webhooks/${id}`],
      [`POST /v1/webhooks/${id}/test`],
      [`GET /v1/webhooks/${id}/deliveries`],
      [`POST /v1/webhooks/${id}/deliveries/del_0/retry`],
    ] as const) {
      const answer = await tenant.hooks(line, body);
      expect([answer.status, answer.body.error], line).toMatchObject([
        404,
        { code: "webhook_not_found", details: { id } },
      ]);
    }
  must(await other.api(`GET /v1/webhooks/${foreign}`), 200);
});

it("webhooks are changed key by key, and keep the rest", async () => {
  const before = await tenant.hook({ ...BODY, filters: { tags: ["prod"], secret_type: "kv" } });
  const id = before.id;
  for (const [body, fields] of [
    [{}, { body: "required" }],
    [{ name: "x", id: "wh_x" }, { id: "unknown" }],
    [{ secret: newWebhookSecret(), generate_secret: true }, { generate_secret: "exclusive" }],
    [{ generate_secret: false }, { generate_secret: "type" }],
    [{ previous_secret_ttl: "1h" }, { previous_secret_ttl: "unsupported" }],
    [{ generate_secret: true, previous_secret_ttl: "8d" }, { previous_secret_ttl: "range" }],
    [{ name: null }, { name: "type" }],
  ] as const) {
    const refused = await tenant.hooks(`PATCH /v1/webhooks/${id}`, body);
    expect([refused.status, refused.body.error.details], JSON.stringify(body)).toEqual([422, { fields }]);
  }
  const odd = await tenant.hooks(`PATCH /v1/webhooks/${id}`, { generate_secret: true, previous_secret_ttl: "1 day" });
  expect([odd.status, odd.body.error]).toMatchObject([
    400,
    { code: "invalid_duration", details: { field: "previous_secret_ttl" } },
  ]);
  const { secret: _, ...kept } = before;
  const renamed = must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { name: "other" }), 200);
  expect(renamed).toEqual({ ...kept, name: "other", updated_at: formatted(tenant.clock.nowMs) });
  const filtered = must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { filters: {}, events: ["*"] }), 200);
  expect(filtered).toEqual({ ...renamed, filters: {}, events: ["*"], updated_at: formatted(tenant.clock.nowMs) });
  must(await tenant.hooks("POST /v1/webhooks", { ...BODY, name: "third" }), 201);
  expect((await tenant.hooks(`PATCH /v1/webhooks/${id}`, { name: "third" })).body.error.code).toBe("name_conflict");
  must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { name: "other" }), 200);
  expect((await rowsNow()).at(-1)?.extra_data).toBe(`{"fields":["name"],"name":"other","webhook_id":"${id}"}`);
});

it("webhooks work the same in a partner's space, where an envelope names no tenant", async () => {
  const partner = await newPartner();
  const receiver = await newReceiver();
  const made = must(await partner.api("POST /v1/webhooks", { name: "p", url: receiver.url, events: ["*"] }), 201);
  const rules = [{ path_pattern: "**", permissions: ["read"] }];
  const policy = must(await partner.api("POST /v1/policies", { name: "readers", rules }), 201);
  const [message] = await receiver.waitFor(1);
  expect(eventsIn(message ? [message] : [])).toMatchObject([
    { event_type: "policy.created", tenant_id: null, partner_id: partner.id, data: { policy_id: policy.id } },
  ]);
  if (message) verify(made.secret, message);
});

it("webhooks leave their rows in the log: what was done, and what was refused for a reason", async () => {
  const receiver = await newReceiver();
  const { id } = await tenant.hook({ name: "one", url: receiver.url });
  await tenant.hooks("POST /v1/webhooks", { ...BODY, name: "one" });
  await tenant.hooks(`PATCH /v1/webhooks/${id}`, { generate_secret: true });
  await tenant.hooks(`POST /v1/webhooks/${id}/test`);
  await tenant.hooks(`POST /v1/webhooks/${id}/deliveries/del_0/retry`);
  await tenant.hooks(`DELETE /v1/webhooks/${id}`);
  await tenant.hooks(`DELETE /v1/webhooks/${id}`);
  expect(await told()).toEqual([
    "webhook_create ok",
    "webhook_create name_conflict",
    "webhook_update ok",
    "webhook_test ok",
    "webhook_retry delivery_not_found",
    "webhook_delete ok",
    "webhook_delete webhook_not_found",
  ]);
  await tenant.hooks("GET /v1/webhooks");
  expect((await auditRows(tenant.stub)).at(-1)).toMatchObject({
    action: "config_read",
    extra_data: '{"resource":"webhooks"}',
  });
});

const everything = async () => ({
  webhooks: await rowsOf(tenant.stub, "SELECT * FROM webhooks"),
  audit_log: await rowsOf(tenant.stub, "SELECT * FROM audit_log"),
});

/** Bytes as text and as hex. */
const hexOf = (rows: readonly Record<string, unknown>[]): string[] =>
  rows.flatMap((row) =>
    Object.values(row).flatMap((value) =>
      value instanceof ArrayBuffer
        ? [Buffer.from(value).toString("latin1"), Buffer.from(value).toString("hex")]
        : [String(value)],
    ),
  );
