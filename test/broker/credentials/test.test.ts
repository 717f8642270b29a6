import { afterEach, expect, it, vi } from "vitest";
import { newTenant } from "../../support/api";
import { FIELD_MAP, fault, LOGIN, newFakeBench, PAGE, paths, READ, SECRET, VAULT_PATH } from "../broker-bench";
import { LOOKUP, TIMES } from "../checks-support";

const NAMES_PATH = "secret/subkeys/app/db";
const NAMES = `GET ${NAMES_PATH}`;

afterEach(() => {
  vi.restoreAllMocks();
});

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

const failedAt = (code: string, checks: Checks, more: object = {}) =>
  found({ ok: false, code, vaultVersion: null, ...more }, { totpSeed: "skipped", fields: NONE, ...checks });

const UNREAD = { ok: null, hint: "read_needed" };
const needed = found({ ...UNREAD, vaultVersion: null }, { totpSeed: "skipped", path: "skipped", fields: NONE });

/** All passed by name, which says nothing of the values. */
const named = (checks: Checks = {}) => found(UNREAD, { totpSeed: "skipped", ...checks });

it("the test of a credential names faults of its body, judges no URL that is none, and answers 404 to a stranger", async () => {
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

it("the test of a credential stops at a page that is not allowed, without a call", async () => {
  const { b, vault } = await newFakeBench();
  const rows = await b.rowsOf(async () => {
    const { status, body } = await b.api("test", { url: "https://evil.example/canary" });
    const skipped = { domain: "failed", login: "skipped", path: "skipped" } as const;
    expect([status, body]).toEqual([200, failedAt("host_not_allowed", skipped)]);
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

it("the test of a credential stops at a login that fails", async () => {
  const { b, vault } = await newFakeBench({ secretId: "the right one" });
  const checks = { login: "failed", path: "skipped" } as const;
  expect((await b.api("test", { url: PAGE })).body).toEqual(
    failedAt("vault_auth_failed", { domain: "passed", ...checks }),
  );
  await b.storeAddress(vault.address.replace("127.0.0.1", "127.0.0.2"));
  expect((await b.api("test", { allowRead: true })).body).toEqual(failedAt("vault_address_refused", checks));
  expect(await paths(vault)).toEqual([LOGIN]);
});

it("the test of a credential stops at a path that is absent, deleted or lacks its segment `data`", async () => {
  const deleted = { data: { subkeys: null, metadata: { deletion_time: "2026-11-20T00:00:00Z", version: 3 } } };
  const { b, vault } = await newFakeBench({
    rules: [{ path: "secret/subkeys/app/deleted", answer: { status: 404, json: deleted } }],
  });
  const test = async (vaultPath: string) => {
    await b.point({ vaultPath });
    return (await b.api("test")).body;
  };
  expect(await test("secret/data/app/absent")).toEqual(failedAt("vault_path_not_found", { path: "failed" }));
  expect(await test("secret/data/app/deleted")).toEqual(failedAt("vault_secret_deleted", { path: "failed" }));
  expect(await test("secret/app/db")).toEqual(
    failedAt("vault_path_not_found", { path: "failed" }, { hint: "missing_data_segment" }),
  );
  expect(await paths(vault)).toEqual([
    LOGIN,
    "GET secret/subkeys/app/absent",
    LOOKUP,
    "GET secret/subkeys/app/deleted",
    LOOKUP,
  ]);
});

it("the test of a credential stops at the first field that the secret lacks, by its names alone", async () => {
  const { b, vault } = await newFakeBench({ secrets: { [VAULT_PATH]: { login: "canary", otp_seed: "canary" } } });
  const { text, body } = await b.api("test");
  const fields = ["passed", "failed", "skipped"] as const;
  expect(body).toEqual(failedAt("vault_field_missing", { fields }, { vaultVersion: 1 }));
  expect(text).not.toContain("canary");
  await b.point({ fieldMap: { ...FIELD_MAP, username: "constructor" } });
  expect((await b.api("test")).body).toEqual(
    failedAt("vault_field_missing", { fields: ["failed", "skipped", "skipped"] }, { vaultVersion: 1 }),
  );
  expect(await paths(vault)).toEqual([LOGIN, NAMES, LOOKUP, NAMES]);
});

it("the test of a credential leaves open by names alone what the values are, with or without a page, and shows only roles that the map has", async () => {
  const { b, vault } = await newFakeBench();
  const rows = await b.rowsOf(async () => {
    const { body, text } = await b.api("test");
    expect(body).toEqual(named());
    expect(Object.keys(body)).toEqual([...["ok", "code", "checkedAt", "latencyMs", "vaultVersion", "hint", "checks"]]);
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

it("the test of a credential reads the secret only where it may, and a missing right to the names costs no login", async () => {
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

it("the test of a credential takes a vault for one that refuses names also where each token has one use", async () => {
  const { b } = await newFakeBench({ numUses: 1, rules: [{ path: NAMES_PATH, answer: { status: 403 } }] });
  for (let i = 0; i < 4; i++) expect((await b.api("test")).body).toEqual(needed);
});

it("the test of a credential asks KV version 1 for no names", async () => {
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
])("the test of a credential checks what it reads, and shows none of it: %s", async ([, secret, code, checks]) => {
  const secrets = { [VAULT_PATH]: secret as Record<string, unknown> };
  const { b } = await newFakeBench({ secrets });
  const { body, text } = await b.api("test", { allowRead: true });
  expect(body).toEqual(failedAt(code, checks, { vaultVersion: 1 }));
  expect(text).not.toContain("canary");
});

it("the test of a credential stops at a secret that it may not read either, and at a vault that breaks", async () => {
  const { b, vault } = await newFakeBench({ rules: [{ path: "secret/*", answer: { status: 403 } }] });
  expect((await b.api("test", { allowRead: true })).body).toEqual(
    failedAt("vault_permission_denied", { path: "failed" }),
  );
  await vault.set({ rules: [{ path: "secret/*", answer: { status: 503 } }] });
  expect((await b.api("test", { allowRead: true })).body).toEqual(failedAt("vault_sealed", { path: "failed" }));
  expect(await paths(vault)).toEqual([LOGIN, READ, LOOKUP, READ]);
});

it("the test of a credential says of a login only what it saw, where the token may not be looked up", async () => {
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
  expect((await b.api("test", { allowRead: true })).body).toEqual(failedAt("vault_auth_failed", refused));
});

it("the test of a credential passes only where a resolve would, and gives the code and hint that a resolve gives", async () => {
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
