import { beforeEach, describe, expect, it } from "vitest";
import { must } from "../support/api";
import { enveloped, NOTHING, newVaultSide, refusal, told, type VaultSide } from "./support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const native = (line: string, body?: unknown) => side.tenant.api(line.replace(" ", " /v1/secrets/"), body);
const write = (n: number, options?: object) =>
  vault("POST secret/data/a", { data: { n }, ...(options === undefined ? {} : { options }) });
const REQUIRED = told(400, "check-and-set parameter required for this call");
const STALE = told(400, "check-and-set parameter did not match the current version");
const METADATA_REQUIRED = told(400, "metadata check-and-set parameter required for this call");
const METADATA_STALE = told(400, "metadata check-and-set parameter does not match the current version");

describe("secret/config is the tenant's settings", () => {
  it("and refuses what they refuse, changing nothing", async () => {
    const before = (await side.tenant.api("GET /v1/tenant/settings")).body;
    for (const body of [
      { max_versions: 101 },
      { max_versions: -1 },
      { max_versions: "x" },
      { cas_required: "x" },
      { metadata_cas_required: [] },
      { delete_version_after: "3651d" },
      { max_versions: 5, cas_required: "x" },
    ])
      expect([body, (await vault("POST secret/config", body)).status]).toEqual([body, 400]);
    expect((await side.tenant.api("GET /v1/tenant/settings")).body).toEqual(before);
  });

  it("and shows what was set natively, and the other way", async () => {
    const given = { max_versions: 7, cas_required: true, metadata_cas_required: true, delete_version_after: "36h" };
    must(await side.tenant.api("PATCH /v1/tenant/settings", given), 200);
    expect(refusal(await vault("GET secret/config"))).toEqual([
      200,
      enveloped({ data: { ...given, delete_version_after: "36h0m0s" } }),
    ]);
    const other = { max_versions: 3, cas_required: false, metadata_cas_required: false, delete_version_after: "90m" };
    must(await vault("POST secret/config", other), 204);
    expect((await side.tenant.api("GET /v1/tenant/settings")).body).toMatchObject(other);
    must(await vault("POST secret/config", { max_versions: 0, delete_version_after: "0s" }), 204);
    expect((await side.tenant.api("GET /v1/tenant/settings")).body).toMatchObject({
      max_versions: 10,
      delete_version_after: null,
    });
  });
});

describe("check-and-set", () => {
  it("refuses every number but the current version's, in writes and patches", async () => {
    expect(refusal(await write(1, { cas: 1 }))).toEqual(STALE);
    must(await write(1, { cas: 0 }), 200);
    for (const cas of [0, 2, -1, 99]) {
      expect([cas, ...refusal(await write(2, { cas }))]).toEqual([cas, ...STALE]);
      const patch = await vault("PATCH secret/data/a", { data: { m: 1 }, options: { cas } });
      expect([cas, ...refusal(patch)]).toEqual([cas, ...STALE]);
    }
    expect((await vault("GET secret/data/a")).body.data).toMatchObject({ data: { n: 1 }, metadata: { version: 1 } });
  });

  it.each([
    ["by the config", "secret/config"],
    ["by the secret's metadata", "secret/metadata/a"],
  ])("is required %s of every write and patch, natively too", async (_, path) => {
    must(await write(1), 200);
    must(await vault(`POST ${path}`, { cas_required: true }), 204);
    for (const options of [undefined, {}, { cas: undefined }])
      expect(refusal(await write(2, options))).toEqual(REQUIRED);
    expect(refusal(await vault("PATCH secret/data/a", { data: { m: 1 } }))).toEqual(REQUIRED);
    expect((await native("PUT a", { data: { n: 2 } })).status).toBe(412);
    must(await write(2, { cas: 1 }), 200);
    must(await vault("PATCH secret/data/a", { data: { m: 1 }, options: { cas: 2 } }), 200);
  });

  it("that the config requires stays required, whatever a secret says, which is told by a warning", async () => {
    must(await vault("POST secret/config", { cas_required: true }), 204);
    expect(refusal(await vault("POST secret/metadata/a", { cas_required: false }))).toEqual([
      200,
      enveloped({
        warnings: ['"cas_required" set to false, but is mandated by backend config. This value will be ignored.'],
      }),
    ]);
    expect(refusal(await write(1))).toEqual(REQUIRED);
  });

  it("of metadata counts each change of it, and is required by the config or the secret", async () => {
    const put = (body: object) => vault("POST secret/metadata/a", body);
    expect(refusal(await put({ metadata_cas: 1, max_versions: 2 }))).toEqual(METADATA_STALE);
    must(await put({ metadata_cas: 0, max_versions: 2 }), 204);
    expect(refusal(await put({ metadata_cas: 0, max_versions: 3 }))).toEqual(METADATA_STALE);
    must(await put({ metadata_cas_required: true }), 204);
    expect(refusal(await put({ max_versions: 3 }))).toEqual(METADATA_REQUIRED);
    expect(refusal(await vault("PATCH secret/metadata/a", { max_versions: 3 }))).toEqual(METADATA_REQUIRED);
    must(await vault("PATCH secret/metadata/a", { max_versions: 3, metadata_cas: 2 }), 204);
    must(await put({ metadata_cas_required: false, metadata_cas: 3 }), 204);
    must(await vault("POST secret/config", { metadata_cas_required: true }), 204);
    expect(refusal(await put({ max_versions: 4 }))).toEqual(METADATA_REQUIRED);
    must(await native("PUT a", { data: { n: 1 } }), 201);
    expect((await vault("GET secret/metadata/a")).body.data).toMatchObject({
      current_metadata_version: 4,
      max_versions: 3,
      metadata_cas_required: false,
    });
    // Natively there is no such check, and a change counts the same.
    must(await native("PATCH a", { options: { max_versions: 5 } }), 200);
    expect((await vault("GET secret/metadata/a")).body.data).toMatchObject({
      current_metadata_version: 5,
      max_versions: 5,
    });
    must(await put({ max_versions: 6, metadata_cas: 5 }), 204);
  });
});

describe("max_versions", () => {
  it("over 100 or negative is refused, and makes no secret", async () => {
    for (const max_versions of [101, -1, 1e9, "x", 1.5]) {
      expect([max_versions, (await vault("POST secret/metadata/a", { max_versions })).status]).toEqual([
        max_versions,
        400,
      ]);
      expect([max_versions, (await vault("PATCH secret/metadata/a", { max_versions })).status]).toEqual([
        max_versions,
        400,
      ]);
    }
    expect(refusal(await vault("GET secret/metadata/a"))).toEqual(NOTHING);
  });

  const kept = async () => Object.keys(must(await vault("GET secret/metadata/a"), 200).data.versions);

  it("lowered here prunes at the next write, and natively at once", async () => {
    for (const n of [1, 2, 3, 4]) must(await write(n), 200);
    must(await vault("POST secret/metadata/a", { max_versions: 2 }), 204);
    expect(await kept()).toEqual(["1", "2", "3", "4"]);
    expect((await vault("GET secret/data/a?version=1")).status).toBe(200);
    must(await write(5), 200);
    expect(await kept()).toEqual(["4", "5"]);
    expect((await vault("GET secret/metadata/a")).body.data.oldest_version).toBe(4);
    expect(refusal(await vault("GET secret/data/a?version=1"))).toEqual(NOTHING);
    must(await native("PATCH a", { options: { max_versions: 1 } }), 200);
    expect(await kept()).toEqual(["5"]);
  });

  it("0 is the config's, which is the tenant's setting", async () => {
    must(await vault("POST secret/metadata/a", { max_versions: 2 }), 204);
    for (const n of [1, 2, 3]) must(await write(n), 200);
    expect(await kept()).toEqual(["2", "3"]);
    must(await vault("POST secret/config", { max_versions: 3 }), 204);
    must(await vault("POST secret/metadata/a", { max_versions: 0 }), 204);
    for (const n of [4, 5]) must(await write(n), 200);
    expect([await kept(), (await vault("GET secret/metadata/a")).body.data.max_versions]).toEqual([["3", "4", "5"], 0]);
    expect((await native("GET metadata/a")).body.max_versions).toBe(3);
  });
});
