import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { asOperator, auditRows, must } from "../../support/api";
import { HOUR, newStore, refusal, START_MS, type Store } from "../support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
  for (const n of [1, 2, 3]) must(await store.at("PUT a", { data: { n } }), n === 1 ? 201 : 200);
});

const stored = () =>
  runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql
      .exec(
        "SELECT number, key_version, length(wrapped_key) AS wrapped, length(sealed) > 0 AS sealed FROM secret_versions ORDER BY number",
      )
      .toArray(),
  );
const gone = { key_version: 0, wrapped: 0, sealed: 0 };

it("secrets.delete of a version for good refuses one that is destroyed already, and the precondition counts", async () => {
  expect(refusal(await store.at("DELETE a?version=1&permanent=true", undefined, { "if-match": '"2"' })).status).toBe(
    412,
  );
  must(await store.at("DELETE a?version=1&permanent=true", undefined, { "if-match": '"3"' }), 200);
  for (const line of [
    "DELETE a?version=1&permanent=true",
    "DELETE a?version=1",
    "POST a/restore?version=1",
    "GET a?version=1",
  ])
    expect(refusal(await store.at(line)), line).toEqual({
      status: 404,
      code: "version_not_found",
      details: { path: "a", version: 1 },
    });
});

it("secrets.delete of a version for good removes its value from the storage and keeps its row, whatever it was before", async () => {
  must(await store.at("DELETE a?version=2"), 200);
  for (const version of [2, 3])
    expect((await store.at(`DELETE a?version=${version}&permanent=true`)).body).toEqual({
      path: "a",
      version,
      deleted: true,
      destroyed: true,
    });
  expect(await stored()).toEqual([
    { number: 1, key_version: 1, wrapped: expect.any(Number), sealed: 1 },
    { number: 2, ...gone },
    { number: 3, ...gone },
  ]);
  expect(
    (await store.at("GET a/versions")).body.versions.map(
      (one: { version: number; deleted_at: string; destroyed: boolean }) => [
        one.version,
        one.deleted_at,
        one.destroyed,
      ],
    ),
  ).toEqual([
    [3, null, true],
    [2, "2096-11-21T09:30:00Z", true],
    [1, null, false],
  ]);
  expect((await store.at("GET a?version=1")).body.data).toEqual({ n: 1 });
  expect(refusal(await store.at("GET a")).code).toBe("version_not_found");
  expect((await store.at("PUT a", { data: { n: 4 } })).body.version).toBe(4);
});

it("secrets.delete of a version for good ends its grace, and one whose grace is over tells when that was", async () => {
  must(await store.at("POST a/rotate", { new_value: { n: 4 }, grace_period: "1h" }), 200);
  must(await store.at("DELETE a?version=3&permanent=true"), 200);
  await store.setClock(START_MS + HOUR);
  must(await store.at("DELETE a?version=2&permanent=true"), 200);
  const { versions } = (await store.at("GET a/versions")).body;
  expect(versions.slice(1)).toMatchObject([
    { version: 3, readable_until: null, deleted_at: null, destroyed: true },
    { version: 2, readable_until: null, deleted_at: "2096-11-21T10:30:00Z", destroyed: true },
    { version: 1, readable_until: "2096-11-21T10:30:00Z", deleted_at: "2096-11-21T10:30:00Z", destroyed: false },
  ]);
});

it("destroyed versions count for the limit, are pruned like others, and hold up no rotation of the space's key", async () => {
  must(await store.at("DELETE a?version=2&permanent=true"), 200);
  expect((await store.at("PATCH a", { options: { max_versions: 2 } })).body).toMatchObject({ version_count: 1 });
  expect((await store.at("GET a/versions")).body.versions.map(({ version }: { version: number }) => version)).toEqual([
    3, 2,
  ]);
  must(await store.at("PUT a", { data: { n: 4 } }), 200);
  must(await store.at("DELETE a?version=4&permanent=true"), 200);
  expect((await asOperator(`POST /v1/admin/spaces/${store.id}/rotate-key`)).body).toMatchObject({ key_version: 2 });
  await runDurableObjectAlarm(store.stub);
  expect((await stored()).map(({ number, key_version }) => [number, key_version])).toEqual([
    [3, 2],
    [4, 0],
  ]);
  const keys = await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql.exec("SELECT version FROM space_keys").toArray(),
  );
  expect(keys).toEqual([{ version: 2 }]);
  expect((await store.at("GET a?version=3")).body.data).toEqual({ n: 3 });
});

it("the log tells of each version that was destroyed, and not of its value", async () => {
  must(await store.at("DELETE a?version=2&permanent=true"), 200);
  await store.at("DELETE a?version=2&permanent=true");
  const rows = (await auditRows(store.stub)).filter(({ action }) => action === "version_destroy");
  expect(rows.map(({ error_code, extra_data }) => [error_code, JSON.parse(String(extra_data)).version])).toEqual([
    [null, 2],
    ["version_not_found", 2],
  ]);
});
