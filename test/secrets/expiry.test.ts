import { beforeEach, expect, it } from "vitest";
import { HOUR, newStore, refusal, SECOND, START_MS, type Store } from "./support";

let store: Store;

const anew = async () => {
  store = await newStore();
};

const put = (path: string, data: object = { key: "one" }, rest: object = {}) =>
  store.at(`PUT ${path}`, { data, ...rest });

beforeEach(anew);

it("the expiry of a secret refuses values from the instant on, revives by a PUT that says so, and by a PATCH", async () => {
  await put("a", { key: "x" }, { options: { expires_in: "1h" } });
  await store.setClock(START_MS + HOUR - 401);
  expect((await store.at("GET a")).status).toBe(200);
  await store.setClock(START_MS + HOUR - 400);
  const expired = { status: 410, code: "secret_expired", details: { path: "a", expired_at: "2096-11-21T10:30:00Z" } };
  expect(refusal(await store.at("GET a"))).toEqual(expired);
  expect(refusal(await store.at("GET a?version=1"))).toEqual(expired);
  expect(refusal(await put("a"))).toEqual(expired);
  expect((await store.at("GET metadata/a")).body).toMatchObject({
    current_version: 1,
    expires_at: "2096-11-21T10:30:00Z",
  });
  expect((await store.at("GET a/versions")).body.versions).toHaveLength(1);
  expect((await store.api("GET /v1/secrets")).body.secrets).toEqual([]);
  expect((await store.api("GET /v1/secrets?include_expired=true")).body.total_count).toBe(1);
  expect((await put("a", { key: "y" }, { options: { expires_at: null } })).status).toBe(200);
  expect((await store.at("GET a")).body.data).toEqual({ key: "y" });
  await put("b", { key: "x" }, { options: { expires_at: "2096-11-21T10:30:01Z" } });
  await store.setClock(START_MS + HOUR + 5 * SECOND);
  expect((await store.at("GET b")).status).toBe(410);
  expect((await store.at("PATCH b", { options: { expires_in: "2d" } })).body.expires_at).toBe("2096-11-23T10:30:05Z");
  expect((await store.at("GET b")).status).toBe(200);
});
