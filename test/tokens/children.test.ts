import { expect, it } from "vitest";
import { auditRows, call, must, newTenant, OPERATOR_TOKEN, type TestTenant } from "../support/api";
import { newPartner, shiftClock } from "../support/spaces";
import { AT, HOUR_MS, make, whoami } from "./support";

const childOf = (token: string, body: object = {}) =>
  call("POST /v1/tokens/self/children", { token, body: { name: "terraform", ...body } });

async function policy(tenant: TestTenant, name: string, pattern: string): Promise<string> {
  const rules = [{ path_pattern: pattern, permissions: ["read", "write"] }];
  const { id } = must(await tenant.api("POST /v1/policies", { name, rules }), 201);
  must(await tenant.api(`POST /v1/policies/${id}/bindings`, { identity_type: "user", identity_id: "user:admin" }), 201);
  return id;
}

it.each([
  [{ name: "" }, "validation_error", { fields: { name: "empty" } }],
  [{ expires_in: "1y" }, "invalid_duration", { field: "expires_in" }],
  [{ scopes: [] }, "validation_error", { fields: { scopes: "empty" } }],
  [{ scopes: ["secrets:write"] }, "access_denied", undefined],
  [{ policies: ["none-such"] }, "validation_error", { fields: { policies: "unsupported" } }],
  [{ policies: ["a", "a"] }, "validation_error", { fields: { policies: "duplicate" } }],
  [{ no_parent: true }, "insufficient_scope", { required_scope: "identity:admin" }],
  [{ identity_id: "user:admin" }, "validation_error", { fields: { identity_id: "unknown" } }],
])("tokens.create_child refuses %j to a token that reads secrets", async (body, code, details) => {
  const tenant = await newTenant();
  const { token } = await make(tenant);
  const { error } = (await childOf(token, body)).body;
  expect([error.code, error.details]).toEqual([code, details]);
});

it("tokens.create_child is not for the operator, who has no token here", async () => {
  expect((await childOf(OPERATOR_TOKEN)).body.error.code).toBe("token_not_found");
});

it("tokens.create_child gives the maker's identity, scopes and policies, and tells who made it", async () => {
  const tenant = await newTenant({ rules: [{ path_pattern: "shop/**", permissions: ["read"] }] });
  const maker = await make(tenant, { expires_in: "2h", mfa_verified_at: "2026-01-01T00:00:00Z" });
  const made = must(await childOf(maker.token, { expires_in: "1h", renewable: true, max_ttl: "90m" }), 201);
  expect(made).toEqual({
    ...maker,
    id: expect.stringMatching(/^tok_/),
    token: expect.stringMatching(/^pst_/),
    name: "terraform",
    created_at: AT,
    expires_at: AT,
    renewable: true,
    max_ttl: "90m",
    parent: maker.id,
    via: "child",
    policies: [expect.any(String)],
    is_cut: false,
  });
  expect(Date.parse(made.expires_at) - Date.parse(made.created_at)).toBe(HOUR_MS);
  const [row] = (await auditRows(tenant.stub)).filter(({ action }) => action === "token_create_child");
  expect([row?.identity_id, row?.token_id, JSON.parse(String(row?.extra_data))]).toEqual([
    "user:admin",
    maker.id,
    { parent: maker.id, scopes: ["secrets:read"], target_identity_id: "user:admin", target_token_id: made.id },
  ]);
});

it("tokens.create_child cuts the life to the maker's rest, and says so only where a life was asked for", async () => {
  const tenant = await newTenant();
  const maker = await make(tenant, { expires_in: "1h" });
  const asked = must(await childOf(maker.token, { expires_in: "2h" }), 201);
  const plain = must(await childOf(maker.token), 201);
  expect([asked.expires_at, asked.is_cut]).toEqual([maker.expires_at, true]);
  expect([plain.expires_at, plain.is_cut]).toEqual([maker.expires_at, false]);
});

it("a child of fewer policies may do what those allow and no more, also by its own children", async () => {
  const tenant = await newTenant();
  const shop = await policy(tenant, "shop", "shop/**");
  await policy(tenant, "bank", "bank/**");
  const maker = await make(tenant, { scopes: ["secrets:write"] });
  const put = async (token: string, path: string) =>
    (await call(`PUT /v1/secrets/${path}`, { token, body: { data: { a: "b" } } })).status;
  const child = must(await childOf(maker.token, { policies: ["shop"] }), 201);
  expect([child.policies, child.policy_ids]).toEqual([["shop"], [shop]]);
  const grandchild = must(await childOf(child.token), 201);
  expect([await put(child.token, "shop/a"), await put(child.token, "bank/a")]).toEqual([201, 403]);
  expect([await put(grandchild.token, "shop/b"), await put(grandchild.token, "bank/b")]).toEqual([201, 403]);
  const wider = await childOf(child.token, { policies: ["bank"] });
  expect(wider.body.error.details).toEqual({ fields: { policies: "unsupported" } });
  const nothing = must(await childOf(maker.token, { policies: [] }), 201);
  expect([nothing.policies, await put(nothing.token, "shop/c")]).toEqual([[], 403]);
  // What the child was given counts no longer than its identity holds it.
  must(await tenant.api(`PATCH /v1/policies/${shop}`, { is_active: false }), 200);
  expect(await put(child.token, "shop/d")).toBe(403);
});

it("in a partner's space, where rights come from the role, a child takes no list of policies, and acts where its maker may", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  const limited = await childOf(partner.admin, { policies: [] });
  expect(limited.body.error.details).toEqual({ fields: { policies: "unsupported" } });
  const child = must(await childOf(partner.admin), 201);
  const list = await call("GET /v1/tokens", { token: child.token, headers: { "x-tenant-id": tenant.id } });
  expect(list.status).toBe(200);
});

it("children die with their maker by revocation and by the end of a rotation, to the last", async () => {
  const tenant = await newTenant();
  const line = async () => {
    const maker = await make(tenant);
    const child = must(await childOf(maker.token), 201);
    const last = must(await childOf(child.token), 201);
    return { maker, child, last };
  };
  const first = await line();
  must(await tenant.api(`DELETE /v1/tokens/${first.maker.id}`), 204);
  expect([await whoami(first.child.token), await whoami(first.last.token)]).toEqual(["token_revoked", "token_revoked"]);
  const second = await line();
  must(await tenant.api(`POST /v1/tokens/${second.maker.id}/rotate`, { overlap: "1h" }), 201);
  expect([await whoami(second.child.token), await whoami(second.last.token)]).toEqual(["ok", "ok"]);
  await shiftClock(tenant.stub, HOUR_MS);
  expect([await whoami(second.child.token), await whoami(second.last.token)]).toEqual([
    "token_expired",
    "token_expired",
  ]);
});

it("a child without a parent is for administrators and lives on when its maker is gone", async () => {
  const tenant = await newTenant();
  const maker = await make(tenant, { scopes: ["admin"] });
  const child = must(await childOf(maker.token, { no_parent: true, scopes: ["secrets:read"] }), 201);
  expect(child).toMatchObject({ parent: null, via: "child", scopes: ["secrets:read"] });
  must(await tenant.api(`DELETE /v1/tokens/${maker.id}`), 204);
  expect(await whoami(child.token)).toBe("ok");
  const rotated = await tenant.api(`POST /v1/tokens/${child.id}/rotate`);
  expect(rotated.body.error).toMatchObject({ code: "validation_error", details: { reason: "unsupported" } });
});
