import { runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { openTenantDb } from "../../src/kernel/db";
import type { ListFilter } from "../../src/secrets/list-filter";
import { ListStatements } from "../../src/secrets/list-statements";
import { auditRows } from "../support/api";
import { as, DAY, HOUR, newStore, refusal, SECOND, START_MS, type Store } from "./support";

let store: Store;
beforeEach(async () => {
  store = await newStore();
});
const put = (path: string, rest: object = {}) => store.at(`PUT ${path}`, { data: { key: path }, ...rest });
const list = async (query = "") => (await store.api(`GET /v1/secrets${query}`)).body;
const pathsOf = ({ secrets }: { secrets: { path: string }[] }) => secrets.map(({ path }) => path);

describe("secrets.list", () => {
  it("refuses bad queries, and cursors of another filter, route or tenant", async () => {
    for (const path of ["a", "b", "c"]) await put(path);
    const { cursor } = await list("?limit=1");
    const other = await newStore();
    const refused = async (line: string, from = store) => refusal(await from.api(line));
    const bad = { status: 400, code: "invalid_cursor", details: undefined };
    for (const query of ["cursor=x", `cursor=${cursor}&prefix=a`, `cursor=${cursor}x`, `cursor=${"a".repeat(513)}`])
      expect(await refused(`GET /v1/secrets?${query}`), query).toEqual(bad);
    expect(await refused(`GET /v1/secrets/expiring?cursor=${cursor}`)).toEqual(bad);
    expect(await refused(`GET /v1/secrets?cursor=${cursor}`, other)).toEqual(bad);
    expect((await refused("GET /v1/secrets?secret_type=pem")).code).toBe("invalid_secret_type");
    for (const query of [
      "limit=0",
      "limit=201",
      "prefix=A",
      "include_expired=yes",
      "tga=x",
      "limit=1&limit=2",
      "expires_before=today",
    ])
      expect((await refused(`GET /v1/secrets?${query}`)).status, query).toBe(422);
    for (const query of ["days=0", "days=3651", "tag=x"])
      expect((await refused(`GET /v1/secrets/expiring?${query}`)).status, query).toBe(422);
  });

  it("shows items by path, by every filter, with the total of all pages", async () => {
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

  it("goes through all pages once, while rows come and go, and paths are as long as they may be", async () => {
    const long = Array.from({ length: 6 }, (_, n) => `${n}${"z".repeat(511)}`);
    for (const path of long) expect((await put(path)).status).toBe(201);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { secrets: { path: string }[]; cursor: string | null; has_more: boolean } = await list(
        `?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      seen.push(...pathsOf(page));
      expect(page.has_more).toBe(page.cursor !== null);
      expect(page.cursor?.length ?? 0).toBeLessThanOrEqual(512);
      cursor = page.cursor;
      if (seen.length === 2) {
        await store.at(`DELETE ${long[1]}`);
        await put("0a");
      }
    }
    expect(seen).toEqual(long);
  });

  it("keeps the total right through writes, deletions, tags, expiry and a clock that goes back", async () => {
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

  it("lists and counts only what the caller may list, and reads no value by it", async () => {
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
});

describe("secrets.expiring", () => {
  it("shows what expires within the days, soonest first and then by path", async () => {
    await put("c", { options: { expires_in: "2d" } });
    await put("b", { options: { expires_in: "2d" } });
    await put("a", { options: { expires_in: "30d" } });
    await put("later", { options: { expires_in: "31d" } });
    await put("never");
    await put("gone", { options: { expires_in: "1s" } });
    await store.setClock(START_MS + SECOND);
    const first = (await store.at("GET expiring?limit=2")).body;
    expect(first).toEqual({
      secrets: [
        { path: "b", expires_at: "2096-11-23T09:30:00Z", days_remaining: 2 },
        { path: "c", expires_at: "2096-11-23T09:30:00Z", days_remaining: 2 },
      ],
      cursor: expect.any(String),
      has_more: true,
    });
    const next = (await store.at(`GET expiring?limit=2&cursor=${first.cursor}`)).body;
    expect([pathsOf(next), next.cursor]).toEqual([["a"], null]);
    expect(pathsOf((await store.at("GET expiring?prefix=c&days=3")).body)).toEqual(["c"]);
    await store.setClock(START_MS + 2 * DAY - SECOND);
    expect((await store.at("GET expiring?limit=1")).body.secrets[0].days_remaining).toBe(1);
  });
});

describe("accesses", () => {
  it("counts given values only, HEAD included, over thirty UTC days, and remembers the last", async () => {
    await put("a");
    const metadata = async () => (await store.at("GET metadata/a")).body;
    await store.at("GET a?version=9");
    await store.at("GET a/versions");
    expect(await metadata()).toMatchObject({ last_accessed_at: null, access_count_30d: 0 });
    const head = await store.at("HEAD a");
    expect([head.status, head.text, head.headers.get("etag")]).toEqual([200, "", '"1"']);
    await store.setClock(START_MS + 29 * DAY);
    await store.at("GET a");
    expect(await metadata()).toMatchObject({ last_accessed_at: "2096-12-20T09:30:00Z", access_count_30d: 2 });
    await store.setClock(START_MS + 30 * DAY);
    expect(await metadata()).toMatchObject({ access_count_30d: 1 });
    await store.setClock(START_MS + 90 * DAY);
    expect(await metadata()).toMatchObject({ last_accessed_at: "2096-12-20T09:30:00Z", access_count_30d: 0 });
    await store.at("GET a");
    const kept = await runInDurableObject(store.stub, (_, { storage }) =>
      storage.sql.exec("SELECT day FROM secret_reads").toArray(),
    );
    expect(kept).toHaveLength(1);
  });
});

describe("secrets.batch", () => {
  const batch = (body: object) => store.at("POST batch", body);

  it("answers each path as a single read would, and writes a row for each", async () => {
    await put("a", { metadata: { owner: "me" } });
    await put("gone");
    await store.at("DELETE gone");
    await put("old", { options: { expires_in: "1s" } });
    await store.setClock(START_MS + SECOND);
    const answer = await batch({
      paths: ["a", "gone", "a", "A", "old", "__proto__"],
      options: { include_metadata: true },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      secrets: { a: { data: { key: "a" }, version: 1, secret_type: "kv", metadata: { owner: "me" } } },
      errors: {
        gone: { code: "secret_not_found", message: "No secret at this path." },
        A: { code: "invalid_path", message: "The secret's path is not valid." },
        old: { code: "secret_expired", message: "The secret has expired." },
        ["__proto__"]: { code: "secret_not_found", message: "No secret at this path." },
      },
    });
    const rows = (await auditRows(store.stub)).filter(({ action }) => action === "read");
    expect(rows.map(({ secret_path, error_code }) => [secret_path, error_code])).toEqual([
      ["a", null],
      ["gone", "secret_not_found"],
      ["old", "secret_expired"],
      ["__proto__", "secret_not_found"],
    ]);
    expect(new Set(rows.map(({ request_id }) => request_id)).size).toBe(1);
    expect((await store.at("GET metadata/a")).body.access_count_30d).toBe(1);
    expect((await batch({ paths: ["a"], options: { version: 2 } })).body.errors.a.code).toBe("version_not_found");
  });

  it("repeats no token that was sent as a path", async () => {
    const store = await newStore();
    for (const line of ["POST /v1/secrets/batch", "POST /v1/secrets/batch/metadata"])
      expect((await store.api(line, { paths: [store.admin, "__proto__", "A"] })).body.errors).toEqual({
        "?": { code: "invalid_path", message: expect.any(String) },
        ["__proto__"]: { code: "secret_not_found", message: expect.any(String) },
        A: { code: "invalid_path", message: expect.any(String) },
      });
  });

  it("with fail_fast gives the first error in request order, no value, and counts nothing", async () => {
    await put("a");
    const answer = await batch({ paths: ["a", "none", "Bad"], options: { fail_fast: true } });
    expect(refusal(answer)).toEqual({ status: 404, code: "secret_not_found", details: { path: "none" } });
    expect((await store.at("GET metadata/a")).body.access_count_30d).toBe(0);
    expect(refusal(await batch({ paths: ["Bad", "none"], options: { fail_fast: true } })).code).toBe("invalid_path");
    const reader = as(await store.caller(["secrets:read"], [{ path_pattern: "b", permissions: ["read"] }]));
    const denied = await reader("POST /v1/secrets/batch", { paths: ["a", "b"] });
    expect(Object.keys(denied.body.errors)).toEqual(["a", "b"]);
    expect([denied.body.errors.a.code, denied.body.errors.b.code]).toEqual(["access_denied", "secret_not_found"]);
  });

  it("gives at most 8 MiB of data, and refuses none, too many and wrong paths", async () => {
    const big = { k: "x".repeat(1_000_000) };
    for (let n = 0; n < 9; n++) expect((await store.at(`PUT big/${n}`, { data: big })).status).toBe(201);
    const paths = Array.from({ length: 9 }, (_, n) => `big/${n}`);
    const { body } = await batch({ paths: [...paths, "none"] });
    expect(Object.keys(body.secrets)).toEqual(paths.slice(0, 8));
    expect(body.errors["big/8"].code).toBe("payload_too_large");
    for (const bad of [
      { paths: [] },
      { paths: Array(101).fill("a") },
      { paths: [1] },
      {},
      { paths: ["a"], options: { version: 0 } },
    ])
      expect((await batch(bad)).status).toBe(422);
  });

  it("takes a read unit per value, and asks for one per path before", async () => {
    await put("a");
    const left = async () => Number((await store.at("GET a")).headers.get("x-ratelimit-remaining"));
    const before = await left();
    await batch({ paths: ["a", "none", "none2"] });
    expect(await left()).toBe(before - 2);
    const many = Array.from({ length: 50 }, (_, n) => `many/${n}`);
    await Promise.all(many.map((path) => put(path)));
    for (let n = await left(); n > 52; n -= 50) expect((await batch({ paths: many })).status).toBe(200);
    for (let n = await left(); n > 2; n--) await store.at("GET a");
    const answer = await batch({ paths: ["a", "b", "c"] });
    expect(refusal(answer)).toEqual({
      status: 429,
      code: "rate_limited",
      details: { category: "read", retry_after: 1 },
    });
    expect(answer.headers.get("retry-after")).toBe("1");
    expect((await batch({ paths: ["a"] })).status).toBe(200);
  });
});

describe("secrets.batch_metadata", () => {
  it("expands patterns to what the caller may list, and tells the rest path by path", async () => {
    for (const path of ["shop/a", "shop/b", "other"]) await put(path);
    const caller = as(await store.caller(["secrets:list"], [{ path_pattern: "shop/*", permissions: ["list"] }]));
    const ask = (body: object) => caller("POST /v1/secrets/batch/metadata", body);
    const answer = (await ask({ paths: ["**", "other", "shop/b"], options: { expand_wildcards: true } })).body;
    expect(Object.keys(answer.secrets).sort()).toEqual(["shop/a", "shop/b"]);
    expect(answer.secrets["shop/a"]).toMatchObject({ path: "shop/a", current_version: 1 });
    expect([answer.errors, answer.truncated]).toEqual([
      { other: { code: "access_denied", message: "Access is denied." } },
      false,
    ]);
    expect((await ask({ paths: ["shop/*"] })).body.errors["shop/*"].code).toBe("invalid_path");
    expect(refusal(await ask({ paths: ["a", "x**"], options: { expand_wildcards: true } }))).toEqual({
      status: 400,
      code: "invalid_glob",
      details: { field: "paths[1]", reason: "double_star" },
    });
    expect(refusal(await ask({ paths: ["shop/a", "other"], options: { fail_fast: true } })).code).toBe("access_denied");
  });
});

describe("order of checks", () => {
  it("gives the same refusal for an existing and a missing path, and records it with the path", async () => {
    await put("a");
    const caller = as(
      await store.caller(
        ["secrets:read", "secrets:write", "secrets:list", "secrets:delete", "secrets:rotate"],
        [{ path_pattern: "else", permissions: ["admin"] }],
      ),
    );
    const lines: [string, string, object?][] = [
      ["GET", ""],
      ["PUT", "", { data: { k: 1 } }],
      ["PATCH", "", { metadata: {} }],
      ["DELETE", ""],
      ["GET", "/versions"],
      ["POST", "/restore"],
      ["POST", "/rotate", { new_value: { k: 1 } }],
    ];
    for (const [method, suffix, body] of lines) {
      const [there, missing] = await Promise.all(
        ["a", "b"].map((path) => caller(`${method} /v1/secrets/${path}${suffix}`, body)),
      );
      expect(there?.status, method).toBe(403);
      const shown = ({ path: _, ...rest }: Record<string, unknown>) => rest;
      expect(shown(there?.body.error.details)).toEqual(shown(missing?.body.error.details));
      expect(there?.body.error.code).toBe("access_denied");
    }
    const refused = (await auditRows(store.stub)).filter(({ error_code }) => error_code === "access_denied");
    expect(refused.filter(({ secret_path }) => secret_path === "a")).toHaveLength(lines.length);
  });

  it("tells a stranger nothing, and asks for the scope before the path", async () => {
    expect((await as("pst_x")("GET /v1/secrets/Bad")).status).toBe(401);
    const listing = as(await store.token(["secrets:list"]));
    expect(refusal(await listing("GET /v1/secrets/Bad")).code).toBe("insufficient_scope");
    expect(refusal(await listing("PUT /v1/secrets/a", {})).code).toBe("insufficient_scope");
    expect((await as(await store.token(["secrets:write"]))("PUT /v1/secrets/Bad?x=1", {})).body.error.code).toBe(
      "invalid_path",
    );
  });
});

describe("a list's way through the table", () => {
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
  ])("with %s goes along an index in the order of paths", async (_, filter, index) => {
    const plans = await runInDurableObject((await newStore()).stub, (_object, { storage }) => {
      const statements = new ListStatements(openTenantDb(storage));
      const asked = { ...nothing, ...filter };
      return [statements.rows(asked), statements.paths(asked), statements.count(asked)].map((statement) => {
        const { sql } = statement.getQuery();
        const values = Array.from({ length: sql.split("?").length - 1 }, () => 1);
        const steps = storage.sql.exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).toArray();
        return steps.map(({ detail }) => detail);
      });
    });
    for (const [first, ...others] of plans) {
      expect(first).toContain(index);
      expect(first).toContain("path>? AND path<?");
      for (const detail of [first, ...others]) expect(detail).not.toMatch(/SCAN|TEMP B-TREE/);
    }
  });
});
