import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/durable-sqlite";
import { describe, expect, it } from "vitest";
import { loginAttempts } from "../../../src/broker/state-tables";
import { LoginGate, type LoginOutcome } from "../../../src/broker/vault/login-gate";
import { openSecretId, resealSecretId, sealSecretId } from "../../../src/broker/vault/secret-id";
import { DecryptionFailed, Keyring, NoRootKey, UnknownRootKey } from "../../../src/crypto/keyring";

const MINUTE = 60_000;
const START = Date.UTC(2026, 4, 11, 9, 30);
const CREATE =
  "CREATE TABLE IF NOT EXISTS login_attempts (id INTEGER PRIMARY KEY AUTOINCREMENT, target_hash TEXT NOT NULL, at_ms INTEGER NOT NULL)";

interface Bench {
  /** Asks for a permit and settles it at once. Answers the seconds to wait if it was refused. */
  login(outcome: LoginOutcome, target?: string): Promise<"sent" | number | undefined>;
  gate: LoginGate;
  restarted(): LoginGate;
  rows(): number;
  clock: { ms: number };
}

/** A gate over the tables of an object of its own. */
async function withGate(work: (bench: Bench) => Promise<void>, maxWaitMs = 6000): Promise<void> {
  const stub = env.SESSIONS.getByName(crypto.randomUUID());
  await runInDurableObject(stub, async (_, state) => {
    state.storage.sql.exec(CREATE);
    const db = drizzle(state.storage);
    const clock = { ms: START };
    const open = () => new LoginGate(db, () => clock.ms, maxWaitMs);
    const gate = open();
    const rows = () => db.select().from(loginAttempts).all().length;
    const login = async (outcome: LoginOutcome, target = "a") => {
      const permitted = await gate.permitLogin(request(target));
      if (!permitted.ok) return permitted.error.retryAfter;
      await gate.settleLogin({ ...SETTLED, permit: permitted.value.permit, outcome });
      return "sent" as const;
    };
    await work({ login, gate, restarted: open, rows, clock });
  });
}
const request = (targetHash: string) => ({ integrationId: "i-1", targetHash, purpose: "use" as const });
const SETTLED = { integrationId: "i-1", purpose: "use" as const, revision: 1 };
const permitOf = async (gate: LoginGate, target = "a") => {
  const permitted = await gate.permitLogin(request(target));
  if (!permitted.ok) throw new Error("no permit");
  return permitted.value.permit;
};

describe("the login gate", () => {
  it("permits no fifth login within fifteen minutes, and tells how long to wait", () =>
    withGate(async ({ login, gate, clock }) => {
      for (let i = 0; i < 4; i++) {
        expect(await login("refused")).toBe("sent");
        clock.ms += MINUTE;
      }
      expect(await gate.permitLogin(request("a"))).toEqual({
        ok: false,
        error: {
          code: "vault_auth_failed",
          details: { stage: "login", retryable: false, paused: true },
          retryAfter: 11 * 60,
        },
      });
    }));

  it("permits one again when the oldest is exactly fifteen minutes old, and not a millisecond before", () =>
    withGate(async ({ login, clock }) => {
      for (let i = 0; i < 4; i++) await login("refused");
      clock.ms = START + 15 * MINUTE - 1;
      expect(await login("refused")).toBe(1);
      clock.ms = START + 15 * MINUTE;
      expect(await login("refused")).toBe("sent");
    }));

  it("counts each target by itself", () =>
    withGate(async ({ login }) => {
      for (let i = 0; i < 4; i++) await login("refused", "a");
      expect(await login("refused", "a")).toBe(900);
      expect(await login("refused", "b")).toBe("sent");
    }));

  it("goes on counting what a release before wrote down under the address too", () =>
    withGate(async ({ login, gate, rows }) => {
      for (let i = 0; i < 3; i++) await login("refused", "address, mount and role");
      const asked = () => gate.permitLogin({ ...request("a"), formerHash: "address, mount and role" });
      expect((await asked()).ok).toBe(true);
      expect((await asked()).ok).toBe(false);
      expect(await login("refused", "a")).toBe(900);
      expect(rows()).toBe(4);
    }, 20));

  it("forgets the count of a target after a good login, and of no other", () =>
    withGate(async ({ login, rows }) => {
      for (let i = 0; i < 3; i++) await login("refused", "a");
      await login("refused", "b");
      await login("good", "a");
      expect(rows()).toBe(1);
      for (let i = 0; i < 4; i++) expect(await login("refused", "a")).toBe("sent");
    }));

  it("does not count a login that got no verdict", () =>
    withGate(async ({ login, rows }) => {
      for (let i = 0; i < 10; i++) expect(await login("failed")).toBe("sent");
      expect(rows()).toBe(0);
    }));

  it("counts a login whose outcome was lost with the object as refused", () =>
    withGate(async ({ gate, restarted, clock }) => {
      await permitOf(gate);
      for (let i = 0; i < 3; i++) await permitOf(restarted());
      const refused = await restarted().permitLogin(request("a"));
      expect(refused.ok).toBe(false);
      clock.ms += 15 * MINUTE;
      expect((await restarted().permitLogin(request("a"))).ok).toBe(true);
    }));

  it("settles a permit that was given before a restart", () =>
    withGate(async ({ gate, restarted, rows }) => {
      const permit = await permitOf(gate);
      await restarted().settleLogin({ ...SETTLED, permit, outcome: "good" });
      expect(rows()).toBe(0);
    }));

  it("lets logins of one target through one by one, each after the outcome of the one before", () =>
    withGate(async ({ gate }) => {
      const seen: string[] = [];
      const logins = Array.from({ length: 8 }, async (_, i) => {
        const permit = await permitOf(gate);
        seen.push(`sent ${i}`);
        await Promise.resolve();
        seen.push(`good ${i}`);
        await gate.settleLogin({ ...SETTLED, permit, outcome: "good" });
      });
      await Promise.all(logins);
      expect(seen).toEqual(Array.from({ length: 8 }, (_, i) => [`sent ${i}`, `good ${i}`]).flat());
    }));

  it("does not hold up another target", () =>
    withGate(async ({ gate }) => {
      await permitOf(gate, "a");
      expect((await gate.permitLogin(request("b"))).ok).toBe(true);
    }));

  it("lets no more than four out together when none of them is ever settled", () =>
    withGate(async ({ gate }) => {
      const asked = await Promise.all(Array.from({ length: 12 }, () => gate.permitLogin(request("a"))));
      expect(asked.filter((permitted) => permitted.ok)).toHaveLength(4);
    }, 20));

  it("keeps counting a login that was overtaken, also after another one was good", () =>
    withGate(async ({ gate, rows }) => {
      const slow = await permitOf(gate);
      const quick = await permitOf(gate);
      await gate.settleLogin({ ...SETTLED, permit: quick, outcome: "good" });
      expect(rows()).toBe(1);
      await gate.settleLogin({ ...SETTLED, permit: slow, outcome: "refused" });
      expect(rows()).toBe(1);
    }, 20));

  it("is left unchanged by a permit it does not know", () =>
    withGate(async ({ login, gate, rows }) => {
      await login("refused");
      await gate.settleLogin({ ...SETTLED, permit: 999, outcome: "good" });
      await gate.settleLogin({ ...SETTLED, permit: 999, outcome: "failed" });
      expect(rows()).toBe(1);
    }));
});

describe("a secret id at rest", () => {
  const root = (id: string, fill: number) => ({ id, key: new Uint8Array(32).fill(fill) });
  const keys = new Keyring([root("r-1", 1)]);
  const owner = { tenantId: "tnt_bluefin", integrationId: "0b7f3c52-6d1e-4a8b-9c35-2f4e8d7a6b10" };
  const SECRET = "5e0c1d2b-7f64-4b0a-9d11-3a8f6e2c9b47";

  it("does not open for another tenant or integration, or with one changed bit", async () => {
    const sealed = await sealSecretId(keys, owner, SECRET);
    const tampered = { ...sealed, bytes: sealed.bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) };
    await expect(openSecretId(keys, { ...owner, tenantId: "tnt_other" }, sealed)).rejects.toThrow(DecryptionFailed);
    await expect(openSecretId(keys, { ...owner, integrationId: "other" }, sealed)).rejects.toThrow(DecryptionFailed);
    await expect(openSecretId(keys, owner, tampered)).rejects.toThrow(DecryptionFailed);
  });

  it("fails closed on a root key that is not configured", async () => {
    const sealed = await sealSecretId(keys, owner, SECRET);
    await expect(openSecretId(new Keyring([root("r-2", 1)]), owner, sealed)).rejects.toThrow(UnknownRootKey);
    await expect(openSecretId(new Keyring([]), owner, sealed)).rejects.toThrow(NoRootKey);
  });

  it("opens for its owner, is never sealed the same way twice, and does not show in its bytes", async () => {
    const [one, two] = [await sealSecretId(keys, owner, SECRET), await sealSecretId(keys, owner, SECRET)];
    expect(await openSecretId(keys, owner, one)).toBe(SECRET);
    expect(one.bytes).not.toEqual(two.bytes);
    expect(new TextDecoder().decode(one.bytes)).not.toContain(SECRET.slice(0, 8));
  });

  it("is resealed under the newest root key once, and opens with either while both are there", async () => {
    const both = new Keyring([root("r-1", 1), root("r-2", 2)]);
    const old = await sealSecretId(keys, owner, SECRET);
    const fresh = await resealSecretId(both, owner, old);
    expect(fresh?.keyId).toBe("r-2");
    expect(await openSecretId(both, owner, old)).toBe(SECRET);
    expect(fresh && (await openSecretId(new Keyring([root("r-2", 2)]), owner, fresh))).toBe(SECRET);
    expect(fresh && (await resealSecretId(both, owner, fresh))).toBeUndefined();
  });
});
