import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { drizzle } from "drizzle-orm/durable-sqlite";
import { expect, it } from "vitest";
import { loginAttempts } from "../../../src/broker/state-tables";
import { LockoutGuard, type LoginOutcome } from "../../../src/broker/vault/lockout-guard";

const MINUTE = 60_000;
const START = Date.UTC(2026, 4, 11, 9, 30);

const CREATE =
  "CREATE TABLE IF NOT EXISTS login_attempts (id INTEGER PRIMARY KEY AUTOINCREMENT, target_hash TEXT NOT NULL, at_ms INTEGER NOT NULL)";

interface Bench {
  /** Asks for a permit and settles it at once. Answers the seconds to wait if it was refused. */
  login(outcome: LoginOutcome, target?: string): Promise<"sent" | number | undefined>;
  gate: LockoutGuard;
  restarted(): LockoutGuard;
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
    const open = () => new LockoutGuard(db, () => clock.ms, maxWaitMs);
    const gate = open();
    const rows = () => db.select().from(loginAttempts).all().length;
    const login = async (outcome: LoginOutcome, target = "a") => {
      const permitted = await gate.acquire(request(target));
      if (!permitted.ok) return permitted.error.retryAfter;
      await gate.release({ ...SETTLED, permit: permitted.value.permit, outcome });
      return "sent" as const;
    };
    await work({ login, gate, restarted: open, rows, clock });
  });
}

const request = (targetHash: string) => ({ integrationId: "i-1", targetHash, purpose: "use" as const });
const SETTLED = { integrationId: "i-1", purpose: "use" as const, revision: 1 };

const permitOf = async (gate: LockoutGuard, target = "a") => {
  const permitted = await gate.acquire(request(target));
  if (!permitted.ok) throw new Error("no permit");
  return permitted.value.permit;
};

it("the login gate permits no fifth login within fifteen minutes, and tells how long to wait", () =>
  withGate(async ({ login, gate, clock }) => {
    for (let i = 0; i < 4; i++) {
      expect(await login("refused")).toBe("sent");
      clock.ms += MINUTE;
    }
    expect(await gate.acquire(request("a"))).toEqual({
      ok: false,
      error: {
        code: "vault_auth_failed",
        details: { stage: "login", retryable: false, paused: true },
        retryAfter: 11 * 60,
      },
    });
  }));

it("the login gate permits one again when the oldest is exactly fifteen minutes old, and not a millisecond before", () =>
  withGate(async ({ login, clock }) => {
    for (let i = 0; i < 4; i++) await login("refused");
    clock.ms = START + 15 * MINUTE - 1;
    expect(await login("refused")).toBe(1);
    clock.ms = START + 15 * MINUTE;
    expect(await login("refused")).toBe("sent");
  }));

it("the login gate counts each target by itself", () =>
  withGate(async ({ login }) => {
    for (let i = 0; i < 4; i++) await login("refused", "a");
    expect(await login("refused", "a")).toBe(900);
    expect(await login("refused", "b")).toBe("sent");
  }));

it("the login gate goes on counting what a release before wrote down under the address too", () =>
  withGate(async ({ login, gate, rows }) => {
    for (let i = 0; i < 3; i++) await login("refused", "address, mount and role");
    const asked = () => gate.acquire({ ...request("a"), formerHash: "address, mount and role" });
    expect((await asked()).ok).toBe(true);
    expect((await asked()).ok).toBe(false);
    expect(await login("refused", "a")).toBe(900);
    expect(rows()).toBe(4);
  }, 20));

it("the login gate forgets the count of a target after a good login, and of no other", () =>
  withGate(async ({ login, rows }) => {
    for (let i = 0; i < 3; i++) await login("refused", "a");
    await login("refused", "b");
    await login("good", "a");
    expect(rows()).toBe(1);
    for (let i = 0; i < 4; i++) expect(await login("refused", "a")).toBe("sent");
  }));

it("the login gate does not count a login that got no verdict", () =>
  withGate(async ({ login, rows }) => {
    for (let i = 0; i < 10; i++) expect(await login("failed")).toBe("sent");
    expect(rows()).toBe(0);
  }));

it("the login gate counts a login whose outcome was lost with the object as refused", () =>
  withGate(async ({ gate, restarted, clock }) => {
    await permitOf(gate);
    for (let i = 0; i < 3; i++) await permitOf(restarted());
    const refused = await restarted().acquire(request("a"));
    expect(refused.ok).toBe(false);
    clock.ms += 15 * MINUTE;
    expect((await restarted().acquire(request("a"))).ok).toBe(true);
  }));

it("the login gate settles a permit that was given before a restart", () =>
  withGate(async ({ gate, restarted, rows }) => {
    const permit = await permitOf(gate);
    await restarted().release({ ...SETTLED, permit, outcome: "good" });
    expect(rows()).toBe(0);
  }));

it("the login gate lets logins of one target through one by one, each after the outcome of the one before", () =>
  withGate(async ({ gate }) => {
    const seen: string[] = [];
    const logins = Array.from({ length: 8 }, async (_, i) => {
      const permit = await permitOf(gate);
      seen.push(`sent ${i}`);
      await Promise.resolve();
      seen.push(`good ${i}`);
      await gate.release({ ...SETTLED, permit, outcome: "good" });
    });
    await Promise.all(logins);
    expect(seen).toEqual(Array.from({ length: 8 }, (_, i) => [`sent ${i}`, `good ${i}`]).flat());
  }));

it("the login gate does not hold up another target", () =>
  withGate(async ({ gate }) => {
    await permitOf(gate, "a");
    expect((await gate.acquire(request("b"))).ok).toBe(true);
  }));

it("the login gate lets no more than four out together when none of them is ever settled", () =>
  withGate(async ({ gate }) => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => gate.acquire(request("a"))));
    expect(asked.filter((permitted) => permitted.ok)).toHaveLength(4);
  }, 20));

it("the login gate keeps counting a login that was overtaken, also after another one was good", () =>
  withGate(async ({ gate, rows }) => {
    const slow = await permitOf(gate);
    const quick = await permitOf(gate);
    await gate.release({ ...SETTLED, permit: quick, outcome: "good" });
    expect(rows()).toBe(1);
    await gate.release({ ...SETTLED, permit: slow, outcome: "refused" });
    expect(rows()).toBe(1);
  }, 20));

it("the login gate is left unchanged by a permit it does not know", () =>
  withGate(async ({ login, gate, rows }) => {
    await login("refused");
    await gate.release({ ...SETTLED, permit: 999, outcome: "good" });
    await gate.release({ ...SETTLED, permit: 999, outcome: "failed" });
    expect(rows()).toBe(1);
  }));
