import { beforeEach, expect, it } from "vitest";
import { auditRows, must, newTenant, type TestTenant } from "../support/api";
import { newFakeVault } from "../support/fake-vault";

const LOGIN = { login: "me@acme.example", pass: "correct-horse", otp: "JBSWY3DPEHPK3PXP" };
const FIELDS = { username: "login", password: "pass", totp: "otp" };
const PAGE = { url: "https://portal.example.net/login" };
let tenant: TestTenant;
let integration: string;

/** Lets the administrator do this on these paths, and nothing else. */
async function allow(permissions: readonly string[], path = "team/**"): Promise<string> {
  const rules = [{ path_pattern: path, permissions }];
  const policy = must(await tenant.api("POST /v1/policies", { name: `p${crypto.randomUUID()}`, rules }), 201);
  const binding = { identity_type: "user", identity_id: "user:admin" };
  must(await tenant.api(`POST /v1/policies/${policy.id}/bindings`, binding), 201);
  return policy.id;
}

const register = (body: object = {}) =>
  tenant.api("POST /api/v1/credentials", {
    name: "portal",
    vaultIntegrationId: integration,
    vaultPath: "team/portal",
    fieldMap: FIELDS,
    allowedDomains: ["portal.example.net"],
    ...body,
  });

const push = (body: object = {}) =>
  tenant.api(`POST /api/v1/vault-integrations/${integration}/secrets`, { path: "team/portal", data: LOGIN, ...body });

const resolve = (id: string, body: object = {}) =>
  tenant.api(`POST /api/v1/credentials/${id}/resolve`, { ...PAGE, ...body });

beforeEach(async () => {
  tenant = await newTenant();
  integration = must(await tenant.api("POST /api/v1/vault-integrations", { name: "own", type: "native" }), 201).id;
});

it("a native integration has no configuration", async () => {
  const make = (body: object) => tenant.api("POST /api/v1/vault-integrations", body);
  const faults = async (body: object) => (await make(body)).body.error.details;
  expect(await faults({ name: "n", type: "native", config: { address: "https://vault.example.com" } })).toEqual({
    fields: { "config.address": "unknown" },
  });
  expect(await faults({ name: "", type: "native" })).toEqual({ fields: { name: "empty" } });
  expect(await faults({ name: "", type: "other" })).toEqual({
    fields: { name: "empty", type: "unsupported", config: "required" },
    allowed: ["hashicorp", "native"],
  });
  expect(await faults({ name: "n" })).toEqual({ fields: { type: "required", config: "required" } });
  expect((await make({ name: "n", type: "native", config: {} })).status).toBe(201);
});

it("a native integration comes back with every key, and none of a vault", async () => {
  const answer = await tenant.api(`GET /api/v1/vault-integrations/${integration}`);
  expect(answer.body).toEqual({
    ...{
      id: integration,
      name: "own",
      type: "native",
      address: null,
      namespace: null,
      authMethod: null,
      roleId: null,
    },
    ...{ createdAt: answer.body.createdAt, updatedAt: answer.body.updatedAt },
    ...{ authMount: null, kvVersion: null, status: "healthy", lastCheckedAt: null },
  });
});

it("a native integration has no secret id to rotate, and nothing to log in to", async () => {
  const rotated = await tenant.api(`PUT /api/v1/vault-integrations/${integration}`, { secretId: "x" });
  expect([rotated.status, rotated.body.error.details]).toEqual([400, { fields: { secretId: "unsupported" } }]);
  const tested = await tenant.api(`POST /api/v1/vault-integrations/${integration}/test`, { freshLogin: true });
  const checkedAt = tested.body.checkedAt;
  expect(tested.body).toEqual({
    ok: true,
    stage: "lookup",
    code: null,
    checkedAt,
    latencyMs: 0,
    tokenTtlSeconds: null,
    hint: null,
  });
});

it.each([
  ["team/portal!", "characters"],
  ["team/caf\u00e9", "characters"],
  ["team//portal", "path_segments"],
  [Array(33).fill("a").join("/"), "path_segments"],
  ["team/ portal", "whitespace"],
  [`Team/whsec_${"A1b2".repeat(8)}`, "token"],
])("pointing at a secret of the tenant's own refuses the path %s", async (vaultPath, reason) => {
  await allow(["admin"], "**");
  const answer = await register({ vaultPath });
  expect([answer.status, answer.body.error.details]).toEqual([400, { fields: { vaultPath: reason } }]);
});

it("pointing at a secret of the tenant's own takes words that a vault or a route reserves, and every sign of a path", async () => {
  await allow(["read"], "**");
  for (const vaultPath of ["auth/portal", "team/rotate", "Team A/portal.v2@eu"])
    expect((await register({ vaultPath, name: vaultPath.replace(/\W+/g, " ") })).status, vaultPath).toBe(201);
});

it("pointing at a secret of the tenant's own takes the right to read the path, and says the same whether or not it exists", async () => {
  await allow(["write"]);
  must(await push(), 201);
  const [existing, missing] = [await register(), await register({ vaultPath: "team/none" })];
  expect([existing.status, existing.body.error.code]).toEqual([403, "access_denied"]);
  const blank = (text: string, path: string) => text.replaceAll(path, "PATH").replace(/"req_[^"]*"/, "ID");
  expect(blank(existing.text, "team/portal")).toBe(blank(missing.text, "team/none"));
});

it("pointing at a secret of the tenant's own asks for that right again when the pointer, its fields or its hosts change, and not for another name", async () => {
  const vault = await newFakeVault();
  const config = { address: vault.address, authMethod: "approle", roleId: "r", secretId: "s" };
  const other = must(
    await tenant.api("POST /api/v1/vault-integrations", { name: "v", type: "hashicorp", config }),
    201,
  ).id;
  const policy = await allow(["read"]);
  const { id } = must(await register(), 201);
  await tenant.api(`DELETE /v1/policies/${policy}?force=true`);
  const change = (body: object) => tenant.api(`PATCH /api/v1/credentials/${id}`, body);
  expect((await change({ vaultPath: "team/other" })).body.error.code).toBe("access_denied");
  expect((await change({ allowedDomains: ["other.example.net"] })).body.error.code).toBe("access_denied");
  expect((await change({ fieldMap: { username: "pass", password: "otp" } })).body.error.code).toBe("access_denied");
  expect((await change({ name: "another" })).status).toBe(200);
  expect((await change({ vaultIntegrationId: other, vaultPath: "sys/x" })).body.error.details).toEqual({
    fields: { vaultPath: "reserved" },
  });
  expect((await change({ vaultIntegrationId: other, vaultPath: "secret/data/x" })).status).toBe(200);
  expect((await change({ vaultIntegrationId: integration, vaultPath: "team/x" })).body.error.code).toBe(
    "access_denied",
  );
});

it.each([
  [{ mount: "kv" }, { fields: { mount: "unsupported" }, allowed: ["secret"] }],
  [{ path: "team!" }, { fields: { path: "characters" } }],
  [{ metadata: { tags: "a" } }, { fields: { "metadata.tags": "unsupported" } }],
])("pushing into the tenant's own store refuses %j", async (body, details) => {
  await allow(["admin"], "**");
  const answer = await push(body);
  expect([answer.status, answer.body.error.details]).toEqual([400, details]);
});

it("pushing into the tenant's own store takes the right to write the path, and leaves nothing without it", async () => {
  await allow(["read"]);
  const answer = await push();
  expect([answer.status, answer.body.error.code]).toEqual([403, "access_denied"]);
  expect((await tenant.api("GET /v1/secrets/team/portal")).body.error.code).toBe("secret_not_found");
});

it("pushing into the tenant's own store is a PUT of that secret, and merges the labels", async () => {
  await allow(["admin"]);
  expect((await push({ metadata: { owner: "finance" } })).body).toEqual({
    ...{ path: "team/portal", mount: "secret", version: 1, vaultPath: "team/portal" },
  });
  expect(
    (await push({ data: { ...LOGIN, pass: "other" }, metadata: { room: "b2" }, mount: "secret" })).body.version,
  ).toBe(2);
  const secret = await tenant.api("GET /v1/secrets/team/portal");
  expect(secret.body).toMatchObject({
    version: 2,
    secret_type: "kv",
    data: { ...LOGIN, pass: "other" },
    metadata: { owner: "finance", room: "b2" },
  });
  const rows = (await auditRows(tenant.stub)).filter((row) => row.action === "integration.pushed");
  expect(rows.map(({ success, secret_path, object_id }) => [success, secret_path, object_id])).toEqual([
    [1, "team/portal", integration],
    [1, "team/portal", integration],
  ]);
  expect(JSON.stringify(rows)).not.toContain("correct-horse");
});

it("pushing into the tenant's own store is refused where the store refuses, in the words of a push", async () => {
  await allow(["admin"]);
  must(await push(), 201);
  must(await tenant.api("DELETE /v1/secrets/team/portal"), 200);
  const deleted = await push();
  expect([deleted.status, deleted.body.error.code, deleted.body.error.details.reason]).toEqual([
    400,
    "vault_rejected",
    "secret_exists",
  ]);
  expect((await auditRows(tenant.stub)).at(-1)).toMatchObject({
    action: "integration.pushed",
    success: 0,
    error_code: "vault_rejected",
  });
});

it("resolving a native credential answers login, password and code, counts as a read, and names the path in its row", async () => {
  await allow(["admin"]);
  must(await push(), 201);
  const { id } = must(await register(), 201);
  const { totp, ...rest } = must(await resolve(id), 200);
  expect(rest).toEqual({
    ...{ credentialId: id, mode: "vault", host: "portal.example.net", matchedPattern: "portal.example.net" },
    ...{ username: LOGIN.login, password: LOGIN.pass, vaultVersion: 1 },
  });
  expect(totp.code).toMatch(/^[0-9]{6}$/);
  expect((await tenant.api("GET /v1/secrets/metadata/team/portal")).body.access_count_30d).toBe(1);
  const row = (await auditRows(tenant.stub)).findLast(({ action }) => action === "credential.resolved");
  expect(row).toMatchObject({ success: 1, secret_path: "team/portal", object_id: id });
  expect(JSON.stringify(row)).not.toMatch(/correct-horse|JBSWY3DP|me@acme/);
});

it("resolving a native credential needs no right on the path, even after the one who registered it lost theirs", async () => {
  const policy = await allow(["admin"]);
  must(await push(), 201);
  const { id } = must(await register(), 201);
  await tenant.api(`DELETE /v1/policies/${policy}?force=true`);
  expect((await tenant.api("GET /v1/secrets/team/portal")).status).toBe(403);
  expect((await resolve(id, { fields: ["password"] })).body.password).toBe(LOGIN.pass);
});

it("resolving a native credential takes the current version, and tells missing, deleted and expired apart", async () => {
  await allow(["admin"]);
  const { id } = must(await register(), 201);
  const code = async () => (await resolve(id)).body.error.code;
  expect(await code()).toBe("vault_path_not_found");
  must(await push(), 201);
  must(await push({ data: { ...LOGIN, pass: "second" } }), 201);
  expect((await resolve(id)).body).toMatchObject({ password: "second", vaultVersion: 2 });
  must(await tenant.api("DELETE /v1/secrets/team/portal"), 200);
  expect(await code()).toBe("vault_secret_deleted");
  must(await tenant.api("POST /v1/secrets/team/portal/restore"), 200);
  const soon = new Date(Date.now() + 60_000).toISOString();
  must(await tenant.api("PATCH /v1/secrets/team/portal", { options: { expires_at: soon } }), 200);
  const { runInDurableObject } = await import("cloudflare:test");
  await runInDurableObject(tenant.stub, (object) => {
    object.clock = () => Date.now() + 120_000;
  });
  expect(await code()).toBe("vault_secret_expired");
});

it("resolving a native credential checks the host first", async () => {
  await allow(["admin"]);
  must(await push(), 201);
  const { id } = must(await register(), 201);
  const refused = await resolve(id, { url: "https://portal.example.net.evil.example/" });
  expect(refused.body.error.code).toBe("host_not_allowed");
  expect((await tenant.api("GET /v1/secrets/metadata/team/portal")).body.access_count_30d).toBe(0);
});

const test = (id: string, body: object = {}) => tenant.api(`POST /api/v1/credentials/${id}/test`, body);

it("testing a native credential takes the right to read the path", async () => {
  const policy = await allow(["read"]);
  const { id } = must(await register(), 201);
  await tenant.api(`DELETE /v1/policies/${policy}?force=true`);
  expect((await test(id)).body.error.code).toBe("access_denied");
});

it("testing a native credential looks at path, fields and seed without a login, and shows no value", async () => {
  await allow(["admin"]);
  const { id } = must(await register(), 201);
  expect((await test(id)).body).toMatchObject({
    ok: false,
    code: "vault_path_not_found",
    checks: { login: "skipped", path: "failed" },
  });
  must(await push(), 201);
  const good = await test(id);
  expect(good.body).toMatchObject({
    ...{ ok: true, code: null, vaultVersion: 1, hint: null },
    checks: {
      domain: "skipped",
      login: "skipped",
      path: "passed",
      totpSeed: "passed",
      fields: { username: "passed", password: "passed", totp: "passed" },
    },
  });
  expect(good.text).not.toContain(LOGIN.pass);
  must(await push({ data: { login: "x", pass: "y", otp: "not a seed!" } }), 201);
  expect((await test(id)).body).toMatchObject({
    ok: false,
    code: "vault_totp_seed_invalid",
    checks: { totpSeed: "failed" },
  });
});
