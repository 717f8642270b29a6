import { beforeAll, expect, it } from "vitest";
import { call } from "../support/api";
import { newStore, refusal, type Store } from "./support";

let shared: Store;

beforeAll(async () => {
  shared = await newStore();
});

it.each([
  ["shop/db!", "characters"],
  ["shop/db%3F", "characters"],
  ["shop*", "characters"],
  ["shop%09db", "characters"],
  ["shop%7F", "characters"],
  [`shop/hvs.${"Ab1".repeat(8)}`, "token"],
  ["shop%00db", "characters"],
  ["shop%252Fdb", "characters"],
  ["shop%zzdb", "characters"],
  ["sh%C3%B6p", "characters"],
  ["shop//db", "empty_segment"],
  ["shop/db/", "empty_segment"],
  ["%2Fshop", "empty_segment"],
  ["", "empty_segment"],
  ["a/".repeat(32).concat("a"), "depth"],
  ["a%2F..%2Fb", "path_segments"],
  ["a%2F.", "path_segments"],
  ["%2E%2E%2Fb", "path_segments"],
  ["%20a", "whitespace"],
  ["a%20", "whitespace"],
  ["a%20/b", "whitespace"],
  ["a/%20/b", "whitespace"],
  ["a".repeat(513), "length"],
  ["expiring", "reserved"],
  ["batch", "reserved"],
  ["batch/metadata", "reserved"],
  ["batch/x", "reserved"],
  ["metadata/x", "reserved"],
  ["metadata/versions", "reserved"],
  ["a/versions", "reserved"],
  ["a/restore", "reserved"],
  ["a%2Frotate", "reserved"],
  ["a/rotate", "reserved"],
])("a secret's path refuses to write %j: %s", async (path, reason) => {
  expect(refusal(await shared.at(`PUT ${path}`, { data: { k: 1 } }))).toEqual({
    status: 400,
    code: "invalid_path",
    details: { reason },
  });
  expect((await shared.api("GET /v1/secrets")).body.total_count).toBe(0);
});

it("a secret's address answers a reserved form under another method as a bad path, and any other wrong method with what is allowed", async () => {
  for (const line of [
    "GET a/restore",
    "DELETE expiring",
    "PATCH metadata/x",
    "POST metadata/x",
    "POST batch/x",
    "POST expiring",
    "POST a/versions",
  ])
    expect(refusal(await shared.at(line, line.startsWith("P") ? {} : undefined)), line).toEqual({
      status: 400,
      code: "invalid_path",
      details: { reason: "reserved" },
    });
  const wrong = await shared.at("POST shop/db", {});
  expect(wrong.status).toBe(405);
  expect(wrong.body.error.details).toEqual({ allow: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] });
  expect((await shared.api("POST /v1/secrets", {})).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  const asked = await shared.at("OPTIONS a/rotate");
  expect([asked.status, asked.headers.get("allow")]).toEqual([204, "POST, OPTIONS"]);
});

it("a secret's address takes the words alone, and the prefix wins over the suffix", async () => {
  for (const path of ["metadata", "versions", "restore", "rotate"])
    expect((await shared.at(`PUT ${path}`, { data: { key: "one" } })).status).toBe(201);
  expect((await shared.at("GET metadata/versions")).body).toMatchObject({ path: "versions", current_version: 1 });
  expect((await shared.at("GET metadata")).body.path).toBe("metadata");
});

it("a secret's address reads a slash and its escape as one path, also behind a verb and below a tenant's prefix", async () => {
  await shared.at("PUT shop%2Fdb/login", { data: { key: "one" } });
  expect((await shared.at("GET shop/db%2Flogin")).body.path).toBe("shop/db/login");
  expect((await shared.at("GET shop%2Fdb%2Flogin%2Fversions")).body.versions).toHaveLength(1);
  expect((await shared.api(`GET /v1/t/${shared.id}/secrets/shop/db/login`)).body.data).toEqual({ key: "one" });
});

it.each<[string, object | string, number, object]>([
  ["data that is no object", { data: [1] }, 422, { fields: { data: "type" } }],
  ["no data", {}, 422, { fields: { data: "required" } }],
  ["empty data", { data: {} }, 422, { fields: { data: "empty" } }],
  ["an unpaired surrogate", '{"data":{"a":"\\ud800"}}', 422, { fields: { data: "surrogate" } }],
  ["half a pair in a key, deep inside", '{"data":{"a":[{"\\udc00":1}]}}', 422, { fields: { data: "surrogate" } }],
  [
    "a number of the metadata over the range of a double",
    '{"data":{"a":1e999},"metadata":{"a":1e999}}',
    422,
    { fields: { "metadata.a": "number" } },
  ],
  [
    "51 tags",
    { data: { a: 1 }, metadata: { tags: Array.from({ length: 51 }, (_, i) => `t${i}`) } },
    422,
    { fields: { "metadata.tags": "too_many" } },
  ],
  [
    "a metadata key that can not be printed",
    { data: { a: 1 }, metadata: { "a\u0007b": 1 } },
    422,
    { fields: { "metadata.?": "unknown" } },
  ],
  ["nested metadata", { data: { a: 1 }, metadata: { a: {} } }, 422, { fields: { "metadata.a": "type" } }],
  [
    "both expiries",
    { data: { a: 1 }, options: { expires_in: "1d", expires_at: "2030-01-01T00:00:00Z" } },
    422,
    { fields: { "options.expires_at": "exclusive" } },
  ],
  [
    "an expiry that has passed",
    { data: { a: 1 }, options: { expires_at: "2096-11-21T09:30:00Z" } },
    422,
    { fields: { "options.expires_at": "past" } },
  ],
  [
    "max_versions 0",
    { data: { a: 1 }, options: { max_versions: 0 } },
    422,
    { fields: { "options.max_versions": "range" } },
  ],
  [
    "max_versions 101",
    { data: { a: 1 }, options: { max_versions: 101 } },
    422,
    { fields: { "options.max_versions": "range" } },
  ],
  ["an unknown key", { data: { a: 1 }, optoins: {} }, 422, { fields: { optoins: "unknown" } }],
  ["a duration of nothing", { data: { a: 1 }, options: { expires_in: "0s" } }, 400, { field: "options.expires_in" }],
  ["a type of another kind", { data: { a: 1 }, secret_type: 1 }, 422, { fields: { secret_type: "type" } }],
  [
    "an unknown type",
    { data: { a: 1 }, secret_type: "pem" },
    400,
    { allowed: ["kv", "json", "certificate", "ssh_key", "api_key"] },
  ],
  [
    "an unknown rotation policy",
    { data: { a: 1 }, options: { rotation_policy_id: "rot_none" } },
    404,
    { field: "options.rotation_policy_id" },
  ],
  [
    "an unknown generation policy",
    { data: { a: 1 }, options: { secret_policy_id: "sp_none" } },
    404,
    { field: "options.secret_policy_id" },
  ],
])("a secret's body refuses %s and writes nothing", async (_, body, status, details) => {
  const answer = await shared.at("PUT shop/db", body, { "content-type": "application/json" });
  expect([answer.status, answer.body.error?.details]).toEqual([status, details]);
  expect((await shared.at("GET shop/db")).status).toBe(404);
});

it("a secret's body have all their faults told at once, a past expiry among them, and before any special format", async () => {
  const expires_at = "2020-01-01T00:00:00Z";
  const body = { data: {}, secret_type: "nope", options: { expires_at, max_versions: 0 } };
  expect(refusal(await shared.at("PUT shop/db", body))).toEqual({
    status: 422,
    code: "validation_error",
    details: { fields: { data: "empty", "options.expires_at": "past", "options.max_versions": "range" } },
  });
});

it("a secret's body are judged before rights are, by the object's clock too", async () => {
  const token = await shared.caller(["secrets:write"], [{ path_pattern: "none", permissions: ["write"] }]);
  const options = { expires_at: "2096-11-21T09:30:00Z" };
  const told = async (method: string, body: object) =>
    refusal(await call(`${method} /v1/secrets/shop/db`, { token, body }));
  for (const [method, body] of [
    ["PUT", { data: { a: 1 } }],
    ["PATCH", {}],
  ] as const) {
    const late = { status: 422, code: "validation_error", details: { fields: { "options.expires_at": "past" } } };
    expect(await told(method, { ...body, options })).toEqual(late);
    expect(await told(method, { ...body, options: { max_versions: 1 } })).toMatchObject({ code: "access_denied" });
  }
});
