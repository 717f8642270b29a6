import { beforeEach, expect, it } from "vitest";
import { DAY, newStore, refusal, START_MS, type Store } from "./support";

let store: Store;

const anew = async () => {
  store = await newStore();
};

const put = (path: string, data: object = { key: "one" }, rest: object = {}) =>
  store.at(`PUT ${path}`, { data, ...rest });

beforeEach(anew);

it("secrets.restore brings everything back that secrets.delete hid, whose path was kept", async () => {
  await put("a", { k: "old" }, { metadata: { tags: ["t"] } });
  await put("a", { k: "new" });
  expect((await store.at("DELETE a")).body).toEqual({
    path: "a",
    deleted: true,
    permanent: false,
    recoverable_until: "2096-12-21T09:30:00Z",
  });
  for (const line of ["GET a", "GET a/versions", "GET metadata/a", "DELETE a", "DELETE a?version=1"])
    expect(refusal(await store.at(line)), line).toEqual({
      status: 404,
      code: "secret_not_found",
      details: { path: "a" },
    });
  expect((await store.at("POST a/rotate", { new_value: { k: 1 } })).status).toBe(404);
  expect((await store.api("GET /v1/secrets?tag=t")).body).toEqual({
    secrets: [],
    cursor: null,
    has_more: false,
    total_count: 0,
  });
  expect(refusal(await put("a"))).toEqual({
    status: 409,
    code: "secret_exists",
    details: { path: "a", recoverable_until: "2096-12-21T09:30:00Z" },
  });
  expect((await store.at("POST a/restore")).body).toEqual({
    path: "a",
    version: 2,
    restored: true,
    restored_at: "2096-11-21T09:30:00Z",
  });
  expect((await store.at("GET a")).body).toMatchObject({ version: 2, data: { k: "new" } });
  expect((await store.api("GET /v1/secrets?tag=t")).body.total_count).toBe(1);
  expect((await store.at("POST a/restore")).status).toBe(404);
});

it("secrets.restore has its window: then the path is free, and the clean-up leaves a row", async () => {
  for (const path of ["a", "b"]) {
    await put(path);
    await store.at(`DELETE ${path}`);
  }
  await store.setClock(START_MS + 30 * DAY - 401);
  expect((await put("a")).status).toBe(409);
  await store.setClock(START_MS + 30 * DAY - 400);
  expect((await store.at("POST a/restore")).status).toBe(404);
  expect((await store.at("DELETE a?permanent=true")).status).toBe(404);
  expect((await put("a")).body).toMatchObject({ version: 1, created: true });
  expect((await store.at("GET a")).body.version).toBe(1);
});
