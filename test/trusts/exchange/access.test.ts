import { expect, it } from "vitest";
import { AT_MS } from "../../approles/support";
import { asOperator, auditRows, call, must, newTenant, type TestTenant } from "../../support/api";
import { newIssuer, type TestIssuer } from "../../support/issuer";
import { newPartner, rowsOf } from "../../support/spaces";
import { AT_S, causes, newTrust, told } from "./support";

const APPLICATION = "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2";
const HEADER = "cf-access-jwt-assertion";

interface Team {
  readonly tenant: TestTenant;
  readonly team: TestIssuer;
  readonly audience: string;
  readonly trust: { readonly id: string };
  /** As somebody whom Access let in: what it puts into the request, and what else the request says. */
  as(claims: object, line: string, headers?: Readonly<Record<string, string>>, body?: unknown): ReturnType<typeof call>;
}

let serial = 0;

/** A tenant behind Access, where whoever has an address of the house is a person who may read. */
async function newTeam(settings: object = {}, place: { readonly partnerId?: string } = {}): Promise<Team> {
  const tenant = await newTenant({ atMs: AT_MS, ...place });
  const team = await newIssuer();
  const audience = `${APPLICATION}${tenant.id}${serial++}`;
  const trust = await newTrust(tenant, team, {
    ...{ preset: "cloudflare_access", name: "team", audience, claims: { email: "*@house.example" } },
    ...{ identity_id: "user:{email}", create_identity: true, scopes: ["secrets:list", "identity:read"] },
    ...settings,
  });
  return {
    ...{ tenant, team, audience, trust },
    async as(claims, line, headers = {}, body) {
      const jwt = await team.sign({
        ...{ aud: [audience], email: "Anna@house.example", type: "app", sub: "0f1e", iat: AT_S, exp: AT_S + 600 },
        ...claims,
      });
      return await call(line, { headers: { [HEADER]: jwt, ...headers }, body });
    },
  };
}

it("whoever Access does not vouch for is refused like a token that nobody knows, and the log says why", async () => {
  const { tenant, as, audience } = await newTeam();
  const stranger = await newIssuer();
  const forged = await stranger.sign({ aud: [audience], email: "anna@house.example", iat: AT_S, exp: AT_S + 600 });
  const answers = [
    await as({ email: "anna@elsewhere.example" }, "GET /v1/auth/whoami"),
    await as({ email: "anna@house.example\n" }, "GET /v1/auth/whoami"),
    await as({ exp: AT_S - 100 }, "GET /v1/auth/whoami"),
    await as({ iat: AT_S - 90_000 }, "GET /v1/auth/whoami"),
    await as({ aud: ["another"] }, "GET /v1/auth/whoami"),
    await as({ aud: ["another"] }, "GET /v1/auth/whoami", { "x-tenant-id": tenant.id }),
    await call("GET /v1/auth/whoami", { headers: { [HEADER]: forged } }),
    await call("GET /v1/auth/whoami", { headers: { [HEADER]: "no.token" } }),
    await call("GET /v1/auth/whoami", { headers: { [HEADER]: "x".repeat(20_000) } }),
  ];
  expect(answers.map(told)).toEqual(answers.map(() => "401 token_invalid"));
  const at = (check: string, cause: string, claim?: string) => [
    "system:exchange",
    "token_invalid",
    { check, cause, ...(claim === undefined ? {} : { claim }) },
  ];
  expect(await causes(tenant)).toEqual([
    at("claim", "not_listed", "email"),
    at("claim", "not_listed", "email"),
    at("expires_at", "past"),
    at("issued_at", "past"),
    at("audience", "not_listed", "aud"),
  ]);
  expect(await rowsOf(tenant.stub, "SELECT id FROM identities WHERE id LIKE 'user:anna%'")).toEqual([]);
});

it("a header of Access counts for nothing beside a bearer, and a trust of another preset does not take it", async () => {
  const { as, tenant } = await newTeam();
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  expect((await as({}, "GET /v1/auth/whoami", bearer(tenant.admin))).body.identity_id).toBe("user:admin");
  expect(told(await as({}, "GET /v1/auth/whoami", bearer("pst_nothing")))).toBe("401 token_invalid");
  expect(told(await as({}, "GET /v1/auth/whoami", { authorization: "Basic x" }))).toBe("401 authentication_required");
  const plain = await newTeam({ preset: "oidc" });
  expect(told(await plain.as({}, "GET /v1/auth/whoami"))).toBe("401 token_invalid");
});

it("a page of another site may read nothing into being: what writes is refused, whatever its browser sends along", async () => {
  const { as } = await newTeam({ scopes: ["policies:write"] });
  const write = (site?: string) =>
    as({}, "POST /v1/policies", site === undefined ? {} : { "sec-fetch-site": site }, {
      name: `by ${site}`,
      rules: [],
    });
  for (const site of ["cross-site", "same-site", "odd"]) expect(told(await write(site))).toBe("403 origin_not_allowed");
  for (const site of ["same-origin", "none", undefined])
    expect((await write(site)).body.error?.code).not.toBe("origin_not_allowed");
  const foreign = { "sec-fetch-site": "cross-site" };
  for (const line of [
    "PUT /v1/secrets/a",
    "PATCH /v1/tenant/settings",
    "DELETE /v1/secrets/a",
    "POST /api/v1/credentials",
  ])
    expect([line, told(await as({}, line, foreign, {}))]).toEqual([line, "403 origin_not_allowed"]);
  expect(told(await as({}, "GET /v1/auth/whoami", foreign))).toBe("200 ok");
});

it("somebody behind Access is a person of the tenant with what the trust gives, in this request alone", async () => {
  const { tenant, as, trust } = await newTeam({ mfa_claim: { claim: "amr", values: ["hwk"] } });
  const who = must(await as({ amr: ["pwd", "hwk"] }, "GET /v1/auth/whoami"), 200);
  expect(who).toMatchObject({
    identity_id: "user:anna@house.example",
    tenant_id: tenant.id,
    token_id: null,
    trust_id: trust.id,
    scopes: ["secrets:list", "identity:read"],
    mfa_verified_at: "2096-01-01T00:00:00Z",
    token_expires_at: "2096-01-01T00:10:00Z",
  });
  must(await as({}, "GET /v1/identity/identities"), 200);
  expect(told(await as({}, "GET /v1/audit/logs"))).toBe("403 insufficient_scope");
  expect(await rowsOf(tenant.stub, "SELECT * FROM tokens WHERE identity_id LIKE 'user:anna%'")).toEqual([]);
  const rows = (await auditRows(tenant.stub)).filter(({ trust_id }) => trust_id === trust.id);
  expect(rows.map(({ action, identity_id, error_code }) => [action, identity_id, error_code])).toEqual([
    ["trust_create", "user:admin", null],
    ["identity_create", "system:exchange", null],
    ["config_read", "user:anna@house.example", null],
    ["audit_query", "user:anna@house.example", "insufficient_scope"],
  ]);
});

it("a trust of Access that is disabled or deleted lets nobody in from the next request on, and an identity that is not active neither", async () => {
  const { tenant, as, trust } = await newTeam();
  must(await as({}, "GET /v1/auth/whoami"), 200);
  const anna = "user:anna@house.example";
  must(await tenant.api(`PATCH /v1/identity/identities/${anna}`, { is_active: false }), 200);
  expect(told(await as({}, "GET /v1/auth/whoami"))).toBe("401 token_invalid");
  must(await tenant.api(`PATCH /v1/identity/identities/${anna}`, { is_active: true }), 200);
  must(await tenant.api(`PATCH /v1/trusts/${trust.id}`, { is_active: false }), 200);
  expect(told(await as({}, "GET /v1/auth/whoami"))).toBe("401 token_invalid");
  must(await tenant.api(`PATCH /v1/trusts/${trust.id}`, { is_active: true }), 200);
  must(await as({}, "GET /v1/auth/whoami"), 200);
  must(await tenant.api(`DELETE /v1/trusts/${trust.id}`), 204);
  expect(told(await as({}, "GET /v1/auth/whoami"))).toBe("401 token_invalid");
});

it("of a tenant that is suspended nobody new becomes a person", async () => {
  const { tenant, as } = await newTeam();
  const suspend = (status: string) => asOperator(`PATCH /v1/identity/tenants/${tenant.id}`, { status });
  const people = () => rowsOf(tenant.stub, "SELECT id FROM identities WHERE id LIKE 'user:anna%'");
  must(await suspend("suspended"), 200);
  expect([told(await as({}, "GET /v1/auth/whoami")), await people()]).toEqual(["403 tenant_access_denied", []]);
  must(await suspend("active"), 200);
  expect([told(await as({}, "GET /v1/auth/whoami")), (await people()).length]).toEqual(["200 ok", 1]);
});

it("twenty requests of somebody new at the same time make one identity", async () => {
  const { tenant, as } = await newTeam();
  const answers = await Promise.all(Array.from({ length: 20 }, () => as({}, "GET /v1/auth/whoami")));
  expect(new Set(answers.map(told))).toEqual(new Set(["200 ok"]));
  const made = (await auditRows(tenant.stub)).filter(({ action }) => action === "identity_create");
  expect(made.map(({ identity_id }) => identity_id)).toEqual(["system:operator", "system:exchange"]);
});

it("what the partner shares is open to somebody behind Access as to a token of the tenant, and the partner's log names the trust", async () => {
  const partner = await newPartner();
  const { as, tenant, trust } = await newTeam({ scopes: ["secrets:read"] }, { partnerId: partner.id });
  expect(told(await as({ email: "anna@elsewhere.example" }, "GET /v1/partner/secrets/shop/a"))).toBe(
    "401 token_invalid",
  );
  expect(told(await as({}, "GET /v1/partner/secrets/shop/a"))).toBe("404 secret_not_found");
  const rows = (await auditRows(partner.stub)).filter(({ trust_id }) => trust_id === trust.id);
  expect(rows.map(({ action, identity_id, actor_tenant_id }) => [action, identity_id, actor_tenant_id])).toEqual([
    ["read", "user:anna@house.example", tenant.id],
  ]);
});

it("Access's token is taken by both halves of the interface, with the tenant in the address, in a header, or found by its audience", async () => {
  const { as, tenant } = await newTeam({ scopes: ["secrets:list", "credentials:read"] });
  const named = { "x-tenant-id": tenant.id };
  expect(told(await as({}, "GET /api/v1/credentials"))).toBe("200 ok");
  expect(told(await as({}, "GET /api/v1/credentials", named))).toBe("200 ok");
  expect(told(await as({}, `GET /v1/t/${tenant.id}/secrets`))).toBe("200 ok");
  const other = await newTenant({ atMs: AT_MS });
  expect(told(await as({}, `GET /v1/t/${other.id}/secrets`))).toBe("401 token_invalid");
  expect(told(await as({}, "GET /api/v1/credentials", { "x-tenant-id": String(other.partnerId) }))).toBe(
    "403 tenant_access_denied",
  );
});
