import { afterEach, expect, it, vi } from "vitest";
import { bao, hasOpenBao, type Role, type RoleOptions } from "../support/openbao";
import { PATIENCE_MS } from "../support/patience";
import { type BenchOptions, type BrokerBench, newBench, PAGE, SECRET } from "./broker-bench";

afterEach(() => {
  vi.restoreAllMocks();
});

const SEEN = { username: "passed", password: "passed", totp: "passed" };

/** A KV engine at a mount of its own, and a role that may read what is in it. */
async function mounted(mount: string, kvVersion: "1" | "2", options: RoleOptions = {}) {
  await bao.api("POST", `sys/mounts/${mount}`, { type: "kv", options: { version: kvVersion } });
  const policy = `kv-${crypto.randomUUID()}`;
  await bao.putPolicy(policy, `path "${mount}/*" { capabilities = ["read"] }`);
  return await bao.newRole({ ...options, policies: [policy] });
}

const benchOf = async (role: Role, options: BenchOptions) =>
  newBench({ address: bao.url, roleId: role.roleId, secretId: await bao.newSecretId(role) }, options);

/** What test, with and without reading, and resolve say of the path. */
const sayings = async (b: BrokerBench) => {
  const { ok, code, hint } = (await b.api("test")).body;
  const read = (await b.api("test", { allowRead: true })).body;
  const resolved = await b.resolve();
  const { code: refused = null, details } = resolved.body.error ?? {};
  expect([read.ok, read.code, read.hint]).toEqual([resolved.status === 200, refused, details?.hint ?? null]);
  return { unread: [ok, code, hint], read: [read.ok, read.code, read.hint] };
};

const OPEN = [null, null, "read_needed"];
const GOOD = { unread: OPEN, read: [true, null, null] };

it.skipIf(!hasOpenBao)(
  "the tests against a real vault prove login, path and fields, with the names that the vault gives",
  async () => {
    const vaultPath = `secret/data/app/${crypto.randomUUID()}`;
    await bao.putSecret(vaultPath, { ...SECRET, pin: 1234 });
    const role = await bao.newRole();
    const b = await benchOf(role, { vaultPath });
    expect((await b.integration("test")).body).toMatchObject({
      ok: true,
      stage: "login",
      tokenTtlSeconds: expect.closeTo(600, -1),
    });
    expect((await b.integration("test")).body).toMatchObject({ ok: true, stage: "lookup", hint: null });
    expect((await b.api("test", { url: PAGE })).body).toMatchObject({
      ok: null,
      hint: "read_needed",
      vaultVersion: 1,
      checks: { domain: "passed", path: "passed", fields: SEEN },
    });
    expect((await b.api("test", { url: PAGE, allowRead: true })).body).toMatchObject({
      ok: true,
      checks: { totpSeed: "passed", fields: SEEN },
    });
    await b.point({ fieldMap: { username: "login", password: "pin" } });
    expect((await b.api("test")).body.ok).toBeNull();
    expect((await b.api("test", { allowRead: true })).body).toMatchObject({
      ok: false,
      code: "vault_field_not_string",
    });
    await b.point({ fieldMap: { username: "login", password: "absent" } });
    expect((await b.api("test")).body).toMatchObject({ ok: false, code: "vault_field_missing" });
    await bao.api("DELETE", vaultPath);
    expect((await b.api("test")).body).toMatchObject({ ok: false, code: "vault_secret_deleted" });
    expect((await bao.tokensOf(role)).length).toBe(1);
  },
);

it.skipIf(!hasOpenBao)(
  "the tests against a real vault do not use up the secret id of a role without the default policy",
  async () => {
    const mount = `kv-${crypto.randomUUID()}`;
    const role = await mounted(mount, "1", { noDefaultPolicy: true, secretIdNumUses: 2 });
    const b = await benchOf(role, { kvVersion: 1, vaultPath: `${mount}/app` });
    await bao.api("POST", `${mount}/app`, SECRET);
    expect((await b.integration("test")).body).toMatchObject({ ok: true, stage: "login", hint: null });
    for (let i = 0; i < 5; i++)
      expect((await b.integration("test")).body).toMatchObject({ ok: true, stage: "lookup", hint: "lookup_denied" });
    for (let i = 0; i < 3; i++) expect((await b.api("test", { allowRead: true })).body.ok).toBe(true);
    expect((await b.resolve()).status).toBe(200);
    expect((await bao.tokensOf(role)).length).toBe(1);
  },
);

it.skipIf(!hasOpenBao)(
  "the tests against a real vault find a secret at a mount that has a segment `data` in its name",
  async () => {
    const mount = `team-${crypto.randomUUID()}/data/eu`;
    const role = await mounted(mount, "2");
    await untilUpgraded(() => bao.putSecret(`${mount}/data/app/data/db`, SECRET));
    const b = await benchOf(role, { vaultPath: `${mount}/data/app/data/db` });
    expect((await b.api("test")).body).toMatchObject({ ok: null, vaultVersion: 1, checks: { fields: SEEN } });
    expect(await sayings(b)).toEqual(GOOD);
    await b.point({ vaultPath: `${mount}/data/app/absent` });
    // The role may not ask where the first `data` would have the engine, and that may be the place.
    expect(await sayings(b)).toEqual({ unread: OPEN, read: [false, "vault_path_not_found", null] });
    await b.point({ vaultPath: `${mount}/app/data/db` });
    expect((await sayings(b)).read).toEqual([false, "vault_path_not_found", "missing_data_segment"]);
  },
);

it.skipIf(!hasOpenBao)(
  "the tests against a real vault tell which version the engine is of, in both directions, as a resolve does",
  async () => {
    const one = `kv-${crypto.randomUUID()}`;
    const two = `kv-${crypto.randomUUID()}`;
    const old = await benchOf(await mounted(one, "1"), { kvVersion: 2, vaultPath: `${one}/app` });
    await bao.api("POST", `${one}/app`, SECRET);
    expect((await sayings(old)).read).toEqual([false, "vault_bad_answer", "kv_version"]);
    const young = await benchOf(await mounted(two, "2"), { kvVersion: 1, vaultPath: `${two}/data/app` });
    await untilUpgraded(() => bao.putSecret(`${two}/data/app`, SECRET));
    expect(await sayings(young)).toEqual({ unread: OPEN, read: [false, "vault_field_missing", "kv_version"] });
    await young.point({ vaultPath: `${two}/app` });
    expect(await sayings(young)).toEqual({ unread: OPEN, read: [false, "vault_path_not_found", "kv_version"] });
  },
);

it.skipIf(!hasOpenBao)(
  "the tests against a real vault hint at the missing segment `data` where the vault hides the path",
  async () => {
    const role = await bao.newRole();
    const b = await benchOf(role, { vaultPath: "secret/app/db" });
    const missing = (code: string) => [false, code, "missing_data_segment"];
    expect(await sayings(b)).toEqual({
      unread: missing("vault_path_not_found"),
      read: missing("vault_permission_denied"),
    });
  },
);

/** A KV engine just enabled is not ready at once. */
async function untilUpgraded(write: () => Promise<unknown>): Promise<void> {
  await vi.waitFor(write, { timeout: PATIENCE_MS, interval: 50 });
}
