import { expect, it } from "vitest";
import { asOperator, auditRows, call, must, newTenant } from "../support/api";
import { newPartner } from "../support/spaces";
import { login, newSecretId, newShop, told } from "./support";

it.each([
  ["Ci", {}, "422 validation_error", { fields: { name: "format" } }],
  ["ci", { token_ttl: "2h", token_max_ttl: "1h" }, "422 validation_error", { fields: { token_ttl: "range" } }],
  ["ci", { token_ttl: "1y" }, "400 invalid_duration", { field: "token_ttl" }],
  ["ci", { bind_secret_id: false }, "422 validation_error", { fields: { secret_id_bound_cidrs: "required" } }],
  ["ci", { secret_id_bound_cidrs: [] }, "422 validation_error", { fields: { secret_id_bound_cidrs: "empty" } }],
  [
    "ci",
    { token_bound_cidrs: ["10.0.0.0/33"] },
    "422 validation_error",
    { fields: { "token_bound_cidrs[0]": "format" } },
  ],
  ["ci", { token_policies: ["none-such"] }, "404 policy_not_found", { field: "token_policies" }],
  ["ci", { token_policies: ["a", "a"] }, "422 validation_error", { fields: { token_policies: "duplicate" } }],
  ["ci", { scopes: ["admin"] }, "422 validation_error", { fields: { scopes: "role_required" } }],
  ["ci", { role_id: "x" }, "422 validation_error", { fields: { role_id: "unknown" } }],
])("approles.put refuses %s with %j, and leaves nothing", async (name, body, status, details) => {
  const tenant = await newTenant();
  const answer = await tenant.api(`PUT /v1/approles/${name}`, body);
  expect([told(answer), answer.body.error.details]).toEqual([status, details]);
  expect(must(await tenant.api("GET /v1/approles"), 200).approles).toEqual([]);
  expect((await tenant.api("GET /v1/identity/identities/sa:ci")).status).toBe(404);
});

it("approles.put gives no scope that the caller has not, and binds no policy for who may not", async () => {
  const { tenant } = await newShop();
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "user:boss" }), 201);
  must(await asOperator("PATCH /v1/identity/identities/user:boss", { roles: ["tenant_admin"] }, tenant.id), 200);
  const scopes = ["identity:admin", "secrets:read"];
  const { token } = must(await tenant.api("POST /v1/tokens", { identity_id: "user:boss", name: "boss", scopes }), 201);
  const put = (body: object) => call("PUT /v1/approles/mine", { token, body });
  expect(told(await put({}))).toBe("403 access_denied");
  const bound = await put({ scopes: ["secrets:read"], token_policies: ["shop"] });
  expect([told(bound), bound.body.error.details]).toEqual([
    "403 insufficient_scope",
    { required_scope: "policies:write" },
  ]);
  expect((await put({ scopes: ["secrets:read"] })).status).toBe(201);
  // Nor does it get at what the role of somebody else gives.
  expect(told(await call("POST /v1/approles/ci/secret-ids", { token }))).toBe("403 access_denied");
  const patch = { bind_secret_id: false, secret_id_bound_cidrs: ["0.0.0.0/0"] };
  expect(told(await call("PATCH /v1/approles/ci", { token, body: patch }))).toBe("403 access_denied");
});

it("roles are a tenant's: a partner's space has none", async () => {
  const partner = await newPartner();
  const answer = await partner.api("PUT /v1/approles/ci", {});
  expect(answer.body.error).toMatchObject({ code: "invalid_request", details: { reason: "tenant_required" } });
});

it("approles.put makes the role, its identity and its bindings, each with its row", async () => {
  const { tenant, roleId } = await newShop({ token_ttl: "20m", token_num_uses: 7, secret_id_ttl: "1d" });
  const role = must(await tenant.api("GET /v1/approles/ci"), 200);
  expect(role).toEqual({
    name: "ci",
    role_id: roleId,
    identity_id: "sa:ci",
    scopes: ["secrets:read", "secrets:write", "secrets:delete", "secrets:list", "secrets:rotate"],
    token_ttl: "20m",
    token_max_ttl: null,
    token_policies: ["shop"],
    token_num_uses: 7,
    token_bound_cidrs: null,
    secret_id_ttl: "1d",
    secret_id_num_uses: null,
    secret_id_bound_cidrs: null,
    bind_secret_id: true,
    stopped_until: null,
    created_at: "2096-01-01T00:00:00Z",
    updated_at: "2096-01-01T00:00:00Z",
  });
  expect(roleId).toMatch(new RegExp(`^${tenant.id}\\.[0-9A-Za-z]{26}$`));
  expect(must(await tenant.api("GET /v1/identity/identities/sa:ci"), 200)).toMatchObject({
    is_active: true,
    roles: [],
  });
  const rows = (await auditRows(tenant.stub)).map(({ action }) => action);
  expect(rows.slice(rows.indexOf("approle_write"))).toEqual([
    "approle_write",
    "identity_create",
    "policy_bind",
    "config_read",
    "config_read",
  ]);
});

it("approles.put replaces a role whole but for its role id, and a PATCH changes what it names", async () => {
  const shop = await newShop({ token_ttl: "20m", token_num_uses: 7 });
  const { tenant, roleId } = shop;
  const patched = must(await tenant.api("PATCH /v1/approles/ci", { token_ttl: null, token_max_ttl: "1h" }), 200);
  expect(patched).toMatchObject({ token_ttl: null, token_max_ttl: "1h", token_num_uses: 7, token_policies: ["shop"] });
  const replaced = must(await tenant.api("PUT /v1/approles/ci", {}), 200);
  expect(replaced).toMatchObject({ token_max_ttl: null, token_num_uses: null, token_policies: [], role_id: roleId });
  expect((await auditRows(tenant.stub)).filter(({ action }) => action === "policy_unbind")).toHaveLength(1);
  expect(told(await tenant.api("PATCH /v1/approles/none", { token_ttl: "1h" }))).toBe("404 approle_not_found");
  expect(told(await tenant.api("PATCH /v1/approles/ci", {}))).toBe("422 validation_error");
});

it("a role's policies are the bindings of its identity, wherever those are made", async () => {
  const { tenant } = await newShop();
  const rules = [{ path_pattern: "bank/**", permissions: ["read"] }];
  const bank = must(await tenant.api("POST /v1/policies", { name: "bank", rules }), 201);
  const to = { identity_type: "service_account", identity_id: "sa:ci" };
  must(await tenant.api(`POST /v1/policies/${bank.id}/bindings`, to), 201);
  expect(must(await tenant.api("GET /v1/approles/ci"), 200).token_policies).toEqual(["bank", "shop"]);
});

it("approles.delete ends the role's tokens with all below them, and its secret ids; identity and other tokens stay", async () => {
  const shop = await newShop();
  const { tenant, roleId } = shop;
  const { secret_id } = await newSecretId(shop);
  const { token } = must(await login(roleId, secret_id), 201);
  const child = must(await call("POST /v1/tokens/self/children", { token, body: { name: "c" } }), 201);
  const own = must(
    await tenant.api("POST /v1/tokens", { identity_id: "sa:ci", name: "own", scopes: ["secrets:read"] }),
    201,
  );
  must(await tenant.api("DELETE /v1/approles/ci"), 204);
  const whoami = async (bearer: string) => (await call("GET /v1/auth/whoami", { token: bearer })).status;
  expect([await whoami(token), await whoami(child.token), await whoami(own.token)]).toEqual([401, 401, 200]);
  expect(told(await login(roleId, secret_id))).toBe("401 login_refused");
  expect((await tenant.api("GET /v1/identity/identities/sa:ci")).status).toBe(200);
  expect(told(await tenant.api("DELETE /v1/approles/ci"))).toBe("404 approle_not_found");
  const again = must(await tenant.api("PUT /v1/approles/ci", {}), 201);
  expect(again.role_id).not.toBe(roleId);
  expect(told(await login(again.role_id, secret_id))).toBe("401 login_refused");
});

it("a role goes with its identity", async () => {
  const shop = await newShop();
  const { secret_id } = await newSecretId(shop);
  must(await shop.tenant.api("DELETE /v1/identity/identities/sa:ci"), 204);
  expect(told(await shop.tenant.api("GET /v1/approles/ci"))).toBe("404 approle_not_found");
  expect(told(await login(shop.roleId, secret_id))).toBe("401 login_refused");
});
