import { beforeEach, expect, it } from "vitest";
import { must, newTenant } from "../support/api";
import { shiftClock } from "../support/spaces";
import { DENIED, enveloped, newVaultSide, refusal, told, type VaultSide, vaultAs } from "./support";

let side: VaultSide;
beforeEach(async () => {
  side = await newVaultSide();
  must(await side.vault("POST secret/data/app/a", { data: { k: "v" } }), 200);
});
const vault: VaultSide["vault"] = (...args) => side.vault(...args);
const ttl = (value: string) => ({ "x-vault-wrap-ttl": value });
const wrap = async (line = "GET secret/data/app/a", body?: unknown, seconds = "60") =>
  must(await vault(line, body, ttl(seconds)), 200);
const INVALID = told(400, "wrapping token is not valid or does not exist");
const header = (text: string) => told(400, `error parsing X-Vault-Wrap-TTL header: ${text}`);

it("a life of a wrapped answer that is none is refused, and the call is not made", async () => {
  for (const [value, refused] of [
    ["x", header("it is no duration")],
    ["-1", header("requested wrap ttl cannot be negative")],
    ["-5s", header("requested wrap ttl cannot be negative")],
    ["33d", header("requested wrap ttl is longer than 32 days")],
    ["99999999999", header("it is no duration")],
  ] as const)
    expect([value, ...refusal(await vault("POST secret/data/app/a", { data: { k: 2 } }, ttl(value)))]).toEqual([
      value,
      ...refused,
    ]);
  expect((await vault("GET secret/data/app/a")).body.data.metadata.version).toBe(1);
});

it("a life of less than a second wraps the answer for one: what was to be wrapped is not given as it is", async () => {
  for (const value of ["1ns", "1ms", "999ms", "0.5s"])
    expect((await wrap(undefined, undefined, value)).wrap_info.ttl, value).toBe(1);
});

it("what is no token in a body is refused, also beside one that could be unwrapped, which stays", async () => {
  const { token } = (await wrap()).wrap_info;
  const validating = (text: string) => told(403, `error validating wrapping token: ${text}`);
  for (const verb of ["lookup", "unwrap", "rewrap"])
    for (const [given, refused] of [
      [1, validating("could not decode token in request body")],
      [{}, validating("could not decode token in request body")],
      [[], validating("could not decode token in request body")],
      ["", validating("empty token in request body")],
    ] as const)
      expect([verb, ...refusal(await vaultAs(token)(`POST sys/wrapping/${verb}`, { token: given }))]).toEqual([
        verb,
        ...refused,
      ]);
  expect((await vaultAs(token)("POST sys/wrapping/unwrap", { token: null })).body.data.data).toEqual({ k: "v" });
});

it("an answer is wrapped instead of being given, told of by nothing but its token, and given once as it was", async () => {
  const plain = must(await vault("GET secret/data/app/a"), 200);
  const outer = await wrap();
  expect(outer).toEqual({
    ...enveloped({ mount_type: expect.any(String) }),
    request_id: expect.any(String),
    wrap_info: {
      token: expect.stringMatching(/^pst_/),
      accessor: expect.stringMatching(/^wrp_/),
      ttl: 60,
      creation_time: expect.stringMatching(/Z$/),
      creation_path: "secret/data/app/a",
    },
  });
  const { token } = outer.wrap_info;
  expect((await vault("POST sys/wrapping/lookup", { token })).body.data).toEqual({
    creation_path: "secret/data/app/a",
    creation_time: outer.wrap_info.creation_time,
    creation_ttl: 60,
  });
  const inner = must(await vaultAs(token)("POST sys/wrapping/unwrap"), 200);
  expect(inner).toEqual({ ...plain, request_id: expect.stringMatching(/^req_/) });
  for (const again of [
    await vaultAs(token)("POST sys/wrapping/unwrap"),
    await vault("POST sys/wrapping/unwrap", { token }),
    await vault("POST sys/wrapping/lookup", { token }),
    await vault("POST sys/wrapping/rewrap", { token }),
  ])
    expect(refusal(again)).toEqual(INVALID);
});

it("a wrapping token opens nothing else, of whatever rights the wrapper was", async () => {
  const { token } = (await wrap()).wrap_info;
  for (const [line, body] of [
    ["GET secret/data/app/a"],
    ["POST secret/data/app/a", { data: {} }],
    ["GET secret/metadata/?list=true"],
    ["GET auth/token/lookup-self"],
    ["POST auth/token/create", {}],
    ["POST auth/token/renew-self"],
    ["POST auth/token/revoke-self"],
    ["GET cubbyhole/response"],
    ["POST cubbyhole/a", { k: 1 }],
    ["POST sys/capabilities-self", { paths: ["secret/data/app/a"] }],
    ["GET sys/mounts"],
    ["POST sys/wrapping/wrap", { a: 1 }],
  ] as const)
    expect([line, ...refusal(await vaultAs(token)(line, body, ttl("60")))]).toEqual([line, ...DENIED]);
  const other = (await wrap()).wrap_info.token;
  expect(refusal(await vaultAs(token)("POST sys/wrapping/unwrap", { token: other }))).toEqual(INVALID);
  expect((await vaultAs(token)("POST sys/wrapping/unwrap")).body.data.data).toEqual({ k: "v" });
});

it("a HEAD of an unwrapping takes nothing out: its answer would be lost", async () => {
  const { token } = (await wrap()).wrap_info;
  expect((await vaultAs(token)("HEAD sys/wrapping/unwrap")).status).toBe(405);
  expect((await vaultAs(token)("GET sys/wrapping/unwrap")).body.data.data).toEqual({ k: "v" });
});

it("an unwrapping by the body needs a caller with a live token of the same tenant", async () => {
  const { token } = (await wrap()).wrap_info;
  for (const caller of [null, "x"])
    expect(refusal(await vaultAs(caller)("POST sys/wrapping/unwrap", { token }))).toEqual(DENIED);
  const elsewhere = await newTenant();
  expect(refusal(await vaultAs(elsewhere.admin)("POST sys/wrapping/unwrap", { token }))).toEqual(INVALID);
  const plain = await side.caller([], []);
  expect((await vaultAs(plain)("POST sys/wrapping/unwrap", { token })).body.data.data).toEqual({ k: "v" });
});

it("a wrapped answer is gone when its time is over", async () => {
  const { token } = (await wrap()).wrap_info;
  await shiftClock(side.tenant.stub, 61_000);
  expect(refusal(await vault("POST sys/wrapping/unwrap", { token }))).toEqual(INVALID);
  expect((await vaultAs(token)("POST sys/wrapping/unwrap")).status).toBeGreaterThanOrEqual(400);
});

it("refusals and empty answers are not wrapped", async () => {
  for (const line of ["GET secret/data/none", "GET secret/data/bad!", "GET secret/metadata/none/?list=true"]) {
    const { status, body } = await vault(line, undefined, ttl("60"));
    expect([line, status >= 400, Object.keys(body)]).toEqual([line, true, ["errors"]]);
  }
  expect((await vault("DELETE secret/data/app/a", undefined, ttl("60"))).status).toBe(204);
  const none = vaultAs(await side.caller([], []));
  expect((await none("GET secret/data/app/a", undefined, ttl("60"))).status).toBe(403);
});

it("a token in the address is no part of what is kept of it", async () => {
  const outer = await vault(`GET sys/mounts/${side.tenant.admin}`, undefined, ttl("60"));
  expect(outer.text).not.toContain(side.tenant.admin);
  const list = await wrap(`GET secret/metadata/?list=true&x=${side.tenant.admin}`);
  expect(list.wrap_info.creation_path).toBe("secret/metadata/");
});

it("a rewrapped answer has a new token for as long again, and the old one is used", async () => {
  const first = (await wrap(undefined, undefined, "300")).wrap_info;
  const second = must(await vaultAs(first.token)("POST sys/wrapping/rewrap"), 200).wrap_info;
  expect(second).toMatchObject({ ttl: 300, creation_path: "secret/data/app/a" });
  expect(second.token).not.toBe(first.token);
  expect(refusal(await vault("POST sys/wrapping/unwrap", { token: first.token }))).toEqual(INVALID);
  expect((await vault("POST sys/wrapping/unwrap", { token: second.token })).body.data.data).toEqual({ k: "v" });
});
