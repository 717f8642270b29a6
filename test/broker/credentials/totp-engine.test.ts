import { expect, it } from "vitest";
import { call, must } from "../../support/api";
import type { Rule, Answer as VaultAnswer } from "../../support/fake-vault";
import { bao, hasOpenBao } from "../../support/openbao";
import { addMember, fresh } from "../../support/provision";
import { type BenchOptions, fault, LOGIN, newBench, newFakeBench, paths, READ, SECRET } from "../broker-bench";
import { CREDENTIALS, credentialBody, fieldFaults, newest, refusal, setClock } from "../record-bench";
import { CODE, page } from "./resolve-support";

/** Codes that the vault's TOTP engine makes. */
const CODE_PATH = "totp/code/portal";
const ASK = `GET ${CODE_PATH}`;
const ENGINE = { username: "login", password: "pass", totp: { path: CODE_PATH } };
const ALONE = { totp: { path: CODE_PATH } };
const DENIED: VaultAnswer = { status: 403, json: { errors: ["permission denied"] } };
const code = (more: object = {}, path = CODE_PATH): Rule => ({
  path,
  answer: { json: { data: { code: "012345", ...more } } },
});
const key = (answer: VaultAnswer): Rule => ({ path: "totp/keys/portal", answer });
const UNTIMED = { code: "012345", expiresAt: null, period: null, remainingSeconds: null };

const engine = (rules: readonly Rule[], options: BenchOptions = { fieldMap: ENGINE }) =>
  newFakeBench({ rules }, options);

it.for([
  ["totp/portal", "path_segments"],
  ["code/portal", "path_segments"],
  ["totp/code/a/b", "path_segments"],
  ["totp/keys/portal", "path_segments"],
  ["sys/code/portal", "reserved"],
  ["team/auth/token/code/x", "reserved"],
  ["%73ys/code/portal", "reserved"],
] as const)("credentials.create refuses %s as the place of a code: %s", async ([path, word]) => {
  const { b, vault } = await engine([]);
  const body = credentialBody(b.integrationId, { fieldMap: { password: "pass", totp: { path } } });
  expect(refusal(await b.tenant.api(`POST ${CREDENTIALS}`, body))).toEqual(fieldFaults({ "fieldMap.totp.path": word }));
  expect(await vault.calls()).toEqual([]);
});

it("credentials.create refuses a code of an engine that the tenant's own store has not, on creation and when moved there", async () => {
  const { b } = await engine([]);
  const native = must(await b.tenant.api("POST /api/v1/vault-integrations", { name: "own", type: "native" }), 201);
  const body = credentialBody(native.id, { vaultPath: "team/portal", fieldMap: ENGINE });
  const unsupported = fieldFaults({ "fieldMap.totp": "unsupported" });
  expect(refusal(await b.tenant.api(`POST ${CREDENTIALS}`, body))).toEqual(unsupported);
  const moved = await b.tenant.api(`PATCH ${CREDENTIALS}/${b.credentialId}`, { vaultIntegrationId: native.id });
  expect(refusal(moved)).toEqual(unsupported);
});

it.for<readonly [string, VaultAnswer, string, object]>([
  ["the role may not", DENIED, "vault_permission_denied", { upstreamStatus: 403 }],
  [
    "no such key",
    { status: 400, json: { errors: ["unknown key: portal"] } },
    "vault_path_not_found",
    { upstreamStatus: 400 },
  ],
  ["no such engine", { status: 404, json: { errors: [] } }, "vault_path_not_found", { upstreamStatus: 404 }],
  ["another fault", { status: 400, json: { errors: ["canary"] } }, "vault_rejected", { upstreamStatus: 400 }],
  ["no code in it", { json: { data: { code: 12345 } } }, "vault_bad_answer", { upstreamStatus: 200 }],
  ["no code but text", { json: { data: { code: "12 34\n" } } }, "vault_bad_answer", { upstreamStatus: 200 }],
])("credentials.resolve says why the vault makes no code: %s", async ([, answer, code, told]) => {
  const { b } = await engine([{ path: CODE_PATH, answer }]);
  const refused = await b.resolve();
  const details = { stage: "totp", path: CODE_PATH, ...told, retryable: false };
  expect(fault(refused)).toEqual({ status: 400, code, details });
  expect(refused.text).not.toMatch(/canary/);
});

it("credentials.resolve gives a code that the vault made, with the period that it tells beside the code", async () => {
  for (const [told, period] of [
    ["30s", 30],
    ["1m0s", 60],
    [90, 90],
  ] as const) {
    const { b, vault } = await engine([code({ period: told })]);
    const { totp, ...rest } = must(await b.resolve(), 200);
    expect(rest).toEqual({ ...page(b), username: SECRET.login, password: SECRET.pass, vaultVersion: 1 });
    expect(totp).toEqual({ ...CODE, code: "012345", expiresAt: expect.any(String), period });
    expect(Date.parse(totp.expiresAt) % (period * 1000)).toBe(0);
    expect(totp.remainingSeconds >= 1 && totp.remainingSeconds <= period).toBe(true);
    expect((await paths(vault)).slice(0, 3)).toEqual([LOGIN, READ, ASK]);
  }
});

it("credentials.resolve asks the key for its period where the code does not tell, and gives none where the role may not see it", async () => {
  const { b, vault } = await engine([code(), key({ json: { data: { period: 30, digits: 6 } } })]);
  expect((await b.resolve({ fields: ["totp"] })).body.totp).toEqual({ ...CODE, code: "012345" });
  for (const answer of [
    DENIED,
    { status: 404 },
    { json: { data: { period: 0 } } },
    { json: { data: { period: "x" } } },
  ]) {
    await vault.set({ rules: [code(), key(answer)] });
    expect((await b.resolve({ fields: ["totp"] })).body.totp).toEqual(UNTIMED);
  }
  expect(await vault.logins()).toBe(1);
});

it("credentials.resolve asks again for a code that was made while a time step ended: it is not known of which step that is", async () => {
  const step = code({ period: "30s" });
  const { b, vault } = await engine([{ ...step, nth: 1, answer: { ...step.answer, held: true } }, step]);
  const endMs = Math.ceil((Date.now() + 60_000) / 30_000) * 30_000;
  await setClock(b.tenant, endMs - 1);
  const resolved = b.resolve({ fields: ["totp"] });
  await vault.waitForCalls(1, CODE_PATH);
  await setClock(b.tenant, endMs + 5_000);
  await vault.release();
  const expiresAt = `${new Date(endMs + 30_000).toISOString().slice(0, 19)}Z`;
  expect((await resolved).body.totp).toEqual({ code: "012345", expiresAt, period: 30, remainingSeconds: 25 });
  expect(await paths(vault)).toEqual([LOGIN, ASK, ASK]);
});

it("credentials.resolve reads no secret where nothing that is asked for is a field of it", async () => {
  const { b, vault } = await engine([code({ period: "30s" })], { fieldMap: ALONE, vaultPath: CODE_PATH });
  // Within a time step: for a code that was made while one ended the vault is asked once more.
  await setClock(b.tenant, Math.ceil(Date.now() / 30_000) * 30_000 + 5_000);
  const rows = await b.rowsOf(async () => {
    expect((await b.resolve()).body).toEqual({ ...page(b), totp: { ...CODE, code: "012345" }, vaultVersion: null });
  });
  expect(await paths(vault)).toEqual([LOGIN, ASK]);
  expect(rows).toEqual([
    {
      action: "credential.resolved",
      code: null,
      about: b.credentialId,
      extra: {
        host: "portal.example.net",
        matched_pattern: "portal.example.net",
        mode: "vault",
        fields: ["totp"],
        vault_version: null,
        vault_integration_id: b.integrationId,
        totp_path: CODE_PATH,
      },
    },
  ]);
});

it("credentials.create and update say nothing of a path that no field is read from, and log where codes come from and came from", async () => {
  const { b } = await engine([], { fieldMap: ALONE, vaultPath: CODE_PATH });
  const body = credentialBody(b.integrationId, { fieldMap: ALONE, vaultPath: CODE_PATH });
  const made = must(await b.tenant.api(`POST ${CREDENTIALS}`, body), 201);
  expect([made.fieldMap, made.warnings]).toEqual([ALONE, undefined]);
  expect(await newest(b.tenant)).toMatchObject({ extra: { totp_path: CODE_PATH } });
  must(await b.tenant.api(`PATCH ${CREDENTIALS}/${made.id}`, { fieldMap: { totp: "seed" } }), 200);
  expect(await newest(b.tenant)).toMatchObject({ extra: { totp_path: { old: CODE_PATH, new: null } } });
});

it("credentials.test makes no code unless it may read, and tells a key that is not there all the same", async () => {
  const { b, vault } = await engine([code(), key({ json: { data: { period: 30 } } })], { fieldMap: ALONE });
  const fields = { username: "skipped", password: "skipped", totp: "passed" };
  expect((await b.api("test")).body).toMatchObject({
    ok: null,
    hint: "read_needed",
    checks: { login: "passed", fields },
  });
  expect(await paths(vault)).not.toContain(ASK);
  expect((await b.api("test", { allowRead: true })).body).toMatchObject({
    ok: true,
    code: null,
    checks: { login: "passed", path: "skipped", totpSeed: "skipped", fields },
  });
  await vault.set({ rules: [key({ status: 404, json: { errors: [] } })] });
  expect((await b.api("test")).body).toMatchObject({
    ok: false,
    code: "vault_path_not_found",
    checks: { fields: { totp: "failed" } },
  });
  await vault.set({ rules: [key(DENIED), { path: CODE_PATH, answer: DENIED }] });
  expect((await b.api("test")).body).toMatchObject({
    ok: null,
    hint: "read_needed",
    checks: { fields: { totp: "skipped" } },
  });
  expect((await b.api("test", { allowRead: true })).body).toMatchObject({ ok: false, code: "vault_permission_denied" });
  expect(await vault.logins()).toBe(1);
});

it("credentials.test does not make a code where a field of the secret is missing already", async () => {
  const { b, vault } = await engine([code()], { fieldMap: { ...ENGINE, password: "absent" } });
  expect((await b.api("test", { allowRead: true })).body).toMatchObject({ ok: false, code: "vault_field_missing" });
  expect(await paths(vault)).not.toContain(ASK);
});

it("a credential with access guards the place of its codes: no other is pointed there, and nothing is pushed over the key", async () => {
  const { b } = await engine([], { fieldMap: ENGINE });
  await b.point({ access: { use: ["user:admin"], manage: [] } });
  const identityId = fresh("sa:x");
  const scopes = ["credentials:write", "integrations:push"] as const;
  const token = await addMember(b.tenant.stub, { identityId, scopes: [...scopes] });
  const as = (line: string, body: object) => call(line, { token, body });
  const denied = { status: 403, code: "access_denied", details: { permission: "manage" } };
  for (const more of [
    { vaultPath: "secret/data/other", fieldMap: ALONE },
    { vaultPath: CODE_PATH, fieldMap: { password: "code" } },
    { vaultPath: "totp/keys/portal", fieldMap: { password: "url" } },
  ])
    expect(fault(await as(`POST ${CREDENTIALS}`, credentialBody(b.integrationId, more)))).toEqual(denied);
  const config = {
    address: "https://vault.acme.example:8200",
    authMethod: "approle",
    roleId: "role-1",
    secretId: "s",
    kvVersion: 1,
  };
  const one = must(
    await b.tenant.api("POST /api/v1/vault-integrations", { name: "one", type: "hashicorp", config }),
    201,
  );
  const key = { path: "keys/portal", mount: "totp", data: { url: "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP" } };
  expect(fault(await as(`POST /api/v1/vault-integrations/${one.id}/secrets`, key))).toEqual(denied);
});

it.skipIf(!hasOpenBao)(
  "credentials.resolve types the code that a real TOTP engine makes, with and without the right to its key",
  async () => {
    const mount = `totp-${crypto.randomUUID()}`;
    await bao.api("POST", `sys/mounts/${mount}`, { type: "totp" });
    const seed = "JBSWY3DPEHPK3PXP";
    await bao.api("POST", `${mount}/keys/portal`, { url: `otpauth://totp/Acme:me?secret=${seed}&issuer=Acme` });
    const policy = `totp-${crypto.randomUUID()}`;
    await bao.putPolicy(policy, `path "${mount}/code/*" { capabilities = ["read"] }`);
    const role = await bao.newRole({ policies: [policy] });
    const path = `${mount}/code/portal`;
    const fieldMap = { totp: { path } };
    const access = { address: bao.url, roleId: role.roleId, secretId: await bao.newSecretId(role) };
    const b = await newBench(access, { fieldMap, vaultPath: path });
    const { totp } = must(await b.resolve(), 200);
    const made = await bao.api("GET", path);
    const again = must(await b.resolve(), 200).totp;
    expect([totp.code, again.code]).toContain(made.data?.code);
    expect(again).toEqual(CODE);
    expect((await b.api("test")).body).toMatchObject({ ok: null, hint: "read_needed" });
    expect((await b.api("test", { allowRead: true })).body).toMatchObject({ ok: true });
    await b.point({ fieldMap: { totp: { path: `${mount}/code/absent` } } });
    expect(fault(await b.resolve()).code).toBe("vault_path_not_found");
    await b.point({ fieldMap: { totp: { path: `${mount}-other/code/portal` } } });
    expect(fault(await b.resolve()).code).toBe("vault_permission_denied");
  },
);
