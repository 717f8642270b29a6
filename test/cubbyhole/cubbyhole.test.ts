import { runDurableObjectAlarm } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import {
  deleteCubbyhole,
  listCubbyhole,
  MAX_ENTRY_BYTES,
  readCubbyhole,
  writeCubbyhole,
} from "../../src/cubbyhole/operations";
import { auditRows, evict, must, newTenant, OPERATOR_TOKEN, type TestTenant } from "../support/api";
import { takeErrors } from "../support/log";
import { rowsOf, shiftClock } from "../support/spaces";
import { ask } from "../wrapping/support";

const TEXT = '{"z":12345678901234567890,"2":1.10,"1":"\\u00e9"}';
const HOUR = 3_600_000;
let tenant: TestTenant;
let token: string;

beforeEach(async () => {
  tenant = await newTenant();
  token = await tenant.token([]);
});

const write = (path: string, text = TEXT, by = token) => ask(by, writeCubbyhole, { path, text });
const read = (path: string, by = token) => ask(by, readCubbyhole, { path });
const remove = (path: string, by = token) => ask(by, deleteCubbyhole, { path });
const list = (path = "", by = token) => ask(by, listCubbyhole, { path });
const stored = () => rowsOf(tenant.stub, "SELECT * FROM cubbyhole_entries");

describe("a token's cubbyhole refuses", () => {
  it.each([
    ["", "empty_segment"],
    ["a//b", "empty_segment"],
    ["a/../b", "path_segments"],
    ["a ", "whitespace"],
    ["caf\u00e9", "characters"],
  ])("the path %j: %s", async (path, reason) => {
    const invalid = { code: "invalid_path", details: { reason } };
    expect(await write(path)).toEqual(invalid);
    expect(await read(path)).toEqual(invalid);
    expect(await remove(path)).toEqual(invalid);
    if (path !== "") expect(await list(path)).toEqual(invalid);
    expect(await stored()).toEqual([]);
  });

  it("every other token, also of the same identity, and the operator, who has none", async () => {
    const body = { identity_id: "user:admin", name: "t", scopes: ["admin"] };
    const [one, two] = [
      must(await tenant.api("POST /v1/tokens", body), 201),
      must(await tenant.api("POST /v1/tokens", body), 201),
    ];
    await write("a/b", TEXT, one.token);
    expect(await read("a/b", two.token)).toEqual({ code: "secret_not_found", details: { path: "a/b" } });
    expect(await list("", two.token)).toEqual([]);
    await remove("a/b", two.token);
    expect(await read("a/b", one.token)).toBe(TEXT);
    expect(await write("a", TEXT, OPERATOR_TOKEN)).toEqual({ code: "access_denied" });
    expect(await read("a", OPERATOR_TOKEN)).toEqual({ code: "access_denied" });
    expect(await list("", OPERATOR_TOKEN)).toEqual({ code: "access_denied" });
  });

  it("too much: 64 KiB an entry, 64 entries a token, 10 000 and 64 MiB a space", async () => {
    const tooLarge = { code: "payload_too_large", details: { limit_bytes: MAX_ENTRY_BYTES } };
    const full = (limit: number) => ({ code: "validation_error", details: { reason: "limit_reached", limit } });
    expect(await write("a", "x".repeat(MAX_ENTRY_BYTES + 1))).toEqual(tooLarge);
    for (let n = 0; n < 64; n++) expect(await write(`a${n}`, "x".repeat(n === 0 ? MAX_ENTRY_BYTES : 1))).toBeNull();
    expect(await write("b")).toEqual(full(64));
    expect(await write("a1")).toBeNull();
    const other = await tenant.token([]);
    await rowsOf(
      tenant.stub,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9936)
       INSERT INTO cubbyhole_entries SELECT 'tok_' || i, 'a', x'00', 1, 0 FROM n`,
    );
    expect(await write("a", TEXT, other)).toEqual(full(10_000));
    await rowsOf(tenant.stub, "DELETE FROM cubbyhole_entries WHERE bytes = 1 AND token_id <> 'tok_1'");
    await rowsOf(tenant.stub, "UPDATE cubbyhole_entries SET bytes = 67108864 - 65536 - 100 WHERE token_id = 'tok_1'");
    expect(await write("a", "x".repeat(101), other)).toEqual(full(67_108_864));
    expect(await write("a0", "x", token)).toBeNull();
    expect(await write("a", "x".repeat(101), other)).toBeNull();
  });
});

it("a token's cubbyhole gives texts back as they were, lists folders, and forgets what is deleted", async () => {
  for (const path of ["a", "a/b", "a/c/d", "Z 1/x", "b~"]) expect(await write(path, `${TEXT} `)).toBeNull();
  expect(await write("a/b")).toBeNull();
  expect([await read("a"), await read("a/b")]).toEqual([`${TEXT} `, TEXT]);
  expect(await list()).toEqual(["Z 1/", "a", "a/", "b~"]);
  expect(await list("a")).toEqual(["b", "c/"]);
  expect(await list("a/b")).toEqual([]);
  expect(await remove("a/b")).toBeNull();
  expect(await remove("a/b")).toBeNull();
  expect(await read("a/b")).toEqual({ code: "secret_not_found", details: { path: "a/b" } });
  await evict(tenant.stub);
  expect(await read("a/c/d")).toBe(`${TEXT} `);
});

it("a token's cubbyhole rests sealed, each entry for its place, and each use has a row that names the path", async () => {
  await write("a");
  await write("b", "{}");
  const sealed = Buffer.from((await stored())[0]?.["sealed"] as ArrayBuffer).toString("latin1");
  expect(sealed).not.toContain("12345678901234567890");
  await read("a");
  await list();
  await remove("a");
  await read("a");
  const rows = (await auditRows(tenant.stub)).filter(({ action }) => String(action).startsWith("cubbyhole_"));
  expect(
    rows.map(({ action, error_code, extra_data }) => [action, error_code, JSON.parse(String(extra_data)).path]),
  ).toEqual([
    ["cubbyhole_write", null, "a"],
    ["cubbyhole_write", null, "b"],
    ["cubbyhole_read", null, "a"],
    ["cubbyhole_list", null, ""],
    ["cubbyhole_delete", null, "a"],
    ["cubbyhole_read", "secret_not_found", "a"],
  ]);
  await write("a");
  const swapped =
    "UPDATE cubbyhole_entries SET sealed = (SELECT sealed FROM cubbyhole_entries WHERE path = 'b') WHERE path = 'a'";
  await rowsOf(tenant.stub, swapped);
  expect(await read("a")).toEqual({ code: "internal_error" });
  expect(takeErrors("DecryptionFailed")).toHaveLength(1);
  expect(await read("b")).toBe("{}");
});

it("a token's cubbyhole goes with the token: revoked, expired or of an identity that is gone", async () => {
  const make = async (identity_id: string, more: object = {}) =>
    must(await tenant.api("POST /v1/tokens", { identity_id, name: "t", scopes: ["credentials:use"], ...more }), 201);
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "sa:gone" }), 201);
  const [kept, revoked, expiring, gone] = [
    await make("user:admin", { expires_at: null }),
    await make("user:admin"),
    await make("user:admin", { expires_in: "10m" }),
    await make("sa:gone"),
  ];
  for (const each of [kept, revoked, expiring, gone]) await write("a", TEXT, each.token);
  must(await tenant.api(`DELETE /v1/tokens/${revoked.id}`), 204);
  must(await tenant.api("DELETE /v1/identity/identities/sa:gone"), 204);
  expect(await read("a", revoked.token)).toEqual({ code: "token_revoked" });
  await shiftClock(tenant.stub, HOUR + 1000);
  await runDurableObjectAlarm(tenant.stub);
  expect((await stored()).map(({ token_id }) => token_id)).toEqual([kept.id]);
  expect(await read("a", kept.token)).toBe(TEXT);
});
