import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { newTenant } from "../../support/api";
import { FIELD_MAP, fault, newFakeBench, PAGE, SECRET, VAULT_PATH } from "../broker-bench";
import { CODE, noted, page } from "./resolve-support";

afterEach(() => {
  vi.restoreAllMocks();
});

it("credentials.resolve, refused before the vault, asks neither the vault nor the session object, and leaves one row with host and reason", async () => {
  const { b, vault } = await newFakeBench();
  const rows = await b.rowsOf(async () => {
    for (const url of ["https://evil.example/canary-page", "https://staff.example.net/", "http://portal.example.net/"])
      expect((await b.resolve({ url })).status).toBe(403);
    expect((await b.resolve({ url: "data:text/html,x" })).body.error.details).toEqual({
      reason: "unsupported_scheme",
    });
    expect((await b.resolve({ url: "https://a@portal.example.net/" })).status).toBe(400);
  });
  const row = (code: string, extra: object) => ({ action: "credential.refused", code, about: b.credentialId, extra });
  expect(rows).toEqual([
    row("host_not_allowed", { host: "evil.example", reason: "not_listed" }),
    row("host_not_allowed", { host: "staff.example.net", reason: "bare_domain" }),
    row("host_not_allowed", { host: "portal.example.net", reason: "insecure_scheme" }),
    row("host_not_allowed", { reason: "unsupported_scheme" }),
    row("invalid_request", { reason: "userinfo" }),
  ]);
  expect(await vault.calls()).toEqual([]);
  const sessions = (await listDurableObjectIds(env.SESSIONS)).map(String);
  expect(sessions).not.toContain(String(env.SESSIONS.idFromName(b.integrationId)));
  expect((await b.resolve()).status).toBe(200);
  const begun = (await listDurableObjectIds(env.SESSIONS)).map(String);
  expect(begun).toContain(String(env.SESSIONS.idFromName(b.integrationId)));
});

it("credentials.resolve, refused before the vault, gives one answer for an unknown, a malformed and a foreign credential, before it looks at the page", async () => {
  const { b } = await newFakeBench();
  const stranger = await newTenant();
  const answers = [];
  for (const id of [crypto.randomUUID(), "no-uuid", b.credentialId]) {
    const answer = await stranger.api(`POST /api/v1/credentials/${id}/resolve`, { url: "no url" });
    answers.push(answer.text.replace(answer.body.error.request_id, "req"));
  }
  expect(JSON.parse(answers[0] ?? "")).toEqual({
    error: { code: "not_found", message: "There is nothing here.", request_id: "req" },
  });
  expect(new Set(answers).size).toBe(1);
});

it("credentials.resolve, refused before the vault, takes an id in any letter case", async () => {
  const { b } = await newFakeBench();
  const id = b.credentialId.toUpperCase();
  const answer = await b.tenant.api(`POST /api/v1/credentials/${id}/resolve`, { url: PAGE, mode: "prompt_user" });
  expect(answer.body).toEqual(page(b, "prompt_user"));
});

it("credentials.resolve, refused before the vault, names faults of the body's shape, and leaves no row of them", async () => {
  const { b } = await newFakeBench();
  const rows = await b.rowsOf(async () => {
    for (const [body, fields, allowed] of [
      [{}, { url: "required" }],
      [{ url: 7 }, { url: "type" }],
      [{ url: PAGE, fields: [] }, { fields: "empty" }],
      [{ url: PAGE, fields: ["username", "username"] }, { fields: "unsupported" }],
      [{ url: PAGE, fields: ["username", "otp"] }, { "fields[1]": "unsupported" }, ["username", "password", "totp"]],
      [{ url: PAGE, fields: "username" }, { fields: "type" }],
      [{ url: PAGE, mode: "native" }, { mode: "unsupported" }, ["vault", "prompt_user"]],
      [{ url: PAGE, mode: "prompt_user", fields: ["username"] }, { fields: "unsupported" }],
      [{ url: PAGE, field: "username" }, { field: "unknown" }],
    ] as const)
      expect(fault(await b.api("resolve", body))).toEqual({
        status: 400,
        code: "invalid_request",
        details: { fields, ...(allowed ? { allowed } : {}) },
      });
  });
  expect(rows).toEqual([]);
});

it("credentials.resolve, refused before the vault, judges the page before the fields, and the fields before the vault", async () => {
  const { b, vault } = await newFakeBench({}, { fieldMap: { username: "login", password: "pass" } });
  const asked = { fields: ["password", "totp"] };
  const rows = await b.rowsOf(async () => {
    expect((await b.resolve({ ...asked, url: "https://evil.example/" })).status).toBe(403);
    expect(fault(await b.resolve(asked))).toEqual({
      status: 400,
      code: "invalid_request",
      details: { fields: { "fields[1]": "unsupported" }, allowed: ["username", "password"] },
    });
  });
  expect(rows).toEqual([
    {
      action: "credential.refused",
      code: "host_not_allowed",
      about: b.credentialId,
      extra: { host: "evil.example", reason: "not_listed" },
    },
    {
      action: "credential.refused",
      code: "invalid_request",
      about: b.credentialId,
      extra: { host: "portal.example.net", matched_pattern: "portal.example.net", mode: "vault" },
    },
  ]);
  expect(await vault.calls()).toEqual([]);
});

it("credentials.resolve, refused before the vault, goes to no address that is no longer allowed, and opens no connection", async () => {
  const { b, vault } = await newFakeBench();
  await b.storeAddress(vault.address.replace("127.0.0.1", "127.0.0.2"));
  const fetched = vi.spyOn(globalThis, "fetch");
  const details = { stage: "address", path: VAULT_PATH, retryable: false };
  const expected = { status: 400, code: "vault_address_refused", details };
  const rows = await b.rowsOf(async () => expect(fault(await b.resolve())).toEqual(expected));
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockRestore();
  expect(await vault.calls()).toEqual([]);
  expect(rows.map(({ action, code }) => [action, code])).toEqual([["credential.refused", "vault_address_refused"]]);
  expect((await b.api("match", { url: PAGE })).body.allowed).toBe(true);
});

it.for<readonly [string, Record<string, unknown>, string, string]>([
  ["a field that is missing", { login: "x", otp_seed: SECRET.otp_seed }, "vault_field_missing", "password"],
  ["a number", { ...SECRET, pass: 1234 }, "vault_field_not_string", "password"],
  ["null", { ...SECRET, login: null }, "vault_field_not_string", "username"],
  ["an object", { ...SECRET, login: { a: "b" } }, "vault_field_not_string", "username"],
  ["a seed that is no Base32", { ...SECRET, otp_seed: "canary-seed-0189" }, "vault_totp_seed_invalid", "totp"],
  ["an empty seed", { ...SECRET, otp_seed: "" }, "vault_totp_seed_invalid", "totp"],
  ["a counter's seed", { ...SECRET, otp_seed: "otpauth://hotp/x?secret=JBSWY3DP" }, "vault_totp_seed_invalid", "totp"],
])(
  "credentials.resolve of a secret that does not fit names role and field, and no value: %s",
  async ([, secret, code, role]) => {
    const { b } = await newFakeBench({ secrets: { [VAULT_PATH]: secret } });
    const field = FIELD_MAP[role as keyof typeof FIELD_MAP];
    const details = { stage: "field", path: VAULT_PATH, role, field, retryable: false };
    const rows = await b.rowsOf(async () => expect(fault(await b.resolve())).toEqual({ status: 400, code, details }));
    const { host, matchedPattern } = page(b);
    const extra = { host, matched_pattern: matchedPattern, mode: "vault", fields: ["username", "password", "totp"] };
    expect(rows).toEqual([
      {
        action: "credential.refused",
        code,
        about: b.credentialId,
        extra: { ...extra, ...noted(b), vault_version: 1 },
      },
    ]);
    expect((await b.credential()).lastUsedAt).toBeNull();
  },
);

it("credentials.resolve of a secret that does not fit finds `constructor` and `__proto__` only where the secret really has them", async () => {
  const fieldMap = { username: "constructor", password: "__proto__" };
  const { b, vault } = await newFakeBench({}, { fieldMap });
  for (const [role, field] of Object.entries(fieldMap)) {
    const { code, details } = fault(await b.resolve({ fields: [role] }));
    expect([code, details]).toEqual([
      "vault_field_missing",
      { stage: "field", path: VAULT_PATH, role, field, retryable: false },
    ]);
  }
  const data = JSON.parse('{"constructor": "c", "__proto__": "p"}');
  await vault.set({ secrets: { "secret/data/app/own": data } });
  await b.point({ vaultPath: "secret/data/app/own" });
  expect((await b.resolve()).body).toEqual({ ...page(b), username: "c", password: "p", vaultVersion: 1 });
});

it("credentials.resolve of a secret that does not fit looks at no field that is not asked for", async () => {
  const secret = { login: 7, otp_seed: SECRET.otp_seed };
  const { b } = await newFakeBench({ secrets: { [VAULT_PATH]: secret } });
  expect((await b.resolve({ fields: ["totp"] })).body).toEqual({ ...page(b), totp: CODE, vaultVersion: 1 });
});
