import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, it, vi } from "vitest";
import { SECRET_ID_FORMAT, sealSecretId } from "../../src/broker/vault/secret-id";
import { parseConfig } from "../../src/config";
import { lengthPrefixed } from "../../src/crypto/encoding";
import { Keyring, type RootKey } from "../../src/crypto/keyring";
import { newSpaceKey, openSpaceKey } from "../../src/crypto/space-keys";
import { asOperator, auditRows, call, evict, must, newTenant, OPERATOR_TOKEN, type TestTenant } from "../support/api";
import { newFakeVault } from "../support/fake-vault";
import { PATIENCE_MS } from "../support/patience";

const [older, newest] = parseConfig(env).rootKeys as [RootKey, RootKey];
const lost: RootKey = { id: "lost-1", key: crypto.getRandomValues(new Uint8Array(32)) };

const integrations = async (tenant: TestTenant, count: number): Promise<string[]> => {
  const vault = await newFakeVault();
  const config = { address: vault.address, authMethod: "approle", roleId: "role", secretId: "secret" };
  const made = Array.from({ length: count }, () =>
    tenant.api("POST /api/v1/vault-integrations", { name: "vault", type: "hashicorp", config }),
  );
  return (await Promise.all(made)).map((answer) => must(answer, 201).id);
};

/** As if it had been stored while `root` was the newest key. */
async function sealUnder(tenant: TestTenant, integrationId: string, root: RootKey): Promise<void> {
  const sealed = await sealSecretId(new Keyring([root]), { tenantId: tenant.id, integrationId }, "secret");
  await env.DB.prepare(
    "UPDATE vault_integrations SET sealed_secret_id = ?, root_key_id = ?, secret_id_format = ? WHERE id = ?",
  )
    .bind(sealed.bytes, sealed.keyId, SECRET_ID_FORMAT, integrationId)
    .run();
  await evict(tenant.stub);
}

const rowOf = (id: string) => env.DB.prepare("SELECT * FROM vault_integrations WHERE id = ?").bind(id).first();

/** For what an object does by itself: a busy machine takes its time. */
const PATIENT = { timeout: PATIENCE_MS, interval: 20 };

/** The two marks of a new tenant's log. Its partner has no object yet. */
const MARKS = 2;

beforeEach(async () => {
  await env.DB.prepare("DELETE FROM vault_integrations").run();
  await env.DB.prepare("DELETE FROM root_key_uses").run();
});

it("root keys are the operator's alone, whatever a token may do in its space", async () => {
  const tenant = await newTenant();
  for (const [line, body] of [
    ["GET /v1/admin/keys", undefined],
    ["POST /v1/admin/rewrap", {}],
  ] as const) {
    const answer = await tenant.api(line, body);
    expect(answer.body.error).toMatchObject({ code: "access_denied", details: { required_role: "operator" } });
    expect(answer.status).toBe(403);
  }
});

it.each([
  [{ limit: 0 }, "limit", "range"],
  [{ limit: 1001 }, "limit", "range"],
  [{ dry_run: "yes" }, "dry_run", "type"],
  [{ all: true }, "all", "unknown"],
])("root keys refuse a rewrap of %j", async (body, field, reason) => {
  const answer = await asOperator("POST /v1/admin/rewrap", body);
  expect(answer.body.error).toMatchObject({ code: "validation_error", details: { fields: { [field]: reason } } });
});

it("root keys are counted by what they seal, over all tenants", async () => {
  const [a, b] = [await newTenant(), await newTenant()];
  const [first] = await integrations(a, 2);
  await integrations(b, 1);
  await sealUnder(a, String(first), older);
  const answer = await asOperator("GET /v1/admin/keys");
  expect(answer.body).toEqual({ newest: newest.id, records: { [older.id]: 1, [newest.id]: 2 + 2 * MARKS } });
  await runInDurableObject(env.SPACES.getByName("operator"), (_, { storage }) => {
    const row = storage.sql.exec("SELECT action, extra_data FROM audit_log ORDER BY seq DESC LIMIT 1").one();
    expect(row).toEqual({ action: "config_read", extra_data: '{"resource":"root_keys"}' });
  });
});

it("a rewrap changes nothing when it is a dry run", async () => {
  const tenant = await newTenant();
  const [id] = (await integrations(tenant, 1)) as [string];
  await sealUnder(tenant, id, older);
  const before = await rowOf(id);
  const answer = await asOperator("POST /v1/admin/rewrap", { dry_run: true });
  expect(answer.body).toEqual({ newest: newest.id, rewrapped: 0, remaining: 1, dry_run: true });
  expect(await rowOf(id)).toEqual(before);
});

it("a rewrap seals a bounded number anew, goes on where it stopped, and repeats harmlessly", async () => {
  const tenant = await newTenant();
  const ids = await integrations(tenant, 5);
  for (const id of ids) await sealUnder(tenant, id, older);
  const run = async () => (await asOperator("POST /v1/admin/rewrap", { limit: 2 })).body;
  const answer = { newest: newest.id, dry_run: false };
  expect(await run()).toEqual({ ...answer, rewrapped: 2, remaining: 3 });
  expect(await run()).toEqual({ ...answer, rewrapped: 2, remaining: 1 });
  expect(await run()).toEqual({ ...answer, rewrapped: 1, remaining: 0 });
  expect(await run()).toEqual({ ...answer, rewrapped: 0, remaining: 0 });
  expect((await asOperator("GET /v1/admin/keys")).body.records).toEqual({ [older.id]: 0, [newest.id]: 5 + MARKS });
});

it("a rewrap touches nothing but the sealed bytes and the key's id, and all log in afterwards", async () => {
  const tenant = await newTenant();
  const [id] = (await integrations(tenant, 1)) as [string];
  await sealUnder(tenant, id, older);
  const before = await rowOf(id);
  must(await tenant.api(`POST /api/v1/vault-integrations/${id}/test`, { freshLogin: true }), 200);
  await asOperator("POST /v1/admin/rewrap");
  const after = await rowOf(id);
  expect(after).toEqual({ ...before, sealed_secret_id: after?.["sealed_secret_id"], root_key_id: newest.id });
  expect(after?.["sealed_secret_id"]).not.toEqual(before?.["sealed_secret_id"]);
  const tested = await tenant.api(`POST /api/v1/vault-integrations/${id}/test`, { freshLogin: true });
  expect(tested.body).toMatchObject({ ok: true, stage: "login" });
});

it("a rewrap runs while tenants work: logins and rotations in between all hold", async () => {
  const tenant = await newTenant();
  const ids = await integrations(tenant, 6);
  for (const id of ids) await sealUnder(tenant, id, older);
  const login = (id: string) => tenant.api(`POST /api/v1/vault-integrations/${id}/test`, { freshLogin: true });
  const rotate = (id: string) => tenant.api(`PUT /api/v1/vault-integrations/${id}`, { secretId: "another" });
  const answers = await Promise.all([
    ...ids.map(login),
    asOperator("POST /v1/admin/rewrap"),
    ...ids.slice(0, 3).map(rotate),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect((await asOperator("POST /v1/admin/rewrap")).body.remaining).toBe(0);
  for (const id of ids) expect((await login(id)).body).toMatchObject({ ok: true });
});

it("a rewrap leaves what an unknown key sealed, says so, and fails closed for its users", async () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const tenant = await newTenant();
  const [gone, good] = (await integrations(tenant, 2)) as [string, string];
  await sealUnder(tenant, gone, lost);
  await sealUnder(tenant, good, older);
  const answer = await asOperator("POST /v1/admin/rewrap");
  expect(answer.body).toEqual({ newest: newest.id, rewrapped: 1, remaining: 1, dry_run: false });
  const ready = await call("GET /v1/health/ready");
  expect(ready.body).toMatchObject({ status: "not_ready", checks: { encryption: "failed", database: "ok" } });
  expect(ready.status).toBe(503);
  const used = await tenant.api(`POST /api/v1/vault-integrations/${gone}/secrets`, {
    path: "app/x",
    data: { a: "b" },
  });
  expect([used.status, used.body.error.code]).toEqual([500, "internal_error"]);
  expect(errors.mock.calls.flat().join()).toContain(lost.id);
  errors.mockRestore();
});

it("a rewrap keeps a secret id from opening in another row or tenant", async () => {
  const [a, b] = [await newTenant(), await newTenant()];
  const [own, other] = (await integrations(a, 2)) as [string, string];
  const [foreign] = (await integrations(b, 1)) as [string];
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  for (const [tenant, id] of [
    [a, other],
    [b, foreign],
  ] as const) {
    await env.DB.prepare(
      "UPDATE vault_integrations SET sealed_secret_id = (SELECT sealed_secret_id FROM vault_integrations WHERE id = ?) WHERE id = ?",
    )
      .bind(own, id)
      .run();
    await evict(tenant.stub);
    const used = await tenant.api(`POST /api/v1/vault-integrations/${id}/secrets`, {
      path: "app/x",
      data: { a: "b" },
    });
    expect([used.status, used.body.error.code]).toEqual([500, "internal_error"]);
  }
  errors.mockRestore();
});

it("the operator's door takes the operator's token and no other of its form", async () => {
  const wrong = OPERATOR_TOKEN.replace("Test0", "Test9");
  expect((await call("GET /v1/admin/keys", { token: wrong })).body.error.code).toBe("token_invalid");
});

const rotate = (space: string) => asOperator(`POST /v1/admin/spaces/${space}/rotate-key`);

const write = async (tenant: TestTenant, path: string) =>
  must(await tenant.api(`PUT /v1/secrets/${path}`, { data: { value: path } }), 201);

const withSecrets = async (): Promise<TestTenant> => {
  const tenant = await newTenant();
  const rules = [{ path_pattern: "**", permissions: ["admin"] }];
  const policy = must(await tenant.api("POST /v1/policies", { name: "all", rules }), 201).id;
  const binding = { identity_type: "user", identity_id: "user:admin" };
  must(await tenant.api(`POST /v1/policies/${policy}/bindings`, binding), 201);
  await write(tenant, "a/one");
  await write(tenant, "a/two");
  return tenant;
};

const uses = async () => (await asOperator("GET /v1/admin/keys")).body.records;

/** Versions, and whether there are bytes. */
const keysOf = (tenant: TestTenant) =>
  runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql
      .exec<{ version: number; size: number }>("SELECT version, length(wrapped) AS size FROM space_keys ORDER BY 1")
      .toArray()
      .map(({ version, size }) => [version, size > 0]),
  );

/** As if the space's key had been wrapped while `root` was the newest. */
async function wrapUnder(tenant: TestTenant, root: RootKey): Promise<void> {
  await runInDurableObject(tenant.stub, async (_, { storage }) => {
    const { wrapped } = await newSpaceKey(new Keyring([root]), tenant.id, 1);
    storage.sql.exec("UPDATE space_keys SET wrapped = ?, root_key_id = ?", wrapped.bytes, root.id);
  });
  const less = env.DB.prepare("UPDATE root_key_uses SET records = records - 1 WHERE space_id = ?").bind(tenant.id);
  const more = env.DB.prepare("INSERT INTO root_key_uses VALUES (?, ?, 1)").bind(tenant.id, root.id);
  await env.DB.batch([less, more]);
  await evict(tenant.stub);
}

it("the key of a space is rotated by the operator alone, and only for a space that is there", async () => {
  const tenant = await newTenant();
  const answer = await tenant.api(`POST /v1/admin/spaces/${tenant.id}/rotate-key`);
  expect(answer.body.error).toMatchObject({ code: "access_denied", details: { required_role: "operator" } });
  for (const id of ["tnt_none", "bluefin", "operator"]) {
    const missing = await rotate(id);
    expect([missing.status, missing.body.error.code]).toEqual([404, "tenant_not_found"]);
  }
});

it("the key of a space seals what is new at once, and wraps what is old by the alarm", async () => {
  const tenant = await withSecrets();
  expect((await rotate(tenant.id)).body).toEqual({ space_id: tenant.id, key_version: 2, pending: 2 });
  await write(tenant, "a/three");
  await runDurableObjectAlarm(tenant.stub);
  expect((await rotate(tenant.id)).body).toEqual({ space_id: tenant.id, key_version: 3, pending: 3 });
  for (const path of ["a/one", "a/two", "a/three"])
    expect((await tenant.api(`GET /v1/secrets/${path}`)).body.data).toEqual({ value: path });
  const rows = (await auditRows(tenant.stub)).filter(({ action }) => action === "space_key_rotate");
  expect(rows.map(({ identity_id, extra_data }) => [identity_id, extra_data])).toEqual([
    ["system:operator", JSON.stringify({ key_version: 2, space_id: tenant.id })],
    ["system:operator", JSON.stringify({ key_version: 3, space_id: tenant.id })],
  ]);
});

it("the key of a space is counted before it is made, so that no root key is taken out too early", async () => {
  const tenant = await withSecrets();
  expect(await uses()).toEqual({ [older.id]: 0, [newest.id]: 1 + MARKS });
  const other = await newTenant();
  await env.DB.prepare("ALTER TABLE root_key_uses RENAME TO away").run();
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect((await rotate(tenant.id)).status).toBe(503);
  errors.mockRestore();
  expect(await keysOf(tenant)).toEqual([[1, true]]);
  const refused = await other.api("PUT /v1/secrets/a/b", { data: { a: 1 } });
  await env.DB.prepare("ALTER TABLE away RENAME TO root_key_uses").run();
  expect(refused.status).toBe(403);
});

it("the key of a space is removed when a rotation has moved all that it wrapped, and what earlier rotations left as well", async () => {
  const tenant = await withSecrets();
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    // As rotations of former releases left it: two older keys, one of them under a root key that is gone since.
    storage.sql.exec("UPDATE space_keys SET version = 3");
    storage.sql.exec("UPDATE secret_versions SET key_version = 3");
    storage.sql.exec("INSERT INTO space_keys SELECT 1, zeroblob(60), 'lost-1', created_at_ms FROM space_keys");
    storage.sql.exec(
      "INSERT INTO space_keys SELECT 2, zeroblob(60), root_key_id, created_at_ms FROM space_keys WHERE version = 3",
    );
  });
  await env.DB.prepare("INSERT INTO root_key_uses VALUES (?, 'lost-1', 1)").bind(tenant.id).run();
  await env.DB.prepare("UPDATE root_key_uses SET records = records + 1 WHERE space_id = ? AND root_key_id = ?")
    .bind(tenant.id, newest.id)
    .run();
  await evict(tenant.stub);
  await tenant.stub.ping();
  await runDurableObjectAlarm(tenant.stub);
  // The object's own alarm may have been quicker, and be still at it.
  await vi.waitFor(async () => expect(await keysOf(tenant)).toEqual([[3, true]]), PATIENT);
  expect(await uses()).toEqual({ [older.id]: 0, [newest.id]: 1 + MARKS });
});

it("the key of a space is removed after a rotation, its count too, and reads of any age go on", async () => {
  const tenant = await withSecrets();
  await rotate(tenant.id);
  await write(tenant, "a/three");
  await runDurableObjectAlarm(tenant.stub);
  await vi.waitFor(async () => expect(await keysOf(tenant)).toEqual([[2, true]]), PATIENT);
  expect(await uses()).toEqual({ [older.id]: 0, [newest.id]: 1 + MARKS });
  await evict(tenant.stub);
  for (const path of ["a/one", "a/two", "a/three"])
    expect((await tenant.api(`GET /v1/secrets/${path}`)).body.data).toEqual({ value: path });
});

it("the key of a space is erased at once and forgotten later, if the directory can't be told now", async () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const tenant = await withSecrets();
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    storage.sql.exec("INSERT INTO space_keys SELECT -1, wrapped, root_key_id, created_at_ms FROM space_keys");
  });
  await env.DB.prepare("UPDATE root_key_uses SET records = records + 1 WHERE space_id = ?").bind(tenant.id).run();
  await env.DB.prepare("ALTER TABLE root_key_uses RENAME TO away").run();
  await evict(tenant.stub);
  await tenant.stub.ping();
  await runDurableObjectAlarm(tenant.stub);
  const erased = [
    [-1, false],
    [1, true],
  ];
  await vi.waitFor(async () => expect(await keysOf(tenant)).toEqual(erased), PATIENT);
  await env.DB.prepare("ALTER TABLE away RENAME TO root_key_uses").run();
  expect(await uses()).toEqual({ [older.id]: 0, [newest.id]: 2 + MARKS });
  // The object starts anew, as after a crash, and finds the work again.
  await evict(tenant.stub);
  await tenant.stub.ping();
  await runDurableObjectAlarm(tenant.stub);
  await vi.waitFor(async () => expect(await keysOf(tenant)).toEqual([[1, true]]), PATIENT);
  expect(await uses()).toEqual({ [older.id]: 0, [newest.id]: 1 + MARKS });
  errors.mockRestore();
});

it("the key of a space goes under the newest root key by a rewrap, which makes up for a count that is too high", async () => {
  const tenant = await withSecrets();
  await runInDurableObject(tenant.stub, async (_, { storage }) => {
    const [row] = storage.sql.exec("SELECT * FROM space_keys").toArray();
    const sealed = { keyId: newest.id, bytes: new Uint8Array(row?.["wrapped"] as ArrayBuffer) };
    const raw = await openSpaceKey(new Keyring([newest]), tenant.id, 1, sealed);
    const anew = await new Keyring([older]).seal({ salt: tenant.id, info: "space-key" }, raw, (keyId) =>
      lengthPrefixed("space-key", tenant.id, "1", keyId),
    );
    storage.sql.exec("UPDATE space_keys SET wrapped = ?, root_key_id = ?", anew.bytes, anew.keyId);
  });
  await env.DB.prepare("UPDATE root_key_uses SET root_key_id = ?, records = 3").bind(older.id).run();
  await evict(tenant.stub);
  expect((await tenant.api("GET /v1/secrets/a/one")).body.data).toEqual({ value: "a/one" });
  expect((await asOperator("POST /v1/admin/rewrap")).body).toEqual({
    newest: newest.id,
    rewrapped: 1,
    remaining: 0,
    dry_run: false,
  });
  expect(await uses()).toEqual({ [older.id]: 0, [newest.id]: 1 + MARKS });
  await evict(tenant.stub);
  expect((await tenant.api("GET /v1/secrets/a/two")).body.data).toEqual({ value: "a/two" });
});

it("the key of a space fails closed when its root key is not there: readiness says so, and no value is read", async () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const tenant = await withSecrets();
  await wrapUnder(tenant, lost);
  const read = await tenant.api("GET /v1/secrets/a/one");
  expect([read.status, read.body.error.code]).toEqual([500, "internal_error"]);
  expect((await call("GET /v1/health/ready")).body.checks.encryption).toBe("failed");
  expect((await asOperator("POST /v1/admin/rewrap")).body).toMatchObject({ rewrapped: 0, remaining: 1 });
  expect(errors.mock.calls.flat().join()).toContain(lost.id);
  errors.mockRestore();
});
