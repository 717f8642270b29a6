import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LoginOutcome } from "../../../src/broker/vault/lockout-guard";
import { unwrap } from "../../../src/errors";
import { json } from "./scripted-vault";
import { type Bench, bench, denial, LOGIN, PATH, PAUSED, SECOND } from "./session-bench";

afterEach(() => {
  vi.restoreAllMocks();
});

let b: Bench;

beforeEach(async () => {
  b = await bench();
  b.vault.secretId = "another";
});

it("a refused login tells its status and nothing else, and starts a pause in which nothing is sent", async () => {
  expect(await b.session.acquire(await b.call(), PATH)).toEqual({
    ok: false,
    error: {
      code: "vault_auth_failed",
      details: { stage: "login", path: LOGIN, upstreamStatus: 400, retryable: false },
    },
  });
  expect(await b.session.acquire(await b.call(), PATH)).toEqual(PAUSED(30));
  expect(await b.session.login(await b.call())).toEqual(PAUSED(30));
  expect([b.vault.logins, b.gate.settled]).toEqual([1, ["refused"]]);
});

it("a refused login is sent at most three times within fifteen minutes, by a hundred tries over many evictions", async () => {
  for (let i = 0; i < 100; i++) {
    const result = await b.session.acquire(await b.call(), PATH);
    expect(result.ok).toBe(false);
    b.aheadMs += 9 * SECOND;
    if (i % 10 === 5) await b.evict();
  }
  expect(b.vault.logins).toBe(3);
});

it("a refused login pauses for thirty seconds, two minutes, and fifteen minutes from then on", async () => {
  for (const seconds of [30, 120, 900, 900]) {
    await b.session.acquire(await b.call(), PATH);
    const again = await b.session.acquire(await b.call(), PATH);
    expect(again).toEqual(PAUSED(seconds));
    b.aheadMs += seconds * SECOND;
  }
});

it("a refused login is shared by all who wait for it", async () => {
  const call = await b.call();
  const results = await Promise.all(Array.from({ length: 20 }, () => b.session.acquire(call, PATH)));
  expect(new Set(results.map((result) => result.ok))).toEqual(new Set([false]));
  expect(b.vault.logins).toBe(1);
});

it("a refused login starts no pause when the vault gave no verdict", async () => {
  const statuses = [408, 429, 472, 473, 500, 503];
  b.vault.script = ({ path }, nth) => (path === LOGIN ? json(statuses[nth - 1] ?? 500, {}) : undefined);
  const codes: unknown[] = [];
  for (const _ of statuses) {
    const result = await b.session.acquire(await b.call(), PATH);
    codes.push(result.ok || result.error.code);
  }
  expect(codes).toEqual([
    "vault_unavailable",
    "vault_rate_limited",
    "vault_unavailable",
    "vault_unavailable",
    "vault_unavailable",
    "vault_sealed",
  ]);
  expect(b.gate.settled).toEqual(statuses.map((): LoginOutcome => "failed"));
});

it("a refused login repeats a 412 once", async () => {
  b.vault.secretId = "secret-1";
  b.vault.script = ({ path }, nth) => (path === LOGIN && nth === 1 ? json(412, {}) : undefined);
  expect((await b.session.acquire(await b.call(), PATH)).ok).toBe(true);
  expect(b.vault.logins).toBe(2);
});

it("a refused login is not even sent when the tenant permits none, and tells how long that lasts", async () => {
  b.gate.refusal = 480;
  expect(await b.session.acquire(await b.call(), PATH)).toEqual(PAUSED(480));
  expect(b.vault.logins).toBe(0);
});

it("a refused login is over with a rotation", async () => {
  await b.session.acquire(await b.call(), PATH);
  expect((await b.session.acquire(await b.call(2, "another"), PATH)).ok).toBe(true);
  expect(b.vault.logins).toBe(2);
});

it("a refused login starts the ladder anew after a good one", async () => {
  await b.session.acquire(await b.call(), PATH);
  b.aheadMs += 30 * SECOND;
  b.vault.secretId = "secret-1";
  const { generation } = unwrap(await b.session.acquire(await b.call(), PATH));
  b.vault.secretId = "another";
  await b.session.refused(await b.call(), denial(generation));
  expect(await b.session.acquire(await b.call(), PATH)).toEqual(PAUSED(30));
});

it("a login that cannot be sent is refused for an address that is no longer allowed, without a permit", async () => {
  const b = await bench();
  const call = { ...(await b.call()), address: "https://10.0.0.1" };
  expect(await b.session.acquire(call, PATH)).toEqual({
    ok: false,
    error: { code: "vault_address_refused", details: { stage: "address", path: LOGIN, retryable: false } },
  });
  expect([b.vault.sent, b.gate.settled]).toEqual([[], []]);
});

it("a login that cannot be sent fails closed when the secret id does not open, and is not counted", async () => {
  const b = await bench();
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const call = await b.call();
  const foreign = { ...call, sealedSecretId: { bytes: call.sealedSecretId?.bytes ?? new Uint8Array(), keyId: "gone" } };
  expect(await b.session.acquire(foreign, PATH)).toEqual({ ok: false, error: { code: "internal_error" } });
  expect([b.vault.sent, b.gate.settled]).toEqual([[], ["failed"]]);
  expect(JSON.stringify(logged.mock.calls)).not.toContain("secret-1");
});

it("a login that cannot be sent serves no other tenant that names the integration", async () => {
  const b = await bench();
  await b.session.acquire(await b.call(), PATH);
  const other = { ...(await b.call()), tenantId: "tnt_other" };
  expect(await b.session.acquire(other, PATH)).toEqual({ ok: false, error: { code: "internal_error" } });
  await b.evict();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect((await b.session.acquire(other, PATH)).ok).toBe(false);
});

it("one login for all serves a hundred that come at once to a cold session", async () => {
  const b = await bench();
  const call = await b.call();
  const leases = await Promise.all(Array.from({ length: 100 }, () => b.session.acquire(call, PATH)));
  expect(new Set(leases.map((lease) => lease.ok && lease.value.token))).toEqual(new Set(["hvs.scripted-1"]));
  expect(leases[0]?.ok && leases[0].value.fresh).toBe(true);
  expect(b.vault.logins).toBe(1);
  expect(unwrap(await b.session.acquire(call, PATH)).fresh).toBe(false);
});

it("one login for all answers fifty reports of one token", async () => {
  const b = await bench();
  const call = await b.call();
  const { generation } = unwrap(await b.session.acquire(call, PATH));
  const leases = await Promise.all(Array.from({ length: 50 }, () => b.session.refused(call, denial(generation))));
  expect(new Set(leases.map((lease) => lease.ok && lease.value.token))).toEqual(new Set(["hvs.scripted-2"]));
  expect(b.vault.logins).toBe(2);
});

it("one login for all is not caused by a late report of a token that was replaced already", async () => {
  const b = await bench();
  const call = await b.call();
  const first = unwrap(await b.session.acquire(call, PATH));
  const second = unwrap(await b.session.refused(call, denial(first.generation)));
  const late = unwrap(await b.session.refused(call, denial(first.generation)));
  expect([late.generation, late.fresh, b.vault.logins]).toEqual([second.generation, false, 2]);
});

it("one login for all follows when asked for, whatever is held, and its token is kept", async () => {
  const b = await bench();
  await b.session.acquire(await b.call(), PATH);
  const { generation, ttlSeconds: ttl } = unwrap(await b.session.login(await b.call()));
  expect(Object.keys(unwrap(await b.session.login(await b.call()))).sort()).toEqual(["generation", "ttlSeconds"]);
  expect(ttl).toBeGreaterThan(3500);
  expect(unwrap(await b.session.acquire(await b.call(), PATH)).generation).not.toBe(generation);
  expect(b.vault.logins).toBe(3);
});

it("a path that the role may not read is final for a token fresh from login, and at once after two fresh tokens met it", async () => {
  const b = await bench();
  const call = await b.call();
  const first = unwrap(await b.session.acquire(call, PATH));
  const denied = { ok: false, error: { code: "vault_permission_denied" } };
  expect(await b.session.refused(call, denial(first.generation, { fresh: true }))).toEqual(denied);
  const second = unwrap(await b.session.refused(call, denial(first.generation)));
  expect(await b.session.refused(call, denial(second.generation, { fresh: true, repeated: true }))).toEqual(denied);
  for (let i = 0; i < 98; i++) {
    const { generation } = unwrap(await b.session.acquire(call, PATH));
    expect(await b.session.refused(call, denial(generation))).toEqual(denied);
  }
  expect(b.vault.logins).toBe(2);
});

it("a path that the role may not read does not burn the uses of a secret id through tokens of one use", async () => {
  const b = await bench();
  b.vault.auth = { ...b.vault.auth, num_uses: 1 };
  for (let i = 0; i < 100; i++) {
    const lease = await b.session.acquire(await b.call(), PATH);
    if (lease.ok) await b.session.refused(await b.call(), denial(lease.value.generation, { fresh: true }));
  }
  expect(b.vault.logins).toBe(2);
  expect((await b.session.acquire(await b.call(), "GET secret/data/app/other")).ok).toBe(true);
});

it("a path that the role may not read is tried again after a minute, and after a rotation", async () => {
  const b = await bench();
  const refuse = async (revision: number) => {
    const call = await b.call(revision);
    const { generation } = unwrap(await b.session.acquire(call, PATH));
    await b.session.refused(call, denial(generation, { repeated: true }));
    return b.session.refused(call, denial(generation));
  };
  expect((await refuse(1)).ok).toBe(false);
  b.aheadMs += 60 * SECOND;
  const { generation } = unwrap(await b.session.acquire(await b.call(), PATH));
  expect((await b.session.refused(await b.call(), denial(generation))).ok).toBe(true);
  expect((await refuse(1)).ok).toBe(false);
  const next = unwrap(await b.session.acquire(await b.call(2), PATH));
  expect((await b.session.refused(await b.call(2), denial(next.generation))).ok).toBe(true);
});
