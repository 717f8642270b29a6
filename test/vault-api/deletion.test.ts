import { beforeEach, expect, it } from "vitest";
import { must } from "../support/api";
import { enveloped, NOTHING, newVaultSide, refusal, told, type VaultSide } from "./support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
  for (const n of [1, 2]) must(await side.vault("POST secret/data/app/a", { data: { n } }), 200);
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const native = (line: string, body?: unknown) => side.tenant.api(line.replace(" ", " /v1/secrets/"), body);

const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const version = (n: number, members: object = {}) => ({
  created_time: AT,
  custom_metadata: null,
  deletion_time: "",
  destroyed: false,
  version: n,
  ...members,
});
const gone = (n: number, members: object) => [404, enveloped({ data: { data: null, metadata: version(n, members) } })];
const states = async () => must(await vault("GET secret/metadata/app/a"), 200).data.versions;
const values = async () => {
  const read = async (query: string) => {
    const { status, body } = await vault(`GET secret/data/app/a${query}`);
    return status === 200 ? body.data.data.n : status;
  };
  return [await read(""), await read("?version=1"), await read("?version=2")];
};
const DELETED = told(400, "secret is deleted: restore or destroy it");

it("a secret that is deleted natively as a whole is nothing here, a write is refused, and marks are passed over", async () => {
  must(await native("DELETE app/a"), 200);
  for (const line of [
    "GET secret/data/app/a",
    "GET secret/data/app/a?version=1",
    "GET secret/subkeys/app/a",
    "GET secret/metadata/app/a",
    "GET secret/metadata/app/?list=true",
    "GET secret/metadata/?list=true",
  ])
    expect([line, ...refusal(await vault(line))]).toEqual([line, ...NOTHING]);
  expect(refusal(await vault("GET secret/metadata/app/?scan=true"))).toEqual([200, enveloped({ data: {} })]);
  for (const body of [
    { data: { n: 3 } },
    { data: { n: 3 }, options: { cas: 0 } },
    { data: { n: 3 }, options: { cas: 2 } },
  ])
    expect(refusal(await vault("POST secret/data/app/a", body))).toEqual(DELETED);
  expect(refusal(await vault("POST secret/metadata/app/a", { max_versions: 3 }))).toEqual(DELETED);
  for (const line of ["PATCH secret/data/app/a", "PATCH secret/metadata/app/a"])
    expect([line, ...refusal(await vault(line, { data: { n: 3 }, max_versions: 3 }))]).toEqual([line, ...NOTHING]);
  must(await vault("DELETE secret/data/app/a"), 204);
  for (const verb of ["delete", "undelete", "destroy"])
    must(await vault(`POST secret/${verb}/app/a`, { versions: [1, 2] }), 204);
  must(await native("POST app/a/restore"), 200);
  expect(await values()).toEqual([2, 1, 2]);
});

it("a metadata deletion is for good and at once, also of what is deleted natively, and the next write is version 1", async () => {
  must(await native("DELETE app/a"), 200);
  must(await vault("DELETE secret/metadata/app/a"), 204);
  expect((await native("POST app/a/restore")).body.error.code).toBe("secret_not_found");
  const first = await vault("POST secret/data/app/a", { data: { n: 9 }, options: { cas: 0 } });
  expect(refusal(first)).toEqual([200, enveloped({ data: version(1) })]);
});

it("a metadata deletion of a live secret takes its versions, metadata and options along, with no window, and says the same of nothing", async () => {
  const full = { max_versions: 3, cas_required: true, delete_version_after: "1h", custom_metadata: { a: "1" } };
  must(await vault("POST secret/metadata/app/a", full), 204);
  for (let n = 0; n < 2; n++) must(await vault("DELETE secret/metadata/app/a"), 204);
  for (const line of ["GET secret/data/app/a", "GET secret/data/app/a?version=1", "GET secret/metadata/app/a"])
    expect([line, ...refusal(await vault(line))]).toEqual([line, ...NOTHING]);
  expect((await native("GET app/a")).body.error.code).toBe("secret_not_found");
  expect((await native("POST app/a/restore")).body.error.code).toBe("secret_not_found");
  must(await vault("POST secret/data/app/a", { data: { n: 9 } }), 200);
  expect(must(await vault("GET secret/metadata/app/a"), 200).data).toEqual({
    cas_required: false,
    created_time: AT,
    current_metadata_version: 0,
    current_version: 1,
    custom_metadata: null,
    delete_version_after: "0s",
    max_versions: 0,
    metadata_cas_required: false,
    oldest_version: 0,
    updated_time: AT,
    versions: { 1: { created_time: AT, deletion_time: "", destroyed: false } },
  });
});

it("a deletion marks the current version and never the secret: reads tell what is known of it, and writes go on", async () => {
  must(await vault("DELETE secret/data/app/a"), 204);
  expect(refusal(await vault("GET secret/data/app/a"))).toEqual(gone(2, { deletion_time: AT }));
  expect(refusal(await vault("GET secret/subkeys/app/a"))).toEqual([
    404,
    enveloped({ data: { metadata: version(2, { deletion_time: AT }), subkeys: null } }),
  ]);
  expect(refusal(await vault("PATCH secret/data/app/a", { data: { m: 1 } }))).toEqual([
    404,
    enveloped({ data: version(2, { deletion_time: AT }) }),
  ]);
  expect(await values()).toEqual([404, 1, 404]);
  expect((await vault("GET secret/metadata/app/?list=true")).body.data).toEqual({ keys: ["a"] });
  const next = await vault("POST secret/data/app/a", { data: { n: 3 }, options: { cas: 2 } });
  expect(refusal(next)).toEqual([200, enveloped({ data: version(3) })]);
  expect(await values()).toEqual([3, 1, 404]);
});

it("a deletion is seen natively as that of its version, and the other way", async () => {
  must(await vault("DELETE secret/data/app/a"), 204);
  expect((await native("GET app/a")).body.error).toMatchObject({
    code: "version_not_found",
    details: { path: "app/a", version: 2 },
  });
  expect((await native("GET app/a/versions")).body.versions).toMatchObject([
    { version: 2, is_current: true, deleted_at: expect.any(String), destroyed: false },
    { version: 1, is_current: false, deleted_at: null, destroyed: false },
  ]);
  expect((await side.tenant.api("GET /v1/secrets")).body.secrets).toMatchObject([{ path: "app/a", version: 2 }]);
  must(await native("POST app/a/restore?version=2"), 200);
  must(await native("DELETE app/a?version=1"), 200);
  expect(await states()).toEqual({
    1: { created_time: AT, deletion_time: AT, destroyed: false },
    2: { created_time: AT, deletion_time: "", destroyed: false },
  });
  must(await vault("POST secret/undelete/app/a", { versions: ["1", 2, 99, 0, -1] }), 204);
  expect(await values()).toEqual([2, 1, 2]);
  must(await vault("DELETE secret/data/app/a"), 204);
  expect((await native("PUT app/a", { data: { n: 3 } })).body).toMatchObject({ version: 3, created: false });
});

it("a destroyed version keeps its row and nothing brings it back, here or natively", async () => {
  must(await vault("POST secret/destroy/app/a", { versions: [2, 7] }), 204);
  expect(refusal(await vault("GET secret/data/app/a"))).toEqual(gone(2, { destroyed: true }));
  must(await vault("POST secret/undelete/app/a", { versions: [2] }), 204);
  expect(await values()).toEqual([404, 1, 404]);
  expect((await native("POST app/a/restore?version=2")).body.error.code).toBe("version_not_found");
  must(await native("DELETE app/a?version=1&permanent=true"), 200);
  expect(Object.values(await states())).toEqual([
    { created_time: AT, deletion_time: "", destroyed: true },
    { created_time: AT, deletion_time: "", destroyed: true },
  ]);
  expect((await vault("POST secret/data/app/a", { data: { n: 3 } })).body.data.version).toBe(3);
});

it("marks on what is not there leave nothing: no secret comes of them", async () => {
  must(await vault("DELETE secret/data/none"), 204);
  for (const verb of ["delete", "undelete", "destroy"])
    must(await vault(`POST secret/${verb}/none`, { versions: [1] }), 204);
  expect(refusal(await vault("GET secret/metadata/none"))).toEqual(NOTHING);
  expect((await side.tenant.api("GET /v1/secrets")).body.total_count).toBe(1);
});
