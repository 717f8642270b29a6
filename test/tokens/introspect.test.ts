import { expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { actions, call, must, newTenant } from "../support/api";
import { newPartner } from "../support/spaces";
import { make, NO_TRUST } from "./support";

it("tokens.introspect asks for scope admin and leaves no row", async () => {
  const tenant = await newTenant();
  const plain = await tenant.token(["identity:read"]);
  const refused = await call("POST /v1/auth/introspect", { token: plain, body: { token: "x" } });
  expect(refused.body.error).toMatchObject({ code: "insufficient_scope", details: { required_scope: "admin" } });
  await tenant.api("POST /v1/auth/introspect", { token: plain });
  expect(await actions(tenant)).toEqual([]);
});

it("tokens.introspect tells a live token of the space, and of any other text only that it is none", async () => {
  const [tenant, other] = [await newTenant(), await newTenant()];
  const made = await make(tenant);
  const look = async (token: string) => must(await tenant.api("POST /v1/auth/introspect", { token }), 200);
  expect(await look(made.token)).toEqual({
    active: true,
    token_id: made.id,
    identity_id: "user:admin",
    identity_type: "user",
    tenant_id: tenant.id,
    scopes: ["secrets:read"],
    expires_at: made.expires_at,
    issued_at: made.created_at,
    ...NO_TRUST,
  });
  const plain = await tenant.token(["secrets:read"]);
  const { identity_id } = (await call("GET /v1/auth/whoami", { token: plain })).body;
  await tenant.api(`PATCH /v1/identity/identities/${identity_id}`, { is_active: false });
  await tenant.api(`DELETE /v1/tokens/${made.id}`);
  for (const text of [made.token, plain, other.admin, mintToken(tenant.id), "", "x"])
    expect(await look(text)).toEqual({ active: false });
  const partner = await newPartner();
  expect((await partner.api("POST /v1/auth/introspect", { token: partner.admin })).body).toMatchObject({
    active: true,
    tenant_id: null,
  });
});
