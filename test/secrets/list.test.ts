import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { openSpaceDb } from "../../src/kernel/db";
import type { ListFilter } from "../../src/secrets/list-filter";
import { ListStatements } from "../../src/secrets/list-statements";
import { as, HOUR, newStore, pathsOf, refusal, START_MS, type Store } from "./support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = (path: string, rest: object = {}) => store.at(`PUT ${path}`, { data: { key: path }, ...rest });
const list = async (query = "") => (await store.api(`GET /v1/secrets${query}`)).body;

it("secrets.list refuses bad queries, and cursors of another filter, route or tenant", async () => {
  for (const path of ["a", "b", "c"]) await put(path);
  const { cursor } = await list("?limit=1");
  const other = await newStore();
  const refused = async (line: string, from = store) => refusal(await from.api(line));
  const bad = { status: 400, code: "invalid_cursor", details: undefined };
  for (const query of ["cursor=x", `cursor=${cursor}&prefix=a`, `cursor=${cursor}x`, `cursor=${"a".repeat(1025)}`])
    expect(await refused(`GET /v1/secrets?${query}`), query).toEqual(bad);
  expect(await refused(`GET /v1/secrets/expiring?cursor=${cursor}`)).toEqual(bad);
  expect(await refused(`GET /v1/secrets?cursor=${cursor}`, other)).toEqual(bad);
  expect((await refused("GET /v1/secrets?secret_type=pem")).code).toBe("invalid_secret_type");
  for (const query of [
    "limit=0",
    "limit=201",
    "prefix=a!",
    "prefix=a%00",
    "include_expired=yes",
    "tga=x",
    "limit=1&limit=2",
    "expires_before=today",
  ])
    expect((await refused(`GET /v1/secrets?${query}`)).status, query).toBe(422);
  for (const query of ["days=0", "days=3651", "tag=x"])
    expect((await refused(`GET /v1/secrets/expiring?${query}`)).status, query).toBe(422);
});

it("secrets.list shows items by path, by every filter, with the total of all pages", async () => {
  await put("shop/db", { metadata: { tags: ["prod", "pg"] }, options: { expires_in: "5d" } });
  await put("shop/db2", { secret_type: "api_key", metadata: { tags: ["prod"] } });
  await store.setClock(START_MS + HOUR);
  await put("shop-x");
  await put("other/db", { options: { expires_in: "40d" } });
  expect(await list("?prefix=shop/db&limit=1")).toEqual({
    secrets: [
      {
        path: "shop/db",
        secret_type: "kv",
        version: 1,
        updated_at: "2096-11-21T09:30:00Z",
        expires_at: "2096-11-26T09:30:00Z",
        tags: ["prod", "pg"],
      },
    ],
    cursor: expect.any(String),
    has_more: true,
    total_count: 2,
  });
  const filters = {
    "": ["other/db", "shop-x", "shop/db", "shop/db2"],
    "?prefix=shop/": ["shop/db", "shop/db2"],
    "?tag=prod": ["shop/db", "shop/db2"],
    "?tag=prod&tag=pg": ["shop/db"],
    "?tag=none": [],
    "?secret_type=api_key": ["shop/db2"],
    "?expires_before=2096-11-26T09:30:01Z": ["shop/db"],
    "?expires_before=2096-11-26T09:30:00Z": [],
    "?updated_after=2096-11-21T09:30:00Z": ["other/db", "shop-x"],
    "?updated_after=2096-11-21T09:29:59Z": ["other/db", "shop-x", "shop/db", "shop/db2"],
  };
  for (const [query, paths] of Object.entries(filters)) {
    const answer = await list(query);
    expect([pathsOf(answer), answer.total_count], query).toEqual([paths, paths.length]);
  }
  const [item] = (await list("?prefix=shop/db2&include_metadata=true")).secrets;
  expect(item).toEqual({ ...(await store.at("GET metadata/shop/db2")).body, version: 1, tags: ["prod"] });
});

it("secrets.list goes through all pages once, while rows come and go, and paths are as long as they may be", async () => {
  const long = Array.from({ length: 6 }, (_, n) => `${n}${"z".repeat(511)}`);
  for (const path of long) expect((await put(path)).status).toBe(201);
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { secrets: { path: string }[]; cursor: string | null; has_more: boolean } = await list(
      `?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
    );
    seen.push(...pathsOf(page));
    expect(page.has_more).toBe(page.cursor !== null);
    expect(page.cursor?.length ?? 0).toBeLessThanOrEqual(1024);
    cursor = page.cursor;
    if (seen.length === 2) {
      await store.at(`DELETE ${long[1]}`);
      await put("0a");
    }
  }
  expect(seen).toEqual(long);
});

it("secrets.list keeps the total right through writes, deletions, tags, expiry and a clock that goes back", async () => {
  const total = async (query = "") => (await list(query)).total_count;
  expect([await total(), await total("?tag=x")]).toEqual([0, 0]);
  await put("a", { metadata: { tags: ["x"] }, options: { expires_in: "1h" } });
  await put("b");
  expect([await total(), await total("?tag=x"), await total("?include_expired=true")]).toEqual([2, 1, 2]);
  await store.at("DELETE b");
  expect(await total()).toBe(1);
  await store.at("POST b/restore");
  await store.at("PATCH a", { metadata: null });
  expect([await total(), await total("?tag=x")]).toEqual([2, 0]);
  await store.setClock(START_MS + HOUR);
  expect([await total(), await total("?include_expired=true")]).toEqual([1, 2]);
  await store.setClock(START_MS);
  expect(await total()).toBe(2);
  await store.setClock(START_MS + 2 * HOUR);
  await store.at("PATCH a", { options: { expires_at: null } });
  expect(await total()).toBe(2);
  await store.at("DELETE a?permanent=true");
  expect([await total(), await total("?include_expired=true")]).toEqual([1, 1]);
});

it("secrets.list lists and counts only what the caller may list, and reads no value by it", async () => {
  for (const path of ["team/a", "team/b/c", "teams/x", "other/y", "exact"]) await put(path);
  const caller = as(
    await store.caller(
      ["secrets:list", "secrets:read"],
      [
        { path_pattern: "team/*", permissions: ["list"] },
        { path_pattern: "exact", permissions: ["list"] },
        { path_pattern: "other/**", permissions: ["read"] },
      ],
    ),
  );
  const answer = (await caller("GET /v1/secrets?limit=1")).body;
  expect([pathsOf(answer), answer.total_count]).toEqual([["exact"], 2]);
  expect(pathsOf((await caller(`GET /v1/secrets?limit=1&cursor=${answer.cursor}`)).body)).toEqual(["team/a"]);
  expect(refusal(await caller("GET /v1/secrets/exact")).code).toBe("access_denied");
  expect((await caller("GET /v1/secrets/other/y")).status).toBe(200);
  expect(refusal(await caller("GET /v1/secrets/metadata/other/y")).code).toBe("access_denied");
  const stranger = as(await store.caller(["secrets:list"], [{ path_pattern: "none", permissions: ["list"] }]));
  expect((await stranger("GET /v1/secrets")).body).toEqual({
    secrets: [],
    cursor: null,
    has_more: false,
    total_count: 0,
  });
  expect((await stranger("GET /v1/secrets/expiring")).body.secrets).toEqual([]);
});

const nothing: ListFilter = {
  prefix: "",
  tags: [],
  secretType: null,
  expiresBeforeMs: null,
  updatedAfterMs: null,
  includeExpired: false,
};

it.each<[string, Partial<ListFilter>, string]>([
  ["no filter", {}, "secrets_live"],
  ["an instant of change", { updatedAfterMs: 0 }, "secrets_live"],
  ["an instant of expiry", { expiresBeforeMs: 1, includeExpired: true }, "secrets_live"],
  ["a type", { secretType: "kv" }, "secrets_by_type"],
  ["a tag", { tags: ["a"] }, "secret_tags"],
])("a list's way through the table with %s goes along an index in the order of paths", async (_, filter, index) => {
  const plans = await runInDurableObject((await newStore()).stub, (_object, { storage }) => {
    const statements = new ListStatements(openSpaceDb(storage));
    const asked = { ...nothing, ...filter };
    const kinds = [statements.whole(asked), statements.short(asked), statements.paths(asked), statements.count(asked)];
    return kinds.map(({ text }) => {
      const values = Array.from({ length: text.split("?").length - 1 }, () => 1);
      const steps = storage.sql.exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...values).toArray();
      return steps.map(({ detail }) => detail);
    });
  });
  for (const [first, ...others] of plans) {
    expect(first).toContain(index);
    expect(first).toContain("path>? AND path<?");
    for (const detail of [first, ...others]) expect(detail).not.toMatch(/SCAN|TEMP B-TREE/);
  }
});
