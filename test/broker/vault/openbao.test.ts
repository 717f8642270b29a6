import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/durable-sqlite";
import { expect, it } from "vitest";
import type { AppRoleSession } from "../../../src/broker/vault/app-role-session";
import {
  LockoutGuard,
  type LockoutRpc,
  type PermitRequest,
  type Settlement,
} from "../../../src/broker/vault/lockout-guard";
import { type Failure, type Result, unwrap } from "../../../src/errors";
import { newFakeVault } from "../../support/fake-vault";
import { type Bao, hasOpenBao, ownBao, type Role, type RoleOptions, bao as sharedBao } from "../../support/openbao";
import { PATIENCE_MS } from "../../support/patience";
import { OpenGate } from "./scripted-vault";
import { type Integration, newIntegration } from "./vault-bench";

const codeOf = (result: Result<unknown>) => (result.ok ? "good" : result.error.code);
const errorOf = (result: Result<unknown>): Failure | undefined => (result.ok ? undefined : result.error);
const fresh = () => `app/${crypto.randomUUID()}`;

/** A role of its own, a secret id, an integration with it. */
async function withRole(options: RoleOptions = {}, bao: Bao = sharedBao, gate: LockoutRpc = new OpenGate()) {
  const role = await bao.newRole(options);
  const secretId = await bao.newSecretId(role);
  const integration = await newIntegration(
    { address: bao.url, roleId: role.roleId, secretId, authMount: role.mount },
    gate,
  );
  return { bao, role, secretId, integration };
}

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side logs in anew when a short lease is over",
  async () => {
    const { bao, role, integration } = await withRole({ tokenTtl: "2s", tokenMaxTtl: "2s" });
    await integration.request().writeSecret({ mount: "secret", path: fresh() }, { a: "1" });
    const [before] = await bao.tokensOf(role);
    await expect.poll(() => bao.tokensOf(role), { timeout: PATIENCE_MS, interval: 200 }).toEqual([]);
    expect(codeOf(await integration.request().readSecret("secret/data/app/none"))).toBe("vault_path_not_found");
    expect(await bao.tokensOf(role)).not.toEqual([before]);
  },
);

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side renews a token, which stays the same one",
  async () => {
    const { bao, role, integration } = await withRole({ tokenTtl: "100s", tokenMaxTtl: "1h" });
    const first = unwrap(await integration.session.acquire(integration.call, "GET x"));
    await runInDurableObject(env.SESSIONS.getByName(integration.id), (instance: AppRoleSession) => {
      instance.now = () => Date.now() + 90_000;
    });
    const second = unwrap(await integration.session.acquire(integration.call, "GET x"));
    expect([second.token, second.fresh]).toEqual([first.token, false]);
    expect(second.ttlSeconds).toBeGreaterThan(95); // 10 before the renewal
    expect(await bao.tokensOf(role)).toHaveLength(1);
  },
);

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side counts the uses of a token as the vault does",
  async () => {
    const { bao, role, integration } = await withRole({ numUses: 2 });
    const path = fresh();
    for (let i = 0; i < 5; i++) {
      expect(codeOf(await integration.request().writeSecret({ mount: "secret", path }, { a: "1" }))).toBe("good");
    }
    // Both uses of two tokens are spent, the third has one left: nothing was refused on the way.
    expect(await bao.tokensOf(role)).toHaveLength(1);
  },
);

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side needs one use of the secret id for many requests",
  async () => {
    const { integration } = await withRole({ secretIdNumUses: 1 });
    for (let i = 0; i < 5; i++)
      expect(codeOf(await integration.request().proveToken({ freshLogin: false }))).toBe("good");
    expect(await integration.request().proveToken({ freshLogin: true })).toMatchObject({
      ok: false,
      error: { code: "vault_auth_failed", details: { stage: "login", upstreamStatus: 400, retryable: false } },
    });
  },
);

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side logs in once for a hundred requests that come at once",
  async () => {
    const { bao, role, integration } = await withRole();
    await bao.putSecret("secret/data/app/hundred", { login: "me" });
    const results = await Promise.all(
      Array.from({ length: 100 }, () => integration.request().readSecret("secret/data/app/hundred")),
    );
    expect(new Set(results.map(codeOf))).toEqual(new Set(["good"]));
    expect(await bao.tokensOf(role)).toHaveLength(1);
  },
);

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side gets over a revoked token with one login",
  async () => {
    const { bao, role, integration } = await withRole();
    await integration.request().proveToken({ freshLogin: false });
    await bao.revokeTokensOf(role);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => integration.request().readSecret("secret/data/app/none")),
    );
    expect(new Set(results.map(codeOf))).toEqual(new Set(["vault_path_not_found"]));
    expect(await bao.tokensOf(role)).toHaveLength(1);
  },
);

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side goes on with its token after the secret id was revoked, and then says why not",
  async () => {
    const { bao, role, secretId, integration } = await withRole();
    await integration.request().proveToken({ freshLogin: false });
    await bao.api("POST", `auth/approle/role/${role.name}/secret-id/destroy`, { secret_id: secretId });
    await bao.revokeTokensOf(role);
    expect(errorOf(await integration.request().readSecret("secret/data/app/none"))?.code).toBe("vault_auth_failed");
    expect(errorOf(await integration.request().readSecret("secret/data/app/none"))?.details?.paused).toBe(true);
  },
);

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side takes up a rotated secret id while calls are in flight, which all end well",
  async () => {
    const { bao, role, integration } = await withRole();
    await bao.putSecret("secret/data/app/rotated", { login: "me" });
    const read = (on: Integration) => on.request().readSecret("secret/data/app/rotated");
    await read(integration);
    const rotated = await integration.rotated(await bao.newSecretId(role));
    const mixed = Array.from({ length: 30 }, (_, i) => read(i < 15 ? integration : rotated));
    expect(new Set((await Promise.all(mixed)).map(codeOf))).toEqual(new Set(["good"]));
    expect(await bao.tokensOf(role)).toHaveLength(2);
    expect(codeOf(await read(integration))).toBe("good");
  },
);

it.skipIf(!hasOpenBao)(
  "the session, when time is on the vault's side costs at most two logins in a hundred tries of a path the role may not read",
  async () => {
    const { bao, role, integration } = await withRole();
    for (let i = 0; i < 100; i++) {
      const denied = errorOf(await integration.request().readSecret("secret/data/other/x"));
      expect([denied?.code, denied?.details?.upstreamStatus]).toEqual(["vault_permission_denied", 403]);
    }
    expect(await bao.tokensOf(role)).toHaveLength(2);
  },
);

it.skipIf(!hasOpenBao)(
  "a login at the vault is refused with another role's secret id, a wrong mount, and a wrong role id",
  async () => {
    const { bao, role, secretId } = await withRole();
    const other = await bao.newSecretId(await bao.newRole());
    const base = { address: bao.url, roleId: role.roleId, secretId, authMount: role.mount };
    for (const wrong of [{ secretId: other }, { authMount: "nowhere" }, { roleId: "none" }]) {
      const integration = await newIntegration({ ...base, ...wrong });
      expect(codeOf(await integration.request().proveToken({ freshLogin: false }))).toBe("vault_auth_failed");
    }
  },
);

it.skipIf(!hasOpenBao)("a login at the vault works at a mount of another name, and of several segments", async () => {
  for (const mount of ["robots", "team/robots"]) {
    const { integration } = await withRole({ mount });
    expect(codeOf(await integration.request().proveToken({ freshLogin: false }))).toBe("good");
  }
});

it.skipIf(!hasOpenBao)("a login at the vault works inside a namespace, and only with it", async () => {
  const bao = sharedBao;
  const namespace = `team-${crypto.randomUUID().slice(0, 8)}`;
  await bao.api("POST", `sys/namespaces/${namespace}`, {});
  const inside = { namespace };
  await bao.api("POST", "sys/auth/approle", { type: "approle" }, inside);
  await bao.api("POST", "sys/mounts/kv", { type: "kv", options: { version: "1" } }, inside);
  await bao.api("PUT", "sys/policies/acl/read", { policy: 'path "kv/*" { capabilities = ["read"] }' }, inside);
  await bao.api("POST", "auth/approle/role/r", { token_policies: ["read"] }, inside);
  await bao.api("POST", "kv/app", { login: "me" }, inside);
  const roleId = String((await bao.api("GET", "auth/approle/role/r/role-id", undefined, inside)).data?.role_id);
  const made = await bao.api("POST", "auth/approle/role/r/secret-id", {}, inside);
  const role = { address: bao.url, roleId, secretId: String(made.data?.secret_id) };
  const within = await newIntegration({ ...role, namespace: `/${namespace}/` });
  expect(await within.request(1).readSecret("kv/app")).toEqual({
    ok: true,
    value: { data: { login: "me" }, version: null },
  });
  const without = await newIntegration(role);
  expect(codeOf(await without.request(1).readSecret("kv/app"))).toBe("vault_auth_failed");
});

it.skipIf(!hasOpenBao)(
  "a login at the vault with a stale secret id never locks the role, however many integrations try it",
  async () => {
    const gate = await realGate();
    const bao = sharedBao;
    const role = await bao.newRole();
    const stale = () => newIntegration({ address: bao.url, roleId: role.roleId, secretId: "stale" }, gate);
    const integrations = await Promise.all(Array.from({ length: 8 }, stale));
    for (const { request, session, call } of integrations) {
      expect(codeOf(await request().proveToken({ freshLogin: true }))).toBe("vault_auth_failed");
      expect(codeOf(await session.verify(call))).toBe("vault_auth_failed");
    }
    // Five refusals would have locked it: then the good secret id would be refused as well.
    expect(await loginStatus(bao, role, await bao.newSecretId(role))).toBe(200);
    expect(gate.refusals).toBe(4);
  },
);

it.skipIf(!hasOpenBao)("a login at the vault shows that this vault does lock a role after five refusals", async () => {
  const bao = sharedBao;
  const role = await bao.newRole();
  const secretId = await bao.newSecretId(role);
  for (let i = 0; i < 5; i++) expect(await loginStatus(bao, role, "stale")).toBe(400);
  const locked = await newIntegration({ address: bao.url, roleId: role.roleId, secretId });
  const refused = errorOf(await locked.request().proveToken({ freshLogin: false }));
  expect([refused?.code, refused?.details?.upstreamStatus]).toEqual(["vault_auth_failed", 403]);
});

it.skipIf(!hasOpenBao)(
  "a vault that is sealed and unsealed again is told as such, and used on without a new login",
  async () => {
    const bao = await ownBao();
    await bao.putPolicy("postern", 'path "secret/data/app/*" { capabilities = ["read"] }');
    const { role, integration } = await withRole({}, bao);
    await bao.putSecret("secret/data/app/x", { login: "me" });
    await integration.request().readSecret("secret/data/app/x");
    await bao.seal();
    const details = { stage: "read", path: "secret/data/app/x", upstreamStatus: 503, retryable: true };
    expect(errorOf(await integration.request().readSecret("secret/data/app/x"))).toEqual({
      code: "vault_sealed",
      details,
    });
    await bao.unseal();
    expect(codeOf(await integration.request().readSecret("secret/data/app/x"))).toBe("good");
    expect(await bao.tokensOf(role)).toHaveLength(1);
    await bao.stop();
    expect(codeOf(await integration.request().readSecret("secret/data/app/x"))).toBe("vault_unreachable");
  },
);

it.skipIf(!hasOpenBao)(
  "a KV engine of version 1 is read and written without numbers; the other version is noticed",
  async () => {
    const bao = sharedBao;
    const mount = `kv1-${crypto.randomUUID().slice(0, 8)}`;
    await bao.api("POST", `sys/mounts/${mount}`, { type: "kv", options: { version: "1" } });
    await bao.putPolicy(mount, `path "${mount}/*" { capabilities = ["create", "read", "update"] }`);
    const { integration } = await withRole({ policies: [mount] });
    const place = { mount, path: "app/x" };
    expect(await integration.request(1).writeSecret(place, { login: "me" })).toEqual({
      ok: true,
      value: { version: null },
    });
    expect(await integration.request(1).readSecret(`${mount}/app/x`)).toEqual({
      ok: true,
      value: { data: { login: "me" }, version: null },
    });
    expect(errorOf(await integration.request(2).readSecret(`${mount}/app/x`))?.details?.hint).toBe("kv_version");
    expect(await integration.request(2).writeSecret(place, { login: "me" })).toEqual({
      ok: true,
      value: { version: null },
    });
  },
);

/** What the real server and the fake must have in common: else a test against the fake proves nothing. */
const vaults: [
  string,
  boolean,
  () => Promise<{ integration: Integration; revoke: () => Promise<void>; erase(path: string): Promise<void> }>,
][] = [
  [
    "a real OpenBao",
    hasOpenBao,
    async () => {
      const { bao, role, integration } = await withRole();
      const erase = async (path: string) => void (await bao.api("DELETE", path));
      return { integration, revoke: () => bao.revokeTokensOf(role), erase };
    },
  ],
  [
    "the fake",
    true,
    async () => {
      const vault = await newFakeVault();
      const integration = await newIntegration({ address: vault.address, roleId: "r", secretId: "s" });
      const erase = async (path: string) => {
        const { token } = unwrap(await integration.session.acquire(integration.call, "DELETE"));
        await fetch(`${vault.address}/v1/${path}`, { method: "DELETE", headers: { "x-vault-token": token } });
      };
      return { integration, revoke: () => vault.revokeTokens(), erase };
    },
  ],
];

for (const [name, there, make] of vaults) {
  it.skipIf(!there)(
    `${name} numbers what is written, gives it back, names its fields, and forgets what is deleted`,
    async () => {
      const { integration, erase } = await make();
      const path = fresh();
      const vaultPath = `secret/data/${path}`;
      const place = { mount: "secret", path };
      expect(codeOf(await integration.request().readSecret(vaultPath))).toBe("vault_path_not_found");
      expect(codeOf(await integration.request().readFieldNames(vaultPath))).toBe("vault_path_not_found");
      expect(await integration.request().writeSecret(place, { login: "me" })).toEqual({
        ok: true,
        value: { version: 1 },
      });
      expect(await integration.request().writeSecret(place, { login: "me", pass: "" })).toEqual({
        ok: true,
        value: { version: 2 },
      });
      expect(await integration.request().writeLabels(place, { owner: "finance" })).toEqual({ ok: true, value: null });
      expect(await integration.request().readSecret(vaultPath)).toEqual({
        ok: true,
        value: { data: { login: "me", pass: "" }, version: 2 },
      });
      expect(await integration.request().readFieldNames(vaultPath)).toEqual({
        ok: true,
        value: { names: ["login", "pass"], version: 2 },
      });
      await erase(vaultPath);
      const details = { stage: "read", path: vaultPath, upstreamStatus: 404, retryable: false };
      expect(errorOf(await integration.request().readSecret(vaultPath))).toEqual({
        code: "vault_secret_deleted",
        details,
      });
      expect(codeOf(await integration.request().readFieldNames(vaultPath))).toBe("vault_secret_deleted");
    },
  );

  it.skipIf(!there)(`${name} gives a token that can be looked up, and answers 403 once it is revoked`, async () => {
    const { integration, revoke } = await make();
    expect(unwrap(await integration.request().proveToken({ freshLogin: false })).stage).toBe("login");
    const { stage, ttlSeconds } = unwrap(await integration.request().proveToken({ freshLogin: false }));
    expect([stage, Number(ttlSeconds) > 0]).toEqual(["lookup", true]);
    const { generation } = unwrap(await integration.session.acquire(integration.call, "GET x"));
    await revoke();
    const denied = unwrap(await integration.request().proveToken({ freshLogin: false }));
    expect([denied.stage, denied.isDenied]).toEqual(["lookup", true]);
    expect(unwrap(await integration.session.acquire(integration.call, "GET x")).generation).toBe(generation);
  });
}

/** The real gate, in an object of its own, as it runs in a tenant's. */
async function realGate(): Promise<LockoutRpc & { refusals: number }> {
  const name = crypto.randomUUID();
  const stub = () => env.SESSIONS.getByName(name); // made anew by each object that asks
  const inside = <T>(work: (gate: LockoutGuard) => Promise<T>) => runInDurableObject(stub(), () => work(gate));
  const gate = await runInDurableObject(stub(), (_, { storage }) => {
    storage.sql.exec(
      "CREATE TABLE login_attempts (id INTEGER PRIMARY KEY, target_hash TEXT NOT NULL, at_ms INTEGER NOT NULL)",
    );
    return new LockoutGuard(drizzle(storage), Date.now);
  });
  const counting = {
    refusals: 0,
    acquire: (request: PermitRequest) => inside((real) => real.acquire(request)),
    async release(settlement: Settlement) {
      if (settlement.outcome === "refused") counting.refusals++;
      await inside((real) => real.release(settlement));
    },
  };
  return counting;
}

async function loginStatus(bao: Bao, role: Role, secretId: string): Promise<number> {
  const body = JSON.stringify({ role_id: role.roleId, secret_id: secretId });
  const response = await fetch(`${bao.url}/v1/auth/${role.mount}/login`, { method: "POST", body });
  await response.text();
  return response.status;
}
