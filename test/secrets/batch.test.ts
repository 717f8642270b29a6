import { beforeEach, expect, it } from "vitest";
import { auditRows } from "../support/api";
import { as, newStore, refusal, SECOND, START_MS, type Store } from "./support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = (path: string, rest: object = {}) => store.at(`PUT ${path}`, { data: { key: path }, ...rest });
const batch = (body: object) => store.at("POST batch", body);

it("secrets.batch answers each path as a single read would, and writes a row for each", async () => {
  await put("a", { metadata: { owner: "me" } });
  await put("gone");
  await store.at("DELETE gone");
  await put("old", { options: { expires_in: "1s" } });
  await store.setClock(START_MS + SECOND);
  const answer = await batch({
    paths: ["a", "gone", "a", "a!", "old", "__proto__"],
    options: { include_metadata: true },
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    secrets: { a: { data: { key: "a" }, version: 1, secret_type: "kv", metadata: { owner: "me" } } },
    errors: {
      gone: { code: "secret_not_found", message: "No secret at this path." },
      ["a!"]: { code: "invalid_path", message: "The secret's path is not valid." },
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

it("secrets.batch repeats no token that was sent as a path", async () => {
  const store = await newStore();
  for (const line of ["POST /v1/secrets/batch", "POST /v1/secrets/batch/metadata"])
    expect((await store.api(line, { paths: [store.admin, "__proto__", "a!"] })).body.errors).toEqual({
      "?": { code: "invalid_path", message: expect.any(String) },
      ["__proto__"]: { code: "secret_not_found", message: expect.any(String) },
      ["a!"]: { code: "invalid_path", message: expect.any(String) },
    });
});

it("secrets.batch with fail_fast gives the first error in request order, no value, and counts nothing", async () => {
  await put("a");
  const answer = await batch({ paths: ["a", "none", "bad!"], options: { fail_fast: true } });
  expect(refusal(answer)).toEqual({ status: 404, code: "secret_not_found", details: { path: "none" } });
  expect((await store.at("GET metadata/a")).body.access_count_30d).toBe(0);
  expect(refusal(await batch({ paths: ["bad!", "none"], options: { fail_fast: true } })).code).toBe("invalid_path");
  const reader = as(await store.caller(["secrets:read"], [{ path_pattern: "b", permissions: ["read"] }]));
  const denied = await reader("POST /v1/secrets/batch", { paths: ["a", "b"] });
  expect(Object.keys(denied.body.errors)).toEqual(["a", "b"]);
  expect([denied.body.errors.a.code, denied.body.errors.b.code]).toEqual(["access_denied", "secret_not_found"]);
});

it("secrets.batch gives at most 8 MiB of data, and refuses none, too many and wrong paths", async () => {
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

it("secrets.batch takes a read unit per value, and asks for one per path before", async () => {
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
