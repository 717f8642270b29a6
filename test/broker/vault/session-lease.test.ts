import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import { unwrap } from "../../../src/errors";
import { json } from "./scripted-vault";
import { bench, denial, PATH, PAUSED, SECOND } from "./session-bench";

afterEach(() => {
  vi.restoreAllMocks();
});

it("a session's lease is renewed, not replaced, once 80 % of it are over, while others go on with the token", async () => {
  const b = await bench();
  const call = await b.call();
  await b.session.acquire(call, PATH);
  b.aheadMs = 2879 * SECOND;
  await b.session.acquire(call, PATH);
  expect(b.vault.count("auth/token/renew-self")).toBe(0);
  b.aheadMs = 2881 * SECOND;
  const leases = await Promise.all(Array.from({ length: 10 }, () => b.session.acquire(call, PATH)));
  expect(leases.map((lease) => lease.ok && lease.value.token)).toEqual(Array(10).fill("hvs.scripted-1"));
  expect([b.vault.logins, b.vault.count("auth/token/renew-self")]).toEqual([1, 1]);
  b.aheadMs += 2800 * SECOND;
  expect(unwrap(await b.session.acquire(call, PATH)).token).toBe("hvs.scripted-1");
  await b.evict();
  expect(unwrap(await b.session.acquire(call, PATH)).token).toBe("hvs.scripted-1");
  expect([b.vault.logins, b.vault.count("auth/token/renew-self")]).toEqual([1, 1]);
});

it.each([
  ["the new lease is under a fifth of the first", () => json(200, { auth: { lease_duration: 719 } })],
  ["the renewal is refused", () => json(403, { errors: [] })],
  ["the renewal's answer is no answer", () => json(200, { auth: { lease_duration: "long" } })],
  ["the vault cannot be reached", () => Promise.reject(new Error("down"))],
])("a session's lease is followed by a login when %s", async (_, answer) => {
  const b = await bench();
  b.vault.script = ({ path }) => (path === "auth/token/renew-self" ? answer() : undefined);
  await b.session.acquire(await b.call(), PATH);
  b.aheadMs = 3000 * SECOND;
  const lease = unwrap(await b.session.acquire(await b.call(), PATH));
  expect([lease.token, lease.fresh, b.vault.logins]).toEqual(["hvs.scripted-2", true, 2]);
});

it("a session's lease is not renewed after its end, nor for a token that is not renewable or counts its uses", async () => {
  for (const auth of [{}, { renewable: false }, { num_uses: 50 }]) {
    const b = await bench();
    b.vault.auth = { ...b.vault.auth, ...auth };
    await b.session.acquire(await b.call(), PATH);
    b.aheadMs = (Object.keys(auth).length === 0 ? 3600 : 2880) * SECOND;
    expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe("hvs.scripted-2");
    expect(b.vault.count("auth/token/renew-self")).toBe(0);
    vi.restoreAllMocks();
  }
});

it("a session's lease of few uses is counted, over an eviction too, and followed by a login when they are spent", async () => {
  const b = await bench();
  b.vault.auth = { ...b.vault.auth, num_uses: 3 };
  const tokens: string[] = [];
  for (let i = 0; i < 7; i++) {
    tokens.push(unwrap(await b.session.acquire(await b.call(), PATH)).token.slice(-1));
    if (i === 1) await b.evict();
  }
  expect(tokens).toEqual(["1", "1", "1", "2", "2", "2", "3"]);
});

it("a session's lease of two uses serves five at once with three logins, none of them using a spent token", async () => {
  const b = await bench();
  b.vault.auth = { ...b.vault.auth, num_uses: 2 };
  const call = await b.call();
  const leases = await Promise.all(Array.from({ length: 5 }, () => b.session.acquire(call, PATH)));
  const tokens = leases.map((lease) => unwrap(lease).token.slice(-1)).sort();
  expect([tokens, b.vault.logins]).toEqual([["1", "1", "2", "2", "3"], 3]);
});

it("what rests of a session is nothing in an object that was never asked", async () => {
  const b = await bench();
  expect(await b.stored()).toBe("[]");
});

it("what rests of a session holds neither token nor secret id in clear, and serves on after an eviction without a login", async () => {
  const b = await bench();
  const { token } = unwrap(await b.session.acquire(await b.call(), PATH));
  const stored = await b.stored();
  expect(stored).toContain("sealed");
  for (const secret of [token, "secret-1"]) expect(stored).not.toContain(secret);
  await b.evict();
  const again = unwrap(await b.session.acquire(await b.call(), PATH));
  expect([again.token, again.fresh, b.vault.logins]).toEqual([token, false, 1]);
});

it("what rests of a session is thrown away if it does not open, and a login follows", async () => {
  const b = await bench();
  await b.session.acquire(await b.call(), PATH);
  await b.evict();
  await runInDurableObject(b.stub, (_, state) => {
    const stored = state.storage.kv.get<{ revision: number; sealed: object }>("held");
    state.storage.kv.put("held", { ...stored, sealed: { keyId: "gone", bytes: new Uint8Array(40) } });
  });
  expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe("hvs.scripted-2");
});

it("what rests of a session is bound to its revision", async () => {
  const b = await bench();
  await b.session.acquire(await b.call(), PATH);
  await b.evict();
  await runInDurableObject(b.stub, (_, state) => {
    state.storage.kv.put("held", { ...state.storage.kv.get<object>("held"), revision: 2 });
  });
  expect(unwrap(await b.session.acquire(await b.call(2), PATH)).token).toBe("hvs.scripted-2");
});

it("what rests of a session is erased by the alarm at the end of the lease, in memory too, and not before", async () => {
  const b = await bench();
  await b.session.acquire(await b.call(), PATH);
  b.aheadMs = 3599 * SECOND;
  expect(await runDurableObjectAlarm(b.stub)).toBe(true);
  expect(await b.stored()).toContain("sealed");
  b.aheadMs = 3601 * SECOND;
  expect(await runDurableObjectAlarm(b.stub)).toBe(true);
  expect(await b.stored()).toBe("[]");
  expect(await runDurableObjectAlarm(b.stub)).toBe(false);
  expect(b.vault.count("auth/token/renew-self")).toBe(0);
});

it("what rests of a session is erased when the integration is gone, with its alarm, and nothing is kept afterwards", async () => {
  const b = await bench();
  await b.session.acquire(await b.call(), PATH);
  await b.session.forget();
  expect([await b.stored(), await runDurableObjectAlarm(b.stub)]).toEqual(["[]", false]);
  expect((await b.session.acquire(await b.call(), PATH)).ok).toBe(true);
  expect([await b.stored(), await runDurableObjectAlarm(b.stub)]).toEqual(["[]", false]);
});

it("a new secret id replaces the token, and the first call logs in with it", async () => {
  const b = await bench();
  await b.session.acquire(await b.call(), PATH);
  b.vault.secretId = "secret-2";
  expect(unwrap(await b.session.acquire(await b.call(2, "secret-2"), PATH)).token).toBe("hvs.scripted-2");
  expect(b.vault.sent.at(-1)?.body).toEqual({ role_id: "role-1", secret_id: "secret-2" });
});

it("a new secret id also serves a late call that still names the old one", async () => {
  const b = await bench();
  const { generation } = unwrap(await b.session.acquire(await b.call(), PATH));
  b.vault.secretId = "secret-2";
  const current = unwrap(await b.session.acquire(await b.call(2, "secret-2"), PATH));
  expect(unwrap(await b.session.refused(await b.call(), denial(generation))).token).toBe(current.token);
  expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe(current.token);
  expect(b.vault.logins).toBe(2);
});

it("a new secret id does not keep what a login under the old one wins, nor its refusal", async () => {
  for (const accepted of ["secret-1", "none"]) {
    const b = await bench();
    b.vault.secretId = accepted;
    const open = Promise.withResolvers<void>();
    b.vault.held = open.promise;
    const old = b.session.acquire(await b.call(), PATH);
    await vi.waitFor(() => expect(b.vault.logins).toBe(1));
    const fresh = b.session.acquire(await b.call(2, "secret-2"), PATH);
    await vi.waitFor(() => expect(b.vault.logins).toBe(2));
    open.resolve();
    expect((await old).ok).toBe(accepted === "secret-1");
    expect((await fresh).ok).toBe(false);
    b.vault.secretId = "secret-2";
    b.aheadMs = 30 * SECOND;
    expect((await b.session.acquire(await b.call(2, "secret-2"), PATH)).ok).toBe(true);
    expect(b.vault.logins).toBe(3);
    vi.restoreAllMocks();
  }
});

it("a new secret id that is refused in a trial leaves token, pause and storage of the stored one alone", async () => {
  const b = await bench();
  const { token } = unwrap(await b.session.acquire(await b.call(), PATH));
  const before = await b.stored();
  expect((await b.session.verify(await b.call(2, "wrong"))).ok).toBe(false);
  expect(await b.stored()).toBe(before);
  expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe(token);
});

it("a new secret id that passed a trial serves its first call without a login, over an eviction too", async () => {
  const b = await bench();
  const call = await b.call(7);
  unwrap(await b.session.verify(call));
  await b.evict();
  const lease = unwrap(await b.session.acquire(call, PATH));
  expect([lease.token, lease.fresh, b.vault.logins]).toEqual(["hvs.scripted-1", false, 1]);
});

it("a new secret id that passed a trial and was not stored changes nothing for the one that is", async () => {
  const b = await bench();
  const { token } = unwrap(await b.session.acquire(await b.call(), PATH));
  unwrap(await b.session.verify(await b.call(2)));
  expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe(token);
  const stored = await b.call(2); // another sealing under the same revision: not the one that was tried
  expect(unwrap(await b.session.acquire(stored, PATH)).token).toBe("hvs.scripted-3");
});

it("a new secret id can be tried during the pause of the old one", async () => {
  const b = await bench();
  await b.session.acquire(await b.call(1, "wrong"), PATH);
  expect((await b.session.verify(await b.call(2))).ok).toBe(true);
  expect(await b.session.acquire(await b.call(1, "wrong"), PATH)).toEqual(PAUSED(30));
});
