import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { as, newStore, refusal, SECOND, START_MS, type Store } from "../secrets/support";
import { asOperator, call, must, newToken } from "../support/api";

/** What access policies make of requests on secrets: the rules themselves are tested beside this. */

const data = { key: "value" };

it("without any policy an identity with every scope and role reads, lists, counts, writes and deletes no secret", async () => {
  const store = await newStore();
  must(await store.at("PUT shop/db", { data }), 201);
  const chief = { identity_id: "user:chief", roles: ["tenant_admin"] };
  must(await asOperator("POST /v1/identity/identities", chief, store.id), 201);
  const chiefly = as(await newToken(store.id, "user:chief", SCOPES));
  const asked: readonly [string, string, unknown?][] = [
    ["read", "GET /v1/secrets/PATH"],
    ["read", "GET /v1/secrets/PATH?version=1"],
    ["write", "PUT /v1/secrets/PATH", { data }],
    ["write", "PATCH /v1/secrets/PATH", { metadata: { owner: "me" } }],
    ["delete", "DELETE /v1/secrets/PATH"],
    ["delete", "DELETE /v1/secrets/PATH?version=1"],
    ["admin", "DELETE /v1/secrets/PATH?permanent=true"],
    ["write", "POST /v1/secrets/PATH/restore"],
    ["rotate", "POST /v1/secrets/PATH/rotate", { new_value: data }],
    ["list", "GET /v1/secrets/PATH/versions"],
    ["list", "GET /v1/secrets/metadata/PATH"],
  ];
  for (const [permission, line, body] of asked)
    for (const path of ["shop/db", "shop/none"]) {
      const answer = await chiefly(line.replace("PATH", path), body);
      expect([line, refusal(answer)]).toEqual([
        line,
        { status: 403, code: "access_denied", details: { path, permission } },
      ]);
      expect(answer.headers.get("etag")).toBeNull();
    }
  const list = { secrets: [], cursor: null, has_more: false };
  expect((await chiefly("GET /v1/secrets")).body).toEqual({ ...list, total_count: 0 });
  expect((await chiefly("GET /v1/secrets?prefix=shop/db&include_metadata=true")).body.total_count).toBe(0);
  expect((await chiefly("GET /v1/secrets/expiring?days=3650")).body).toEqual(list);
  const batch = await chiefly("POST /v1/secrets/batch", { paths: ["shop/db", "shop/none"] });
  expect(batch.body).toEqual({
    secrets: {},
    errors: Object.fromEntries(
      ["shop/db", "shop/none"].map((path) => [path, { code: "access_denied", message: expect.any(String) }]),
    ),
  });
  const found = await chiefly("POST /v1/secrets/batch/metadata", {
    paths: ["**"],
    options: { expand_wildcards: true },
  });
  expect(found.body).toEqual({ secrets: {}, errors: {}, truncated: false });
  expect((await store.at("GET shop/db")).body).toMatchObject({ version: 1, data });
});

const PATHS = [
  "shop",
  "shop/db",
  "shop/db/login",
  "shop/db/main/login",
  "shop/db2",
  "other/shop/db",
  "shop2/db",
  "shop/tls/cert",
  "a/b/tls/key",
  "tls/cert",
  "shop/tls",
  "shop/tls/a/b",
  "a/z",
  "a/b/z",
  "a/b/c/z",
  "a",
  "a/b",
  "ab/z",
  "db",
  "shop/db-1",
  "shop/db-",
  "shop/db-1/x",
  "shop/v1",
  "shop/v",
  "shop/v10",
  "shop/v/1",
  "keys/a-pem",
];

const TABLE: readonly [string, readonly string[]][] = [
  ["shop/db", ["shop/db"]],
  ["shop/db/*", ["shop/db/login"]],
  [
    "shop/**",
    [
      "shop/db",
      "shop/db-",
      "shop/db-1",
      "shop/db-1/x",
      "shop/db/login",
      "shop/db/main/login",
      "shop/db2",
      "shop/tls",
      "shop/tls/a/b",
      "shop/tls/cert",
      "shop/v",
      "shop/v/1",
      "shop/v1",
      "shop/v10",
    ],
  ],
  ["**/tls/*", ["a/b/tls/key", "shop/tls/cert"]],
  ["a/**/z", ["a/b/c/z", "a/b/z", "a/z"]],
  ["**", PATHS],
  ["*", ["a", "db", "shop"]],
  ["shop/db-*", ["shop/db-", "shop/db-1"]],
  ["shop/v?", ["shop/v1"]],
  ["keys/*.pem", []],
];

it("a pattern of the table opens just its paths, to reads, lists, counts and batches alike", async () => {
  const store = await newStore();
  for (const path of PATHS) must(await store.at(`PUT ${path}`, { data }), 201);
  for (const [pattern, matched] of TABLE) {
    const token = await store.caller(
      ["secrets:read", "secrets:list"],
      [{ path_pattern: pattern, permissions: ["read", "list"] }],
    );
    const expected = matched.toSorted();
    const list = (await as(token)("GET /v1/secrets?limit=200")).body;
    expect([pattern, list.secrets.map(({ path }: { path: string }) => path)]).toEqual([pattern, expected]);
    expect(list.total_count).toBe(expected.length);
    const batch = (await as(token)("POST /v1/secrets/batch", { paths: PATHS })).body;
    expect([pattern, Object.keys(batch.secrets).toSorted()]).toEqual([pattern, expected]);
    for (const path of PATHS)
      expect([pattern, path, (await as(token)(`GET /v1/secrets/${path}`)).status]).toEqual([
        pattern,
        path,
        matched.includes(path) ? 200 : 403,
      ]);
  }
});

const open = async (): Promise<{
  store: Store;
  token: string;
  who: string;
  policy: { id: string };
  read: () => Promise<number>;
}> => {
  const store = await newStore();
  must(await store.at("PUT shop/db", { data }), 201);
  const token = await store.token(["secrets:read"]);
  const who = (await call("GET /v1/auth/whoami", { token })).body.identity_id;
  const rules = [{ path_pattern: "**", permissions: ["read"] }];
  const policy = must(await store.api("POST /v1/policies", { name: "reading", rules }), 201);
  return { store, token, who, policy, read: async () => (await as(token)("GET /v1/secrets/shop/db")).status };
};

const bind = async (store: Store, id: string, identity_id: string, rest: object = {}) =>
  must(
    await store.api(`POST /v1/policies/${id}/bindings`, {
      identity_type: identity_id.startsWith("group:") ? "group" : "service_account",
      identity_id,
      ...rest,
    }),
    201,
  );

it("a right ends with the next request after a binding's last second, a binding removed, a policy switched off, changed or deleted", async () => {
  const { store, who, policy, read } = await open();
  expect(await read()).toBe(403);
  await bind(store, policy.id, who, { expires_at: new Date(START_MS + 10 * SECOND).toISOString() });
  expect(await read()).toBe(200);
  await store.setClock(START_MS + 10 * SECOND - 401);
  expect(await read()).toBe(200);
  await store.setClock(START_MS + 10 * SECOND - 400);
  expect(await read()).toBe(403);
  const binding = await bind(store, policy.id, who);
  expect(await read()).toBe(200);
  must(await store.api(`DELETE /v1/policies/${policy.id}/bindings/${binding.id}`), 204);
  expect(await read()).toBe(403);
  await bind(store, policy.id, who);
  must(await store.api(`PATCH /v1/policies/${policy.id}`, { is_active: false }), 200);
  expect(await read()).toBe(403);
  must(await store.api(`PATCH /v1/policies/${policy.id}`, { is_active: true }), 200);
  expect(await read()).toBe(200);
  const rules = [{ path_pattern: "shop/*", permissions: ["list"] }];
  must(await store.api(`PATCH /v1/policies/${policy.id}`, { rules }), 200);
  expect(await read()).toBe(403);
  must(await store.api(`PATCH /v1/policies/${policy.id}`, { rules: [{ ...rules[0], permissions: ["admin"] }] }), 200);
  expect(await read()).toBe(200);
  must(await store.api(`DELETE /v1/policies/${policy.id}?force=true`), 204);
  expect(await read()).toBe(403);
});

it("a right ends with the next request after a group is left, deactivated, or deleted and made anew", async () => {
  const { store, who, policy, read } = await open();
  must(await store.api("POST /v1/identity/identities", { identity_id: "group:sre" }), 201);
  await bind(store, policy.id, "group:sre");
  expect(await read()).toBe(403);
  const join = (groups: string[]) => store.api(`PATCH /v1/identity/identities/${who}`, { groups });
  must(await join(["group:sre"]), 200);
  expect(await read()).toBe(200);
  const restate = (is_active: boolean) => store.api("PATCH /v1/identity/identities/group:sre", { is_active });
  must(await restate(false), 200);
  expect(await read()).toBe(403);
  must(await restate(true), 200);
  expect(await read()).toBe(200);
  must(await join([]), 200);
  expect(await read()).toBe(403);
  must(await join(["group:sre"]), 200);
  must(await store.api("DELETE /v1/identity/identities/group:sre"), 204);
  expect(await read()).toBe(403);
  must(await store.api("POST /v1/identity/identities", { identity_id: "group:sre" }), 201);
  await bind(store, policy.id, "group:sre");
  expect(await read()).toBe(403);
});

it("a condition refuses in its own words, records which it was, and a second rule lets the same request through", async () => {
  const store = await newStore();
  must(await store.at("PUT shop/db", { data }), 201);
  const token = await store.token(["secrets:read", "secrets:list"]);
  const who = (await call("GET /v1/auth/whoami", { token })).body.identity_id;
  // START_MS is 09:30.
  const later = { start: "10:00", end: "11:00" };
  const rule = (conditions: object) => ({ path_pattern: "**", permissions: ["read", "list"], conditions });
  const here = { headers: { "cf-connecting-ip": "203.0.113.9" } };
  const elsewhere = { headers: { "cf-connecting-ip": "198.51.100.1" } };
  const ip = { ip_ranges: ["203.0.113.0/24"] };
  const policy = must(await store.api("POST /v1/policies", { name: "narrow", rules: [rule(ip)] }), 201);
  const binding = { identity_type: "service_account", identity_id: who };
  must(await store.api(`POST /v1/policies/${policy.id}/bindings`, binding), 201);
  const read = (options = here) => as(token)("GET /v1/secrets/shop/db", undefined, options);
  const about = { path: "shop/db", permission: "read" };
  expect((await read()).status).toBe(200);
  for (const options of [elsewhere, { headers: {} }, { headers: { "x-forwarded-for": "203.0.113.9" } }]) {
    const answer = await as(token)("GET /v1/secrets/shop/db", undefined, options as typeof here);
    expect(refusal(answer)).toEqual({
      status: 403,
      code: "ip_not_allowed",
      details: { ...about, failed_condition: "ip_ranges" },
    });
    expect((await as(token)("GET /v1/secrets", undefined, options as typeof here)).body.total_count).toBe(0);
  }
  const steps: readonly [object, string, string][] = [
    [{ ...ip, time_window: later }, "time_window_violation", "time_window"],
    [{ ...ip, require_mfa: true }, "mfa_required", "require_mfa"],
  ];
  for (const [conditions, code, failed_condition] of steps) {
    must(await store.api(`PATCH /v1/policies/${policy.id}`, { rules: [rule(conditions)] }), 200);
    expect(refusal(await read())).toEqual({ status: 403, code, details: { ...about, failed_condition } });
    expect((await as(token)("GET /v1/secrets", undefined, here)).body.total_count).toBe(0);
    const both = [rule(conditions), { path_pattern: "shop/*", permissions: ["read"] }];
    must(await store.api(`PATCH /v1/policies/${policy.id}`, { rules: both }), 200);
    expect((await read(elsewhere)).status).toBe(200);
  }
  const { logs } = (await store.api(`GET /v1/audit/logs?identity_id=${who}&success=false&action=read`)).body;
  expect(
    logs.map(({ error_code, extra_data }: { error_code: string; extra_data: object }) => [error_code, extra_data]),
  ).toEqual([
    ["mfa_required", { permission: "read", failed_condition: "require_mfa" }],
    ["time_window_violation", { permission: "read", failed_condition: "time_window" }],
    ...Array(3).fill(["ip_not_allowed", { permission: "read", failed_condition: "ip_ranges" }]),
  ]);
});
