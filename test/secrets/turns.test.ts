import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { Keyring } from "../../src/crypto/keyring";
import { openSpaceDb } from "../../src/kernel/db";
import { type Glob, parseGlob } from "../../src/kernel/glob";
import { Turns, UNITS_PER_TURN } from "../../src/kernel/turns";
import { SecretStore } from "../../src/secrets/store";
import { as, newStore, START_MS } from "./support";

const ROWS = 20_000;
/** A count in the index alone takes a sixteenth of the units, so that fewer rows would be counted within one turn. */
const MANY_ROWS = 100_000;
const NAMES = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/** The largest step between two looks at the clock: a slice that is counted by patterns. */
const SLACK = 512 * 12;

const NONE = {
  prefix: "",
  tags: [],
  secretType: null,
  expiresBeforeMs: null,
  updatedAfterMs: null,
  includeExpired: true,
};

const glob = (text: string): Glob => {
  const parsed = parseGlob(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.glob;
};

const evil = Array.from({ length: 100 }, (_, at) => glob(`**/*a*a*a*a*a*b${at}`));

function plant(storage: DurableObjectStorage, rows: number): void {
  storage.sql.exec(
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows - 1})
     INSERT INTO secrets (id, path, secret_type, version, created_at_ms, updated_at_ms, metadata)
     SELECT 'sec_' || i, 'shop/' || printf('%06d', i) || '/${NAMES}', 'kv', 1, 0, 0, '{}' FROM n`,
  );
}

/** A store of so many secrets, and turns that note how long each was. */
async function inLargeStore(
  work: (store: SecretStore, turns: Turns, lengths: number[]) => Promise<void>,
  rows = ROWS,
): Promise<void> {
  const { stub, id } = await newStore();
  await runInDurableObject(stub, async (_, { storage }) => {
    plant(storage, rows);
    const lengths: number[] = [];
    const store = new SecretStore(openSpaceDb(storage), new Keyring([]), id, async () => undefined);
    const turns = new Turns(undefined, async (units) => void lengths.push(units));
    await work(store, turns, lengths);
  });
}

it("a walk through a large store does nothing for a caller that may list nothing, whatever it asks", () =>
  inLargeStore(async (store, _, lengths) => {
    const turns = new Turns(0, async (units) => void lengths.push(units));
    const asked = { filter: NONE, globs: [], patterns: evil, nowMs: START_MS };
    expect(await store.select(asked, "", 1001, turns)).toEqual([]);
    expect(await store.counts.count(NONE, [], START_MS, turns)).toBe(0);
    const soon = { nowMs: START_MS, untilMs: START_MS * 2, prefix: "", globs: [] };
    expect(await store.expiring(soon, undefined, 51, turns)).toEqual([]);
    expect([turns.exhausted, lengths]).toEqual([false, []]);
  }));

it("a walk through a large store looks only where the caller may list, however wide the pattern", () =>
  inLargeStore(async (store) => {
    const turns = new Turns(10_000);
    const asked = { filter: NONE, globs: [glob("shop/00001*/**")], patterns: [glob("**")], nowMs: START_MS };
    expect((await store.select(asked, "", 1001, turns)).map(({ path }) => path.slice(0, 11))).toEqual(
      Array.from({ length: 10 }, (_, at) => `shop/00001${at}`),
    );
    expect(turns.exhausted).toBe(false);
  }));

it("a walk through a large store hands the thread back, and ends when its call has had its share", () =>
  inLargeStore(async (store, _, lengths) => {
    const turns = new Turns(100_000, async (units) => void lengths.push(units));
    const asked = { filter: NONE, globs: [glob("**")], patterns: evil, nowMs: START_MS };
    expect(await store.select(asked, "", 1001, turns)).toEqual([]);
    expect(turns.exhausted).toBe(true);
    expect(lengths.length).toBeGreaterThan(10);
    expect(Math.max(...lengths)).toBeLessThan(UNITS_PER_TURN + SLACK);
  }));

it.each([
  ["all", [glob("**")], NONE, MANY_ROWS, MANY_ROWS],
  ["a type of which there is none", [glob("**")], { ...NONE, secretType: "certificate" as const }, 0, MANY_ROWS],
  ["by a pattern", [glob("*/*/a*")], NONE, ROWS, ROWS],
])("a walk through a large store counts %s in turns, exactly", (_, globs, filter, expected, rows) =>
  inLargeStore(async (store, turns, lengths) => {
    expect(await store.counts.count(filter, globs, START_MS, turns)).toBe(expected);
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThan(UNITS_PER_TURN + SLACK);
  }, rows),
);

it("a walk through a large store counts exactly while secrets before and behind it go", async () => {
  const { stub, id } = await newStore();
  await runInDurableObject(stub, async (_, { storage }) => {
    plant(storage, MANY_ROWS);
    const store = new SecretStore(openSpaceDb(storage), new Keyring([]), id, async () => undefined);
    let gone = 0;
    const turns = new Turns(undefined, async () => {
      for (const index of [gone, MANY_ROWS - 1 - gone]) {
        const path = `shop/${String(index).padStart(6, "0")}/${NAMES}`;
        store.counts.touch(path, store.factsAt(path));
        storage.sql.exec("DELETE FROM secrets WHERE path = ?", path);
      }
      gone++;
    });
    const total = await store.counts.count(NONE, [glob("**")], START_MS, turns);
    expect([total, gone > 1]).toEqual([MANY_ROWS - 2 * gone, true]);
    expect(await store.counts.count(NONE, [glob("**")], START_MS, turns)).toBe(total);
  });
});

it("100 patterns by an identity without a policy get an empty answer, and froze the process for 16 s", async () => {
  const store = await newStore();
  const token = await store.caller(["secrets:list"], [{ path_pattern: "else", permissions: ["read"] }]);
  const paths = Array.from({ length: 100 }, (_, at) => `**/*a*a*a*a*a*b${at}`);
  const answer = await as(token)("POST /v1/secrets/batch/metadata", { paths, options: { expand_wildcards: true } });
  expect([answer.status, answer.body]).toEqual([200, { secrets: {}, errors: {}, truncated: false }]);
});

it("a list tells of a secret what was there when it was found, though it goes while a large store is counted", async () => {
  const large = await newStore();
  await runInDurableObject(large.stub, (_, { storage }) => plant(storage, MANY_ROWS));
  expect((await large.at("PUT a", { data: { k: "v" } })).status).toBe(201);
  const there = (await large.at("GET metadata/a")).body;
  const listed = large.api("GET /v1/secrets?limit=1&include_metadata=true");
  const gone = large.at("DELETE a?permanent=true");
  expect((await listed).body).toMatchObject({ secrets: [{ ...there, version: 1, tags: [] }], has_more: true });
  expect((await gone).status).toBe(200);
});
