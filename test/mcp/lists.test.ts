import { beforeEach, expect, it } from "vitest";
import { at, entries, newCredential, newest, newIntegration, setClock } from "../broker/record-bench";
import { newStore } from "../secrets/support";
import {
  asOperator,
  auditRows,
  call,
  must,
  newTenant,
  newToken,
  OPERATOR_TOKEN,
  type TestTenant,
} from "../support/api";
import { newPartner } from "../support/spaces";
import { gives, modern, refusedBy } from "./support";

let tenant: TestTenant;

beforeEach(async () => {
  tenant = await newTenant();
});

const NOT_ALLOWED = "Your token lacks this scope. Tell the person who runs you; do not look for another way in.";
const lacks = (required_scope: string) => ({
  code: "insufficient_scope",
  message: "The token lacks the scope for this.",
  details: { required_scope },
  next: NOT_ALLOWED,
});

it("list_credentials needs its scope, whatever else is wrong with the call", async () => {
  const token = await tenant.token(["credentials:use", "integrations:read"]);
  for (const args of [{}, { limit: 0, verson: 1 }])
    expect(await refusedBy(token, "list_credentials", args)).toEqual(lacks("credentials:read"));
});

it("list_credentials refuses faults of its arguments, by name and never by value", async () => {
  const fields = async (args: object) => (await refusedBy(tenant.admin, "list_credentials", args)).details.fields;
  expect(await fields({ domain: "https://portal.example.net" })).toEqual({ domain: "scheme" });
  expect(await fields({ limit: 0 })).toEqual({ limit: "range" });
  expect(await fields({ limit: 1.5, cursor: ["x"] })).toEqual({ limit: "format", cursor: "type" });
  expect(await fields({ vaultIntegrationId: "x" })).toEqual({ vaultIntegrationId: "unknown" });
  expect((await refusedBy(tenant.admin, "list_credentials", { cursor: "x" })).code).toBe("invalid_cursor");
  expect(await entries(tenant)).toEqual([]);
});

it.each(["list_credentials", "list_secrets", "whoami"])(
  "%s refuses arguments that are no object, and names them",
  async (name) => {
    for (const args of [null, [], "x", 7, true]) {
      const answer = await modern(tenant.admin, "tools/call", { name, arguments: args });
      expect(answer.body.result?.isError, `${args}`).toBe(true);
      expect(JSON.parse(answer.body.result.content[0].text).error).toMatchObject({
        code: "invalid_request",
        details: { fields: { arguments: "type" } },
      });
    }
  },
);

it("list_credentials gives id, name, hosts and last use of those that the caller may use, and nothing of where they are", async () => {
  const integration = await newIntegration(tenant);
  const make = async (name: string, minute: number, rest: object = {}) => {
    await setClock(tenant, at(`2026-05-11T09:${minute}:00Z`));
    return await newCredential(tenant, integration.id, { name, ...rest });
  };
  for (const identity_id of ["sa:agent", "sa:other"])
    must(await asOperator("POST /v1/identity/identities", { identity_id }, tenant.id), 201);
  const open = await make("open", 10);
  const own = await make("own", 20, { access: { use: ["sa:agent"] }, allowedDomains: ["own.example.net"] });
  await make("another's", 30, { access: { use: ["sa:other"] } });
  await make("managed", 40, { access: { use: ["sa:other"], manage: ["sa:agent"] } });
  const token = await newToken(tenant.id, "sa:agent", ["credentials:read"]);
  const shown = {
    open: { id: open.id, name: "open", allowedDomains: open.allowedDomains, lastUsedAt: null },
    own: { id: own.id, name: "own", allowedDomains: ["own.example.net"], lastUsedAt: null },
  };
  expect(await gives(token, "list_credentials")).toEqual({ credentials: [shown.open, shown.own], nextCursor: null });
  expect(await gives(token, "list_credentials", { domain: "own.example.net" })).toEqual({
    credentials: [shown.own],
    nextCursor: null,
  });
  const { nextCursor, ...first } = await gives(token, "list_credentials", { limit: 1 });
  expect(first).toEqual({ credentials: [shown.open] });
  const rest = { credentials: [shown.own], nextCursor: null };
  expect(await gives(token, "list_credentials", { limit: "5", cursor: nextCursor })).toEqual(rest);
  // The list of the API also shows what the caller manages: a place in one is none in the other.
  expect((await call(`GET /api/v1/credentials?cursor=${nextCursor}`, { token })).body.error.code).toBe(
    "invalid_cursor",
  );
  expect((await call("GET /api/v1/credentials", { token })).body.map(({ name }: { name: string }) => name)).toEqual([
    "open",
    "own",
    "managed",
  ]);
});

it("names that hide something are shown as they are seen", async () => {
  const integration = await newIntegration(tenant);
  await newCredential(tenant, integration.id, { name: "por\u202etal\u200b \ud83d\udd11\ufe0f" });
  const { credentials } = await gives(tenant.admin, "list_credentials");
  expect(credentials.map(({ name }: { name: string }) => name)).toEqual(["portal \ud83d\udd11"]);
});

it("list_secrets needs its scope, and shows only what the caller's policies let it list", async () => {
  const store = await newStore();
  for (const path of ["shop/db", "shop/api", "other/db"])
    await store.at(`PUT ${path}`, {
      data: { key: "value!of!it" },
      metadata: { tags: ["prod"], owner: "owner!of!it" },
      options: { expires_in: "5d" },
    });
  const narrow = await store.caller(["credentials:read"], [{ path_pattern: "shop/*", permissions: ["list"] }]);
  expect(await refusedBy(narrow, "list_secrets")).toEqual(lacks("secrets:list"));
  const nobody = await store.caller(["secrets:list"], []);
  expect(await gives(nobody, "list_secrets")).toEqual({ secrets: [], nextCursor: null });
  const token = await store.caller(["secrets:list"], [{ path_pattern: "shop/*", permissions: ["list"] }]);
  const item = (path: string) => ({
    path,
    secret_type: "kv",
    updated_at: "2096-11-21T09:30:00Z",
    expires_at: "2096-11-26T09:30:00Z",
    tags: ["prod"],
  });
  const all = await gives(token, "list_secrets", { include_expired: true, tag: ["prod"] });
  expect(all).toEqual({ secrets: [item("shop/api"), item("shop/db")], nextCursor: null });
  const first = await gives(token, "list_secrets", { limit: 1, prefix: "shop/" });
  expect(first).toEqual({ secrets: [item("shop/api")], nextCursor: expect.any(String) });
  const rest = await gives(token, "list_secrets", { limit: 1, prefix: "shop/", cursor: first.nextCursor });
  expect(rest).toEqual({ secrets: [item("shop/db")], nextCursor: null });
  const filtered = await gives(token, "list_secrets", { secret_type: "json" });
  expect(filtered).toEqual({ secrets: [], nextCursor: null });
});

it("list_secrets refuses faults of its arguments, metadata among them", async () => {
  const args = { include_metadata: true, limit: 999, include_expired: "yes", tag: "prod", prefix: "a!" };
  expect((await refusedBy(tenant.admin, "list_secrets", args)).details.fields).toEqual({
    include_metadata: "unknown",
    limit: "range",
    include_expired: "format",
    tag: "type",
    prefix: "characters",
  });
  expect(await refusedBy(tenant.admin, "list_secrets", { secret_type: "pem" })).toMatchObject({
    code: "invalid_secret_type",
    details: { allowed: ["kv", "json", "certificate", "ssh_key", "api_key"] },
  });
});

it("whoami tells any live token whose it is, in which tenant, and what it allows", async () => {
  const token = await newToken(tenant.id, "user:admin", ["credentials:read", "admin"]);
  expect(await refusedBy(token, "whoami", { verson: 1 })).toMatchObject({ details: { fields: { verson: "unknown" } } });
  expect(await gives(token, "whoami")).toEqual({
    identity_id: "user:admin",
    identity_type: "user",
    tenant_id: tenant.id,
    scopes: ["credentials:read", "admin"],
  });
  expect(await gives(OPERATOR_TOKEN, "whoami")).toEqual({
    identity_id: "system:operator",
    identity_type: "system",
    tenant_id: null,
    scopes: ["identity:read", "identity:admin"],
  });
});

it("the operator's token reaches no tool that reads or signs in", async () => {
  for (const name of ["list_credentials", "list_secrets"])
    expect(await refusedBy(OPERATOR_TOKEN, name), name).toMatchObject({
      code: "invalid_request",
      details: { reason: "tenant_required" },
    });
});

it("a partner's administrator acts in its own tenant by the header that names it, and in no other", async () => {
  const partner = await newPartner();
  const own = await newTenant({ partnerId: partner.id });
  const integration = await newIntegration(own);
  const { id } = await newCredential(own, integration.id);
  const as = async (named: string) => {
    const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "list_credentials" } };
    const answer = await call("POST /mcp", { token: partner.admin, body: message, headers: { "x-tenant-id": named } });
    return answer.body.result;
  };
  expect((await as(own.id)).structuredContent.credentials).toMatchObject([{ id }]);
  expect(JSON.parse((await as(tenant.id)).content[0].text).error.code).toBe("access_denied");
  expect(await newest(own)).toMatchObject({ action: "credential.listed", extra: { source: "mcp" } });
});

it("rows of what came this way say so, done or refused, and no others do", async () => {
  const token = await tenant.token(["credentials:read"]);
  await gives(token, "list_credentials");
  await refusedBy(token, "list_secrets");
  await call("GET /api/v1/credentials", { token });
  await modern(token, "tools/list");
  const rows = (await auditRows(tenant.stub)).slice(-3);
  expect(
    rows.map(({ action, error_code, extra_data }) => [action, error_code, JSON.parse(String(extra_data))]),
  ).toEqual([
    ["credential.listed", null, { source: "mcp" }],
    ["list", "insufficient_scope", { source: "mcp" }],
    ["credential.listed", null, {}],
  ]);
});
