import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { type Answer, asOperator, call, must, newTenant, newToken, OPERATOR_TOKEN } from "../support/api";
import { newPartner } from "../support/spaces";
import { codeOf } from "./support";

/** By prefix and by header: the same answer. */
async function naming(token: string, space: string, path = "/tokens"): Promise<Answer> {
  const byPrefix = await call(`GET /v1/t/${space}${path}`, { token });
  const byHeader = await call(`GET /v1${path}`, { token, headers: { "x-tenant-id": space } });
  expect(codeOf(byHeader)).toBe(codeOf(byPrefix));
  expect(byHeader.body.error?.details).toEqual(byPrefix.body.error?.details);
  return byPrefix;
}

it("naming a space works for a tenant's token with its home only, existing or not", async () => {
  const partner = await newPartner();
  const [tenant, sibling] = [await newTenant({ partnerId: partner.id }), await newTenant({ partnerId: partner.id })];
  must(await naming(tenant.admin, tenant.id), 200);
  for (const space of [sibling.id, "tnt_never", partner.id, "ptn_never", "operator", "x"]) {
    const answer = await naming(tenant.admin, space);
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ code: "tenant_access_denied", details: { reason: "foreign" } });
  }
});

it("naming a space is for a partner's token without the role like for a tenant's", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  const plain = await partner.token(["identity:read"]);
  must(await naming(plain, partner.id), 200);
  for (const space of [tenant.id, "tnt_never", "ptn_never"])
    expect((await naming(plain, space)).body.error).toMatchObject({
      code: "tenant_access_denied",
      details: { reason: "foreign" },
    });
});

it("naming a space opens a partner's administrator its own tenants, and tells foreign spaces from unknown ones", async () => {
  const [partner, foreign] = [await newPartner(), await newPartner()];
  const tenant = await newTenant({ partnerId: partner.id });
  const stranger = await newTenant({ partnerId: foreign.id });
  must(await naming(partner.admin, tenant.id), 200);
  must(await naming(partner.admin, partner.id), 200);
  for (const space of [stranger.id, foreign.id])
    expect(codeOf(await naming(partner.admin, space))).toBe("403 access_denied");
  for (const space of ["tnt_never", "ptn_never"]) {
    const { body } = await naming(partner.admin, space);
    expect(body.error).toMatchObject({ code: "tenant_not_found", details: { id: space } });
  }
  expect(codeOf(await naming(partner.admin, "UPPER"))).toBe("404 tenant_not_found");
});

it("naming a space is asked of the operator, but for partners, tenants, whoami and keys", async () => {
  const tenant = await newTenant();
  const nameless = await asOperator("GET /v1/tokens");
  expect(nameless.status).toBe(400);
  expect(nameless.body.error).toMatchObject({ code: "invalid_request", details: { reason: "tenant_required" } });
  for (const line of ["partners", "tenants"]) must(await asOperator(`GET /v1/identity/${line}`), 200);
  must(await asOperator("GET /v1/admin/keys"), 200);
  expect(must(await asOperator("GET /v1/auth/whoami"), 200)).toEqual({
    identity_id: "system:operator",
    identity_type: "system",
    display_name: null,
    tenant_id: null,
    partner_id: null,
    scopes: ["identity:read", "identity:admin"],
    groups: [],
    roles: [],
    mfa_verified_at: null,
    token_id: null,
    token_expires_at: null,
    trust_id: null,
  });
  must(await naming(OPERATOR_TOKEN, tenant.id), 200);
  must(await naming(OPERATOR_TOKEN, tenant.partnerId), 200);
  for (const [space, id] of [
    ["tnt_never", "tnt_never"],
    ["ptn_never", "ptn_never"],
    ["x", "?"],
  ] as const) {
    const { status, body } = await naming(OPERATOR_TOKEN, space);
    expect([status, body.error]).toMatchObject([404, { code: "tenant_not_found", details: { id } }]);
  }
});

it("naming a space by prefix wins over the header, which is then not looked at", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  for (const header of ["tnt_never", "x", ""])
    must(await call(`GET /v1/t/${tenant.id}/tokens`, { token: tenant.admin, headers: { "x-tenant-id": header } }), 200);
  const other = await call("GET /v1/t/tnt_never/tokens", {
    token: tenant.admin,
    headers: { "x-tenant-id": tenant.id },
  });
  expect(codeOf(other)).toBe("403 tenant_access_denied");
  expect((await call(`GET /v1/t/${tenant.id}/health`)).status).toBe(404);
});

it("naming a space of a partner is no place for the broker", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  const home = await partner.api("GET /api/v1/credentials");
  expect(home.body.error).toMatchObject({ code: "invalid_request", details: { reason: "tenant_required" } });
  const there = { headers: { "x-tenant-id": tenant.id } };
  expect((await partner.api("GET /api/v1/credentials", undefined, there)).body).toEqual([]);
});

it("an identity may hold every scope and still be nobody elsewhere", async () => {
  const [one, two] = [await newTenant(), await newTenant()];
  const token = await newToken(one.id, "user:admin", SCOPES);
  const direct = await runInDurableObject(two.stub, (object) =>
    object.run({
      op: "tokens.list",
      token,
      named: null,
      input: { limit: 1 },
      meta: { requestId: "r", ip: null, userAgent: null },
    }),
  );
  expect(direct).toEqual({ ok: false, error: { code: "token_invalid" } });
});
