import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { newTenant } from "../../support/api";
import { type BrokerBench, fault, LOGIN, newFakeBench, paths, READ } from "../broker-bench";
import { LOOKUP, STAMP, TIMES } from "../checks-support";

/** As a damaged row would be found. */
async function storeColumn(b: BrokerBench, column: string, value: string | ArrayBuffer): Promise<void> {
  const sql = `UPDATE vault_integrations SET ${column} = ? WHERE id = ?`;
  await env.DB.prepare(sql).bind(value, b.integrationId).run();
  await evictDurableObject(b.tenant.stub);
}

afterEach(() => {
  vi.restoreAllMocks();
});

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

it("the test of an integration names faults of its body, and answers 404 to a stranger", async () => {
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

it("the test of an integration finds a refused login, keeps the pause that follows, and marks the integration as failing", async () => {
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

it("the test of an integration stops at an address that is no longer allowed, without a connection", async () => {
  const { b, vault } = await newFakeBench();
  await b.storeAddress(vault.address.replace("127.0.0.1", "127.0.0.2"));
  const fetched = vi.spyOn(globalThis, "fetch");
  for (const body of [{}, { freshLogin: true }])
    expect((await b.integration("test", body)).body).toEqual(failed("address", "vault_address_refused"));
  expect(fetched).not.toHaveBeenCalled();
  expect((await state(b)).status).toBe("failing");
});

it("the test of an integration tells which stage a vault broke at", async () => {
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

it("the test of an integration answers 500, and no verdict on the vault, where the stored secret id does not open", async () => {
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

it("the test of an integration proves a held token by a look at it, and logs in where there is none or where it is told to", async () => {
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

it("the test of an integration spends no login, drops no token and moves no status where the token may not be looked up", async () => {
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

it("the test of an integration leaves a token that was revoked there to the next use, which mends it with one login", async () => {
  const { b, vault } = await newFakeBench();
  await b.resolve();
  await vault.revokeTokens();
  expect((await b.integration("test")).body).toEqual(denied);
  expect((await b.resolve()).status).toBe(200);
  expect((await b.integration("test")).body).toEqual(good("lookup"));
  expect(await paths(vault)).toEqual([LOGIN, READ, LOOKUP, READ, LOGIN, READ, LOOKUP]);
});

it("the test of an integration says nothing of a secret id that was rotated while it ran", async () => {
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

it("the test of an integration gives the outcome of the newest login as status, also where a resolve made it", async () => {
  const { b, vault } = await newFakeBench();
  await b.resolve();
  expect(await state(b)).toEqual({ status: "healthy", lastCheckedAt: STAMP });
  await vault.set({ secretId: "another" });
  await vault.revokeTokens();
  const beforeMs = Date.now();
  await b.forward(60_000);
  await b.resolve();
  const { status, lastCheckedAt } = await state(b);
  expect([status, Date.parse(lastCheckedAt) >= beforeMs + 59_000]).toEqual(["failing", true]);
});
