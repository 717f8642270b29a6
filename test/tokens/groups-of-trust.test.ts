import { expect, it } from "vitest";
import { call, evict, must, newTenant, type TestTenant } from "../support/api";
import { rowsOf } from "../support/spaces";
import { makeOfTrust } from "./support";

const RULES = [{ path_pattern: "shop/**", permissions: ["read", "write"] }];

/** A tenant with these groups, of which the first may write below `shop`. */
async function newShop(...groups: readonly string[]): Promise<TestTenant> {
  const tenant = await newTenant();
  for (const identity_id of groups) must(await tenant.api("POST /v1/identity/identities", { identity_id }), 201);
  const { id } = must(await tenant.api("POST /v1/policies", { name: "shop", rules: RULES }), 201);
  const bound = { identity_type: "group", identity_id: groups[0] };
  must(await tenant.api(`POST /v1/policies/${id}/bindings`, bound), 201);
  return tenant;
}
const ofTrust = (tenant: TestTenant, ...groups: readonly string[]) =>
  makeOfTrust(tenant, { scopes: ["secrets:write", "secrets:read"] }, groups);
/** Does a write succeed? It is refused with 403 otherwise. */
async function put(token: string, path = "shop/a"): Promise<boolean> {
  const { status } = await call(`PUT /v1/secrets/${path}`, { token, body: { data: { a: "b" } } });
  expect([200, 201, 403]).toContain(status);
  return status !== 403;
}
const groupsOf = async (token: string): Promise<readonly string[]> =>
  must(await call("GET /v1/auth/whoami", { token }), 200).groups;

it("a token's own group that is not here, or another tenant's, gives nothing", async () => {
  const tenant = await newShop("group:shop");
  await newShop("group:elsewhere");
  const { token } = await ofTrust(tenant, "group:elsewhere", "user:admin");
  expect([await groupsOf(token), await put(token)]).toEqual([[], false]);
});

it("a token's own groups count in policies, are told by whoami, and are not those of its identity", async () => {
  const tenant = await newShop("group:shop", "group:staff");
  must(await tenant.api("PATCH /v1/identity/identities/user:admin", { groups: ["group:staff"] }), 200);
  const { token } = await ofTrust(tenant, "group:shop", "group:staff");
  expect([await groupsOf(token), await put(token), await put(token, "bank/a")]).toEqual([
    ["group:shop", "group:staff"],
    true,
    false,
  ]);
  const own = must(await call("GET /v1/tokens/self", { token }), 200);
  expect(own.policies).toEqual(["shop"]);
  expect(await groupsOf(tenant.admin)).toEqual(["group:staff"]);
  expect(await put(tenant.admin)).toBe(false);
  const identity = must(await tenant.api("GET /v1/identity/identities/user:admin"), 200);
  expect(identity.groups).toEqual(["group:staff"]);
  expect(await rowsOf(tenant.stub, "SELECT group_id FROM memberships")).toEqual([{ group_id: "group:staff" }]);
});

it("a token's own groups count for what Vault's interface says of it, to others too", async () => {
  const tenant = await newShop("group:shop");
  const { token } = await ofTrust(tenant, "group:shop");
  const answer = await call("POST /vault/v1/sys/capabilities", {
    headers: { "x-vault-token": tenant.admin },
    body: { token, paths: ["secret/data/shop/a"] },
  });
  expect(must(answer, 200).data.capabilities).toEqual(["create", "patch", "read", "update"]);
});

it("what a token makes for itself has its own groups, and takes fewer policies of those that come by them", async () => {
  const tenant = await newShop("group:shop");
  const { token } = await ofTrust(tenant, "group:shop");
  const child = async (body: object) =>
    must(await call("POST /v1/tokens/self/children", { token, body: { name: "step", ...body } }), 201);
  const [same, shop, none] = [await child({}), await child({ policies: ["shop"] }), await child({ policies: [] })];
  expect([same.policies, shop.policies, none.policies]).toEqual([["shop"], ["shop"], []]);
  expect([await put(same.token), await put(shop.token), await put(none.token)]).toEqual([true, true, false]);
  expect(await groupsOf(same.token)).toEqual(["group:shop"]);
});

it("a token's own group that is deleted counts no more, for its children either, and one of the same name that is made later is another", async () => {
  const tenant = await newShop("group:shop");
  const { token } = await ofTrust(tenant, "group:shop");
  const child = async () => must(await call("POST /v1/tokens/self/children", { token, body: { name: "step" } }), 201);
  const before = await child();
  expect([await put(token), await put(before.token)]).toEqual([true, true]);
  must(await tenant.api("DELETE /v1/identity/identities/group:shop"), 204);
  expect([await groupsOf(token), await put(token), await put(before.token)]).toEqual([[], false, false]);
  await nextMillisecond();
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "group:shop" }), 201);
  const [{ id }] = must(await tenant.api("GET /v1/policies"), 200).policies;
  const bound = { identity_type: "group", identity_id: "group:shop" };
  must(await tenant.api(`POST /v1/policies/${id}/bindings`, bound), 201);
  const after = await child();
  for (const text of [token, before.token, after.token])
    expect([await groupsOf(text), await put(text)]).toEqual([[], false]);
  await evict(tenant.stub);
  expect(await put(token)).toBe(false);
  const anew = await ofTrust(tenant, "group:shop");
  expect(await put(anew.token)).toBe(true);
});

it("a binding of a token's own group ends when it says, and the identity's own of the same policy goes on", async () => {
  const tenant = await newShop("group:shop");
  const { token } = await ofTrust(tenant, "group:shop");
  const [{ id }] = must(await tenant.api("GET /v1/policies"), 200).policies;
  must(await tenant.api(`POST /v1/policies/${id}/bindings`, { identity_type: "user", identity_id: "user:admin" }), 201);
  await rowsOf(tenant.stub, "UPDATE policy_bindings SET expires_at_ms = 1 WHERE identity_id = 'group:shop'");
  await evict(tenant.stub);
  expect(await put(token)).toBe(true);
  await rowsOf(tenant.stub, "UPDATE policy_bindings SET expires_at_ms = 1");
  await evict(tenant.stub);
  expect(await put(token)).toBe(false);
});

/** Two things of one millisecond are as if made at once. */
async function nextMillisecond(): Promise<void> {
  const began = Date.now();
  while (Date.now() === began) await call("GET /v1/health");
}
