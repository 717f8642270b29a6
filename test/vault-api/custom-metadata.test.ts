import { beforeEach, expect, it } from "vitest";
import { must } from "../support/api";
import { NOTHING, newVaultSide, refusal, told, type VaultSide } from "./support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const put = (custom_metadata: unknown) => vault("POST secret/metadata/a", { custom_metadata });
const patch = (custom_metadata: unknown) => vault("PATCH secret/metadata/a", { custom_metadata });
const shown = async () => must(await vault("GET secret/metadata/a"), 200).data.custom_metadata;
const native = async () => must(await side.tenant.api("GET /v1/secrets/metadata/a"), 200).metadata;
const nativePut = (metadata: object) => side.tenant.api("PUT /v1/secrets/a", { data: { k: 1 }, metadata });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, "v"]));
const fault = (text: string) => told(400, `1 error occurred:\n\t* custom_metadata validation failed: ${text}\n\n`);

it("custom metadata refuses what OpenBao refuses, and tags, and makes no secret of it", async () => {
  for (const [custom, refused] of [
    [many(65), fault("payload must contain at most 64 keys, provided 65")],
    [{ "": "x" }, fault("length of a key is 0 but must be 0 < len(key) <= 128")],
    [{ ["k".repeat(129)]: "x" }, fault("length of a key is 129 but must be 0 < len(key) <= 128")],
    [{ ["é".repeat(65)]: "x" }, fault("length of a key is 130 but must be 0 < len(key) <= 128")],
    [{ "a\nb": "x" }, fault("a key contains unprintable characters")],
    [{ k: "" }, fault("length of a value is 0 but must be 0 < len(value) <= 512")],
    [{ k: "v".repeat(513) }, fault("length of a value is 513 but must be 0 < len(value) <= 512")],
    [{ k: "a\u0007b" }, fault("a value contains unprintable characters")],
    [{ k: {} }, fault("a value is no text")],
    [{ k: ["x"] }, fault("a value is no text")],
    [{ tags: "x" }, fault("tags are a list, which this interface has not")],
    ["x", told(400, 'error converting input for field "custom_metadata": it is no object')],
    [["a=b"], told(400, 'error converting input for field "custom_metadata": it is no object')],
  ] as const)
    expect([JSON.stringify(custom).slice(0, 40), ...refusal(await put(custom))]).toEqual([
      JSON.stringify(custom).slice(0, 40),
      ...refused,
    ]);
  expect(refusal(await vault("GET secret/metadata/a"))).toEqual(NOTHING);
});

it("custom metadata is native metadata: description and owner pass both ways, numbers and flags show as texts, tags do not show", async () => {
  const given = { description: "d", owner: "o", tags: ["x", "y"], team: "red", port: 5432, live: true, ratio: 0.5 };
  must(await nativePut(given), 201);
  expect(await shown()).toEqual({
    description: "d",
    owner: "o",
    team: "red",
    port: "5432",
    live: "true",
    ratio: "0.5",
  });
  expect((await vault("GET secret/data/a")).body.data.metadata.custom_metadata).toEqual(await shown());
  must(await patch({ owner: "p", team: null, more: 7 }), 204);
  expect(await native()).toEqual({
    description: "d",
    owner: "p",
    tags: ["x", "y"],
    port: 5432,
    live: true,
    ratio: 0.5,
    more: "7",
  });
});

it("a write of custom metadata replaces the free keys, and leaves the store's own words where they are", async () => {
  must(await nativePut({ description: "d", owner: "o", tags: ["x"], team: "red" }), 201);
  must(await put({ cost: "9", owner: "p" }), 204);
  expect(await native()).toEqual({ description: "d", owner: "p", tags: ["x"], cost: "9" });
  must(await put({}), 204);
  expect(await native()).toEqual({ description: "d", owner: "p", tags: ["x"] });
  must(await put({ a: "1" }), 204);
  must(await patch(null), 204);
  expect(await native()).toEqual({ description: "d", owner: "p", tags: ["x"] });
  must(await patch({ description: null, owner: null }), 204);
  expect([await native(), await shown()]).toEqual([{ tags: ["x"] }, null]);
});

it("custom metadata has as many keys, as long, on both sides; values that are longer natively are shown, and stay", async () => {
  const most = { ...many(62), ["k".repeat(128)]: "v".repeat(512), k: "é".repeat(256) };
  must(await put(most), 204);
  expect(await shown()).toEqual(most);
  expect(await native()).toEqual(most);
  must(await nativePut(most), 201);
  expect((await nativePut({ ...most, one: "more" })).status).toBe(422);
  expect((await nativePut({ ["k".repeat(129)]: "v" })).status).toBe(422);
  expect((await patch({ one: "more" })).status).toBe(400);
  expect(await shown()).toEqual(most);
  const long = "v".repeat(1024);
  expect((await nativePut({ k: `${long}v` })).status).toBe(422);
  must(await nativePut({ k: long }), 200);
  must(await patch({ k0: "w" }), 204);
  expect(await shown()).toEqual({ ...most, k: long, k0: "w" });
});

it("custom metadata may have keys that every object has, in every answer that tells it", async () => {
  const keys = '{"__proto__":"p","constructor":"c","toString":"t"}';
  must(await vault("POST secret/metadata/a", `{"custom_metadata":${keys}}`), 204);
  must(await vault("POST secret/data/a", { data: { k: 1 } }), 200);
  must(await vault("DELETE secret/data/a"), 204);
  for (const path of ["metadata", "data", "subkeys"])
    expect([path, (await vault(`GET secret/${path}/a`)).text]).toEqual([
      path,
      expect.stringContaining(`"custom_metadata":${keys}`),
    ]);
});

it("custom metadata alone makes a secret without a version, which is listed and may be written", async () => {
  must(await put({ a: "1" }), 204);
  expect(refusal(await vault("GET secret/data/a"))).toEqual(NOTHING);
  expect((await vault("GET secret/metadata/a")).body.data).toMatchObject({ current_version: 0, versions: {} });
  expect((await vault("GET secret/metadata/?list=true")).body.data).toEqual({ keys: ["a"] });
  expect((await vault("POST secret/data/a", { data: {}, options: { cas: 0 } })).body.data).toMatchObject({
    version: 1,
    custom_metadata: { a: "1" },
  });
});
