import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { must } from "../../support/api";
import { HOUR, newStore, refusal, SECOND, START_MS, type Store } from "../support";

let store: Store;

beforeEach(async () => {
  store = await newStore();
});

const put = async (path: string, n: number, options: object = {}) =>
  must(await store.at(`PUT ${path}`, { data: { n }, options }), n === 1 ? 201 : 200);
const read = async (line: string) => {
  const { status, body } = await store.at(`GET ${line}`);
  return status === 200 ? body.data.n : body.error.code;
};
const lifeOf = async (path: string) => (await store.at(`GET metadata/${path}`)).body.delete_version_after;

it("delete_version_after refuses what is no duration, and in the settings what is out of range", async () => {
  for (const text of ["0s", "1", "3651d", ""])
    expect(
      refusal(await store.at("PUT a", { data: { n: 1 }, options: { delete_version_after: text } })).code,
      text,
    ).toBe("invalid_duration");
  expect((await store.at("PUT a", { data: { n: 1 }, options: { delete_version_after: 60 } })).status).toBe(422);
  expect((await store.api("PATCH /v1/tenant/settings", { delete_version_after: "0s" })).body.error.code).toBe(
    "invalid_duration",
  );
  expect((await store.at("GET a")).status).toBe(404);
});

it("delete_version_after deletes each version that is written from then on, softly, so long after it was written", async () => {
  await put("a", 1);
  must(await store.at("PATCH a", { options: { delete_version_after: "1h" } }), 200);
  await put("a", 2);
  expect((await store.at("GET a/versions")).body.versions).toMatchObject([
    { version: 2, readable_until: "2096-11-21T10:30:00Z", deleted_at: null },
    { version: 1, readable_until: null, deleted_at: null },
  ]);
  await store.setClock(START_MS + HOUR - 401);
  expect(await read("a")).toBe(2);
  await store.setClock(START_MS + HOUR - 400);
  expect([await read("a"), await read("a?version=1")]).toEqual(["version_not_found", 1]);
  expect((await store.at("GET a/versions")).body.versions[0]).toMatchObject({
    readable_until: null,
    deleted_at: "2096-11-21T10:30:00Z",
    destroyed: false,
  });
  must(await store.at("POST a/restore?version=2"), 200);
  expect((await store.at("GET a/versions")).body.versions[0]).toMatchObject({
    readable_until: "2096-11-21T11:30:00Z",
    deleted_at: null,
  });
  expect(await read("a")).toBe(2);
  await store.setClock(START_MS + 2 * HOUR);
  expect(await read("a")).toBe("version_not_found");
});

it("delete_version_after that lies ahead begins anew by a restore, and comes at once by a deletion", async () => {
  await put("a", 1, { delete_version_after: "1h" });
  await put("a", 2);
  must(await store.at("DELETE a?version=2"), 200);
  expect(await read("a")).toBe("version_not_found");
  await store.setClock(START_MS + HOUR / 2);
  must(await store.at("POST a/restore?version=1"), 200);
  await store.setClock(START_MS + 1.4 * HOUR);
  expect(await read("a?version=1")).toBe(1);
  expect((await store.at("GET a/versions")).body.versions[0].deleted_at).toBe("2096-11-21T09:30:00Z");
  must(await store.at("PATCH a", { options: { delete_version_after: null } }), 200);
  must(await store.at("POST a/restore?version=1"), 200);
  await store.setClock(START_MS + 99 * HOUR);
  expect(await read("a?version=1")).toBe(1);
});

it("delete_version_after is the shorter of the secret's and the setting's, and null is back to the setting", async () => {
  await put("own", 1, { delete_version_after: "2h" });
  expect(await lifeOf("own")).toBe("2h");
  must(await store.api("PATCH /v1/tenant/settings", { delete_version_after: "1h" }), 200);
  await put("plain", 1);
  expect([await lifeOf("own"), await lifeOf("plain")]).toEqual(["1h", "1h"]);
  must(await store.at("PATCH own", { options: { delete_version_after: "30m" } }), 200);
  expect(await lifeOf("own")).toBe("30m");
  must(await store.at("PATCH own", { options: { delete_version_after: null } }), 200);
  expect(await lifeOf("own")).toBe("1h");
  must(await store.api("PATCH /v1/tenant/settings", { delete_version_after: null }), 200);
  expect(await lifeOf("own")).toBeNull();
  await store.setClock(START_MS + HOUR);
  expect([await read("own"), await read("plain")]).toEqual([1, "version_not_found"]);
});

it("delete_version_after holds for values that a rotation makes, and leaves their older versions the shorter time", async () => {
  await put("a", 1, { delete_version_after: "2h" });
  must(await store.at("POST a/rotate", { new_value: { n: 2 }, grace_period: "3h" }), 200);
  must(await store.at("POST a/rotate", { new_value: { n: 3 }, grace_period: "1h" }), 200);
  const until = (await store.at("GET a/versions")).body.versions.map(
    ({ readable_until }: { readable_until: string }) => readable_until,
  );
  expect(until).toEqual(["2096-11-21T11:30:00Z", "2096-11-21T10:30:00Z", "2096-11-21T10:30:00Z"]);
});

it("metadata_version grows by each write of metadata or options, natively by PUT, PATCH and a policy's attachment, and by nothing else", async () => {
  const version = () =>
    runInDurableObject(store.stub, (_, { storage }) =>
      storage.sql.exec("SELECT metadata_version AS n FROM secrets WHERE path = 'a'").one(),
    );
  const policy = must(await store.api("POST /v1/rotation/policies", { name: "p", interval: "30d" }), 201);
  const seen: unknown[] = [];
  for (const [line, body] of [
    ["PUT /v1/secrets/a", { data: { n: 1 } }],
    ["PUT /v1/secrets/a", { data: { n: 2 }, metadata: { owner: "me" } }],
    ["PUT /v1/secrets/a", { data: { n: 2 }, options: { max_versions: 5 } }],
    ["PATCH /v1/secrets/a", { metadata: {}, options: { cas_required: false } }],
    ["POST /v1/secrets/a/rotate", { new_value: { n: 3 } }],
    [`POST /v1/rotation/policies/${policy.id}/secrets`, { secret_path: "a" }],
    [`POST /v1/rotation/policies/${policy.id}/secrets`, { secret_path: "a" }],
    ["DELETE /v1/secrets/a?version=1", undefined],
    [`DELETE /v1/rotation/policies/${policy.id}/secrets/a`, undefined],
  ] as const) {
    expect((await store.api(line, body)).status, line).toBeLessThan(300);
    seen.push((await version()).n);
    await store.setClock(START_MS + seen.length * SECOND);
  }
  expect(seen).toEqual([0, 1, 2, 3, 3, 4, 4, 4, 5]);
});
