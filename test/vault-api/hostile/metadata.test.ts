import { beforeEach, describe, expect, it } from "vitest";
import { must } from "../../support/api";
import { newVaultSide, type VaultSide } from "../support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
});

/** As many names and as long texts as each alone may be. */
const LARGE = Object.fromEntries(Array.from({ length: 64 }, (_, at) => [`name${at}`, "€".repeat(512)]));
const SMALL = { team: "x".repeat(512), place: "y".repeat(512) };

describe("words about a token are short in all, because each token of a login has a copy", () => {
  it("a child token takes no more than 4 KiB of them", async () => {
    const { status, body } = await side.vault("POST auth/token/create", { meta: LARGE });
    expect([status, body.errors]).toEqual([400, ["meta takes up to 64 short texts by name, and 4096 bytes in all"]]);
    expect((await side.vault("POST auth/token/create", { meta: SMALL })).body.auth.metadata).toEqual(SMALL);
  });

  it("a secret id takes no more either, by both spellings", async () => {
    must(await side.vault("POST auth/approle/role/ci", {}), 204);
    const long = { metadata: JSON.stringify(LARGE) };
    const { status, body } = await side.vault("POST auth/approle/role/ci/secret-id", long);
    expect([status, body.errors]).toEqual([400, ["a secret id can't have this metadata"]]);
    const native = await side.tenant.api("POST /v1/approles/ci/secret-ids", { metadata: LARGE });
    expect([native.status, native.body.error.details]).toEqual([422, { fields: { metadata: "too_long" } }]);
    must(await side.vault("POST auth/approle/role/ci/secret-id", { metadata: JSON.stringify(SMALL) }), 200);
  });
});

describe("a number in place of a text keeps its digits", () => {
  const SENT = '{"n":12345678901234567890,"d":1.10,"e":1e400,"yes":true,"7":"seven"}';
  const KEPT = { n: "12345678901234567890", d: "1.10", e: "1e400", yes: "1", "7": "seven" };

  it("in custom metadata, written and patched", async () => {
    must(await side.vault("POST secret/metadata/a", `{"custom_metadata":${SENT}}`), 204);
    expect((await side.vault("GET secret/metadata/a")).body.data.custom_metadata).toEqual(KEPT);
    must(await side.vault("PATCH secret/metadata/a", '{"custom_metadata":{"n":-0.50,"yes":null}}'), 204);
    const { yes: _, ...rest } = KEPT;
    expect((await side.vault("GET secret/metadata/a")).body.data.custom_metadata).toEqual({ ...rest, n: "-0.50" });
  });

  it("in the meta of a child token", async () => {
    const { body } = await side.vault("POST auth/token/create", `{"meta":${SENT}}`);
    expect(body.auth.metadata).toEqual(KEPT);
    expect(await side.vault("POST auth/token/create", '{"meta":{"a":[1]}}')).toMatchObject({ status: 400 });
  });
});
