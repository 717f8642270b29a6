import { beforeEach, expect, it } from "vitest";
import { as, newStore, refusal, type Store } from "./support";

let store: Store;

const anew = async () => {
  store = await newStore();
};

const put = (path: string, data: object = { key: "one" }, rest: object = {}) =>
  store.at(`PUT ${path}`, { data, ...rest });

beforeEach(anew);

it("secrets.delete destroys for good, also what was deleted, and starts again at version 1", async () => {
  await put("a");
  await put("a");
  await store.at("DELETE a");
  expect((await store.at("DELETE a?permanent=true")).body).toEqual({
    path: "a",
    deleted: true,
    permanent: true,
    recoverable_until: null,
  });
  expect((await store.at("POST a/restore")).status).toBe(404);
  expect((await put("a")).body.version).toBe(1);
});

it("secrets.delete asks for `admin` to destroy for good", async () => {
  await put("a");
  const caller = as(await store.caller(["secrets:delete"], [{ path_pattern: "a", permissions: ["delete"] }]));
  expect(refusal(await caller("DELETE /v1/secrets/a?permanent=true"))).toEqual({
    status: 403,
    code: "access_denied",
    details: { path: "a", permission: "admin" },
  });
  expect((await store.at("GET a")).status).toBe(200);
  expect((await caller("DELETE /v1/secrets/a")).status).toBe(200);
});
