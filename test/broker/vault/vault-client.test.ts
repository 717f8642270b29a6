import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { AppRoleSession } from "../../../src/broker/vault/app-role-session";
import { VaultClient } from "../../../src/broker/vault/client";
import type { SessionRpc } from "../../../src/broker/vault/session/rpc";
import type { Details } from "../../../src/errors";
import { unwrap } from "../../../src/errors";
import { type Answer, newFakeVault, type Rule, type Script } from "../../support/fake-vault";
import { ALLOW, newIntegration } from "./vault-bench";

const READ = "secret/data/app/db";
const LOGIN = "auth/approle/login";
const CANARY = "upstream-text-81c3";
const SECRETS = { [READ]: { login: "me", pass: "canary-value" } };
const PLACE = { mount: "secret", path: "app/new" };

async function bench(script: Script = {}, more: { address?: (own: string) => string; namespace?: string } = {}) {
  const vault = await newFakeVault({ secrets: SECRETS, ...script });
  const address = more.address?.(vault.address) ?? vault.address;
  const integration = await newIntegration({ address, roleId: "r", secretId: "s", namespace: more.namespace ?? null });
  const callsOf = async (path: string) => (await vault.calls()).filter((call) => call.path === `/v1/${path}`);
  return { vault, callsOf, ...integration };
}
const on = (path: string, answer: Answer, more: Partial<Rule> = {}): Script => ({ rules: [{ path, answer, ...more }] });
const failure = (code: string, details: Details, retryAfter?: number) => ({
  ok: false,
  error: { code, details, ...(retryAfter === undefined ? {} : { retryAfter }) },
});
const written = (path: string, stage: string, code: string) =>
  failure(code, { stage, path, outcomeUnknown: true, retryable: true });
const ERROR_BODY = { json: { errors: [CANARY], data: { note: CANARY } } };

describe("a read that the vault does not answer well", () => {
  const rows: [number, string, boolean][] = [
    [400, "vault_rejected", false],
    [404, "vault_path_not_found", false],
    [405, "vault_rejected", false],
    [408, "vault_unavailable", true],
    [412, "vault_unavailable", true],
    [413, "vault_rejected", false],
    [418, "vault_rejected", false],
    [429, "vault_rate_limited", true],
    [472, "vault_unavailable", true],
    [473, "vault_unavailable", true],
    [500, "vault_unavailable", true],
    [501, "vault_unavailable", true],
    [502, "vault_unavailable", true],
    [503, "vault_sealed", true],
    [599, "vault_unavailable", true],
    [300, "vault_redirected", false],
    [302, "vault_redirected", false],
    [307, "vault_redirected", false],
    [201, "vault_bad_answer", false],
    [206, "vault_bad_answer", false],
  ];
  it.each(rows)("is told for %i as %s, without a byte of the answer", async (status, code, retryable) => {
    const b = await bench(on(READ, { status, ...ERROR_BODY, headers: { location: `http://127.0.0.1:9/${CANARY}` } }));
    const result = await b.request().readSecret(READ);
    expect(result).toEqual(failure(code, { stage: "read", path: READ, upstreamStatus: status, retryable }));
    expect(await b.callsOf(READ)).toHaveLength(status === 412 ? 2 : 1);
  });

  it.each([
    ["7", 7],
    ["0", 1],
    ["61", 60],
    ["1234567890", 60],
    ["Wed, 21 Oct 2015 07:28:00 GMT", 1],
    ["soon", undefined],
    [undefined, undefined],
  ])("passes on a Retry-After of %s as %s", async (given, passed) => {
    const headers: Record<string, string> = given === undefined ? {} : { "retry-after": given };
    const b = await bench(on(READ, { status: 429, headers }));
    const details = { stage: "read", path: READ, upstreamStatus: 429, retryable: true };
    expect(await b.request().readSecret(READ)).toEqual(failure("vault_rate_limited", details, passed));
  });

  it.each([
    "Upgrading from non-versioned to versioned data. This backend will be unavailable for a brief period and will resume service shortly.",
    "* Waiting for the primary to upgrade from non-versioned to versioned data. This backend will be unavailable.",
  ])("is passing while the engine upgrades itself, and a write is too: %s", async (text) => {
    const answer = { status: 400, json: { errors: [`1 error occurred:\n\t${text} ${CANARY}`] } };
    const b = await bench({ rules: [READ, "secret/data/app/new"].map((path) => ({ path, answer })) });
    const told = (stage: string, path: string) =>
      failure("vault_unavailable", { stage, path, upstreamStatus: 400, retryable: true });
    expect(await b.request().readSecret(READ)).toEqual(told("read", READ));
    expect(await b.request().writeSecret(PLACE, { a: "1" })).toEqual(told("write", "secret/data/app/new"));
    expect((await b.vault.calls()).length).toBe(3);
  });

  it.each<[string, Answer]>([
    ["a page", { text: `<html>${CANARY}</html>` }],
    ["no body", {}],
    ["what a TLS port says to http", { text: "Client sent an HTTP request to an HTTPS server.\n" }],
    ["JSON of another service", { json: { message: CANARY } }],
    ["errors that are no texts", { json: { errors: [{ message: CANARY }] } }],
    ["errors that are no list", { json: { errors: CANARY } }],
    ["a page that speaks of an upgrade", { text: "Upgrading from non-versioned to versioned data." }],
  ])("is no vault's at all with a 400 and %s", async (_, answer) => {
    const b = await bench(on(READ, { status: 400, ...answer }));
    const details = { stage: "read", path: READ, upstreamStatus: 400, retryable: false };
    expect(await b.request().readSecret(READ)).toEqual(failure("vault_not_a_vault", details));
  });

  const bad: [string, Answer, string?][] = [
    ["a page of HTML", { text: `<html>${CANARY}</html>`, headers: { "content-type": "text/html" } }],
    ["an empty body", { text: "" }],
    ["ten megabytes", { sizeBytes: 10_000_000 }],
    ["256 KiB and one byte", { text: JSON.stringify({ data: { data: {} } }).padEnd(256 * 1024 + 1) }],
    ["a list", { json: [] }, "kv_version"],
    ["no data", { json: {} }, "kv_version"],
    ["a secret of version 1", { json: { data: { login: "me" } } }, "kv_version"],
    ["data that is a list", { json: { data: { data: [] } } }, "kv_version"],
    ["data that is null", { json: { data: { data: null } } }, "kv_version"],
    ["a version that is text", { json: { data: { data: {}, metadata: { version: "4" } } } }, "kv_version"],
  ];
  it.each(bad)("is a bad answer with %s", async (_, answer, hint) => {
    const b = await bench(on(READ, answer));
    const details = { stage: "read", path: READ, upstreamStatus: 200, ...(hint ? { hint } : {}), retryable: false };
    expect(await b.request().readSecret(READ)).toEqual(failure("vault_bad_answer", details));
  });

  it.each([
    ["deletion_time", { deletion_time: "2026-05-11T09:30:00Z", destroyed: false }, "vault_secret_deleted"],
    ["destroyed", { deletion_time: "", destroyed: true }, "vault_secret_deleted"],
    ["neither", { deletion_time: "", destroyed: false }, "vault_path_not_found"],
  ])("tells a 404 that shows %s apart", async (_, metadata, code) => {
    const b = await bench(on(READ, { status: 404, json: { data: { data: null, metadata } } }));
    const details = { stage: "read", path: READ, upstreamStatus: 404, retryable: false };
    expect(await b.request().readSecret(READ)).toEqual(failure(code, details));
  });

  it("hints at the missing segment `data` for a path that is unknown or closed, with version 2 only", async () => {
    for (const [status, code] of [
      [404, "vault_path_not_found"],
      [403, "vault_permission_denied"],
    ] as const) {
      const answer = { status, json: { errors: [] } };
      const b = await bench({ rules: ["secret/app/db", "data/app"].map((path) => ({ path, answer })) });
      const details = (path: string) => ({ stage: "read", path, upstreamStatus: status, retryable: false });
      const hinted = (path: string) => failure(code, { ...details(path), hint: "missing_data_segment" });
      expect(await b.request().readSecret("secret/app/db")).toEqual(hinted("secret/app/db"));
      expect(await b.request().readSecret("data/app")).toEqual(hinted("data/app"));
      expect(await b.request(1).readSecret("secret/app/db")).toEqual(failure(code, details("secret/app/db")));
    }
  });

  it("hints by what the vault says of its engine, whatever the path looks like", async () => {
    const warnings = [`Invalid path for a versioned K/V secrets engine. ${CANARY}`];
    const b = await bench(on("team/data/app", { status: 404, json: { data: null, warnings } }));
    const told = (hint: string) =>
      failure("vault_path_not_found", {
        stage: "read",
        path: "team/data/app",
        upstreamStatus: 404,
        hint,
        retryable: false,
      });
    expect(await b.request().readSecret("team/data/app")).toEqual(told("missing_data_segment"));
    expect(await b.request(1).readSecret("team/data/app")).toEqual(told("kv_version"));
  });

  it("is sent a second time when it got no answer, and no third time", async () => {
    const once = await bench(on(READ, { close: true }, { nth: 1 }));
    expect(unwrap(await once.request().readSecret(READ)).version).toBe(1);
    const never = await bench(on(READ, { close: true }));
    const details = { stage: "read", path: READ, retryable: true };
    expect(await never.request().readSecret(READ)).toEqual(failure("vault_unreachable", details));
    expect([(await once.callsOf(READ)).length, (await never.callsOf(READ)).length]).toEqual([2, 2]);
  });

  it("is sent a second time after a 412, a quarter of a second later", async () => {
    const b = await bench(on(READ, { status: 412 }, { nth: 1 }));
    expect((await b.request().readSecret(READ)).ok).toBe(true);
    const [first, second] = await b.callsOf(READ);
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(240);
  });

  it("follows no redirect: neither token nor request reaches another host", async () => {
    const other = await newFakeVault();
    const b = await bench(on(READ, { status: 307, headers: { location: `${other.address}/v1/${READ}` } }));
    expect((await b.request().readSecret(READ)).ok).toBe(false);
    expect(await other.calls()).toEqual([]);
  });

  it("makes no connection to an address that is no longer allowed, whether or not a token is held", async () => {
    const b = await bench();
    await b.request().readSecret(READ);
    const before = (await b.vault.calls()).length;
    const closed = new VaultClient({ ...b, kvVersion: 2, allow: [], now: Date.now });
    const details = { stage: "address", path: READ, retryable: false };
    expect(await closed.readSecret(READ)).toEqual(failure("vault_address_refused", details));
    expect(await b.vault.calls()).toHaveLength(before);
  });

  it("ends after fifteen seconds in all, also while a login of others is waited for", async () => {
    const { session, call } = await bench();
    const clock = { ms: 1_000_000 };
    const hanging = new Proxy(session, { get: () => () => new Promise<never>(() => undefined) }) as SessionRpc;
    const client = new VaultClient({ session: hanging, call, kvVersion: 2, allow: ALLOW, now: () => clock.ms });
    clock.ms += 14_990;
    const timeout = failure("vault_timeout", { stage: "login", path: LOGIN, retryable: true });
    expect(await client.readSecret(READ)).toEqual(timeout);
    clock.ms += 10;
    expect(await client.readSecret(READ)).toEqual(timeout);
  });
});

describe.concurrent("a vault that gives no full answer", () => {
  it("ends a read within six seconds when it hangs, drips, or is slow, and the read is not sent again", async () => {
    const started = Date.now();
    const slow: Answer[] = [{ hang: true }, { dripMs: 300, text: "x".repeat(100) }, { delayMs: 7000, json: {} }];
    const benches = await Promise.all(slow.map((answer) => bench(on(READ, answer))));
    const results = await Promise.all(benches.map((b) => b.request().readSecret(READ)));
    const timeout = failure("vault_timeout", { stage: "read", path: READ, retryable: true });
    expect(results).toEqual([timeout, timeout, timeout]);
    expect(Date.now() - started).toBeLessThan(9000); // the time of one call, not of two
    for (const b of benches) expect(await b.callsOf(READ)).toHaveLength(1);
  }, 15_000);

  it("ends a login within six seconds, and one whose connection broke is not repeated", async () => {
    const [hung, cut] = await Promise.all([bench(on(LOGIN, { hang: true })), bench(on(LOGIN, { close: true }))]);
    const details = { stage: "login", path: LOGIN, retryable: true };
    expect(await cut.request().readSecret(READ)).toEqual(failure("vault_unreachable", details));
    expect(await cut.vault.logins()).toBe(1);
    expect(await hung.request().readSecret(READ)).toEqual(failure("vault_timeout", details));
  }, 15_000);

  it("leaves the outcome of a write unknown, which is told, and the write is not repeated", async () => {
    const at = "secret/data/app/new";
    const cut = await bench(on(at, { close: true }));
    const half = await bench(on(at, { truncated: true, json: { data: { version: 1 } } }));
    const hung = await bench(on(at, { hang: true }));
    const results = await Promise.all([cut, half, hung].map((b) => b.request().writeSecret(PLACE, { a: CANARY })));
    expect(results).toEqual([
      written(at, "write", "vault_unreachable"),
      written(at, "write", "vault_unreachable"),
      written(at, "write", "vault_timeout"),
    ]);
    for (const b of [cut, half, hung]) expect(await b.callsOf(at)).toHaveLength(1);
  }, 15_000);
});

describe("a login that the vault does not answer well", () => {
  const told = (status: number, code: string, retryable: boolean) =>
    failure(code, { stage: "login", path: LOGIN, upstreamStatus: status, retryable });
  const token = (client_token: unknown, more: object = {}): Answer => ({
    json: { auth: { client_token, lease_duration: 60, renewable: true, ...more } },
  });
  const rows: [string, Answer, ReturnType<typeof told>][] = [
    ...[400, 401, 403, 404, 405, 422].map((status): [string, Answer, ReturnType<typeof told>] => [
      `status ${status}`,
      { status, ...ERROR_BODY },
      told(status, "vault_auth_failed", false),
    ]),
    ["status 408", { status: 408 }, told(408, "vault_unavailable", true)],
    ["status 473", { status: 473 }, told(473, "vault_unavailable", true)],
    ["status 500", { status: 500, ...ERROR_BODY }, told(500, "vault_unavailable", true)],
    ["status 503", { status: 503, ...ERROR_BODY }, told(503, "vault_sealed", true)],
    ["a redirect", { status: 307, headers: { location: "/elsewhere" } }, told(307, "vault_redirected", false)],
    ...[400, 401, 403, 404, 405, 422, 200, 204, 299].map((status): [string, Answer, ReturnType<typeof told>] => [
      `status ${status} and a page`,
      { status, ...(status === 204 ? {} : { text: `<html>${CANARY}</html>` }) },
      told(status, "vault_not_a_vault", false),
    ]),
    [
      "what a TLS port says to http",
      { raw: "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n" },
      told(400, "vault_not_a_vault", false),
    ],
    ["JSON of another service", { status: 401, json: { error: CANARY } }, told(401, "vault_not_a_vault", false)],
    ["no auth", { json: { data: {} } }, told(200, "vault_not_a_vault", false)],
    ["an auth that is null", { json: { auth: null } }, told(200, "vault_auth_failed", false)],
    ["status 502 and a page", { status: 502, text: "<html>" }, told(502, "vault_unavailable", true)],
    ["status 429 and a page", { status: 429, text: "<html>" }, told(429, "vault_rate_limited", true)],
    [
      "a second factor",
      { json: { auth: { client_token: "", mfa_requirement: {} } } },
      told(200, "vault_auth_failed", false),
    ],
    ["an empty answer", { text: "" }, told(200, "vault_not_a_vault", false)],
    ["a line feed in the token", token("hvs.a\nb"), told(200, "vault_bad_answer", false)],
    ["a token that is not ASCII", token("hvs.ü"), told(200, "vault_bad_answer", false)],
    ["a token of 4097 characters", token("t".repeat(4097)), told(200, "vault_bad_answer", false)],
    ["a token that is a number", token(7), told(200, "vault_bad_answer", false)],
    ["a lease below zero", token("t", { lease_duration: -1 }), told(200, "vault_bad_answer", false)],
    ["a lease that is text", token("t", { lease_duration: "1h" }), told(200, "vault_bad_answer", false)],
    ["uses that are no whole number", token("t", { num_uses: 1.5 }), told(200, "vault_bad_answer", false)],
  ];
  it.each(rows)("fails with its code for %s, and is sent once", async (_, answer, expected) => {
    const b = await bench(on(LOGIN, answer));
    expect(await b.request().readSecret(READ)).toEqual(expected);
    expect(await b.vault.calls()).toHaveLength(1);
  });

  it("takes a token of 4096 characters", async () => {
    const b = await bench(on(LOGIN, token("t".repeat(4096))));
    const result = await b.request().readSecret(READ);
    expect(result.ok || result.error.code).toBe("vault_permission_denied");
  });
});

describe("a call that is denied", () => {
  const FORBIDDEN = "secret/data/forbidden/x";
  const denied = (path: string) =>
    failure("vault_permission_denied", { stage: "read", path, upstreamStatus: 403, retryable: false });

  it("costs two logins in a hundred tries within a minute, cold start included", async () => {
    const b = await bench(on(FORBIDDEN, { status: 403, ...ERROR_BODY }));
    for (let i = 0; i < 100; i++) expect(await b.request().readSecret(FORBIDDEN)).toEqual(denied(FORBIDDEN));
    expect(await b.vault.logins()).toBe(2);
  });

  it("costs two logins when a hundred come at once", async () => {
    const b = await bench(on(FORBIDDEN, { status: 403 }));
    const results = await Promise.all(Array.from({ length: 100 }, () => b.request().readSecret(FORBIDDEN)));
    expect(new Set(results.map((result) => result.ok || result.error.code))).toEqual(
      new Set(["vault_permission_denied"]),
    );
    expect(await b.vault.logins()).toBeLessThanOrEqual(2);
  });

  it("is not sent at all, and costs no login, once tokens of one use have met it twice", async () => {
    const b = await bench({ numUses: 1, ...on(FORBIDDEN, { status: 403 }) });
    for (let i = 0; i < 3; i++) await b.request().readSecret(FORBIDDEN);
    const { upstreamStatus: _, ...details } = denied(FORBIDDEN).error.details as { upstreamStatus: number };
    expect(await b.request().readSecret(FORBIDDEN)).toEqual(failure("vault_permission_denied", details as Details));
    expect([await b.vault.logins(), (await b.callsOf(FORBIDDEN)).length]).toEqual([2, 2]);
  });

  it("is repeated with a new token when the vault has revoked the old one, and the caller sees nothing of it", async () => {
    const b = await bench();
    await b.request().readSecret(READ);
    await b.vault.revokeTokens();
    expect((await b.request().readSecret(READ)).ok).toBe(true);
    await b.vault.revokeTokens();
    expect((await b.request().writeSecret(PLACE, { a: "1" })).ok).toBe(true);
    expect(await b.vault.logins()).toBe(3);
  });

  it("costs one login when fifty meet it at once with one token", async () => {
    const b = await bench();
    await b.request().readSecret(READ);
    await b.vault.revokeTokens();
    const results = await Promise.all(Array.from({ length: 50 }, () => b.request().readSecret(READ)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await b.vault.logins()).toBe(2);
  });

  it("is final without a login after the token was proven in the same request", async () => {
    const b = await bench(on(FORBIDDEN, { status: 403 }));
    await b.request().readSecret(READ);
    const request = b.request();
    expect(unwrap(await request.proveToken({ freshLogin: false })).stage).toBe("lookup");
    expect(await request.readSecret(FORBIDDEN)).toEqual(denied(FORBIDDEN));
    expect(await b.vault.logins()).toBe(1);
  });
});

describe("the requests", () => {
  it("carry the headers of the vault's API, and no token at the login", async () => {
    const b = await bench({}, { namespace: "/platform/web/" });
    await b.request().readSecret(READ);
    const [login, read] = await b.vault.calls();
    const common = {
      "x-vault-request": "true",
      "x-vault-namespace": "platform/web",
      accept: "application/json",
      "content-type": "application/json",
    };
    expect(login?.headers).toMatchObject(common);
    expect(login?.headers["x-vault-token"]).toBeUndefined();
    expect(JSON.parse(login?.body ?? "")).toEqual({ role_id: "r", secret_id: "s" });
    expect(read?.headers).toMatchObject({ ...common, "x-vault-token": "fake-token-1" });
    expect([read?.method, read?.body, read?.headers.cookie]).toEqual(["GET", "", undefined]);
  });

  it("name no namespace if there is none, and take an address with a final /v1", async () => {
    const b = await bench({}, { address: (own) => `${own}/v1/` });
    expect((await b.request().readSecret(READ)).ok).toBe(true);
    expect((await b.vault.calls()).map(({ headers }) => headers["x-vault-namespace"])).toEqual([undefined, undefined]);
  });

  it("encode each segment of a path", async () => {
    const b = await bench({ secrets: { "secret/data/Ä b/c+d": { a: "1" } } });
    expect((await b.request().readSecret("secret/data/Ä b/c+d")).ok).toBe(true);
    expect((await b.vault.calls())[1]?.path).toBe("/v1/secret/data/%C3%84%20b/c%2Bd");
  });

  it("take a token of their own each, so that uses are counted", async () => {
    const b = await bench({ numUses: 1, ...on(READ, { status: 412 }, { nth: 1 }) });
    expect((await b.request().readSecret(READ)).ok).toBe(true);
    expect((await b.callsOf(READ)).map(({ headers }) => headers["x-vault-token"])).toEqual([
      "fake-token-1",
      "fake-token-2",
    ]);
  });
});

describe("a read", () => {
  it("gives the pairs and the version, and takes the largest answer there may be", async () => {
    const b = await bench({
      rules: [{ path: "secret/data/big", answer: { text: JSON.stringify({ data: { data: {} } }).padEnd(256 * 1024) } }],
    });
    expect(await b.request().readSecret(READ)).toEqual({ ok: true, value: { data: SECRETS[READ], version: 1 } });
    expect(await b.request().readSecret("secret/data/big")).toEqual({ ok: true, value: { data: {}, version: null } });
  });

  it("takes keys of the vault as they are, and inherits none", async () => {
    const text = '{"data": {"data": {"__proto__": "own", "a": 1}, "metadata": {"version": 2}}}';
    const b = await bench(on(READ, { text, headers: { "content-type": "text/plain" } }));
    const { data } = unwrap(await b.request().readSecret(READ));
    expect([Object.hasOwn(data, "__proto__"), Object.hasOwn(data, "constructor"), Object.keys(data)]).toEqual([
      true,
      false,
      ["__proto__", "a"],
    ]);
    const inherited = await bench(on(READ, { text: '{"data": {"__proto__": {"data": {}}}}' }));
    expect((await inherited.request().readSecret(READ)).ok).toBe(false);
  });

  it("of version 1 gives the pairs themselves, without a number", async () => {
    const b = await bench({ kvVersion: 1, secrets: { "kv/app/db": { login: "me" } } });
    expect(await b.request(1).readSecret("kv/app/db")).toEqual({
      ok: true,
      value: { data: { login: "me" }, version: null },
    });
  });

  it("of version 1 that looks like an answer of version 2 is marked, and one of a like shape is not", async () => {
    const metadata = { created_time: "2026-11-20T00:00:00Z", version: 3 };
    const b = await bench({ kvVersion: 1, secrets: { "kv/app": { data: { login: "me" }, metadata } } });
    const value = { data: { data: { login: "me" }, metadata }, version: null };
    expect(await b.request(1).readSecret("kv/app")).toEqual({ ok: true, value: { ...value, looksVersioned: true } });
    for (const data of [
      { data: { login: "me" }, metadata: { version: 3 } },
      { data: "me", metadata },
      { data: { login: "me" }, metadata, more: 1 },
    ]) {
      const plain = await bench({ kvVersion: 1, secrets: { "kv/app": data } });
      expect(await plain.request(1).readSecret("kv/app")).toEqual({ ok: true, value: { data, version: null } });
    }
  });

  it("of field names gives names and no values, by the subkeys call", async () => {
    const b = await bench();
    expect(await b.request().readFieldNames(READ)).toEqual({
      ok: true,
      value: { names: ["login", "pass"], version: 1 },
    });
    expect(await b.callsOf("secret/subkeys/app/db")).toHaveLength(1);
  });

  it("of field names tries the next segment `data` where a place is unknown or closed, and three at most", async () => {
    const names = { json: { data: { subkeys: { login: null }, metadata: { version: 3 } } } };
    const found = { ok: true, value: { names: ["login"], version: 3 } };
    for (const status of [403, 404]) {
      const b = await bench({
        rules: [
          { path: "a/subkeys/*", answer: { status, json: { errors: [] } } },
          { path: "a/data/subkeys/x", answer: names },
        ],
      });
      expect(await b.request().readFieldNames("a/data/data/x")).toEqual(found);
      expect(await b.vault.logins()).toBe(1);
    }
    const closed = await bench({
      rules: [
        { path: "a/subkeys/*", answer: { status: 403 } },
        { path: "a/*", answer: { status: 404 } },
      ],
    });
    const place = { stage: "subkeys", path: "a/subkeys/data/data/data/x", upstreamStatus: 403, retryable: false };
    expect(await closed.request().readFieldNames("a/data/data/data/data/x")).toEqual(
      failure("vault_permission_denied", place),
    );
    expect((await closed.vault.calls()).length).toBe(4);
    const sealed = await bench(on("a/*", { status: 503 }));
    expect((await sealed.request().readFieldNames("a/data/data/x")).ok).toBe(false);
    expect((await sealed.vault.calls()).length).toBe(2);
  });

  it("of field names knows without a call that a path without `data` has none", async () => {
    const b = await bench();
    const details = { stage: "subkeys", path: "data/app", hint: "missing_data_segment", retryable: false };
    expect(await b.request().readFieldNames("data/app")).toEqual(failure("vault_path_not_found", details));
    expect(await b.vault.calls()).toEqual([]);
  });
});

describe("a write", () => {
  it("that never left has a known outcome", async () => {
    const b = await bench(on(LOGIN, { close: true }));
    const details = { stage: "login", path: LOGIN, retryable: true };
    expect(await b.request().writeSecret(PLACE, { a: "1" })).toEqual(failure("vault_unreachable", details));
  });

  it("that an engine refuses is `vault_rejected`, without its text", async () => {
    const b = await bench(
      on("secret/data/app/new", { status: 400, json: { errors: ["check-and-set parameter required"] } }),
    );
    const details = { stage: "write", path: "secret/data/app/new", upstreamStatus: 400, retryable: false };
    expect(await b.request().writeSecret(PLACE, { a: "1" })).toEqual(failure("vault_rejected", details));
  });

  it("of version 2 sends the pairs under `data` and gives the number", async () => {
    const b = await bench();
    expect(await b.request().writeSecret(PLACE, { a: "1", ["__proto__"]: "2" })).toEqual({
      ok: true,
      value: { version: 1 },
    });
    expect(await b.request().writeSecret(PLACE, { a: "2" })).toEqual({ ok: true, value: { version: 2 } });
    expect((await b.callsOf("secret/data/app/new")).map(({ body }) => body)).toEqual([
      '{"data":{"a":"1","__proto__":"2"}}',
      '{"data":{"a":"2"}}',
    ]);
  });

  it("of version 1, or to a mount that does not number, has no version", async () => {
    const b = await bench({ kvVersion: 1 });
    expect(await b.request(1).writeSecret(PLACE, { a: "1" })).toEqual({ ok: true, value: { version: null } });
    expect((await b.callsOf("secret/app/new")).map(({ body }) => body)).toEqual(['{"a":"1"}']);
    expect(await b.request(2).writeSecret(PLACE, { a: "1" })).toEqual({ ok: true, value: { version: null } });
  });

  it("of labels replaces them, and fails at its own stage", async () => {
    const b = await bench();
    expect(await b.request().writeLabels(PLACE, { owner: "finance" })).toEqual({ ok: true, value: null });
    expect((await b.callsOf("secret/metadata/app/new")).map(({ body }) => body)).toEqual([
      '{"custom_metadata":{"owner":"finance"}}',
    ]);
    const cut = await bench(on("secret/metadata/app/new", { close: true }));
    expect(await cut.request().writeLabels(PLACE, { owner: "x" })).toEqual(
      written("secret/metadata/app/new", "metadata", "vault_unreachable"),
    );
  });
});

describe("the proof of a token", () => {
  it("is the login that won it, or else lookup-self", async () => {
    const b = await bench({ leaseSeconds: 900 });
    const won = unwrap(await b.request().proveToken({ freshLogin: false }));
    expect([won.stage, Number(won.ttlSeconds) > 890]).toEqual(["login", true]);
    expect(unwrap(await b.request().proveToken({ freshLogin: false })).stage).toBe("lookup");
    expect(unwrap(await b.request().proveToken({ freshLogin: true })).stage).toBe("login");
    expect((await b.vault.calls()).map(({ path }) => path.replace("/v1/", ""))).toEqual([
      LOGIN,
      "auth/token/lookup-self",
      LOGIN,
    ]);
  });

  it("hands the token it won to the next call, so that its single use is not lost", async () => {
    const b = await bench({ numUses: 1 });
    const request = b.request();
    expect(unwrap(await request.proveToken({ freshLogin: false })).stage).toBe("login");
    expect((await request.readSecret(READ)).ok).toBe(true);
    expect(await b.vault.logins()).toBe(1);
  });

  it("is none where the look is denied: the token is kept, and no login is spent", async () => {
    const b = await bench();
    await b.request().readSecret(READ);
    await b.vault.revokeTokens();
    const denied = { stage: "lookup", ttlSeconds: expect.any(Number), isDenied: true };
    for (let i = 0; i < 3; i++) expect(unwrap(await b.request().proveToken({ freshLogin: false }))).toEqual(denied);
    expect(await b.vault.logins()).toBe(1);
  });

  it("renews nothing by itself: an idle session sends nothing", async () => {
    const b = await bench();
    await b.request().readSecret(READ);
    await runInDurableObject(env.SESSIONS.getByName(b.id), (instance: AppRoleSession) => instance.alarm());
    expect(await b.vault.calls()).toHaveLength(2);
  });
});
