import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LoginOutcome } from "../../src/broker/login-gate";
import { unwrap } from "../../src/errors";
import type { AppRoleSession } from "../../src/upstream/app-role-session";
import { sessionStub } from "../../src/upstream/app-role-session";
import { heldFrom, isTooShort, renewed, standingOf, ttlSeconds, useOnce } from "../../src/upstream/session/lease";
import { PathMemory } from "../../src/upstream/session/path-memory";
import { type Pause, pauseAfterRefusal, pauseLeftSeconds } from "../../src/upstream/session/pause";
import type { Denial, SessionCall, SessionRpc } from "../../src/upstream/session/rpc";
import { json, OpenGate, ScriptedVault, sessionCall } from "./scripted-vault";

const LOGIN = "auth/approle/login";
const PATH = "GET secret/data/app/x";
const SECOND = 1000;

/** A session object with its own vault, gate and clock; the clock only ever runs ahead, so that no alarm lies in the past. */
class Bench {
  readonly id = crypto.randomUUID();
  readonly vault = new ScriptedVault();
  readonly gate = new OpenGate();
  aheadMs = 0;
  readonly session: SessionRpc = sessionStub(env, this.id);
  readonly stub = env.SESSIONS.getByName(this.id);

  async start(): Promise<this> {
    this.vault.install();
    await this.equip();
    return this;
  }
  /** A new instance has the real clock and the real tenant. */
  async equip(): Promise<void> {
    await runInDurableObject(this.stub, (instance: AppRoleSession) => {
      instance.now = () => Date.now() + this.aheadMs;
      instance.gate = () => this.gate;
    });
  }
  async evict(): Promise<void> {
    await evictDurableObject(this.stub);
    await this.equip();
  }
  call(revision = 1, secretId = "secret-1"): Promise<SessionCall> {
    return sessionCall(env, this.id, { address: this.vault.address, roleId: "role-1", secretId, revision });
  }
  stored(): Promise<string> {
    return runInDurableObject(this.stub, (_, state) => {
      const bytes = (_key: string, value: unknown) =>
        value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
      return JSON.stringify([...state.storage.kv.list()], bytes);
    });
  }
}
const bench = () => new Bench().start();
const denial = (generation: number, more: Partial<Denial> = {}): Denial => ({
  generation,
  fresh: false,
  repeated: false,
  path: PATH,
  ...more,
});
const PAUSED = (retryAfter: number) => ({
  ok: false,
  error: {
    code: "vault_auth_failed",
    details: { stage: "login", path: LOGIN, retryable: false, paused: true },
    retryAfter,
  },
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a refused login", () => {
  let b: Bench;
  beforeEach(async () => {
    b = await bench();
    b.vault.secretId = "another";
  });

  it("tells its status and nothing else, and starts a pause in which nothing is sent", async () => {
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

  it("is sent at most three times within fifteen minutes, by a hundred tries over many evictions", async () => {
    for (let i = 0; i < 100; i++) {
      const result = await b.session.acquire(await b.call(), PATH);
      expect(result.ok).toBe(false);
      b.aheadMs += 9 * SECOND;
      if (i % 10 === 5) await b.evict();
    }
    expect(b.vault.logins).toBe(3);
  });

  it("pauses for thirty seconds, two minutes, and fifteen minutes from then on", async () => {
    for (const seconds of [30, 120, 900, 900]) {
      await b.session.acquire(await b.call(), PATH);
      const again = await b.session.acquire(await b.call(), PATH);
      expect(again).toEqual(PAUSED(seconds));
      b.aheadMs += seconds * SECOND;
    }
  });

  it("is shared by all who wait for it", async () => {
    const call = await b.call();
    const results = await Promise.all(Array.from({ length: 20 }, () => b.session.acquire(call, PATH)));
    expect(new Set(results.map((result) => result.ok))).toEqual(new Set([false]));
    expect(b.vault.logins).toBe(1);
  });

  it("starts no pause when the vault gave no verdict", async () => {
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

  it("repeats a 412 once", async () => {
    b.vault.secretId = "secret-1";
    b.vault.script = ({ path }, nth) => (path === LOGIN && nth === 1 ? json(412, {}) : undefined);
    expect((await b.session.acquire(await b.call(), PATH)).ok).toBe(true);
    expect(b.vault.logins).toBe(2);
  });

  it("is not even sent when the tenant permits none, and tells how long that lasts", async () => {
    b.gate.refusal = 480;
    expect(await b.session.acquire(await b.call(), PATH)).toEqual(PAUSED(480));
    expect(b.vault.logins).toBe(0);
  });

  it("is over with a rotation", async () => {
    await b.session.acquire(await b.call(), PATH);
    expect((await b.session.acquire(await b.call(2, "another"), PATH)).ok).toBe(true);
    expect(b.vault.logins).toBe(2);
  });

  it("starts the ladder anew after a good one", async () => {
    await b.session.acquire(await b.call(), PATH);
    b.aheadMs += 30 * SECOND;
    b.vault.secretId = "secret-1";
    const { generation } = unwrap(await b.session.acquire(await b.call(), PATH));
    b.vault.secretId = "another";
    await b.session.refused(await b.call(), denial(generation));
    expect(await b.session.acquire(await b.call(), PATH)).toEqual(PAUSED(30));
  });
});

describe("a login that cannot be sent", () => {
  it("is refused for an address that is no longer allowed, without a permit", async () => {
    const b = await bench();
    const call = { ...(await b.call()), address: "https://10.0.0.1" };
    expect(await b.session.acquire(call, PATH)).toEqual({
      ok: false,
      error: { code: "vault_address_refused", details: { stage: "address", path: LOGIN, retryable: false } },
    });
    expect([b.vault.sent, b.gate.settled]).toEqual([[], []]);
  });

  it("fails closed when the secret id does not open, and is not counted", async () => {
    const b = await bench();
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const call = await b.call();
    const foreign = { ...call, sealedSecretId: { ...call.sealedSecretId, keyId: "gone" } };
    expect(await b.session.acquire(foreign, PATH)).toEqual({ ok: false, error: { code: "internal_error" } });
    expect([b.vault.sent, b.gate.settled]).toEqual([[], ["failed"]]);
    expect(JSON.stringify(logged.mock.calls)).not.toContain("secret-1");
  });

  it("serves no other tenant that names the integration", async () => {
    const b = await bench();
    await b.session.acquire(await b.call(), PATH);
    const other = { ...(await b.call()), tenantId: "tnt_other" };
    expect(await b.session.acquire(other, PATH)).toEqual({ ok: false, error: { code: "internal_error" } });
    await b.evict();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect((await b.session.acquire(other, PATH)).ok).toBe(false);
  });
});

describe("one login for all", () => {
  it("serves a hundred that come at once to a cold session", async () => {
    const b = await bench();
    const call = await b.call();
    const leases = await Promise.all(Array.from({ length: 100 }, () => b.session.acquire(call, PATH)));
    expect(new Set(leases.map((lease) => lease.ok && lease.value.token))).toEqual(new Set(["hvs.scripted-1"]));
    expect(leases[0]?.ok && leases[0].value.fresh).toBe(true);
    expect(b.vault.logins).toBe(1);
    expect(unwrap(await b.session.acquire(call, PATH)).fresh).toBe(false);
  });

  it("answers fifty reports of one token", async () => {
    const b = await bench();
    const call = await b.call();
    const { generation } = unwrap(await b.session.acquire(call, PATH));
    const leases = await Promise.all(Array.from({ length: 50 }, () => b.session.refused(call, denial(generation))));
    expect(new Set(leases.map((lease) => lease.ok && lease.value.token))).toEqual(new Set(["hvs.scripted-2"]));
    expect(b.vault.logins).toBe(2);
  });

  it("is not caused by a late report of a token that was replaced already", async () => {
    const b = await bench();
    const call = await b.call();
    const first = unwrap(await b.session.acquire(call, PATH));
    const second = unwrap(await b.session.refused(call, denial(first.generation)));
    const late = unwrap(await b.session.refused(call, denial(first.generation)));
    expect([late.generation, late.fresh, b.vault.logins]).toEqual([second.generation, false, 2]);
  });

  it("follows when asked for, whatever is held, and its token is kept", async () => {
    const b = await bench();
    await b.session.acquire(await b.call(), PATH);
    const { generation, ttlSeconds: ttl } = unwrap(await b.session.login(await b.call()));
    expect(Object.keys(unwrap(await b.session.login(await b.call()))).sort()).toEqual(["generation", "ttlSeconds"]);
    expect(ttl).toBeGreaterThan(3590);
    expect(unwrap(await b.session.acquire(await b.call(), PATH)).generation).not.toBe(generation);
    expect(b.vault.logins).toBe(3);
  });
});

describe("a path that the role may not read", () => {
  it("is final for a token fresh from login, and at once after two fresh tokens met it", async () => {
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

  it("does not burn the uses of a secret id through tokens of one use", async () => {
    const b = await bench();
    b.vault.auth = { ...b.vault.auth, num_uses: 1 };
    for (let i = 0; i < 100; i++) {
      const lease = await b.session.acquire(await b.call(), PATH);
      if (lease.ok) await b.session.refused(await b.call(), denial(lease.value.generation, { fresh: true }));
    }
    expect(b.vault.logins).toBe(2);
    expect((await b.session.acquire(await b.call(), "GET secret/data/app/other")).ok).toBe(true);
  });

  it("is tried again after a minute, and after a rotation", async () => {
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
});

describe("the lease", () => {
  it("is renewed, not replaced, once 80 % of it are over, while others go on with the token", async () => {
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
  ])("is followed by a login when %s", async (_, answer) => {
    const b = await bench();
    b.vault.script = ({ path }) => (path === "auth/token/renew-self" ? answer() : undefined);
    await b.session.acquire(await b.call(), PATH);
    b.aheadMs = 3000 * SECOND;
    const lease = unwrap(await b.session.acquire(await b.call(), PATH));
    expect([lease.token, lease.fresh, b.vault.logins]).toEqual(["hvs.scripted-2", true, 2]);
  });

  it("is not renewed after its end, nor for a token that is not renewable or counts its uses", async () => {
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

  it("of few uses is counted, over an eviction too, and followed by a login when they are spent", async () => {
    const b = await bench();
    b.vault.auth = { ...b.vault.auth, num_uses: 3 };
    const tokens: string[] = [];
    for (let i = 0; i < 7; i++) {
      tokens.push(unwrap(await b.session.acquire(await b.call(), PATH)).token.slice(-1));
      if (i === 1) await b.evict();
    }
    expect(tokens).toEqual(["1", "1", "1", "2", "2", "2", "3"]);
  });

  it("of two uses serves five at once with three logins, none of them using a spent token", async () => {
    const b = await bench();
    b.vault.auth = { ...b.vault.auth, num_uses: 2 };
    const call = await b.call();
    const leases = await Promise.all(Array.from({ length: 5 }, () => b.session.acquire(call, PATH)));
    const tokens = leases.map((lease) => unwrap(lease).token.slice(-1)).sort();
    expect([tokens, b.vault.logins]).toEqual([["1", "1", "2", "2", "3"], 3]);
  });
});

describe("what rests", () => {
  it("is nothing in an object that was never asked", async () => {
    const b = await bench();
    expect(await b.stored()).toBe("[]");
  });

  it("holds neither token nor secret id in clear, and serves on after an eviction without a login", async () => {
    const b = await bench();
    const { token } = unwrap(await b.session.acquire(await b.call(), PATH));
    const stored = await b.stored();
    expect(stored).toContain("sealed");
    for (const secret of [token, "secret-1"]) expect(stored).not.toContain(secret);
    await b.evict();
    const again = unwrap(await b.session.acquire(await b.call(), PATH));
    expect([again.token, again.fresh, b.vault.logins]).toEqual([token, false, 1]);
  });

  it("is thrown away if it does not open, and a login follows", async () => {
    const b = await bench();
    await b.session.acquire(await b.call(), PATH);
    await b.evict();
    await runInDurableObject(b.stub, (_, state) => {
      const stored = state.storage.kv.get<{ revision: number; sealed: object }>("held");
      state.storage.kv.put("held", { ...stored, sealed: { keyId: "gone", bytes: new Uint8Array(40) } });
    });
    expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe("hvs.scripted-2");
  });

  it("is bound to its revision", async () => {
    const b = await bench();
    await b.session.acquire(await b.call(), PATH);
    await b.evict();
    await runInDurableObject(b.stub, (_, state) => {
      state.storage.kv.put("held", { ...state.storage.kv.get<object>("held"), revision: 2 });
    });
    expect(unwrap(await b.session.acquire(await b.call(2), PATH)).token).toBe("hvs.scripted-2");
  });

  it("is erased by the alarm at the end of the lease, in memory too, and not before", async () => {
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

  it("is erased when the integration is gone, with its alarm, and nothing is kept afterwards", async () => {
    const b = await bench();
    await b.session.acquire(await b.call(), PATH);
    await b.session.forget();
    expect([await b.stored(), await runDurableObjectAlarm(b.stub)]).toEqual(["[]", false]);
    expect((await b.session.acquire(await b.call(), PATH)).ok).toBe(true);
    expect([await b.stored(), await runDurableObjectAlarm(b.stub)]).toEqual(["[]", false]);
  });
});

describe("a new secret id", () => {
  it("replaces the token, and the first call logs in with it", async () => {
    const b = await bench();
    await b.session.acquire(await b.call(), PATH);
    b.vault.secretId = "secret-2";
    expect(unwrap(await b.session.acquire(await b.call(2, "secret-2"), PATH)).token).toBe("hvs.scripted-2");
    expect(b.vault.sent.at(-1)?.body).toEqual({ role_id: "role-1", secret_id: "secret-2" });
  });

  it("also serves a late call that still names the old one", async () => {
    const b = await bench();
    const { generation } = unwrap(await b.session.acquire(await b.call(), PATH));
    b.vault.secretId = "secret-2";
    const current = unwrap(await b.session.acquire(await b.call(2, "secret-2"), PATH));
    expect(unwrap(await b.session.refused(await b.call(), denial(generation))).token).toBe(current.token);
    expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe(current.token);
    expect(b.vault.logins).toBe(2);
  });

  it("does not keep what a login under the old one wins, nor its refusal", async () => {
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

  it("that is refused in a trial leaves token, pause and storage of the stored one alone", async () => {
    const b = await bench();
    const { token } = unwrap(await b.session.acquire(await b.call(), PATH));
    const before = await b.stored();
    expect((await b.session.verify(await b.call(2, "wrong"))).ok).toBe(false);
    expect(await b.stored()).toBe(before);
    expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe(token);
  });

  it("that passed a trial serves its first call without a login, over an eviction too", async () => {
    const b = await bench();
    const call = await b.call(7);
    unwrap(await b.session.verify(call));
    await b.evict();
    const lease = unwrap(await b.session.acquire(call, PATH));
    expect([lease.token, lease.fresh, b.vault.logins]).toEqual(["hvs.scripted-1", false, 1]);
  });

  it("that passed a trial and was not stored changes nothing for the one that is", async () => {
    const b = await bench();
    const { token } = unwrap(await b.session.acquire(await b.call(), PATH));
    unwrap(await b.session.verify(await b.call(2)));
    expect(unwrap(await b.session.acquire(await b.call(), PATH)).token).toBe(token);
    const stored = await b.call(2); // another sealing under the same revision: not the one that was tried
    expect(unwrap(await b.session.acquire(stored, PATH)).token).toBe("hvs.scripted-3");
  });

  it("can be tried during the pause of the old one", async () => {
    const b = await bench();
    await b.session.acquire(await b.call(1, "wrong"), PATH);
    expect((await b.session.verify(await b.call(2))).ok).toBe(true);
    expect(await b.session.acquire(await b.call(1, "wrong"), PATH)).toEqual(PAUSED(30));
  });
});

describe("the rules alone", () => {
  const grant = { token: "t", leaseSeconds: 100, renewable: true, uses: 0 };

  it("uses a token below 80 % of its lease, renews it up to the end, and replaces it from then on", () => {
    const held = heldFrom(grant, 1, 1, 0);
    const at = (ms: number) => standingOf(held, ms);
    expect([at(0), at(79_999), at(80_000), at(99_999), at(100_000)]).toEqual(["use", "use", "renew", "renew", "login"]);
    expect(standingOf(heldFrom({ ...grant, renewable: false }, 1, 1, 0), 80_000)).toBe("login");
  });

  it("takes a lease of 0 for an hour without an end", () => {
    const held = heldFrom({ ...grant, leaseSeconds: 0, renewable: false }, 1, 1, 0);
    expect([standingOf(held, 2_879_999), standingOf(held, 2_880_000), ttlSeconds(held, 0)]).toEqual([
      "use",
      "login",
      null,
    ]);
  });

  it("finds a renewed lease too short below a fifth of the first, not of the one before", () => {
    const once = renewed(heldFrom(grant, 1, 1, 0), 50, 80_000);
    expect([isTooShort(once), isTooShort(renewed(once, 20, 0)), isTooShort(renewed(once, 19, 0))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("never hands out more uses than there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 60 }), (uses, tries) => {
        let held = heldFrom({ ...grant, uses }, 1, 1, 0);
        let taken = 0;
        for (let i = 0; i < tries; i++) {
          const next = useOnce(held);
          if (next) taken++;
          held = next ?? held;
        }
        expect(taken).toBe(Math.min(uses, tries));
      }),
    );
  });

  it("never lets more than three refusals of one revision fall into fifteen minutes", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, (steps) => {
        let pause: Pause | undefined;
        let nowMs = 0;
        const refusedAt: number[] = [];
        for (const step of steps) {
          nowMs += step;
          if (pauseLeftSeconds(pause, 1, nowMs) !== undefined) continue;
          refusedAt.push(nowMs);
          pause = pauseAfterRefusal(pause, 1, nowMs);
        }
        for (const start of refusedAt) {
          const within = refusedAt.filter((at) => at >= start && at < start + 900_000);
          expect(within.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  it("remembers a bounded number of paths, and does not prolong what it remembers", () => {
    const memory = new PathMemory();
    for (let i = 0; i < 3000; i++) memory.refusedFinally(`GET ${i}`, i, true, 0);
    expect([memory.isClosed("GET 999", 0), memory.isClosed("GET 1000", 0)]).toEqual([false, true]);
    memory.refusedFinally("GET 2999", 1, true, 50_000);
    expect([memory.isClosed("GET 2999", 59_999), memory.isClosed("GET 2999", 60_000)]).toEqual([true, false]);
  });
});
