import { beforeEach, describe, expect, it } from "vitest";
import { addressOf } from "../../../src/vault-api/address";
import { must } from "../../support/api";
import { rowsOf } from "../../support/spaces";
import { newVaultSide, type VaultSide, vaultAs } from "../support";

const TTL = { "x-vault-wrap-ttl": "60" };
let side: VaultSide;

beforeEach(async () => {
  side = await newVaultSide();
  must(await side.vault("POST secret/data/a", { data: { x: 1 } }), 200);
});

const wrapped = async (): Promise<string> =>
  (await side.vault("GET secret/data/a", undefined, TTL)).body.wrap_info.token;

describe("what was taken out of a wrapping is not wrapped anew", () => {
  it("an unwrap with the header, by the wrapping token alone, gives the answer", async () => {
    const { status, body } = await vaultAs(await wrapped())("POST sys/wrapping/unwrap", undefined, TTL);
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: { data: { x: 1 } }, wrap_info: null });
  });

  it("a rewrap with the header gives the token that opens the answer", async () => {
    const { body } = await vaultAs(await wrapped())("POST sys/wrapping/rewrap", undefined, TTL);
    const opened = await vaultAs(body.wrap_info.token)("POST sys/wrapping/unwrap");
    expect(opened.body.data.data).toEqual({ x: 1 });
  });

  it("a lookup with the header says what the token is", async () => {
    const { body } = await vaultAs(await wrapped())("POST sys/wrapping/lookup", undefined, TTL);
    expect(body).toMatchObject({ data: { creation_path: "secret/data/a" }, wrap_info: null });
  });
});

describe("the address of a wrapped answer", () => {
  it("is told decoded, as the client means it", async () => {
    const { body } = await side.vault("POST secret/data/b%20c", { data: {} }, TTL);
    expect(body.wrap_info.creation_path).toBe("secret/data/b c");
    const long = await side.vault(`POST secret/data/${"%61".repeat(400)}`, { data: {} }, TTL);
    expect(long.body.wrap_info.creation_path).toBe(`secret/data/${"a".repeat(400)}`);
  });

  it("that is too long is refused before anything is done", async () => {
    const { status, body } = await side.vault(`POST secret/data/${"a".repeat(2000)}`, { data: {} }, TTL);
    expect([status, body.errors]).toEqual([400, ["the address is too long for its answer to be wrapped"]]);
  });

  it("is not kept where it holds a token, however that is spelled", async () => {
    const token = side.tenant.admin.replace("pst", "%70st");
    const { body } = await side.vault(`GET sys/internal/ui/mounts/secret/${token}`, undefined, TTL);
    expect(body.wrap_info.creation_path).toBe("?");
    const kept = await rowsOf(side.tenant.stub, "SELECT creation_path FROM wrapped_answers");
    expect(kept).toEqual([{ creation_path: "?" }]);
  });
});

it("a login is wrapped also where its token is bound to other addresses", async () => {
  const { vault } = side;
  must(await vault("POST auth/approle/role/ci", { token_bound_cidrs: "10.0.0.0/8" }), 204);
  const { role_id } = must(await vault("GET auth/approle/role/ci/role-id"), 200).data;
  const { secret_id } = must(await vault("POST auth/approle/role/ci/secret-id", { num_uses: 1 }), 200).data;
  const here = { "cf-connecting-ip": "192.0.2.1" };
  const login = await vaultAs(null)("POST auth/approle/login", { role_id, secret_id }, { ...TTL, ...here });
  expect(login.status).toBe(200);
  const opened = await vaultAs(login.body.wrap_info.token)("POST sys/wrapping/unwrap", undefined, here);
  const { client_token } = opened.body.auth;
  const self = "GET auth/token/lookup-self";
  expect(await vaultAs(client_token)(self, undefined, here)).toMatchObject({ status: 403 });
  expect(await vaultAs(client_token)(self, undefined, { "cf-connecting-ip": "10.1.2.3" })).toMatchObject({
    status: 200,
  });
  // The bound holds as well where a long body makes two steps of a call.
  const long = { data: { x: "x".repeat(70_000) } };
  expect(await vaultAs(client_token)("POST secret/data/a", long, here)).toMatchObject({ status: 403 });
});

it("a step upwards in an address is a name like others, and no path", async () => {
  must(await side.vault("POST secret/data/b", { data: { y: 2 } }), 200);
  expect(await side.vault("GET secret/data/a/..%2Fb")).toMatchObject({ status: 400 });
  // A client's own parser takes the plain ones away before anything is sent: those that come are left as they are.
  const urls = ["secret/data/a/../b", "secret/data/a/%2e%2e/b"].map((path) => `https://h/vault/v1/${path}?version=1`);
  expect(urls.map(addressOf)).toEqual(["secret/data/a/../b", "secret/data/a/../b"]);
});
