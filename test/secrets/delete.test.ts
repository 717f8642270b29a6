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

it("secrets.delete destroys one version, but neither the current nor the only one", async () => {
  await put("a");
  expect(refusal(await store.at("DELETE a?version=1"))).toEqual({
    status: 422,
    code: "validation_error",
    details: { fields: { version: "only_version" } },
  });
  const stale = await store.at("DELETE a?version=1", undefined, { "if-match": '"7"' });
  expect(refusal(stale)).toEqual({ status: 412, code: "version_conflict", details: { current_version: 1 } });
  await put("a");
  expect(refusal(await store.at("DELETE a?version=2"))).toEqual({
    status: 409,
    code: "version_conflict",
    details: { path: "a", current_version: 2 },
  });
  expect((await store.at("DELETE a?version=2&permanent=true")).status).toBe(422);
  expect((await store.at("DELETE a?verson=2")).status).toBe(422);
  expect((await store.at("GET a")).status).toBe(200);
  expect((await store.at("DELETE a?version=1")).body).toEqual({ path: "a", version: 1, deleted: true });
  expect(refusal(await store.at("GET a?version=1"))).toEqual({
    status: 404,
    code: "version_not_found",
    details: { path: "a", version: 1 },
  });
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
