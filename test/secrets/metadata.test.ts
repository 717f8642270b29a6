import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { DAY, newStore, START_MS, type Store } from "./support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = (path: string, rest: object = {}) => store.at(`PUT ${path}`, { data: { key: path }, ...rest });

it("secrets.metadata counts accesses by given values only, HEAD included, over thirty UTC days, and remembers the last", async () => {
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
