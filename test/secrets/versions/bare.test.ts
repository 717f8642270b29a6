import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { must } from "../../support/api";
import { newStore, refusal, type Store } from "../support";

/** A secret of which only metadata was written, as a client of Vault's interface can: it has no version yet. */
let store: Store;

const bare = async (path: string, rest: object = {}) => {
  must(await store.at(`PUT ${path}`, { data: { k: 1 }, ...rest }), 201);
  await runInDurableObject(store.stub, (_, { storage }) => {
    const id = "SELECT id FROM secrets WHERE path = ?";
    storage.sql.exec(`DELETE FROM secret_versions WHERE secret_id = (${id})`, path);
    storage.sql.exec("UPDATE secrets SET version = 0 WHERE path = ?", path);
  });
};
const missing = { status: 404, code: "version_not_found", details: { path: "a", version: 0 } };

beforeEach(async () => {
  store = await newStore();
});

it("a secret without a version refuses reads and rotations of a value, and shows its metadata", async () => {
  await bare("a", { metadata: { owner: "me" } });
  expect(refusal(await store.at("GET a"))).toEqual(missing);
  expect(refusal(await store.at("POST a/rotate", { new_value: { k: 2 } }))).toEqual(missing);
  for (const line of ["GET a?version=1", "DELETE a?version=1", "POST a/restore?version=1"])
    expect(refusal(await store.at(line)), line).toEqual({ ...missing, details: { path: "a", version: 1 } });
  const metadata = await store.at("GET metadata/a");
  expect([metadata.headers.get("etag"), metadata.body.current_version, metadata.body.version_count]).toEqual([
    '"0"',
    0,
    0,
  ]);
  expect((await store.at("GET a/versions")).body).toEqual({ path: "a", versions: [] });
  expect((await store.api("GET /v1/secrets")).body.secrets).toMatchObject([{ path: "a", version: 0 }]);
  expect((await store.api("POST /v1/secrets/batch", { paths: ["a"] })).body.errors).toMatchObject({
    a: { code: "version_not_found" },
  });
});

it("a secret without a version is written like a new one, also where nothing may be there yet, and keeps its metadata", async () => {
  for (const path of ["a", "b", "c"]) await bare(path, { metadata: { owner: "me" }, options: { max_versions: 3 } });
  const first = await store.at("PUT a", { data: { k: 2 } }, { "if-none-match": "*" });
  expect([first.status, first.body]).toEqual([
    201,
    {
      path: "a",
      secret_type: "kv",
      version: 1,
      created: true,
      created_at: "2096-11-21T09:30:00Z",
      expires_at: null,
    },
  ]);
  expect((await store.at("GET metadata/a")).body).toMatchObject({ max_versions: 3, metadata: { owner: "me" } });
  expect((await store.at("PUT a", { data: { k: 3 } }, { "if-none-match": "*" })).status).toBe(412);
  expect((await store.at("PUT b", { data: { k: 2 } }, { "if-match": '"1"' })).status).toBe(412);
  expect((await store.at("PUT b", { data: { k: 2 } }, { "if-match": '"0"' })).status).toBe(201);
  const fields = [{ name: "k", generator: "random", config: { length: 24, charset: "full" } }];
  const recipe = must(await store.api("POST /v1/secret-policies", { name: "p", fields }), 201);
  must(await store.api(`POST /v1/secret-policies/${recipe.id}/generate`, { path: "c" }), 201);
});

it("a secret without a version is changed, deleted and restored like others", async () => {
  await bare("a");
  expect((await store.at("PATCH a", { metadata: { owner: "me" } }, { "if-match": '"0"' })).body).toMatchObject({
    current_version: 0,
    metadata: { owner: "me" },
  });
  must(await store.at("DELETE a"), 200);
  expect(refusal(await store.at("PUT a", { data: { k: 2 } })).code).toBe("secret_exists");
  must(await store.at("POST a/restore"), 200);
  must(await store.at("DELETE a?permanent=true"), 200);
  expect((await store.at("PUT a", { data: { k: 2 } })).status).toBe(201);
});
