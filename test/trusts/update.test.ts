import { expect, it } from "vitest";
import { call, must, newTenant, newToken, OPERATOR_TOKEN, type TestTenant } from "../support/api";
import { AT_MS, ended, GITHUB, newTrust, OIDC, PUBLIC_KEY, plantToken, trustRows, withDeploy } from "./records-support";

const patch = (tenant: TestTenant, id: string, body: object) => tenant.api(`PATCH /v1/trusts/${id}`, body);

it("trusts.update refuses an unknown trust, no change, an unknown key, and what a trust may not be afterwards", async () => {
  const tenant = await withDeploy(await newTenant());
  const made = await newTrust(tenant, GITHUB);
  await newTrust(tenant, { ...OIDC, name: "other" });
  const error = async (body: object, id: string = made.id) => (await patch(tenant, id, body)).body.error;
  expect(await error({ name: "x" }, "trs_unknown")).toMatchObject({
    code: "trust_not_found",
    details: { id: "trs_unknown" },
  });
  expect((await error({})).details.fields).toEqual({ body: "required" });
  expect((await error({ name: "x", id: "x", created_at: "y" })).details.fields).toEqual({
    id: "unknown",
    created_at: "unknown",
  });
  expect((await error({ claims: { sub: "x" } })).details.fields).toEqual({
    "claims.repository_id": "required",
    "claims.repository_owner_id": "required",
    "claims.ref": "required",
  });
  expect((await error({ jwks: { keys: [PUBLIC_KEY] }, jwks_uri: "https://issuer.example/k" })).details.fields).toEqual({
    jwks_uri: "exclusive",
  });
  expect((await error({ preset: "cloudflare_access" })).details.fields).toMatchObject({ issuer: "format" });
  expect((await error({ issuer: "https://10.0.0.1" })).details.fields).toEqual({ issuer: "private" });
  expect(await error({ name: "other" })).toMatchObject({ code: "name_conflict", details: { field: "name" } });
  expect(await error({ identity_id: "sa:none" })).toMatchObject({ code: "identity_not_found" });
  expect(must(await tenant.api(`GET /v1/trusts/${made.id}`), 200)).toEqual(made);
});

it("trusts.update by who lacks a scope of the trust is refused, whatever it changes, but for its end", async () => {
  const tenant = await withDeploy(await newTenant());
  const made = await newTrust(tenant, { ...OIDC, scopes: ["secrets:read", "secrets:write"] });
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "sa:mine" }), 201);
  const token = await newToken(tenant.id, "user:admin", ["identity:admin", "secrets:read"]);
  const as = (body: object) => call(`PATCH /v1/trusts/${made.id}`, { token, body });
  for (const change of [
    { identity_id: "sa:mine" },
    { claims: { sub: "mine" } },
    { issuer: "https://mine.example" },
    { jwks: { keys: [PUBLIC_KEY] } },
    { name: "mine" },
    { is_active: true },
    { is_active: false, claims: { sub: "mine" } },
    { scopes: ["secrets:write"] },
  ])
    expect((await as(change)).body.error).toMatchObject({ code: "access_denied" });
  expect(must(await as({ is_active: false }), 200)).toMatchObject({
    is_active: false,
    scopes: ["secrets:read", "secrets:write"],
  });
  expect((await as({ is_active: true })).body.error.code).toBe("access_denied");
  expect(must(await as({ is_active: true, scopes: ["secrets:read"] }), 200).scopes).toEqual(["secrets:read"]);
});

it("trusts.update of a trust that gives a role is for who may give it", async () => {
  const tenant = await newTenant();
  const making = { ...OIDC, identity_id: "user:{email}", create_identity: true, roles: ["tenant_admin"] };
  const body = { ...making, name: "admins" };
  const made = must(
    await call("POST /v1/trusts", {
      token: OPERATOR_TOKEN,
      body,
      headers: { "x-tenant-id": tenant.id },
    }),
    201,
  );
  expect((await patch(tenant, made.id, { claims: { sub: "mine" } })).body.error).toMatchObject({
    code: "access_denied",
  });
  must(await patch(tenant, made.id, { is_active: false }), 200);
});

it("trusts.update changes what it is told, clears what may be missing, and says which fields", async () => {
  const tenant = await withDeploy(await newTenant());
  const made = await newTrust(tenant, {
    ...OIDC,
    jwks: { keys: [PUBLIC_KEY] },
    mfa_claim: { claim: "amr", values: ["mfa"] },
  });
  const after = must(
    await patch(tenant, made.id, { name: "renamed", jwks: null, mfa_claim: null, ttl: "5m", single_use: false }),
    200,
  );
  expect(after).toEqual({
    ...made,
    name: "renamed",
    jwks: null,
    mfa_claim: null,
    ttl: "5m",
    single_use: false,
    updated_at: after.updated_at,
  });
  expect(must(await tenant.api(`GET /v1/trusts/${made.id}`), 200)).toEqual(after);
  const row = (await trustRows(tenant)).at(-1);
  expect([row?.action, row?.trust_id, JSON.parse(String(row?.extra_data)).fields]).toEqual([
    "trust_update",
    made.id,
    ["name", "jwks", "ttl", "mfa_claim", "single_use"],
  ]);
});

const WIDE = { ...OIDC, claims: { sub: ["a", "b"] }, scopes: ["secrets:read", "secrets:list"], ttl: "10m" };

it.each<[string, object]>([
  ["it is disabled", { is_active: false }],
  ["its issuer changes", { issuer: "https://other.example" }],
  ["its keys change", { jwks: { keys: [PUBLIC_KEY] } }],
  ["its audience changes", { audience: "https://other.example/aud" }],
  ["a claim takes fewer values", { claims: { sub: "a" } }],
  ["a claim is asked for besides", { claims: { sub: ["a", "b"], ref: "x" } }],
  ["it stands for another identity", { identity_id: "sa:other" }],
  ["it gives fewer scopes", { scopes: ["secrets:read"] }],
  ["it gives a shorter life", { ttl: "5m" }],
  ["it believes another second factor", { mfa_claim: { claim: "amr", values: ["mfa"] } }],
])("trusts.update ends the tokens that a trust gave, where %s", async (_, change) => {
  const tenant = await withDeploy(await newTenant({ atMs: AT_MS }));
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "sa:other" }), 201);
  const [one, other] = [await newTrust(tenant, WIDE), await newTrust(tenant, { ...WIDE, name: "other" })];
  await plantToken(tenant, one.id, "tok_one");
  await plantToken(tenant, other.id, "tok_other");
  must(await patch(tenant, one.id, change), 200);
  expect(await ended(tenant)).toEqual(["tok_one"]);
  expect(JSON.parse(String((await trustRows(tenant)).at(-1)?.extra_data))).toMatchObject({ tokens_revoked: 1 });
});

it.each<[string, object]>([
  ["it has another name", { name: "renamed" }],
  ["a claim takes more values", { claims: { "/sub": ["b", "a", "c"] } }],
  ["it gives more scopes", { scopes: ["secrets:list", "secrets:read", "secrets:write"] }],
  ["it gives a longer life", { ttl: "1h" }],
  ["tokens may be shown twice", { single_use: false }],
])("trusts.update leaves the tokens that a trust gave alone, where %s", async (_, change) => {
  const tenant = await withDeploy(await newTenant({ atMs: AT_MS }));
  const made = await newTrust(tenant, WIDE);
  await plantToken(tenant, made.id, "tok_one");
  must(await patch(tenant, made.id, change), 200);
  expect(await ended(tenant)).toEqual([]);
});
