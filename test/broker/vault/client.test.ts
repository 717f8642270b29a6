import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { AppRoleSession } from "../../../src/broker/vault/app-role-session";
import { unwrap } from "../../../src/errors";
import { bench, failure, LOGIN, on, PLACE, READ, SECRETS, written } from "./client-support";

it("requests to a vault carry the headers of the vault's API, and no token at the login", async () => {
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

it("requests to a vault name no namespace if there is none, and take an address with a final /v1", async () => {
  const b = await bench({}, { address: (own) => `${own}/v1/` });
  expect((await b.request().readSecret(READ)).ok).toBe(true);
  expect((await b.vault.calls()).map(({ headers }) => headers["x-vault-namespace"])).toEqual([undefined, undefined]);
});

it("requests to a vault encode each segment of a path", async () => {
  const b = await bench({ secrets: { "secret/data/Ä b/c+d": { a: "1" } } });
  expect((await b.request().readSecret("secret/data/Ä b/c+d")).ok).toBe(true);
  expect((await b.vault.calls())[1]?.path).toBe("/v1/secret/data/%C3%84%20b/c%2Bd");
});

it("requests to a vault take a token of their own each, so that uses are counted", async () => {
  const b = await bench({ numUses: 1, ...on(READ, { status: 412 }, { nth: 1 }) });
  expect((await b.request().readSecret(READ)).ok).toBe(true);
  expect((await b.callsOf(READ)).map(({ headers }) => headers["x-vault-token"])).toEqual([
    "fake-token-1",
    "fake-token-2",
  ]);
});

it("a read from a vault gives the pairs and the version, and takes the largest answer there may be", async () => {
  const b = await bench({
    rules: [{ path: "secret/data/big", answer: { text: JSON.stringify({ data: { data: {} } }).padEnd(256 * 1024) } }],
  });
  expect(await b.request().readSecret(READ)).toEqual({ ok: true, value: { data: SECRETS[READ], version: 1 } });
  expect(await b.request().readSecret("secret/data/big")).toEqual({ ok: true, value: { data: {}, version: null } });
});

it("a read from a vault takes keys of the vault as they are, and inherits none", async () => {
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

it("a read from a vault of version 1 gives the pairs themselves, without a number", async () => {
  const b = await bench({ kvVersion: 1, secrets: { "kv/app/db": { login: "me" } } });
  expect(await b.request(1).readSecret("kv/app/db")).toEqual({
    ok: true,
    value: { data: { login: "me" }, version: null },
  });
});

it("a read from a vault of version 1 that looks like an answer of version 2 is marked, and one of a like shape is not", async () => {
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

it("a read from a vault of field names gives names and no values, by the subkeys call", async () => {
  const b = await bench();
  expect(await b.request().readFieldNames(READ)).toEqual({
    ok: true,
    value: { names: ["login", "pass"], version: 1 },
  });
  expect(await b.callsOf("secret/subkeys/app/db")).toHaveLength(1);
});

it("a read from a vault of field names tries the next segment `data` where a place is unknown or closed, and three at most", async () => {
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

it("a read from a vault of field names knows without a call that a path without `data` has none", async () => {
  const b = await bench();
  const details = { stage: "subkeys", path: "data/app", hint: "missing_data_segment", retryable: false };
  expect(await b.request().readFieldNames("data/app")).toEqual(failure("vault_path_not_found", details));
  expect(await b.vault.calls()).toEqual([]);
});

it("a write to a vault that never left has a known outcome", async () => {
  const b = await bench(on(LOGIN, { close: true }));
  const details = { stage: "login", path: LOGIN, retryable: true };
  expect(await b.request().writeSecret(PLACE, { a: "1" })).toEqual(failure("vault_unreachable", details));
});

it("a write to a vault that an engine refuses is `vault_rejected`, without its text", async () => {
  const b = await bench(
    on("secret/data/app/new", { status: 400, json: { errors: ["check-and-set parameter required"] } }),
  );
  const refusal = { stage: "write", path: "secret/data/app/new", upstreamStatus: 400, retryable: false };
  const details = { ...refusal, reason: "cas_required" };
  expect(await b.request().writeSecret(PLACE, { a: "1" })).toEqual(failure("vault_rejected", details));
});

it("a write to a vault of version 2 sends the pairs under `data` and gives the number", async () => {
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

it("a write to a vault of version 1, or to a mount that does not number, has no version", async () => {
  const b = await bench({ kvVersion: 1 });
  expect(await b.request(1).writeSecret(PLACE, { a: "1" })).toEqual({ ok: true, value: { version: null } });
  expect((await b.callsOf("secret/app/new")).map(({ body }) => body)).toEqual(['{"a":"1"}']);
  expect(await b.request(2).writeSecret(PLACE, { a: "1" })).toEqual({ ok: true, value: { version: null } });
});

it("a write to a vault of labels replaces them, and fails at its own stage", async () => {
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

it("the proof of a vault token is the login that won it, or else lookup-self", async () => {
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

it("the proof of a vault token hands the token it won to the next call, so that its single use is not lost", async () => {
  const b = await bench({ numUses: 1 });
  const request = b.request();
  expect(unwrap(await request.proveToken({ freshLogin: false })).stage).toBe("login");
  expect((await request.readSecret(READ)).ok).toBe(true);
  expect(await b.vault.logins()).toBe(1);
});

it("the proof of a vault token is none where the look is denied: the token is kept, and no login is spent", async () => {
  const b = await bench();
  await b.request().readSecret(READ);
  await b.vault.revokeTokens();
  const denied = { stage: "lookup", ttlSeconds: expect.any(Number), isDenied: true };
  for (let i = 0; i < 3; i++) expect(unwrap(await b.request().proveToken({ freshLogin: false }))).toEqual(denied);
  expect(await b.vault.logins()).toBe(1);
});

it("the proof of a vault token renews nothing by itself: an idle session sends nothing", async () => {
  const b = await bench();
  await b.request().readSecret(READ);
  await runInDurableObject(env.SESSIONS.getByName(b.id), (instance: AppRoleSession) => instance.alarm());
  expect(await b.vault.calls()).toHaveLength(2);
});
