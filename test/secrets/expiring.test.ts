import { beforeEach, expect, it } from "vitest";
import { DAY, newStore, pathsOf, SECOND, START_MS, type Store } from "./support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = (path: string, rest: object = {}) => store.at(`PUT ${path}`, { data: { key: path }, ...rest });

it("secrets.expiring shows what expires within the days, soonest first and then by path", async () => {
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
