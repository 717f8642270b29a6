import { beforeEach, expect, it } from "vitest";
import { auditRows, must } from "../../support/api";
import { as, HOUR, newStore, refusal, START_MS, type Store } from "../support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = async (path: string, times: number, options: object = {}) => {
  for (let n = 1; n <= times; n++) must(await store.at(`PUT ${path}`, { data: { n }, options }), n === 1 ? 201 : 200);
};
const read = async (line: string) => {
  const { status, body } = await store.at(`GET ${line}`);
  return status === 200 ? body.data.n : body.error.code;
};
const missing = (path: string, version: number) => ({
  status: 404,
  code: "version_not_found",
  details: { path, version },
});

it("secrets.delete of a version refuses a number that was never given, a pruned one, a false name and a stale precondition, and changes nothing", async () => {
  await put("a", 3, { max_versions: 2 });
  for (const version of [1, 4, 999_999_999])
    expect(refusal(await store.at(`DELETE a?version=${version}`))).toEqual(missing("a", version));
  for (const line of ["DELETE a?version=0", "DELETE a?version=x", "DELETE a?verson=2", "DELETE a?version="])
    expect((await store.at(line)).status, line).toBe(422);
  expect(refusal(await store.at("DELETE a?version=2", undefined, { "if-match": '"2"' }))).toEqual({
    status: 412,
    code: "version_conflict",
    details: { current_version: 3 },
  });
  expect(refusal(await store.at("DELETE none?version=1"))).toEqual({
    status: 404,
    code: "secret_not_found",
    details: { path: "none" },
  });
  expect([await read("a?version=2"), await read("a")]).toEqual([2, 3]);
});

it("secrets.delete of a version takes the permission to delete, and for good `admin`; refusals are logged as what they would have been", async () => {
  await put("a", 2);
  const writer = as(await store.caller(["secrets:delete"], [{ path_pattern: "a", permissions: ["write"] }]));
  const deleter = as(await store.caller(["secrets:delete"], [{ path_pattern: "a", permissions: ["delete"] }]));
  const reader = as(await store.caller(["secrets:read"], [{ path_pattern: "a", permissions: ["admin"] }]));
  const denied = (permission: string) => ({ status: 403, code: "access_denied", details: { path: "a", permission } });
  expect(refusal(await writer("DELETE /v1/secrets/a?version=1"))).toEqual(denied("delete"));
  expect(refusal(await deleter("DELETE /v1/secrets/a?version=1&permanent=true"))).toEqual(denied("admin"));
  expect(refusal(await reader("DELETE /v1/secrets/a?version=1")).code).toBe("insufficient_scope");
  expect(await read("a?version=1")).toBe(1);
  expect((await deleter("DELETE /v1/secrets/a?version=1")).status).toBe(200);
  const rows = (await auditRows(store.stub)).filter(({ action }) => String(action).startsWith("version_"));
  expect(rows.map(({ action, error_code, secret_path }) => [action, error_code, secret_path])).toEqual([
    ["version_delete", "access_denied", "a"],
    ["version_destroy", "access_denied", "a"],
    ["version_delete", "insufficient_scope", "a"],
    ["version_delete", null, "a"],
  ]);
  expect(JSON.parse(String(rows[3]?.extra_data))).toMatchObject({ version: 1 });
});

it("secrets.delete hides one version and no other, and says the same when it is repeated", async () => {
  await put("a", 3);
  for (let i = 0; i < 2; i++)
    expect((await store.at("DELETE a?version=2")).body).toEqual({ path: "a", version: 2, deleted: true });
  expect(refusal(await store.at("GET a?version=2"))).toEqual(missing("a", 2));
  expect([await read("a?version=1"), await read("a?version=3"), await read("a")]).toEqual([1, 3, 3]);
  expect((await store.at("GET metadata/a")).body).toMatchObject({ current_version: 3, version_count: 2 });
});

it("secrets.delete of the current version leaves the secret: a read is `version_not_found`, a write goes on with the next number", async () => {
  await put("a", 1);
  expect((await store.at("DELETE a?version=1", undefined, { "if-match": '"1"' })).status).toBe(200);
  expect(refusal(await store.at("GET a"))).toEqual(missing("a", 1));
  const metadata = await store.at("GET metadata/a");
  expect(metadata.headers.get("etag")).toBe('"1"');
  expect(metadata.body).toMatchObject({ current_version: 1, version_count: 0 });
  expect((await store.api("GET /v1/secrets")).body).toMatchObject({
    secrets: [{ path: "a", version: 1 }],
    total_count: 1,
  });
  const batch = await store.api("POST /v1/secrets/batch", { paths: ["a"] });
  expect(batch.body).toMatchObject({ secrets: {}, errors: { a: { code: "version_not_found" } } });
  expect(refusal(await store.at("PUT a", { data: { n: 2 } }, { "if-none-match": "*" })).status).toBe(412);
  expect((await store.at("PUT a", { data: { n: 2 } }, { "if-match": '"1"' })).body).toMatchObject({
    version: 2,
    created: false,
    previous_version: 1,
  });
  expect([await read("a"), await read("a?version=1")]).toEqual([2, "version_not_found"]);
});

it("secrets.delete of a version that ends with its grace counts from now, and leaves the end of the grace", async () => {
  await put("a", 1);
  must(await store.at("POST a/rotate", { new_value: { n: 2 }, grace_period: "1h" }), 200);
  must(await store.at("DELETE a?version=1"), 200);
  expect(await read("a?version=1")).toBe("version_not_found");
  expect((await store.at("GET a/versions")).body.versions[1]).toMatchObject({
    readable_until: "2096-11-21T10:30:00Z",
    deleted_at: "2096-11-21T09:30:00Z",
    destroyed: false,
  });
  await store.setClock(START_MS + HOUR);
  must(await store.at("DELETE a?version=1"), 200);
  expect((await store.at("GET a/versions")).body.versions[1].deleted_at).toBe("2096-11-21T09:30:00Z");
});

it("secrets.delete of all versions leaves a secret that is deleted as a whole like others, with its deleted versions", async () => {
  await put("a", 2);
  for (const version of [1, 2]) must(await store.at(`DELETE a?version=${version}`), 200);
  must(await store.at("DELETE a"), 200);
  for (const line of ["DELETE a?version=1", "POST a/restore?version=1", "GET a/versions"])
    expect(refusal(await store.at(line)).code, line).toBe("secret_not_found");
  must(await store.at("POST a/restore"), 200);
  expect(await read("a?version=1")).toBe("version_not_found");
  must(await store.at("POST a/restore?version=1"), 200);
  expect(await read("a?version=1")).toBe(1);
});
