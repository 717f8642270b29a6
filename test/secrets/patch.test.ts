import { beforeEach, expect, it } from "vitest";
import { must } from "../support/api";
import { HOUR, newStore, refusal, START_MS, type Store } from "./support";

let store: Store;

const anew = async () => {
  store = await newStore();
};

const put = (path: string, data: object = { key: "one" }, rest: object = {}) =>
  store.at(`PUT ${path}`, { data, ...rest });

beforeEach(anew);

it("secrets.patch takes all that the limits let in: 50 tags, 64 other keys, and a hundred versions pruned at once", async () => {
  const tags = (from: number) => Array.from({ length: 50 }, (_, i) => `${from + i} ${"é".repeat(120)}`);
  const other = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`k${i}`, i]));
  await put("a", { k: 1 }, { metadata: { tags: tags(100), ...other }, options: { max_versions: 100 } });
  const listed = async (tag: string | undefined) =>
    (await store.api(`GET /v1/secrets?tag=${encodeURIComponent(tag ?? "")}`)).body.total_count;
  expect(await Promise.all([listed(tags(100)[0]), listed(tags(100)[49])])).toEqual([1, 1]);
  must(await store.at("PATCH a", { metadata: { tags: tags(200) } }), 200);
  expect(await Promise.all([listed(tags(100)[49]), listed(tags(200)[49])])).toEqual([0, 1]);
  expect(refusal(await store.at("PATCH a", { metadata: { tags: [...tags(1), "one more"] } }))).toEqual({
    status: 422,
    code: "validation_error",
    details: { fields: { "metadata.tags": "too_many" } },
  });
  for (let minute = 0; minute < 2; minute++) {
    await store.setClock(START_MS + minute * HOUR);
    await Promise.all(Array.from({ length: 50 }, (_, i) => store.at("PUT a", { data: { k: i } })));
  }
  expect((await store.at("PATCH a", { options: { max_versions: 1 } })).body).toMatchObject({
    current_version: 101,
    version_count: 1,
  });
});

it("secrets.patch merges key by key without a new version, and refuses what it can't change", async () => {
  await put("a", { k: 1 }, { metadata: { description: "old", tags: ["x", "x", "y"], cost: 3 } });
  const answer = await store.at("PATCH a", {
    metadata: { description: null, owner: "me" },
    options: { max_versions: 3, notify_before: "2d, 1h" },
  });
  expect(answer.headers.get("etag")).toBe('"1"');
  expect(answer.body).toEqual({
    path: "a",
    secret_type: "kv",
    current_version: 1,
    version_count: 1,
    metadata: { tags: ["x", "y"], owner: "me", cost: 3 },
    created_at: "2096-11-21T09:30:00Z",
    updated_at: "2096-11-21T09:30:00Z",
    last_accessed_at: null,
    access_count_30d: 0,
    expires_at: null,
    max_versions: 3,
    notify_before: ["2d", "1h"],
    cas_required: false,
    delete_version_after: null,
    secret_policy_id: null,
    rotation_policy: null,
  });
  expect((await store.at("PATCH a", { metadata: null, options: { notify_before: null } })).body).toMatchObject({
    metadata: {},
    notify_before: ["30d", "7d", "1d"],
  });
  expect(refusal(await store.at("PATCH a", { metadata: {}, secret_type: "kv", data: {} })).details).toEqual({
    fields: { data: "immutable", secret_type: "immutable" },
  });
  expect((await store.at("PATCH a", {})).status).toBe(422);
  expect((await store.at("PATCH none", { metadata: {} })).body.error.code).toBe("secret_not_found");
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`, "x".repeat(1000)]));
  expect(refusal(await store.at("PATCH a", { metadata: many })).details).toEqual({
    fields: { metadata: "too_long" },
  });
  await put("a");
  await put("a");
  expect((await store.at("PATCH a", { options: { max_versions: 1 } })).body.version_count).toBe(1);
});
