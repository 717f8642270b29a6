import { beforeEach, expect, it } from "vitest";
import { must } from "../../support/api";
import { newStore, type Store } from "../support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

it("secrets.versions lists all that are kept, with what became of each, and a metadata read counts those that can be read", async () => {
  for (const n of [1, 2, 3, 4]) must(await store.at("PUT a", { data: { n } }), n === 1 ? 201 : 200);
  must(await store.at("DELETE a?version=1"), 200);
  must(await store.at("DELETE a?version=3&permanent=true"), 200);
  const entry = (version: number, rest: object) => ({
    version,
    created_at: "2096-11-21T09:30:00Z",
    created_by: "user:admin",
    is_current: false,
    readable_until: null,
    deleted_at: null,
    destroyed: false,
    ...rest,
  });
  expect((await store.at("GET a/versions")).body).toEqual({
    path: "a",
    versions: [
      entry(4, { is_current: true }),
      entry(3, { destroyed: true }),
      entry(2, {}),
      entry(1, { deleted_at: "2096-11-21T09:30:00Z" }),
    ],
  });
  expect((await store.at("GET metadata/a")).body).toMatchObject({ current_version: 4, version_count: 2 });
});

it("a lower limit takes deleted and destroyed versions too, at once by PATCH", async () => {
  for (const n of [1, 2, 3]) must(await store.at("PUT a", { data: { n } }), n === 1 ? 201 : 200);
  must(await store.at("DELETE a?version=3"), 200);
  must(await store.at("PATCH a", { options: { max_versions: 1 } }), 200);
  expect((await store.at("GET a/versions")).body.versions).toMatchObject([{ version: 3, destroyed: false }]);
  must(await store.at("POST a/restore?version=3"), 200);
  expect((await store.at("GET a")).body.data).toEqual({ n: 3 });
});
