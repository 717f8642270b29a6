import { evictDurableObject, listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { actions, newTenant } from "../support/api";
import { bao, hasOpenBao } from "../support/openbao";
import {
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
import { ALLOWED_PAGES, INVALID_PAGES, NINE, REFUSED_ENTRIES, REFUSED_PAGES, STORED_ENTRIES } from "./host-tables";

const AUTH_FAILED = { stage: "login", path: "auth/approle/login", upstreamStatus: 400, retryable: false };
const CODE = {
  code: expect.stringMatching(/^[0-9]{6}$/),
  expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:[03]0Z$/),
  period: 30,
  remainingSeconds: expect.any(Number),
};
const noted = (b: BrokerBench) => ({ vault_integration_id: b.integrationId, vault_path: VAULT_PATH });
const page = (b: BrokerBench, mode = "vault") => ({
  credentialId: b.credentialId,
  mode,
  host: "portal.example.net",
  matchedPattern: "portal.example.net",
});
const whole = (b: BrokerBench, vaultVersion: number | null = 1) => ({
  ...page(b),
  username: SECRET.login,
  password: SECRET.pass,
  totp: CODE,
  vaultVersion,
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the host rule through the API", () => {
  let b: BrokerBench;
  const both = async (url: unknown) => ({
    match: await b.api("match", { url }),
    resolve: await b.api("resolve", { url, mode: "prompt_user" }),
  });
  beforeAll(async () => {
    b = (await newFakeBench({}, { allowedDomains: NINE })).b;
  });

  it.for(INVALID_PAGES.filter(([url]) => typeof url === "string"))("%j is 400 %s", async ([url, reason]) => {
    const { match, resolve } = await both(url);
    const expected = { status: 400, code: "invalid_request", details: { fields: { url: reason } } };
    expect([fault(match), fault(resolve)]).toEqual([expected, expected]);
  });

  it.for(REFUSED_PAGES)("%j is refused as %s", async ([url, reason, host]) => {
    const { match, resolve } = await both(url);
    expect(match.status).toBe(200);
    expect(match.body).toEqual({ allowed: false, host, matchedPattern: null, reason });
    const nearest = reason === "bare_domain" ? { nearestPattern: `*.${host}` } : {};
    const details = { ...(host === null ? {} : { host }), reason, ...nearest };
    expect(fault(resolve)).toEqual({ status: 403, code: "host_not_allowed", details });
  });

  it.for(ALLOWED_PAGES)("%j is allowed", async ([url, host, matchedPattern]) => {
    const { match, resolve } = await both(url);
    expect(match.body).toEqual({ allowed: true, host, matchedPattern, reason: null });
    expect(resolve.body).toEqual({ credentialId: b.credentialId, mode: "prompt_user", host, matchedPattern });
  });

  it("judges a sign-in page of 16 KiB, and calls one character more no URL", async () => {
    const url = "https://portal.example.net/sso?SAMLRequest=".padEnd(16_384, "a");
    const { match, resolve } = await both(url);
    expect([match.body.allowed, resolve.status]).toEqual([true, 200]);
    const longer = await both(`${url}a`);
    const expected = { status: 400, code: "invalid_request", details: { fields: { url: "format" } } };
    expect([fault(longer.match), fault(longer.resolve)]).toEqual([expected, expected]);
  });

  it("refuses every faulty entry at its place, and stores every good one in its one form", async () => {
    const change = (allowedDomains: unknown) =>
      b.tenant.api(`PATCH /api/v1/credentials/${b.credentialId}`, { allowedDomains });
    const refused = REFUSED_ENTRIES.map(([entry]) => entry);
    const fields = Object.fromEntries(REFUSED_ENTRIES.map(([, reason], at) => [`allowedDomains[${at}]`, reason]));
    expect(fault(await change(refused))).toEqual({ status: 400, code: "invalid_request", details: { fields } });
    expect((await b.credential()).allowedDomains).toEqual(NINE);
    const stored = [...new Set(STORED_ENTRIES.map(([, pattern]) => pattern))];
    expect((await change(STORED_ENTRIES.map(([entry]) => entry))).body.allowedDomains).toEqual(stored);
  });
});

describe("a resolve that is refused before the vault", () => {
  it("asks neither the vault nor the session object, and leaves one row with host and reason", async () => {
    const { b, vault } = await newFakeBench();
    const rows = await b.rowsOf(async () => {
      for (const url of [
        "https://evil.example/canary-page",
        "https://staff.example.net/",
        "http://portal.example.net/",
      ])
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

  it("gives one answer for an unknown, a malformed and a foreign credential, before it looks at the page", async () => {
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

  it("takes an id in any letter case", async () => {
    const { b } = await newFakeBench();
    const id = b.credentialId.toUpperCase();
    const answer = await b.tenant.api(`POST /api/v1/credentials/${id}/resolve`, { url: PAGE, mode: "prompt_user" });
    expect(answer.body).toEqual(page(b, "prompt_user"));
  });

  it("names faults of the body's shape, and leaves no row of them", async () => {
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

  it("judges the page before the fields, and the fields before the vault", async () => {
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

  it("goes to no address that is no longer allowed, and opens no connection", async () => {
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
});

describe("a resolve that the secret does not fit", () => {
  it.for<readonly [string, Record<string, unknown>, string, string]>([
    ["a field that is missing", { login: "x", otp_seed: SECRET.otp_seed }, "vault_field_missing", "password"],
    ["a number", { ...SECRET, pass: 1234 }, "vault_field_not_string", "password"],
    ["null", { ...SECRET, login: null }, "vault_field_not_string", "username"],
    ["an object", { ...SECRET, login: { a: "b" } }, "vault_field_not_string", "username"],
    ["a seed that is no Base32", { ...SECRET, otp_seed: "canary-seed-0189" }, "vault_totp_seed_invalid", "totp"],
    ["an empty seed", { ...SECRET, otp_seed: "" }, "vault_totp_seed_invalid", "totp"],
    [
      "a counter's seed",
      { ...SECRET, otp_seed: "otpauth://hotp/x?secret=JBSWY3DP" },
      "vault_totp_seed_invalid",
      "totp",
    ],
  ])("names role and field, and no value: %s", async ([, secret, code, role]) => {
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
  });

  it("finds `constructor` and `__proto__` only where the secret really has them", async () => {
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

  it("looks at no field that is not asked for", async () => {
    const secret = { login: 7, otp_seed: SECRET.otp_seed };
    const { b } = await newFakeBench({ secrets: { [VAULT_PATH]: secret } });
    expect((await b.resolve({ fields: ["totp"] })).body).toEqual({ ...page(b), totp: CODE, vaultVersion: 1 });
  });
});

describe("a good resolve", () => {
  it("answers a person's runner the verdict alone, without the vault", async () => {
    const { b, vault } = await newFakeBench();
    const rows = await b.rowsOf(async () =>
      expect((await b.resolve({ mode: "prompt_user" })).body).toEqual(page(b, "prompt_user")),
    );
    const { host, matchedPattern } = page(b);
    expect(rows).toEqual([
      {
        action: "credential.resolved",
        code: null,
        about: b.credentialId,
        extra: { host, matched_pattern: matchedPattern, mode: "prompt_user" },
      },
    ]);
    expect(await vault.calls()).toEqual([]);
    expect((await b.credential()).lastUsedAt).toBeNull();
  });

  it("answers just the asked fields, in one order, and logs their names", async () => {
    const { b } = await newFakeBench();
    const all = ["username", "password", "totp"];
    const { host, matchedPattern } = page(b);
    for (const asked of [undefined, ["username"], ["password"], ["totp"], ["password", "username"], all.toReversed()]) {
      const fields = all.filter((role) => asked?.includes(role) ?? true);
      const rows = await b.rowsOf(async () => {
        const answer = await b.resolve(asked ? { fields: asked } : {});
        const { username, password, totp } = whole(b);
        const values = Object.entries({ username, password, totp }).filter(([role]) => fields.includes(role));
        expect(answer.body).toEqual({ ...page(b), ...Object.fromEntries(values), vaultVersion: 1 });
        expect(Object.keys(answer.body)).toEqual([...Object.keys(page(b)), ...fields, "vaultVersion"]);
        expect(answer.headers.get("cache-control")).toBe("no-store");
      });
      expect(rows).toEqual([
        {
          action: "credential.resolved",
          code: null,
          about: b.credentialId,
          extra: { host, matched_pattern: matchedPattern, mode: "vault", fields, ...noted(b), vault_version: 1 },
        },
      ]);
    }
  });

  it("takes an empty text for a value, and knows no version where the engine does not number", async () => {
    const secret = { ...SECRET, pass: "" };
    const v1 = { kvVersion: 1, vaultPath: "kv/app/db" } as const;
    const { b } = await newFakeBench({ kvVersion: 1, secrets: { "kv/app/db": secret } }, v1);
    expect((await b.resolve()).body).toEqual({ ...whole(b, null), password: "" });
    const unnumbered = await newFakeBench({
      rules: [{ path: VAULT_PATH, answer: { json: { data: { data: SECRET } } } }],
    });
    expect((await unnumbered.b.resolve()).body).toEqual(whole(unnumbered.b, null));
  });

  it.for([
    ["SHA1", "12345678901234567890", "07081804"],
    ["SHA256", "12345678901234567890123456789012", "68084774"],
    ["SHA512", "1234567890123456789012345678901234567890123456789012345678901234", "25091201"],
  ] as const)(
    "gives the code of RFC 6238, appendix B, for %s at the moment of the answer",
    async ([hash, text, code]) => {
      const otp_seed = `otpauth://totp/Acme:robot?secret=${base32(text)}&algorithm=${hash}&digits=8&issuer=Acme`;
      const { b } = await newFakeBench({ secrets: { [VAULT_PATH]: { ...SECRET, otp_seed } } });
      await b.resolve({ fields: ["username"] });
      await runInDurableObject(b.tenant.stub, (instance) => {
        instance.clock = () => 1_111_111_109_000;
      });
      const expiresAt = "2005-03-18T01:58:30Z";
      expect((await b.resolve({ fields: ["totp"] })).body.totp).toEqual({
        code,
        expiresAt,
        period: 30,
        remainingSeconds: 1,
      });
    },
  );

  it("gives one code for every spelling of a seed", async () => {
    const seeds = ["JBSWY3DPEHPK3PXPAE", "jbsw y3dp ehpk 3pxp ae", "JBSW-Y3DP-EHPK-3PXP-AE======"];
    const { b, vault } = await newFakeBench();
    await b.resolve();
    const moment = Date.now();
    await runInDurableObject(b.tenant.stub, (instance) => {
      instance.clock = () => moment;
    });
    const codes = new Set<string>();
    for (const [at, otp_seed] of [...seeds, `otpauth://totp/x?secret=${seeds[0]}`].entries()) {
      const vaultPath = `secret/data/app/seed-${at}`;
      await vault.set({ secrets: { [vaultPath]: { ...SECRET, otp_seed } } });
      await b.point({ vaultPath });
      codes.add(JSON.stringify((await b.resolve({ fields: ["totp"] })).body.totp));
    }
    expect(codes.size).toBe(1);
  });

  it("notes the time of use, which never goes back and does not move `updatedAt`", async () => {
    const { b, vault } = await newFakeBench();
    const { updatedAt } = await b.credential();
    await b.resolve();
    const first = await b.credential();
    expect([first.updatedAt, Date.parse(first.lastUsedAt)]).toEqual([updatedAt, expect.any(Number)]);
    await vault.set({ rules: [{ path: VAULT_PATH, nth: 1, answer: { healthy: true, held: true } }] });
    const slow = b.resolve();
    await vault.waitForCalls(2, VAULT_PATH);
    await b.forward(60_000);
    await b.resolve();
    const newest = await b.credential();
    expect(Date.parse(newest.lastUsedAt)).toBeGreaterThan(Date.parse(first.lastUsedAt));
    await vault.release();
    expect((await slow).status).toBe(200);
    expect(await b.credential()).toEqual(newest);
  });

  it("leaves nothing of secret, page or secret id in a table, a log or an object's storage", async () => {
    const lines: string[] = [];
    for (const level of ["log", "info", "warn", "error"] as const)
      vi.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.map(String).join(" ")));
    const { b, vault } = await newFakeBench();
    await b.integration("secrets", {
      path: "app/new",
      data: { pass: "canary-pass" },
      metadata: { of: "canary-login" },
    });
    await b.resolve();
    await vault.set({ secrets: { "secret/data/app/odd": { login: "canary-login", otp_seed: "canary-seed" } } });
    await b.point({ vaultPath: "secret/data/app/odd" });
    await b.resolve();
    await b.resolve({ fields: ["totp"] });
    await b.resolve({ url: "https://evil.example/canary-page" });
    await vault.set({ secretId: "another" });
    await vault.revokeTokens();
    await b.resolve();
    const stored = await everythingStored(b);
    expect(stored).toContain(b.integrationId);
    for (const text of [stored, lines.join("\n")])
      expect(text).not.toMatch(/canary-(pass|login|seed|page|secret)|billing@|JBSWY3DP|fake-token/);
  });
});

describe("the token behind a resolve", () => {
  it("costs one login for a hundred resolves at once with a cold session", { timeout: 20_000 }, async () => {
    const { b, vault } = await newFakeBench({
      rules: [{ path: "auth/approle/login", answer: { healthy: true, held: true } }],
    });
    const all = Array.from({ length: 100 }, () => b.resolve({ fields: ["password"] }));
    await vault.waitForCalls(1, "auth/approle/login");
    await vault.release();
    const answers = await Promise.all(all);
    expect(new Set(answers.map(({ body }) => body.password))).toEqual(new Set([SECRET.pass]));
    expect([await vault.logins(), (await vault.calls()).length]).toEqual([1, 101]);
    expect((await actions(b.tenant)).filter((row) => row === "credential.resolved ok")).toHaveLength(100);
    expect((await b.record()).status).toBe("healthy");
  });

  it("costs one more when the vault has revoked it, and the caller sees a good answer", async () => {
    const { b, vault } = await newFakeBench();
    await b.resolve();
    await vault.revokeTokens();
    expect((await b.resolve()).body).toEqual(whole(b));
    expect(await paths(vault)).toEqual([LOGIN, READ, READ, LOGIN, READ]);
  });

  it("is used on after both objects were evicted", async () => {
    const { b, vault } = await newFakeBench();
    await b.resolve();
    for (const evict of [() => b.evict(), () => evictDurableObject(b.session)]) {
      await evict();
      expect((await b.resolve()).body).toEqual(whole(b));
    }
    expect(await paths(vault)).toEqual([LOGIN, READ, READ, READ]);
    expect((await b.record()).status).toBe("healthy");
  });

  it("is renewed, not replaced, when 80 % of its lease are over", async () => {
    const { b, vault } = await newFakeBench();
    await b.resolve();
    await b.forward(0.79 * 3_600_000);
    await b.resolve();
    await b.forward(0.02 * 3_600_000);
    await b.resolve();
    expect(await paths(vault)).toEqual([LOGIN, READ, READ, "POST auth/token/renew-self", READ]);
  });

  it("is refused without end after a wrong secret id: a pause, and at most three logins in fifteen minutes", {
    timeout: 20_000,
  }, async () => {
    const { b, vault } = await newFakeBench({ secretId: "the right one" });
    const expected = { status: 400, code: "vault_auth_failed", details: AUTH_FAILED };
    expect(fault(await b.resolve())).toEqual(expected);
    const paused = await b.resolve();
    const { upstreamStatus: _, ...rest } = AUTH_FAILED;
    expect(fault(paused)).toEqual({ ...expected, details: { ...rest, paused: true } });
    expect(Number(paused.headers.get("retry-after"))).toBeGreaterThan(25);
    for (let i = 0; i < 97; i++) {
      if (i % 20 === 7) await b.evict();
      await b.forward(9000);
      expect((await b.resolve()).body.error.code).toBe("vault_auth_failed");
    }
    expect(await vault.logins()).toBe(3);
    expect(await b.record()).toMatchObject({ status: "failing", lastCheckedAt: expect.any(String) });
  });

  it("is not tried a fifth time under another spelling of the vault's address, by another integration or a trial", async () => {
    const { b, vault } = await newFakeBench({ secretId: "the right one" });
    const spellings = [vault.address, `${vault.address}/`, `${vault.address}/v1`];
    for (const host of ["localhost", "LOCALHOST", "2130706433", "0x7f.1"])
      spellings.push(vault.address.replace("127.0.0.1", host));
    const answers = [];
    for (const address of spellings) {
      const config = { address, authMethod: "approle", roleId: "role-1", secretId: "canary-secret-id" };
      const body = { name: address, type: "hashicorp", config };
      answers.push(fault(await b.tenant.api("POST /api/v1/vault-integrations?verify=true", body)));
    }
    answers.push(fault(await b.resolve()));
    const { upstreamStatus: _, ...rest } = AUTH_FAILED;
    const told = (details: object) => ({ status: 400, code: "vault_auth_failed", details });
    const paused = told({ ...rest, paused: true });
    expect(answers).toEqual([...Array(4).fill(told(AUTH_FAILED)), ...Array(spellings.length - 3).fill(paused)]);
    expect(await vault.logins()).toBe(4);
  });

  it("is counted apart for another role of the vault", async () => {
    const { b, vault } = await newFakeBench({ secretId: "the right one" });
    const trial = (roleId: string) =>
      b.tenant.api("POST /api/v1/vault-integrations?verify=true", {
        name: roleId,
        type: "hashicorp",
        config: { address: vault.address, authMethod: "approle", roleId, secretId: "canary-secret-id" },
      });
    for (let i = 0; i < 5; i++) await trial("role-1");
    expect(fault(await trial("role-2")).details).toEqual(AUTH_FAILED);
    expect(await vault.logins()).toBe(5);
  });

  it("is won with the new secret id after a rotation, while a read that holds the old one succeeds", async () => {
    const { b, vault } = await newFakeBench();
    await b.resolve();
    await vault.set({ rules: [{ path: VAULT_PATH, nth: 1, answer: { healthy: true, held: true } }] });
    const early = b.resolve();
    await vault.waitForCalls(2, VAULT_PATH);
    const rotated = await b.tenant.api(`PUT /api/v1/vault-integrations/${b.integrationId}`, { secretId: "second" });
    expect([rotated.status, rotated.body.status]).toEqual([200, "unknown"]);
    expect((await b.resolve()).body).toEqual(whole(b));
    await vault.release();
    expect((await early).body).toEqual(whole(b));
    const logins = (await vault.calls()).filter(({ path }) => path.endsWith("/login"));
    expect(logins.map(({ body }) => JSON.parse(body).secret_id)).toEqual(["canary-secret-id", "second"]);
    expect((await b.record()).status).toBe("healthy");
  });

  it("is asked for at most twice by a hundred tries of a path that the role may not read", {
    timeout: 20_000,
  }, async () => {
    const { b, vault } = await newFakeBench({ rules: [{ path: VAULT_PATH, answer: { status: 403 } }] });
    for (let i = 0; i < 100; i++) {
      if (i === 50) await evictDurableObject(b.tenant.stub);
      const { status, code, details } = fault(await b.resolve());
      expect([status, code]).toEqual([400, "vault_permission_denied"]);
      expect(details).toMatchObject({ stage: "read", path: VAULT_PATH, retryable: false });
    }
    expect(await vault.logins()).toBeLessThanOrEqual(2);
  });

  it("is not looked for once the integration is deleted; a read under way may finish", async () => {
    const { b, vault } = await newFakeBench({ rules: [{ path: VAULT_PATH, answer: { healthy: true, held: true } }] });
    const early = b.resolve();
    await vault.waitForCalls(1, VAULT_PATH);
    expect((await b.tenant.api(`DELETE /api/v1/vault-integrations/${b.integrationId}`)).status).toBe(204);
    expect(fault(await b.resolve())).toEqual({ status: 404, code: "not_found" });
    await vault.release();
    expect((await early).body).toEqual(whole(b));
    expect(await paths(vault)).toEqual([LOGIN, READ]);
    const left = await runInDurableObject(b.tenant.stub, (_, { storage }) =>
      storage.sql.exec("SELECT * FROM credential_states").toArray(),
    );
    expect(left).toEqual([]);
  });
});

describe.skipIf(!hasOpenBao)("a resolve from a real vault", () => {
  const path = () => `secret/data/app/${crypto.randomUUID()}`;
  async function realBench(vaultPath: string) {
    const role = await bao.newRole();
    const b = await newBench(
      { address: bao.url, roleId: role.roleId, secretId: await bao.newSecretId(role) },
      { vaultPath },
    );
    return { role, b };
  }

  it("is denied where the policy says so, absent and deleted are told apart, and KV v1 is seen", async () => {
    const vaultPath = path();
    const { b } = await realBench("secret/data/other/x");
    const outcome = async () => {
      const { code, details } = fault(await b.resolve());
      return [code, details];
    };
    expect(await outcome()).toEqual([
      "vault_permission_denied",
      { stage: "read", path: "secret/data/other/x", upstreamStatus: 403, retryable: false },
    ]);
    await b.point({ vaultPath });
    const there = { stage: "read", path: vaultPath, upstreamStatus: 404, retryable: false };
    expect(await outcome()).toEqual(["vault_path_not_found", there]);
    await bao.putSecret(vaultPath, SECRET);
    expect((await b.resolve()).body).toEqual(whole(b));
    await bao.api("DELETE", vaultPath);
    expect(await outcome()).toEqual(["vault_secret_deleted", there]);
  });

  it("sees a value that was changed there, survives a revoked token, and follows a rotation", async () => {
    const vaultPath = path();
    await bao.putSecret(vaultPath, SECRET);
    const { role, b } = await realBench(vaultPath);
    expect((await b.resolve()).body).toEqual(whole(b));
    await bao.putSecret(vaultPath, { ...SECRET, pass: "changed" });
    expect((await b.resolve()).body).toEqual({ ...whole(b, 2), password: "changed" });
    expect((await bao.tokensOf(role)).length).toBe(1);
    await bao.revokeTokensOf(role);
    expect((await b.resolve()).body.vaultVersion).toBe(2);
    expect((await bao.tokensOf(role)).length).toBe(1);
    const place = `PUT /api/v1/vault-integrations/${b.integrationId}`;
    expect((await b.tenant.api(place, { secretId: await bao.newSecretId(role) })).body.status).toBe("unknown");
    expect((await b.resolve()).body.vaultVersion).toBe(2);
    expect((await bao.tokensOf(role)).length).toBe(2);
  });
});

/** Every cell of D1, of the tenant's tables and of both objects' key-value storage, as text. */
async function everythingStored(b: BrokerBench): Promise<string> {
  const text = (value: unknown): unknown => {
    if (value instanceof ArrayBuffer) return new TextDecoder("latin1").decode(value);
    return ArrayBuffer.isView(value) ? new TextDecoder("latin1").decode(value) : value;
  };
  const show = (value: unknown) => JSON.stringify(value, (_, inner) => text(inner));
  const own = (_: unknown, { storage }: DurableObjectState) => {
    const tables = storage.sql.exec("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
    const names = tables.map(({ name }) => String(name)).filter((name) => !name.startsWith("_cf"));
    const rows = names.map((name) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    return show([rows, [...storage.kv.list()]]);
  };
  const directory = await env.DB.batch([
    env.DB.prepare("SELECT * FROM vault_integrations"),
    env.DB.prepare("SELECT * FROM credentials"),
  ]);
  const latin = directory.map(({ results }) =>
    results.map((row) =>
      Object.values(row as object).map((cell) => (Array.isArray(cell) ? String.fromCharCode(...cell) : cell)),
    ),
  );
  return [show(latin), await runInDurableObject(b.tenant.stub, own), await runInDurableObject(b.session, own)].join(
    "\n",
  );
}

/** RFC 4648, section 6, without padding. */
function base32(text: string): string {
  const bits = [...new TextEncoder().encode(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}
