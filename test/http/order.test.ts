import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { DEFAULT_RATE_LIMITS } from "../../src/rate-limits";
import {
  type Answer,
  asOperator,
  auditRows,
  call,
  newTenant,
  newToken,
  OPERATOR_TOKEN,
  type TestTenant,
} from "../support/api";

/** The order of checks: each case is wrong in several ways, and is told the first. */

const UNKNOWN = "0b7f3c52-6d1e-4a8b-9c35-2f4e8d7a6b10";

let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  tenant = await newTenant();
  other = await newTenant();
});

const told = ({ status, body }: Answer): string => `${status} ${body?.error?.code}`;

const errorOf = ({ body }: Answer) => {
  const { request_id: _, message: __, ...error } = body.error;
  return error;
};

const many = Array(130_000).fill(1);
const rules = [{ path_pattern: "a", permissions: many }];
const window = { start: "08:00", end: "09:00", days: many };

it.each([
  ["POST /v1/tokens", { identity_id: "sa:a", name: "a", scopes: many }, { scopes: "too_many" }],
  ["POST /v1/identity/identities", { identity_id: "sa:a", roles: many }, { roles: "too_many" }],
  ["PATCH /v1/identity/identities/sa:a", { roles: many }, { roles: "too_many" }],
  ["POST /v1/policies", { name: "a", rules }, { "rules[0].permissions": "too_many" }],
  [
    "POST /v1/policies",
    { name: "a", rules: [{ ...rules[0], permissions: ["read"], conditions: { ip_ranges: many } }] },
    { "rules[0].conditions.ip_ranges": "too_many" },
  ],
  [
    "POST /v1/policies",
    { name: "a", rules: [{ ...rules[0], permissions: ["read"], conditions: { time_window: window } }] },
    { "rules[0].conditions.time_window.days": "too_many" },
  ],
  [
    "PUT /v1/secrets/a",
    { data: { a: "b" }, metadata: Object.fromEntries(many.slice(0, 80_000).map((one, at) => [`${at}`, one])) },
    { metadata: "too_many" },
  ],
])("a body full of faults is one fault to who may call %s, and 401 to a stranger", async (line, body, fields) => {
  const known = await tenant.api(line, body);
  expect([told(known), known.body.error.details]).toEqual(["422 validation_error", { fields }]);
  expect(told(await call(line, { token: mintToken(tenant.id), body }))).toBe("401 token_invalid");
});

it("route and method come before the token, the query and the body", async () => {
  const unknown = await call("POST /api/v1/nothing?verson=1", { token: "malformed", body: "no json" });
  expect(errorOf(unknown)).toEqual({ code: "not_found" });
  const method = await call("DELETE /api/v1/credentials?verson=1", { token: "malformed", body: "no json" });
  expect(errorOf(method)).toEqual({
    code: "method_not_allowed",
    details: { allow: ["GET", "HEAD", "POST", "OPTIONS"] },
  });
});

it("authentication comes before the rate limit, and an unknown token takes nothing from anybody's bucket", async () => {
  const token = await tenant.token(["credentials:read"]);
  await spend(token);
  expect(told(await push(token))).toBe("429 rate_limited");
  expect(told(await push(mintToken(tenant.id)))).toBe("401 token_invalid");
  expect(told(await push(null))).toBe("401 authentication_required");
  expect(told(await push(`${token}x`))).toBe("401 token_invalid");
});

it("authentication comes before the body is judged, an endless one aside", async () => {
  const answer = await call("POST /api/v1/credentials", { body: "x".repeat(300_000) });
  expect(["401 authentication_required", "413 payload_too_large"]).toContain(told(answer));
  expect(told(await call("POST /api/v1/credentials", { body: "no json" }))).toBe("401 authentication_required");
});

/** Wrong in every later way: another space, no scope, an unknown key, an unknown object. */
const push = (token: string | null, headers: Record<string, string> = { "x-tenant-id": "tnt_nobody" }) =>
  call(`POST /api/v1/credentials/${UNKNOWN}/test?verson=1`, { token, headers, body: { verson: 1 } });

/** Empties the bucket for tests of vaults by requests that are refused for their scope. */
async function spend(token: string): Promise<Answer[]> {
  await stopClock();
  const answers: Answer[] = [];
  for (let i = 0; i < DEFAULT_RATE_LIMITS.broker_test; i++)
    answers.push(await call(`POST /api/v1/credentials/${UNKNOWN}/test`, { token }));
  return answers;
}

let stopped = Date.now();

const stopClock = (ms = stopped) =>
  runInDurableObject(tenant.stub, (object) => {
    stopped = ms;
    object.clock = () => stopped;
  });

it("the rate limit comes before space, scope, input and existence, tells when to come back, and costs nothing", async () => {
  const token = await tenant.token(["credentials:read"]);
  const spent = await spend(token);
  expect(new Set(spent.map(told))).toEqual(new Set(["403 insufficient_scope"]));
  const limit = DEFAULT_RATE_LIMITS.broker_test;
  expect(spent.map(({ headers }) => headers.get("x-ratelimit-remaining"))).toEqual(
    spent.map((_, i) => String(limit - 1 - i)),
  );
  for (let i = 0; i < 3; i++) {
    const answer = await push(token);
    expect(errorOf(answer)).toEqual({ code: "rate_limited", details: { category: "broker_test", retry_after: 2 } });
    expect(
      Object.fromEntries(
        ["retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"].map((name) => [
          name,
          answer.headers.get(name),
        ]),
      ),
    ).toEqual({
      "retry-after": "2",
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Math.ceil((stopped + 60_000) / 1000)),
    });
  }
  expect(told(await call("GET /api/v1/credentials", { token }))).toBe("200 undefined");
  await stopClock(stopped + 2000);
  expect(told(await push(token))).toBe("403 tenant_access_denied");
  expect(told(await push(token))).toBe("429 rate_limited");
});

it("the rate limit leaves no row, is shared by the tokens of one identity, and is not the operator's", async () => {
  const scopes = ["credentials:read"] as const;
  await asOperator("POST /v1/identity/identities", { identity_id: "sa:two" }, tenant.id);
  const [first, second] = [await newToken(tenant.id, "sa:two", scopes), await newToken(tenant.id, "sa:two", scopes)];
  await spend(first);
  const before = (await auditRows(tenant.stub)).length;
  expect(told(await push(second))).toBe("429 rate_limited");
  expect(await auditRows(tenant.stub)).toHaveLength(before);
  const operator = await asOperator(`POST /api/v1/credentials/${UNKNOWN}/test`, undefined, tenant.id);
  expect(told(operator)).toBe("403 insufficient_scope");
  expect([...operator.headers.keys()].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
});

it("the target space comes before the scope and the input", async () => {
  const token = await tenant.token(["credentials:read"]);
  for (const named of [other.id, "tnt_nobody", "no id at all"])
    expect(errorOf(await push(token, { "x-tenant-id": named }))).toEqual({
      code: "tenant_access_denied",
      details: { reason: "foreign" },
    });
  expect(errorOf(await push(token, {}))).toEqual({
    code: "insufficient_scope",
    details: { required_scope: "credentials:write" },
  });
});

it("the target space is asked for where the operator names none, and must be a tenant for the broker", async () => {
  const required = { code: "invalid_request", details: { reason: "tenant_required" } };
  expect(errorOf(await push(OPERATOR_TOKEN, {}))).toEqual(required);
  expect(told(await push(OPERATOR_TOKEN, { "x-tenant-id": "tnt_nobody" }))).toBe("404 tenant_not_found");
  const { partnerId } = tenant;
  await asOperator("POST /v1/identity/identities", { identity_id: "sa:none" }, partnerId);
  const token = await newToken(partnerId, "sa:none", ["secrets:list"]);
  expect(errorOf(await push(token, {}))).toEqual(required);
  expect(told(await push(token, { "x-tenant-id": tenant.id }))).toBe("403 tenant_access_denied");
});

const create = (body: unknown, headers: Record<string, string> = {}, query = "") =>
  tenant.api(`POST /v1/tokens${query}`, body, { headers });

const plain = { "content-type": "text/plain" };
const good = { identity_id: "sa:nobody", name: "x", scopes: ["credentials:read"] };

it("the input of a call is judged by size, type, JSON, fields and special formats, in this order", async () => {
  const huge = `{"a":"${"x".repeat(262_144)}`;
  expect(errorOf(await create(huge, plain, "?verson=1"))).toEqual({
    code: "payload_too_large",
    details: { limit_bytes: 262_144 },
  });
  expect(told(await create("no json", plain, "?verson=1"))).toBe("415 unsupported_media_type");
  expect(errorOf(await create("no json", {}, "?verson=1"))).toEqual({
    code: "invalid_request",
    details: { reason: "not_json" },
  });
  expect(errorOf(await create({ ...good, name: "", expires_in: "soon", extra: 1 }, {}, "?verson=1"))).toEqual({
    code: "validation_error",
    details: { fields: { verson: "unknown", name: "empty", extra: "unknown" } },
  });
  expect(errorOf(await create({ ...good, expires_in: "soon" }))).toEqual({
    code: "invalid_duration",
    details: { field: "expires_in" },
  });
  expect(errorOf(await create({ ...good, expires_in: 60 }))).toEqual({
    code: "validation_error",
    details: { fields: { expires_in: "type" } },
  });
  const list = await tenant.api("GET /api/v1/credentials?limit=0&cursor=x");
  expect(errorOf(list)).toEqual({ code: "invalid_request", details: { fields: { limit: "range" } } });
  expect(told(await tenant.api("GET /api/v1/credentials?limit=1&cursor=x"))).toBe("400 invalid_cursor");
});

it("the input of a call comes before the role and before what is there", async () => {
  expect(told(await tenant.api("POST /v1/identity/partners", { name: "" }))).toBe("422 validation_error");
  expect(told(await tenant.api("POST /v1/identity/partners", { name: "x" }))).toBe("403 access_denied");
  expect(told(await create({ ...good, name: "" }))).toBe("422 validation_error");
  expect(told(await tenant.api(`PATCH /api/v1/credentials/${UNKNOWN}`, { name: 1 }))).toBe("400 invalid_request");
  expect(told(await tenant.api(`GET /api/v1/credentials/${UNKNOWN}?verson=2`))).toBe("400 invalid_request");
});

it("the input of a call is not looked for in the body of a GET or a DELETE", async () => {
  const deleted = await call(`DELETE /api/v1/credentials/${UNKNOWN}`, {
    token: tenant.admin,
    body: "x".repeat(300_000),
    headers: plain,
  });
  expect(told(deleted)).toBe("404 not_found");
});

it("rights, existence and state give one 403 to a caller without rights, whether or not the object is there", async () => {
  const token = await tenant.token(["credentials:read"]);
  const victim = await tenant.api("POST /v1/tokens", {
    identity_id: "user:admin",
    name: "victim",
    scopes: ["credentials:read"],
  });
  const answers = [
    await call(`DELETE /v1/tokens/${victim.body.id}`, { token }),
    await call("DELETE /v1/tokens/tok_none", { token }),
  ];
  for (const answer of answers)
    expect(errorOf(answer)).toEqual({ code: "insufficient_scope", details: { required_scope: "identity:admin" } });
});

it("rights, existence and state come in the order of the conventions: the role, the URL's object, the body's, then the state", async () => {
  const identity = (body: object) => tenant.api("POST /v1/identity/identities", body);
  const taken = { identity_id: "user:admin", groups: ["group:none"] };
  expect(told(await identity({ ...taken, roles: ["tenant_admin"] }))).toBe("403 access_denied");
  expect(errorOf(await identity(taken))).toEqual({ code: "identity_not_found", details: { field: "groups" } });
  expect(errorOf(await identity({ identity_id: "user:admin" }))).toEqual({
    code: "name_conflict",
    details: { field: "identity_id" },
  });
  const both = { vaultIntegrationId: UNKNOWN };
  expect(told(await tenant.api(`PATCH /api/v1/credentials/${UNKNOWN}`, both))).toBe("404 not_found");
  const token = { identity_id: "sa:nobody", name: "x", scopes: ["credentials:read"] };
  expect(told(await tenant.api("POST /v1/tokens", token))).toBe("404 identity_not_found");
});
