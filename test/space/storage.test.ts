import { runInDurableObject } from "cloudflare:test";
import { expect, it, vi } from "vitest";
import { GENESIS, linkHash } from "../../src/audit/chain";
import { Checkpoints } from "../../src/audit/checkpoints";
import { Journal } from "../../src/audit/journal";
import { Keyring } from "../../src/crypto/keyring";
import { type AuditEntry, type NewAuditEntry, NotDurable } from "../../src/kernel/audit";
import { openSpaceDb } from "../../src/kernel/db";
import type { Job, JobContext } from "../../src/kernel/job";
import { Alarm } from "../../src/space/alarm";
import { migrate } from "../../src/space/migrate";
import { ROOTS } from "../audit/planted";
import { auditRows, evict, must, newTenant } from "../support/api";
import { rowsOf } from "../support/spaces";

const draft = (action: string): NewAuditEntry => ({
  timestampMs: 1_000,
  action,
  identity_type: "user",
  identity_id: "user:a",
  actor_tenant_id: null,
  tenant_id: "tnt_x",
  token_id: null,
  secret_path: null,
  source_ip: null,
  user_agent: null,
  success: true,
  error_code: null,
  duration_ms: 0,
  request_id: null,
  extra_data: {},
});

/** A turn of the event loop: what is ready has run. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

interface Held {
  readonly journal: Journal;
  readonly syncs: PromiseWithResolvers<void>[];
  readonly written: () => string[];
}

/** A journal of its own on a real object's storage, with a sync that the test holds. */
async function held(body: (parts: Held) => Promise<void>): Promise<void> {
  const { id, stub } = await newTenant();
  await runInDurableObject(stub, async (_, { storage }) => {
    const db = openSpaceDb(storage);
    const marks = new Checkpoints(db, new Keyring(ROOTS), id);
    const first = storage.sql.exec<{ seq: number }>("SELECT max(seq) AS seq FROM audit_log").one().seq;
    const syncs: PromiseWithResolvers<void>[] = [];
    const journal = new Journal(db, marks, () => {
      const next = Promise.withResolvers<void>();
      syncs.push(next);
      return next.promise;
    });
    const written = () =>
      storage.sql
        .exec<{ action: string }>("SELECT action FROM audit_log WHERE seq > ? ORDER BY seq", first)
        .toArray()
        .map(({ action }) => action);
    await body({ journal, syncs, written });
  });
}

const watch = (promise: Promise<unknown>) => {
  const state = { ended: "" };
  promise.then(
    () => (state.ended = "done"),
    (e: Error) => (state.ended = e instanceof NotDurable ? "not durable" : e.message),
  );
  return state;
};

it("the journal writes the first row at once, answers only after the sync, and lets those who came meanwhile share the next", async () => {
  await held(async ({ journal, syncs, written }) => {
    const all = ["a", "b", "c"].map((action) => watch(journal.record([draft(action)])));
    await turn();
    expect([written(), all.map(({ ended }) => ended)]).toEqual([["a"], ["", "", ""]]);
    syncs[0]?.resolve();
    await turn();
    expect([written(), all.map(({ ended }) => ended), syncs.length]).toEqual([["a", "b", "c"], ["done", "", ""], 2]);
    syncs[1]?.resolve();
    await turn();
    expect(all.map(({ ended }) => ended)).toEqual(["done", "done", "done"]);
  });
});

it("the journal runs waiting changes in order, each in a transaction of its own, and rolls back only the one that throws", async () => {
  await held(async ({ journal, syncs, written }) => {
    const first = watch(journal.record([draft("read")]));
    const good = watch(journal.change(() => ({ value: 1, rows: [draft("w1"), draft("w2")] })));
    const failing = watch(
      journal.change(() => {
        throw new Error("conflict");
      }),
    );
    const last = watch(journal.change(() => ({ value: 2, rows: [draft("w3")] })));
    syncs[0]?.resolve();
    await turn();
    expect(written()).toEqual(["read", "w1", "w2", "w3"]);
    expect([first, good, failing, last].map(({ ended }) => ended)).toEqual(["done", "", "", ""]);
    syncs[1]?.resolve();
    await turn();
    expect([good, failing, last].map(({ ended }) => ended)).toEqual(["done", "conflict", "done"]);
  });
});

it("the journal fails everyone who waited for a commit that was lost, and serves those who come after", async () => {
  await held(async ({ journal, syncs }) => {
    const lost = watch(journal.record([draft("a")]));
    syncs[0]?.reject(new Error("disk"));
    await turn();
    expect(lost.ended).toBe("not durable");
    const next = watch(journal.record([draft("b")]));
    await turn();
    syncs[1]?.resolve();
    await turn();
    expect(next.ended).toBe("done");
  });
});

it("the journal keeps one chain without gaps under concurrent calls and over evictions", async () => {
  const tenant = await newTenant();
  for (let round = 0; round < 3; round++) {
    const calls = Array.from({ length: 20 }, (_, i) =>
      i % 2 === 0
        ? tenant.api("GET /v1/tokens")
        : tenant.api("PATCH /v1/tenant/settings", { max_versions: 1 + i + round }),
    );
    for (const answer of await Promise.all(calls)) must(answer, 200);
    await evict(tenant.stub);
  }
  const rows = await auditRows(tenant.stub);
  expect(rows.length).toBeGreaterThanOrEqual(60);
  let hash = GENESIS;
  for (const [i, row] of rows.entries()) {
    const { timestamp_ms, hash: stored, object_id: _, trust_id: __, extra_data, success, ...rest } = row;
    const entry = {
      ...rest,
      timestamp: new Date(Number(timestamp_ms)).toISOString(),
      success: success === 1,
      extra_data: JSON.parse(String(extra_data)),
    } as unknown as AuditEntry;
    hash = linkHash(hash, entry);
    expect([row.seq, stored]).toEqual([i + 1, hash]);
  }
});

/** One with works of its own, on a real object's storage, with the parts that such works are given. */
const alone = async (
  works: readonly Job[],
  body: (alarm: Alarm, ctx: JobContext, setAtMs: () => Promise<number | null>) => Promise<void>,
) => {
  const tenant = await newTenant();
  await runInDurableObject(tenant.stub, async (_, { storage }) => {
    await storage.deleteAlarm();
    const now = Date.now() + 1e9;
    const ctx = { space: { id: tenant.id }, now, clock: () => now } as unknown as JobContext;
    const setAtMs = async () => {
      await turn();
      return await storage.getAlarm();
    };
    await body(new Alarm(storage, works), ctx, setAtMs);
    await storage.deleteAlarm();
  });
};

const work = (name: string, dueMs: () => number | null, run: () => void): Job => ({
  name,
  nextDueMs: dueMs,
  run,
});

it("the alarm of an object is set to the earliest of all due work, and only ever moved forward by whoever wakes it", async () => {
  const base = Date.now() + 1e9;
  const works = [
    work(
      "a",
      () => base + 500,
      () => {},
    ),
    work(
      "b",
      () => base + 200,
      () => {},
    ),
    work(
      "c",
      () => null,
      () => {},
    ),
  ];
  await alone(works, async (alarm, ctx, setAtMs) => {
    await alarm.start(ctx);
    expect(await setAtMs()).toBe(base + 200);
    alarm.schedule(base + 300);
    expect(await setAtMs()).toBe(base + 200);
    alarm.schedule(base + 100);
    expect(await setAtMs()).toBe(base + 100);
  });
});

it("the alarm of an object waits no longer than to the last instant that Workers take, and finds nothing then", async () => {
  const far = work(
    "late",
    () => Date.UTC(9999, 11, 31),
    () => expect.unreachable(),
  );
  await alone([far], async (alarm, ctx, setAtMs) => {
    const last = Date.UTC(2189, 0, 1);
    await alarm.start(ctx);
    expect(await setAtMs()).toBe(last);
    await alarm.run({ ...ctx, clock: () => last });
    expect(await setAtMs()).toBe(last);
  });
});

it("the alarm of an object is not set where nothing is due, and runs only what is", async () => {
  const ran: string[] = [];
  let due: number | null = 0;
  const done = () => {
    ran.push("due");
    due = null;
  };
  const works = [
    work("due", () => due, done),
    work(
      "never",
      () => null,
      () => void ran.push("never"),
    ),
  ];
  await alone(works, async (alarm, ctx, setAtMs) => {
    await alarm.run(ctx);
    await alarm.run(ctx);
    expect([ran, await setAtMs()]).toEqual([["due"], null]);
  });
});

it("the alarm of an object comes back within a minute if it is cut off half-way, whatever later time it was woken for meanwhile", async () => {
  const base = Date.now() + 1e9;
  const seen: (number | null)[] = [];
  let due: number | null = 0;
  let running: { alarm: Alarm; setAtMs: () => Promise<number | null> } | undefined;
  const long: Job = {
    name: "long",
    nextDueMs: () => due,
    async run() {
      seen.push((await running?.setAtMs()) ?? null);
      running?.alarm.schedule(base + 48 * 3_600_000);
      seen.push((await running?.setAtMs()) ?? null);
      due = null;
    },
  };
  await alone([long], async (alarm, ctx, setAtMs) => {
    running = { alarm, setAtMs };
    await alarm.run({ ...ctx, clock: () => base });
    expect(seen).toEqual([base + 60_000, base + 60_000]);
    expect(await setAtMs()).toBe(base + 48 * 3_600_000);
    await alarm.run({ ...ctx, clock: () => base + 48 * 3_600_000 });
    expect(await setAtMs()).toBeNull();
  });
});

it("the alarm of an object tries failing work again after a minute, and lets it keep no other waiting", async () => {
  const ran: string[] = [];
  const fail = () => {
    ran.push("bad");
    throw new Error("value");
  };
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  const works = [
    work("bad", () => 0, fail),
    work(
      "good",
      () => 0,
      () => void ran.push("good"),
    ),
  ];
  await alone(works, async (alarm, ctx, setAtMs) => {
    await alarm.run(ctx);
    expect([ran, await setAtMs()]).toEqual([["bad", "good"], ctx.now]);
    await alarm.run({ ...ctx, clock: () => ctx.now + 59_999 });
    await alarm.run({ ...ctx, clock: () => ctx.now + 60_000 });
    expect(ran).toEqual(["bad", "good", "good", "bad", "good"]);
  });
  expect(printed.mock.calls.flat().join()).not.toContain("value");
  printed.mockRestore();
});

const source = (...texts: string[]) => ({
  journal: { entries: texts.map((_, idx) => ({ idx, tag: `extra_${idx}` })) },
  migrations: Object.fromEntries(texts.map((text, i) => [`m${String(i).padStart(4, "0")}`, text])),
});

const FIRST = `CREATE TABLE p(id integer primary key, x);--> statement-breakpoint
CREATE TABLE c(id integer primary key, pid integer references p(id) on delete cascade);`;

const REBUILD = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE __new_p(id integer primary key, x);--> statement-breakpoint
INSERT INTO __new_p SELECT * FROM p;--> statement-breakpoint
DROP TABLE p;--> statement-breakpoint
ALTER TABLE __new_p RENAME TO p;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

it("a migration keeps the children of a rebuilt table, turns foreign keys on again, and is applied once", async () => {
  const { stub } = await newTenant();
  await runInDurableObject(stub, async (_, { storage }) => {
    const count = () => storage.sql.exec("SELECT count(*) AS n FROM c").one().n;
    await migrate(storage, source(FIRST));
    storage.sql.exec("INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (1, 1)");
    await migrate(storage, source(FIRST, REBUILD));
    await migrate(storage, source(FIRST, REBUILD));
    expect(count()).toBe(1);
    expect(storage.sql.exec("PRAGMA foreign_keys").one()).toEqual({ foreign_keys: 1 });
    storage.sql.exec("DELETE FROM p");
    expect(count()).toBe(0);
  });
});

it.each([
  ["CREATE TABLE fine(a); CREATE TABLE identities(a);", "already exists"],
  [
    "CREATE TABLE fine(id integer primary key); CREATE TABLE d(f integer references fine(id)); INSERT INTO d VALUES (7);",
    "dangling references",
  ],
])("a migration that fails says why and leaves nothing behind: %s", async (text, message) => {
  const { stub } = await newTenant();
  await runInDurableObject(stub, async (_, { storage }) => {
    await expect(migrate(storage, source(text))).rejects.toThrow(message);
    expect(storage.sql.exec("PRAGMA foreign_keys").one()).toEqual({ foreign_keys: 1 });
  });
  expect(await rowsOf(stub, "SELECT name FROM sqlite_master WHERE name = 'fine'")).toEqual([]);
  expect(await rowsOf(stub, "SELECT tag FROM migrations WHERE tag LIKE 'extra%'")).toEqual([]);
});

it("a migration whose text is missing stops the object from working with half a schema", async () => {
  const { stub } = await newTenant();
  await runInDurableObject(stub, async (_, { storage }) => {
    const broken = { ...source(FIRST), migrations: {} };
    await expect(migrate(storage, broken)).rejects.toThrow("extra_0 is not in migrations.js");
  });
});
