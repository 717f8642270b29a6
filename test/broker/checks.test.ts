import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { newTenant } from "../support/api";
import { bao, hasOpenBao, type Role, type RoleOptions } from "../support/openbao";
import {
  type BenchOptions,
  type BrokerBench,
  FIELD_MAP,
  fault,
  LOGIN,
  newBench,
  newFakeBench,
  PAGE,
  paths,
  READ,
  SECRET,
  VAULT_PATH,
} from "./broker-bench";

const STAMP = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const LOOKUP = "GET auth/token/lookup-self";
const NAMES_PATH = "secret/subkeys/app/db";
const NAMES = `GET ${NAMES_PATH}`;
const TIMES = { checkedAt: STAMP, latencyMs: expect.any(Number) };

/** As a damaged row would be found. */
async function storeColumn(b: BrokerBench, column: string, value: string | ArrayBuffer): Promise<void> {
  const sql = `UPDATE vault_integrations SET ${column} = ? WHERE id = ?`;
  await env.DB.prepare(sql).bind(value, b.integrationId).run();
  await evictDurableObject(b.tenant.stub);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the test of an integration", () => {
  const failed = (stage: string, code: string) => ({
    ok: false,
    stage,
    code,
    ...TIMES,
    tokenTtlSeconds: null,
    hint: null,
  });
  const TTL = { tokenTtlSeconds: expect.any(Number), hint: null };
  const good = (stage: string) => ({ ok: true, stage, code: null, ...TIMES, ...TTL });
  const denied = { ...good("lookup"), hint: "lookup_denied" };
  const state = async (b: BrokerBench) => {
    const { status, lastCheckedAt } = await b.record();
    return { status, lastCheckedAt };
  };

  it("names faults of its body, and answers 404 to a stranger", async () => {
    const { b, vault } = await newFakeBench();
    expect(fault(await b.integration("test", { freshLogin: "yes" })).details).toEqual({
      fields: { freshLogin: "type" },
    });
    expect(fault(await b.integration("test", { fresh: true })).details).toEqual({ fields: { fresh: "unknown" } });
    const stranger = await newTenant();
    const answer = await stranger.api(`POST /api/v1/vault-integrations/${b.integrationId}/test`);
    expect(fault(answer)).toEqual({ status: 404, code: "not_found" });
    expect([await state(b), await vault.calls()]).toEqual([{ status: "unknown", lastCheckedAt: null }, []]);
  });

  it("finds a refused login, keeps the pause that follows, and marks the integration as failing", async () => {
    const { b, vault } = await newFakeBench({ secretId: "the right one" });
    const { updatedAt } = await b.record();
    const rows = await b.rowsOf(async () => {
      const { status, body } = await b.integration("test");
      expect([status, body]).toEqual([200, failed("login", "vault_auth_failed")]);
      expect(await state(b)).toEqual({ status: "failing", lastCheckedAt: body.checkedAt });
      expect((await b.integration("test", { freshLogin: true })).body).toEqual(failed("login", "vault_auth_failed"));
    });
    const extra = { ok: false, stage: "login", code: "vault_auth_failed" };
    const tested = { action: "integration.tested", code: null, about: b.integrationId, extra };
    expect(rows.filter(({ action }) => action !== "integration.read")).toEqual([tested, tested]);
    expect(await vault.logins()).toBe(1);
    expect((await b.record()).updatedAt).toBe(updatedAt);
  });

  it("stops at an address that is no longer allowed, without a connection", async () => {
    const { b, vault } = await newFakeBench();
    await b.storeAddress(vault.address.replace("127.0.0.1", "127.0.0.2"));
    const fetched = vi.spyOn(globalThis, "fetch");
    for (const body of [{}, { freshLogin: true }])
      expect((await b.integration("test", body)).body).toEqual(failed("address", "vault_address_refused"));
    expect(fetched).not.toHaveBeenCalled();
    expect((await state(b)).status).toBe("failing");
  });

  it("tells which stage a vault broke at", async () => {
    const sealed = { status: 503, json: { sealed: true } };
    const { b, vault } = await newFakeBench({ rules: [{ path: "auth/approle/login", nth: 1, answer: sealed }] });
    expect((await b.integration("test")).body).toEqual(failed("login", "vault_sealed"));
    expect((await b.integration("test")).body).toEqual(good("login"));
    await vault.set({ rules: [{ path: "auth/token/lookup-self", answer: sealed }] });
    expect((await b.integration("test")).body).toEqual(failed("lookup", "vault_sealed"));
    await vault.set({ rules: [{ path: "auth/token/lookup-self", answer: { text: "<html>" } }] });
    expect((await b.integration("test")).body).toEqual(failed("lookup", "vault_bad_answer"));
    expect((await state(b)).status).toBe("failing");
  });

  it("answers 500, and no verdict on the vault, where the stored secret id does not open", async () => {
    const { b, vault } = await newFakeBench();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    await storeColumn(b, "sealed_secret_id", new Uint8Array(64).buffer);
    const rows = await b.rowsOf(async () => {
      expect(fault(await b.integration("test"))).toEqual({ status: 500, code: "internal_error" });
      expect(fault(await b.api("test"))).toEqual({ status: 500, code: "internal_error" });
      await storeColumn(b, "root_key_id", "unknown-key");
      expect(fault(await b.resolve())).toEqual({ status: 500, code: "internal_error" });
    });
    expect(rows.map(({ action, code }) => [action, code])).toEqual([
      ["integration.tested", "internal_error"],
      ["credential.tested", "internal_error"],
      ["credential.refused", "internal_error"],
    ]);
    expect(await vault.calls()).toEqual([]);
  });

  it("proves a held token by a look at it, and logs in where there is none or where it is told to", async () => {
    const { b, vault } = await newFakeBench();
    expect((await b.integration("test")).body).toEqual({ ...good("login"), tokenTtlSeconds: expect.closeTo(3600, -1) });
    const rows = await b.rowsOf(async () => {
      const { body } = await b.integration("test", { freshLogin: false });
      expect(body).toEqual({ ...good("lookup"), tokenTtlSeconds: expect.closeTo(3600, -1) });
      expect(Object.keys(body)).toEqual(["ok", "stage", "code", "checkedAt", "latencyMs", "tokenTtlSeconds", "hint"]);
      expect((await b.integration("test", { freshLogin: true })).body).toEqual(good("login"));
    });
    const extra = { ok: true, stage: "lookup" };
    const tested = { action: "integration.tested", code: null, about: b.integrationId, extra };
    expect(rows).toEqual([tested, { ...tested, extra: { ...extra, stage: "login" } }]);
    expect(await paths(vault)).toEqual([LOGIN, LOOKUP, LOGIN]);
    expect(await state(b)).toEqual({ status: "healthy", lastCheckedAt: STAMP });
  });

  it("spends no login, drops no token and moves no status where the token may not be looked up", async () => {
    const { b, vault } = await newFakeBench({ rules: [{ path: "auth/token/lookup-self", answer: { status: 403 } }] });
    await b.resolve();
    const before = await state(b);
    const rows = await b.rowsOf(async () => {
      for (let i = 0; i < 5; i++) expect((await b.integration("test")).body).toEqual(denied);
    });
    const extra = { ok: true, stage: "lookup", hint: "lookup_denied" };
    expect(rows).toEqual(Array(5).fill({ action: "integration.tested", code: null, about: b.integrationId, extra }));
    expect(await state(b)).toEqual(before);
    expect((await b.resolve()).status).toBe(200);
    expect(await paths(vault)).toEqual([LOGIN, READ, ...Array(5).fill(LOOKUP), READ]);
  });

  it("leaves a token that was revoked there to the next use, which mends it with one login", async () => {
    const { b, vault } = await newFakeBench();
    await b.resolve();
    await vault.revokeTokens();
    expect((await b.integration("test")).body).toEqual(denied);
    expect((await b.resolve()).status).toBe(200);
    expect((await b.integration("test")).body).toEqual(good("lookup"));
    expect(await paths(vault)).toEqual([LOGIN, READ, LOOKUP, READ, LOGIN, READ, LOOKUP]);
  });

  it("says nothing of a secret id that was rotated while it ran", async () => {
    const { b, vault } = await newFakeBench();
    await b.resolve();
    await vault.set({ rules: [{ path: "auth/token/lookup-self", answer: { healthy: true, held: true } }] });
    const early = b.integration("test");
    await vault.waitForCalls(1, "auth/token/lookup-self");
    await b.tenant.api(`PUT /api/v1/vault-integrations/${b.integrationId}`, { secretId: "second" });
    await vault.release();
    expect((await early).body).toEqual(good("lookup"));
    expect(await state(b)).toEqual({ status: "unknown", lastCheckedAt: null });
  });

  it("gives the outcome of the newest login as status, also where a resolve made it", async () => {
    const { b, vault } = await newFakeBench();
    await b.resolve();
    expect(await state(b)).toEqual({ status: "healthy", lastCheckedAt: STAMP });
    await vault.set({ secretId: "another" });
    await vault.revokeTokens();
    await b.forward(5000);
    await b.resolve();
    const { status, lastCheckedAt } = await state(b);
    expect([status, Date.parse(lastCheckedAt) > Date.now()]).toEqual(["failing", true]);
  });
});

describe("the test of a credential", () => {
  type Check = "passed" | "failed" | "skipped";
  interface Checks {
    domain?: Check;
    login?: Check;
    path?: Check;
    totpSeed?: Check;
    fields?: readonly [Check, Check, Check];
  }
  /** Without `url`, all passed by reading. */
  const found = (over: object = {}, { fields = ["passed", "passed", "passed"], ...checks }: Checks = {}) => ({
    ok: true,
    code: null,
    ...TIMES,
    vaultVersion: 1,
    hint: null,
    ...over,
    checks: {
      domain: "skipped",
      login: "passed",
      path: "passed",
      totpSeed: "passed",
      ...checks,
      fields: { username: fields[0], password: fields[1], totp: fields[2] },
    },
  });
  const NONE = ["skipped", "skipped", "skipped"] as const;
  const failed = (code: string, checks: Checks, more: object = {}) =>
    found({ ok: false, code, vaultVersion: null, ...more }, { totpSeed: "skipped", fields: NONE, ...checks });
  const UNREAD = { ok: null, hint: "read_needed" };
  const needed = found({ ...UNREAD, vaultVersion: null }, { totpSeed: "skipped", path: "skipped", fields: NONE });
  /** All passed by name, which says nothing of the values. */
  const named = (checks: Checks = {}) => found(UNREAD, { totpSeed: "skipped", ...checks });

  it("names faults of its body, judges no URL that is none, and answers 404 to a stranger", async () => {
    const { b, vault } = await newFakeBench();
    const fields = async (body: object) => fault(await b.api("test", body)).details;
    expect(await fields({ allowRead: "yes" })).toEqual({ fields: { allowRead: "type" } });
    expect(await fields({ url: 7, allow: true })).toEqual({ fields: { url: "type", allow: "unknown" } });
    expect(await fields({ url: "https://a@portal.example.net/" })).toEqual({ fields: { url: "userinfo" } });
    const stranger = await newTenant();
    const answer = await stranger.api(`POST /api/v1/credentials/${b.credentialId}/test`);
    expect(fault(answer)).toEqual({ status: 404, code: "not_found" });
    expect(await vault.calls()).toEqual([]);
  });

  it("stops at a page that is not allowed, without a call", async () => {
    const { b, vault } = await newFakeBench();
    const rows = await b.rowsOf(async () => {
      const { status, body } = await b.api("test", { url: "https://evil.example/canary" });
      const skipped = { domain: "failed", login: "skipped", path: "skipped" } as const;
      expect([status, body]).toEqual([200, failed("host_not_allowed", skipped)]);
    });
    expect(rows).toEqual([
      {
        action: "credential.tested",
        code: null,
        about: b.credentialId,
        extra: { host: "evil.example", reason: "not_listed", ok: false, code: "host_not_allowed" },
      },
    ]);
    expect(await vault.calls()).toEqual([]);
  });

  it("stops at a login that fails", async () => {
    const { b, vault } = await newFakeBench({ secretId: "the right one" });
    const checks = { login: "failed", path: "skipped" } as const;
    expect((await b.api("test", { url: PAGE })).body).toEqual(
      failed("vault_auth_failed", { domain: "passed", ...checks }),
    );
    await b.storeAddress(vault.address.replace("127.0.0.1", "127.0.0.2"));
    expect((await b.api("test", { allowRead: true })).body).toEqual(failed("vault_address_refused", checks));
    expect(await paths(vault)).toEqual([LOGIN]);
  });

  it("stops at a path that is absent, deleted or lacks its segment `data`", async () => {
    const deleted = { data: { subkeys: null, metadata: { deletion_time: "2026-11-20T00:00:00Z", version: 3 } } };
    const { b, vault } = await newFakeBench({
      rules: [{ path: "secret/subkeys/app/deleted", answer: { status: 404, json: deleted } }],
    });
    const test = async (vaultPath: string) => {
      await b.point({ vaultPath });
      return (await b.api("test")).body;
    };
    expect(await test("secret/data/app/absent")).toEqual(failed("vault_path_not_found", { path: "failed" }));
    expect(await test("secret/data/app/deleted")).toEqual(failed("vault_secret_deleted", { path: "failed" }));
    expect(await test("secret/app/db")).toEqual(
      failed("vault_path_not_found", { path: "failed" }, { hint: "missing_data_segment" }),
    );
    expect(await paths(vault)).toEqual([
      LOGIN,
      "GET secret/subkeys/app/absent",
      LOOKUP,
      "GET secret/subkeys/app/deleted",
      LOOKUP,
    ]);
  });

  it("stops at the first field that the secret lacks, by its names alone", async () => {
    const { b, vault } = await newFakeBench({ secrets: { [VAULT_PATH]: { login: "canary", otp_seed: "canary" } } });
    const { text, body } = await b.api("test");
    const fields = ["passed", "failed", "skipped"] as const;
    expect(body).toEqual(failed("vault_field_missing", { fields }, { vaultVersion: 1 }));
    expect(text).not.toContain("canary");
    await b.point({ fieldMap: { ...FIELD_MAP, username: "constructor" } });
    expect((await b.api("test")).body).toEqual(
      failed("vault_field_missing", { fields: ["failed", "skipped", "skipped"] }, { vaultVersion: 1 }),
    );
    expect(await paths(vault)).toEqual([LOGIN, NAMES, LOOKUP, NAMES]);
  });

  it("leaves open by names alone what the values are, with or without a page, and shows only roles that the map has", async () => {
    const { b, vault } = await newFakeBench();
    const rows = await b.rowsOf(async () => {
      const { body, text } = await b.api("test");
      expect(body).toEqual(named());
      expect(Object.keys(body)).toEqual([
        ...["ok", "code", "checkedAt", "latencyMs", "vaultVersion", "hint", "checks"],
      ]);
      expect(text).not.toContain(SECRET.pass);
      expect((await b.api("test", { url: PAGE })).body).toEqual(named({ domain: "passed" }));
    });
    const tested = { action: "credential.tested", code: null, about: b.credentialId, extra: { ok: null } };
    const host = { host: "portal.example.net" };
    expect(rows).toEqual([tested, { ...tested, extra: expect.objectContaining({ ...host, ok: null }) }]);
    await b.point({ fieldMap: { username: "login", password: "pass" } });
    const { checks, ...rest } = named();
    const two = { username: "passed", password: "passed" };
    expect((await b.api("test")).body).toEqual({ ...rest, checks: { ...checks, fields: two } });
    expect(await paths(vault)).toEqual([LOGIN, NAMES, LOOKUP, NAMES, LOOKUP, NAMES]);
    expect((await b.credential()).lastUsedAt).toBeNull();
  });

  it("reads the secret only where it may, and a missing right to the names costs no login", async () => {
    for (const status of [403, 405]) {
      const { b, vault } = await newFakeBench({ rules: [{ path: NAMES_PATH, answer: { status } }] });
      await b.resolve();
      for (const body of [{}, { allowRead: false }]) expect((await b.api("test", body)).body).toEqual(needed);
      const { body, text } = await b.api("test", { allowRead: true });
      expect(body).toEqual(found());
      expect(text).not.toContain(SECRET.pass);
      const asked = [LOOKUP, NAMES];
      expect(await paths(vault)).toEqual([LOGIN, READ, ...asked, ...asked, LOOKUP, READ]);
    }
  });

  it("takes a vault for one that refuses names also where each token has one use", async () => {
    const { b } = await newFakeBench({ numUses: 1, rules: [{ path: NAMES_PATH, answer: { status: 403 } }] });
    for (let i = 0; i < 4; i++) expect((await b.api("test")).body).toEqual(needed);
  });

  it("asks KV version 1 for no names", async () => {
    const v1 = { kvVersion: 1, vaultPath: "kv/app/db" } as const;
    const { b, vault } = await newFakeBench({ kvVersion: 1 }, v1);
    expect((await b.api("test")).body).toEqual(needed);
    expect((await b.api("test", { allowRead: true })).body).toEqual(found({ vaultVersion: null }));
    expect(await paths(vault)).toEqual([LOGIN, LOOKUP, "GET kv/app/db"]);
  });

  it.for<readonly [string, object, string, Checks]>([
    [
      "a password that is a number",
      { ...SECRET, pass: 7 },
      "vault_field_not_string",
      { fields: ["passed", "failed", "skipped"] },
    ],
    [
      "a seed of digits that no authenticator takes",
      { ...SECRET, otp_seed: "123456" },
      "vault_totp_seed_invalid",
      { totpSeed: "failed", fields: ["passed", "passed", "passed"] },
    ],
    ["a number", { ...SECRET, login: 7 }, "vault_field_not_string", { fields: ["failed", "skipped", "skipped"] }],
    ["a missing field", { login: "x" }, "vault_field_missing", { fields: ["passed", "failed", "skipped"] }],
    [
      "a seed that is null",
      { ...SECRET, otp_seed: null },
      "vault_field_not_string",
      { fields: ["passed", "passed", "failed"] },
    ],
    [
      "a bad seed",
      { ...SECRET, otp_seed: "canary-0189" },
      "vault_totp_seed_invalid",
      { totpSeed: "failed", fields: ["passed", "passed", "passed"] },
    ],
  ])("checks what it reads, and shows none of it: %s", async ([, secret, code, checks]) => {
    const secrets = { [VAULT_PATH]: secret as Record<string, unknown> };
    const { b } = await newFakeBench({ secrets });
    const { body, text } = await b.api("test", { allowRead: true });
    expect(body).toEqual(failed(code, checks, { vaultVersion: 1 }));
    expect(text).not.toContain("canary");
  });

  it("stops at a secret that it may not read either, and at a vault that breaks", async () => {
    const { b, vault } = await newFakeBench({ rules: [{ path: "secret/*", answer: { status: 403 } }] });
    expect((await b.api("test", { allowRead: true })).body).toEqual(
      failed("vault_permission_denied", { path: "failed" }),
    );
    await vault.set({ rules: [{ path: "secret/*", answer: { status: 503 } }] });
    expect((await b.api("test", { allowRead: true })).body).toEqual(failed("vault_sealed", { path: "failed" }));
    expect(await paths(vault)).toEqual([LOGIN, READ, LOOKUP, READ]);
  });

  it("says of a login only what it saw, where the token may not be looked up", async () => {
    const { b, vault } = await newFakeBench({ rules: [{ path: "auth/token/*", answer: { status: 403 } }] });
    await b.resolve();
    expect((await b.api("test", { allowRead: true })).body).toEqual(found());
    await vault.set({ rules: ["auth/token/*", NAMES_PATH].map((path) => ({ path, answer: { status: 403 } })) });
    const unseen = { totpSeed: "skipped", login: "skipped", path: "skipped", fields: NONE } as const;
    for (let i = 0; i < 3; i++)
      expect((await b.api("test")).body).toEqual(found({ ...UNREAD, vaultVersion: null }, unseen));
    expect(await vault.logins()).toBe(1);
    await vault.set({ secretId: "another" });
    await vault.revokeTokens();
    const refused = { login: "failed", path: "skipped" } as const;
    expect((await b.api("test", { allowRead: true })).body).toEqual(failed("vault_auth_failed", refused));
  });

  it("passes only where a resolve would, and gives the code and hint that a resolve gives", async () => {
    const seeds = ["JBSWY3DPEHPK3PXP", "", "123456", 7, null, "otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP", "\u3000"];
    const { b, vault } = await newFakeBench();
    for (const otp_seed of seeds)
      for (const pass of ["x", 7]) {
        const json = { data: { data: { login: "me", pass, otp_seed }, metadata: { version: 1 } } };
        await vault.set({ rules: [{ path: VAULT_PATH, answer: { json } }] });
        const tested = (await b.api("test", { allowRead: true })).body;
        const resolved = await b.resolve();
        expect(tested.ok).toBe(resolved.status === 200);
        expect(tested.code).toBe(resolved.body.error?.code ?? null);
        expect(tested.hint).toBe(resolved.body.error?.details.hint ?? null);
        expect((await b.api("test")).body.ok).not.toBe(true);
      }
  });
});

describe.skipIf(!hasOpenBao)("the tests against a real vault", () => {
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

  it("prove login, path and fields, with the names that the vault gives", async () => {
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
  });

  it("do not use up the secret id of a role without the default policy", async () => {
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
  });

  it("find a secret at a mount that has a segment `data` in its name", async () => {
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
  });

  it("tell which version the engine is of, in both directions, as a resolve does", async () => {
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
  });

  it("hint at the missing segment `data` where the vault hides the path", async () => {
    const role = await bao.newRole();
    const b = await benchOf(role, { vaultPath: "secret/app/db" });
    const missing = (code: string) => [false, code, "missing_data_segment"];
    expect(await sayings(b)).toEqual({
      unread: missing("vault_path_not_found"),
      read: missing("vault_permission_denied"),
    });
  });
});

/** A KV engine just enabled is not ready at once. */
async function untilUpgraded(write: () => Promise<unknown>): Promise<void> {
  await vi.waitFor(write, { timeout: 5000, interval: 50 });
}
