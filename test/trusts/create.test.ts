import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { asOperator, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { newPartner } from "../support/spaces";
import {
  AT,
  AT_MS,
  GITHUB,
  heldInD1,
  newTrust,
  OIDC,
  PUBLIC_KEY,
  PUBLIC_URL,
  trustRows,
  withDeploy,
} from "./records-support";

const create = (tenant: TestTenant, body: object) => tenant.api("POST /v1/trusts", body);
const fieldsOf = async (tenant: TestTenant, body: object) => {
  const { status, body: told } = await create(tenant, body);
  return [status, told.error?.code, told.error?.details?.fields];
};

it("trusts.create is refused without identity:admin, in a partner, and for who has no role any more", async () => {
  const tenant = await withDeploy(await newTenant());
  const reader = await tenant.token(["identity:read", "secrets:read"]);
  const partner = await newPartner();
  for (const line of [
    "POST /v1/trusts",
    "GET /v1/trusts",
    "GET /v1/trusts/trs_x",
    "PATCH /v1/trusts/trs_x",
    "DELETE /v1/trusts/trs_x",
  ]) {
    const body = line.startsWith("POST") ? OIDC : line.startsWith("PATCH") ? { is_active: false } : undefined;
    expect((await call(line, { token: reader, body })).body.error.code).toBe("insufficient_scope");
    expect((await partner.api(line, body)).body.error.details).toEqual({ reason: "tenant_required" });
  }
});

it("trusts.create tells each fault by its field, and no value", async () => {
  const tenant = await withDeploy(await newTenant());
  const { name: _, claims: __, identity_id: ___, scopes: ____, ...rest } = OIDC;
  expect(await fieldsOf(tenant, rest)).toEqual([
    422,
    "validation_error",
    { name: "required", claims: "required", identity_id: "required", scopes: "required" },
  ]);
  const odd = {
    ...OIDC,
    name: "trs_x",
    preset: "circleci",
    issuer: "issuer.example",
    jwks_uri: "http://canary.example/keys",
    jwks: { keys: [{ ...PUBLIC_KEY, d: "canary" }] },
    audience: "",
    claims: { "a..b": "x", sub: "", ref: [], x: ["a", "a"], y: ["a", 1], z: { canary: 1 } },
    identity_id: "group:canary",
    create_identity: "yes",
    groups: ["sre"],
    groups_claim: "a b",
    groups_map: { canary: "sre", "": "group:sre" },
    scopes: ["secrets:canary"],
    mfa_claim: { claim: "amr", values: [] },
    single_use: 1,
    strange: "canary",
  };
  const { status, text, body } = await create(tenant, odd);
  expect([status, text.includes("canary.example"), body.error.details.fields]).toMatchObject([
    422,
    false,
    {
      name: "reserved",
      preset: "unsupported",
      issuer: "format",
      jwks_uri: "https_required",
      audience: "empty",
      "claims.a..b": "format",
      "claims.sub": "empty",
      "claims.ref": "empty",
      "claims.x": "duplicate",
      "claims.y[1]": "type",
      "claims.z": "type",
      identity_id: "format",
      create_identity: "type",
      "groups[0]": "format",
      groups_claim: "format",
      "groups_map.canary": "format",
      "groups_map.?": "format",
      "scopes[0]": "unsupported",
      "mfa_claim.values": "empty",
      single_use: "type",
      strange: "unknown",
    },
  ]);
  expect(Object.keys(body.error.details.fields).some((field) => field.startsWith("jwks.keys[0]"))).toBe(true);
});

it.each<[string, object, object]>([
  ["no claims", { claims: {} }, { claims: "empty" }],
  ["claims that are a list", { claims: ["sub"] }, { claims: "type" }],
  [
    "21 claims",
    { claims: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`c${at}`, "x"])) },
    { claims: "too_many" },
  ],
  ["claims that fit everybody", { claims: { sub: "*" } }, { claims: "wildcard" }],
  ["no issuer", { issuer: undefined }, { issuer: "required" }],
  ["an issuer without https", { issuer: "http://issuer.example" }, { issuer: "https_required" }],
  ["an issuer with a query", { issuer: "https://issuer.example/?a=b" }, { issuer: "format" }],
  ["an issuer with a user", { issuer: "https://a@issuer.example" }, { issuer: "format" }],
  ["an issuer of 513 characters", { issuer: `https://issuer.example/${"a".repeat(490)}` }, { issuer: "too_long" }],
  ["an issuer that may not be asked", { issuer: "https://169.254.169.254" }, { issuer: "forbidden" }],
  ["an issuer in a private network", { issuer: "https://10.0.0.1" }, { issuer: "private" }],
  [
    "a private cluster without its keys",
    { issuer: "https://kubernetes.default.svc.cluster.local" },
    { issuer: "private" },
  ],
  [
    "both kinds of keys",
    { jwks: { keys: [PUBLIC_KEY] }, jwks_uri: "https://issuer.example/keys" },
    { jwks_uri: "exclusive" },
  ],
  ["a set without keys", { jwks: { keys: [] } }, { "jwks.keys": "empty" }],
  ["a set that is a list", { jwks: [PUBLIC_KEY] }, { jwks: "type" }],
  ["a life of 59 seconds", { ttl: "59s" }, { ttl: "range" }],
  ["a life of more than an hour", { ttl: "61m" }, { ttl: "range" }],
  ["groups of an identity that is not made", { groups: ["group:sre"] }, { create_identity: "required" }],
  ["roles of an identity that is not made", { roles: ["tenant_admin"] }, { create_identity: "required" }],
  ["a claim of groups without a map", { groups_claim: "groups" }, { groups_map: "required" }],
  ["a map without a claim of groups", { groups_map: { a: "group:sre" } }, { groups_claim: "required" }],
  ["a role of another kind of space", { create_identity: true, roles: ["partner_admin"] }, { roles: "unsupported" }],
  ["scopes that need a role", { scopes: ["identity:admin"] }, { scopes: "role_required" }],
  [
    "scopes that need a role, of one to be made",
    { identity_id: "sa:new", create_identity: true, scopes: ["admin"] },
    { scopes: "role_required" },
  ],
  [
    "a workflow that is not named by ids",
    { preset: "github", issuer: undefined },
    { "claims.repository_id": "required", "claims.repository_owner_id": "required", "claims.ref": "required" },
  ],
  [
    "Access without an application",
    { preset: "cloudflare_access", issuer: "https://acme.cloudflareaccess.com" },
    { audience: "required" },
  ],
  ["Access of somebody else", { preset: "cloudflare_access", audience: "tag" }, { issuer: "format" }],
])("trusts.create refuses %s", async (_, change, fields) => {
  const tenant = await withDeploy(await newTenant());
  expect(await fieldsOf(tenant, { ...OIDC, ...change })).toEqual([422, "validation_error", fields]);
  expect(await heldInD1(`${PUBLIC_URL}/${tenant.id}`)).toEqual({});
});

it("trusts.create never passes over a claim, whatever objects call theirs", async () => {
  const tenant = await withDeploy(await newTenant());
  const raw = (claims: string) =>
    `{"name": "x", "issuer": "https://issuer.example", "identity_id": "sa:deploy", "scopes": ["secrets:read"], "claims": ${claims}}`;
  const made = must(await create(tenant, raw(`{"sub": "a", "__proto__": "b", "constructor": ["c"]}`) as never), 201);
  expect(JSON.stringify(made.claims)).toBe(`{"sub":"a","__proto__":"b","constructor":["c"]}`);
  expect((await create(tenant, raw(`{"sub": "a", "__proto__": {}}`) as never)).body.error.details.fields).toEqual({
    "claims.__proto__": "type",
  });
});

it("trusts.create gives nobody more than the caller has", async () => {
  const tenant = await withDeploy(await newTenant());
  const admin = await newToken(tenant.id, "user:admin", ["identity:admin", "secrets:read"]);
  const as = async (token: string, body: object) => (await call("POST /v1/trusts", { token, body })).body.error;
  expect(await as(admin, { ...OIDC, scopes: ["secrets:read", "secrets:write"] })).toMatchObject({
    code: "access_denied",
    details: { required_scope: "secrets:write" },
  });
  const making = { ...OIDC, identity_id: "user:{email}", create_identity: true, roles: ["tenant_admin"] };
  expect(await as(tenant.admin, making)).toMatchObject({
    code: "access_denied",
    details: { required_role: "partner_admin" },
  });
  expect(await trustRows(tenant)).toMatchObject([
    { action: "trust_create", error_code: "access_denied" },
    { action: "trust_create", error_code: "access_denied" },
  ]);
  must(await call("POST /v1/trusts", { token: admin, body: OIDC }), 201);
  expect(must(await asOperator("POST /v1/trusts", { ...making, name: "b" }, tenant.id), 201).roles).toEqual([
    "tenant_admin",
  ]);
});

it("trusts.create stands for an identity that there is, is active and no group, unless it is to be made", async () => {
  const tenant = await newTenant();
  const error = async (body: object) => (await create(tenant, { ...OIDC, ...body })).body.error;
  expect(await error({})).toMatchObject({ code: "identity_not_found", details: { field: "identity_id" } });
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "sa:off", is_active: false }), 201);
  expect((await error({ identity_id: "sa:off" })).details.fields).toEqual({ identity_id: "unsupported" });
  expect((await error({ identity_id: "sa:off", create_identity: true })).details.fields).toEqual({
    identity_id: "unsupported",
  });
  const groups = { identity_id: "sa:{sub}", create_identity: true, groups: ["group:sre"] };
  expect(await error(groups)).toMatchObject({ code: "identity_not_found", details: { field: "groups" } });
  const mapped = { identity_id: "sa:{sub}", groups_claim: "teams", groups_map: { a: "group:sre", b: "group:sre" } };
  expect(await error(mapped)).toMatchObject({ code: "identity_not_found", details: { field: "groups_map" } });
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "group:sre" }), 201);
  must(await create(tenant, { ...OIDC, ...groups, name: "a" }), 201);
  expect(must(await create(tenant, { ...OIDC, ...mapped, name: "b" }), 201).groups_map).toEqual(mapped.groups_map);
  must(await create(tenant, { ...OIDC, name: "c", identity_id: "sa:new", create_identity: true }), 201);
});

it("trusts.create shows the trust whole, with what its preset fills in", async () => {
  const tenant = await withDeploy(await newTenant({ atMs: AT_MS }));
  const made = await newTrust(tenant, GITHUB);
  expect(made).toEqual({
    id: expect.stringMatching(/^trs_[0-9a-hjkmnp-tv-z]{26}$/),
    name: "builds",
    preset: "github",
    issuer: "https://token.actions.githubusercontent.com",
    jwks_uri: null,
    jwks: null,
    audience: `${PUBLIC_URL}/${tenant.id}`,
    claims: GITHUB.claims,
    identity_id: "sa:deploy",
    create_identity: false,
    groups: [],
    roles: [],
    groups_claim: null,
    groups_map: {},
    scopes: ["secrets:read"],
    ttl: "15m",
    mfa_claim: null,
    single_use: true,
    console_sign_in: false,
    has_client_secret: false,
    is_active: true,
    created_by: "user:admin",
    created_at: AT,
    updated_at: AT,
  });
  expect(must(await tenant.api(`GET /v1/trusts/${made.id}`), 200)).toEqual(made);
  const [row] = await trustRows(tenant);
  expect(row).toMatchObject({ action: "trust_create", success: 1, trust_id: made.id, identity_id: "user:admin" });
  expect(JSON.parse(String(row?.extra_data))).toEqual({
    trust_id: made.id,
    issuer: made.issuer,
    scopes: ["secrets:read"],
  });
});

it("trusts.create keeps what it is told, and of keys that come along what verifies", async () => {
  const tenant = await withDeploy(await newTenant());
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "group:sre" }), 201);
  const told = {
    name: "cluster",
    preset: "kubernetes",
    issuer: "https://kubernetes.default.svc.cluster.local",
    audience: `https://vault.example/${tenant.id}`,
    claims: { sub: "system:serviceaccount:payments:deploy", "/kubernetes.io/pod/name": "*" },
    identity_id: "sa:{sub}",
    create_identity: true,
    groups: ["group:sre"],
    groups_claim: "teams",
    groups_map: { platform: "group:sre" },
    scopes: ["secrets:read", "secrets:list"],
    ttl: "1h",
    mfa_claim: { claim: "amr", values: ["mfa", "hwk"] },
    single_use: true,
    is_active: false,
  };
  const made = await newTrust(tenant, { ...told, jwks: { keys: [PUBLIC_KEY, { kty: "RSA", use: "enc" }] } });
  expect(made).toMatchObject({ ...told, roles: [], jwks_uri: null });
  expect(made.jwks.keys).toMatchObject([PUBLIC_KEY]);
  expect(made.jwks.keys).toHaveLength(1);
  const access = {
    ...OIDC,
    name: "people",
    preset: "cloudflare_access",
    issuer: "https://acme.cloudflareaccess.com",
    audience: `tag-${tenant.id}`,
  };
  const people = await newTrust(tenant, { ...access, claims: { email: "*" }, identity_id: "user:{email}", ttl: "12h" });
  expect(people).toMatchObject({ ttl: "12h", single_use: false });
});

it("trusts.create takes a name once, and 50 trusts at most", async () => {
  const tenant = await withDeploy(await newTenant());
  await newTrust(tenant);
  expect((await create(tenant, OIDC)).body.error).toMatchObject({ code: "name_conflict", details: { field: "name" } });
  const both = await Promise.all([
    create(tenant, { ...OIDC, name: "twin" }),
    create(tenant, { ...OIDC, name: "twin" }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    for (let at = 2; at < 50; at++)
      storage.sql.exec(
        "INSERT INTO trusts SELECT ?, ?, preset, issuer, jwks_uri, jwks, audience, claims, identity_id, create_identity, groups, roles, groups_claim, groups_map, scopes, ttl_ms, mfa_claim, single_use, is_active, created_by, created_at_ms, updated_at_ms, console_sign_in FROM trusts LIMIT 1",
        `trs_${at}`,
        `n${at}`,
      );
  });
  expect((await create(tenant, { ...OIDC, name: "more" })).body.error.details).toEqual({
    reason: "limit_reached",
    limit: 50,
  });
});

it("trusts.list shows the oldest first, page by page, and trusts.read nothing of another tenant", async () => {
  const [tenant, other] = [await withDeploy(await newTenant()), await newTenant()];
  const made = [
    await newTrust(tenant),
    await newTrust(tenant, { ...OIDC, name: "b" }),
    await newTrust(tenant, { ...OIDC, name: "c" }),
  ];
  const ids = made.map(({ id }) => id).sort();
  const first = must(await tenant.api("GET /v1/trusts?limit=2"), 200);
  expect([first.trusts.map(({ id }: { id: string }) => id), first.has_more]).toEqual([ids.slice(0, 2), true]);
  const rest = must(await tenant.api(`GET /v1/trusts?limit=2&cursor=${first.cursor}`), 200);
  expect(rest).toEqual({ trusts: [made.find(({ id }) => id === ids[2])], cursor: null, has_more: false });
  expect((await other.api(`GET /v1/trusts?cursor=${first.cursor}`)).body.error.code).toBe("invalid_cursor");
  for (const line of [`GET /v1/trusts/${ids[0]}`, `DELETE /v1/trusts/${ids[0]}`, "GET /v1/trusts/trs_unknown"])
    expect((await other.api(line)).body.error).toMatchObject({ code: "trust_not_found", message: "No such trust." });
});
