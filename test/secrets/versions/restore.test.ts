import { beforeEach, expect, it } from "vitest";
import { auditRows, must } from "../../support/api";
import { as, DAY, HOUR, newStore, refusal, START_MS, type Store } from "../support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
  for (const n of [1, 2, 3]) must(await store.at("PUT a", { data: { n } }), n === 1 ? 201 : 200);
});

const read = async (line: string) => {
  const { status, body } = await store.at(`GET ${line}`);
  return status === 200 ? body.data.n : body.error.code;
};

it("secrets.restore of a version refuses what is not there, what is destroyed, and who may not write", async () => {
  expect(refusal(await store.at("POST a/restore?version=4"))).toEqual({
    status: 404,
    code: "version_not_found",
    details: { path: "a", version: 4 },
  });
  for (const line of ["POST a/restore?version=0", "POST a/restore?versions=1"])
    expect((await store.at(line)).status, line).toBe(422);
  expect(refusal(await store.at("POST none/restore?version=1")).code).toBe("secret_not_found");
  must(await store.at("DELETE a?version=1"), 200);
  const caller = as(await store.caller(["secrets:write"], [{ path_pattern: "a", permissions: ["delete", "read"] }]));
  expect(refusal(await caller("POST /v1/secrets/a/restore?version=1"))).toMatchObject({
    code: "access_denied",
    details: { path: "a", permission: "write" },
  });
  expect(await read("a?version=1")).toBe("version_not_found");
});

it("secrets.restore brings a version back whenever it was deleted, with the number and the value that it had", async () => {
  must(await store.at("DELETE a?version=2"), 200);
  await store.setClock(START_MS + 80 * DAY);
  const { body, headers } = await store.at("POST a/restore?version=2");
  expect(body).toEqual({ path: "a", version: 2, restored: true, restored_at: "2097-02-09T09:30:00Z" });
  expect(headers.get("etag")).toBe('"3"');
  expect([await read("a?version=2"), await read("a")]).toEqual([2, 3]);
});

it("secrets.restore of a version that was not deleted changes nothing, and of the current one makes reads work again", async () => {
  must(await store.at("POST a/restore?version=3"), 200);
  must(await store.at("DELETE a?version=3"), 200);
  expect(await read("a")).toBe("version_not_found");
  must(await store.at("POST a/restore?version=3"), 200);
  expect(await read("a")).toBe(3);
  const rows = (await auditRows(store.stub)).filter(({ action }) => action === "version_undelete");
  expect(rows.map(({ extra_data }) => JSON.parse(String(extra_data)).version)).toEqual([3, 3]);
});

it("secrets.restore of a version works while its grace runs, up to the end that the grace had, and not after it", async () => {
  must(await store.at("POST a/rotate", { new_value: { n: 4 }, grace_period: "1h" }), 200);
  for (const version of [2, 3]) must(await store.at(`DELETE a?version=${version}`), 200);
  must(await store.at("POST a/restore?version=3"), 200);
  expect(await read("a?version=3")).toBe(3);
  await store.setClock(START_MS + HOUR);
  expect(await read("a?version=3")).toBe("version_not_found");
  for (const version of [2, 3])
    expect(refusal(await store.at(`POST a/restore?version=${version}`)).code).toBe("version_not_found");
});

it("secrets.restore without a version is about the whole secret, of which it brings back what was deleted as a whole", async () => {
  must(await store.at("DELETE a?version=1"), 200);
  expect(refusal(await store.at("POST a/restore")).code).toBe("secret_not_found");
  must(await store.at("DELETE a"), 200);
  must(await store.at("POST a/restore"), 200);
  expect([await read("a?version=1"), await read("a?version=2")]).toEqual(["version_not_found", 2]);
});
