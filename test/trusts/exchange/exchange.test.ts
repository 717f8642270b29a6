import { runDurableObjectAlarm } from "cloudflare:test";
import { expect, it } from "vitest";
import { AT_MS, MINUTE_MS } from "../../approles/support";
import { asOperator, auditRows, call, must, newTenant } from "../../support/api";
import { newIssuer } from "../../support/issuer";
import { rowsOf, stopClock } from "../../support/spaces";
import { AT_S, causes, exchange, GRANT_TYPE, JWT_TYPE, newShop, newTrust, told } from "./support";

const FORM = { grant_type: GRANT_TYPE, subject_token: "a.b.c", subject_token_type: JWT_TYPE };

it.each<[object | string, string, object?]>([
  [
    {},
    "400 invalid_request",
    { fields: { grant_type: "required", subject_token: "required", subject_token_type: "required" } },
  ],
  [{ ...FORM, grant_type: "client_credentials" }, "400 unsupported_grant_type", { allowed: [GRANT_TYPE] }],
  [{ grant_type: "password" }, "400 unsupported_grant_type", { allowed: [GRANT_TYPE] }],
  [
    { grant_type: GRANT_TYPE },
    "400 invalid_request",
    { fields: { subject_token: "required", subject_token_type: "required" } },
  ],
  [{ ...FORM, subject_token: 7 }, "400 invalid_request", { fields: { subject_token: "type" } }],
  [
    { ...FORM, subject_token_type: "urn:ietf:params:oauth:token-type:saml2" },
    "400 invalid_request",
    { fields: { subject_token_type: "unsupported" }, allowed: [JWT_TYPE, JWT_TYPE.replace("jwt", "id_token")] },
  ],
  [
    { ...FORM, requested_token_type: JWT_TYPE },
    "400 invalid_request",
    { fields: { requested_token_type: "unsupported" }, allowed: [JWT_TYPE.replace("jwt", "access_token")] },
  ],
  [{ ...FORM, actor_token: "x" }, "400 invalid_request", { fields: { actor_token: "unsupported" } }],
  [{ ...FORM, scope: "secrets:read everything" }, "400 invalid_scope"],
  [{ ...FORM, scope: " " }, "400 invalid_scope"],
  ["grant_type=x", "400 invalid_request", { reason: "not_json" }],
  [{ ...FORM, subject_token: "x".repeat(40_000) }, "413 payload_too_large"],
  [FORM, "401 token_invalid"],
  [{ ...FORM, subject_token: "x".repeat(20_000) }, "401 token_invalid"],
  [{ ...FORM, audience: "tnt_nobody_here" }, "401 token_invalid"],
  [{ ...FORM, audience: "https://nobody.example" }, "401 token_invalid"],
])("trusts.exchange refuses what is wrong with its form or means nobody (%#)", async (body, status, details) => {
  const answer = await call("POST /v1/auth/token", { body });
  expect(told(answer)).toBe(status);
  if (details) expect(answer.body.error.details).toEqual(details);
});

it("a body that is neither a form nor JSON is told that a form is expected", async () => {
  const sent = { headers: { "content-type": "multipart/form-data; boundary=x" }, body: "--x--" };
  const answer = await call("POST /v1/auth/token", sent);
  expect([told(answer), answer.body.error.details]).toEqual([
    "415 unsupported_media_type",
    { expected: "application/x-www-form-urlencoded" },
  ]);
});

it("a parameter that is there twice is refused, in a form and in JSON, and one that nobody knows is passed over", async () => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const twice = await call("POST /v1/auth/token", {
    headers,
    body: `${new URLSearchParams({ ...FORM, resource: "x" })}&subject_token=second`,
  });
  expect([told(twice), twice.body.error.details]).toEqual([
    "400 invalid_request",
    { fields: { subject_token: "repeated" } },
  ]);
  const text = `{"grant_type":"${GRANT_TYPE}","grant_type":"${GRANT_TYPE}"}`;
  expect(told(await call("POST /v1/auth/token", { body: text }))).toBe("400 invalid_request");
  expect(told(await call("POST /v1/auth/token", { body: { ...FORM, resource: "x", client_id: "y" } }))).toBe(
    "401 token_invalid",
  );
});

it("a stranger is answered alike whatever is wrong with a token, and the log says what", async () => {
  const shop = await newShop();
  const { tenant, issuer, sign } = shop;
  const other = await newIssuer();
  const answers = [
    await shop.buy({ project: 8 }),
    await shop.buy({ project: undefined }),
    await shop.buy({ aud: [tenant.id] }),
    await shop.buy({ exp: AT_S - 61 }),
    await shop.buy({ nbf: AT_S + 61 }),
    await shop.buy({ iat: undefined }),
    await shop.buy({ iat: AT_S - 3700 }),
    await exchange(await other.sign({ iss: issuer.url, project: 7, aud: shop.audience, iat: AT_S, exp: AT_S + 9 })),
    await exchange((await sign()).replace(/.{6}$/, "AAAAAA")),
    await exchange(await sign(), { trust: "another" }),
    await exchange(await other.sign({ project: 7, aud: shop.audience, iat: AT_S, exp: AT_S + 9 })),
    await exchange(await sign({}, { header: { alg: "none" } }), { audience: tenant.id }),
  ];
  for (const { status, body, headers } of answers) {
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(body.error).toEqual({
      code: "token_invalid",
      message: "The token is not valid.",
      request_id: headers.get("x-request-id"),
    });
  }
  const at = (check: string, cause: string, claim?: string) => [
    "system:exchange",
    "token_invalid",
    { check, cause, ...(claim === undefined ? {} : { claim }) },
  ];
  expect(await causes(tenant)).toEqual([
    at("claim", "not_listed", "project"),
    at("claim", "required", "project"),
    at("audience", "not_listed", "aud"),
    at("expires_at", "past"),
    at("not_before", "future"),
    at("issued_at", "required"),
    at("issued_at", "past"),
    at("signature", "unknown"),
    at("signature", "unequal"),
    at("trust", "unknown"),
  ]);
});

it("trusts.exchange gives a token of the trust's life and scopes, which tells where it is from, and the log has both", async () => {
  const { tenant, trust, buy, issuer } = await newShop({ ttl: "20m" });
  const made = must(await buy({ jti: "one" }), 200);
  expect(made).toEqual({
    access_token: expect.stringMatching(/^pst_/),
    issued_token_type: "urn:ietf:params:oauth:token-type:access_token",
    token_type: "Bearer",
    expires_in: 1200,
    scope: "secrets:read secrets:list",
  });
  const who = must(await call("GET /v1/auth/whoami", { token: made.access_token }), 200);
  expect(who).toMatchObject({
    identity_id: "sa:deploy",
    scopes: ["secrets:read", "secrets:list"],
    trust_id: trust.id,
    token_expires_at: "2096-01-01T00:20:00Z",
  });
  const { tokens } = must(await tenant.api("GET /v1/tokens?identity_id=sa:deploy"), 200);
  expect(tokens).toMatchObject([
    { name: "ci", trust_id: trust.id, issuer: issuer.url, subject: "project:7", jti: "one", renewable: false },
  ]);
  const [row] = (await auditRows(tenant.stub)).filter(({ action }) => action === "token_exchange");
  expect(row).toMatchObject({ identity_id: "sa:deploy", token_id: null, success: 1, trust_id: trust.id });
  expect(JSON.parse(String(row?.extra_data))).toEqual({
    trust_id: trust.id,
    target_identity_id: "sa:deploy",
    target_token_id: tokens[0].id,
    scopes: ["secrets:read", "secrets:list"],
  });
  expect(JSON.stringify(await auditRows(tenant.stub))).not.toContain(made.access_token);
});

it("trusts.exchange takes a form as OAuth's clients send it, and an audience that is the tenant or the trust's", async () => {
  const { tenant, audience, sign } = await newShop();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  for (const named of ["", tenant.id, audience]) {
    const form = new URLSearchParams({ ...FORM, subject_token: await sign(), audience: named, scope: "secrets:list" });
    const answer = await call("POST /v1/auth/token", { headers, body: String(form) });
    expect([told(answer), answer.body.scope]).toEqual(["200 ok", "secrets:list"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
});

it("fewer scopes can be had, and none that the trust does not give or the identity may not have", async () => {
  const { tenant, buy } = await newShop({
    ...{ claims: { kind: "person" }, identity_id: "sa:{who}" },
    scopes: ["secrets:read", "identity:admin", "admin"],
  });
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "sa:plain" }), 201);
  must(
    await asOperator("POST /v1/identity/identities", { identity_id: "sa:head", roles: ["tenant_admin"] }, tenant.id),
    201,
  );
  const scopeOf = async (who: string, more: object = {}) => {
    const answer = await buy({ kind: "person", who }, more);
    return answer.body.scope ?? told(answer);
  };
  expect(await scopeOf("plain")).toBe("secrets:read");
  expect(await scopeOf("plain", { scope: "admin" })).toBe("400 invalid_scope");
  expect(await scopeOf("plain", { scope: "secrets:read secrets:write" })).toBe("400 invalid_scope");
  expect(await scopeOf("head")).toBe("secrets:read identity:admin admin");
  expect(await scopeOf("head", { scope: "admin secrets:read" })).toBe("secrets:read admin");
  expect(await scopeOf("nobody")).toBe("401 token_invalid");
});

it("a token buys one of ours, whoever of two that show it at the same time comes first, and its row goes when it has expired", async () => {
  const { tenant, sign } = await newShop();
  const jwt = await sign();
  const both = await Promise.all([exchange(jwt), exchange(jwt)]);
  expect(both.map(told).sort()).toEqual(["200 ok", "401 token_invalid"]);
  expect(told(await exchange(jwt))).toBe("401 token_invalid");
  // Another signature of the same statement is the same token; so is one without a `jti` that is shown again.
  const nameless = await sign({ jti: undefined });
  expect([told(await exchange(nameless)), told(await exchange(nameless))]).toEqual(["200 ok", "401 token_invalid"]);
  expect(await causes(tenant)).toEqual(
    Array(3).fill(["system:exchange", "token_invalid", { check: "single_use", cause: "repeated" }]),
  );
  const used = () => rowsOf(tenant.stub, "SELECT * FROM used_subject_tokens");
  expect((await used()).length).toBe(2);
  // An issuer's clock may be a minute behind: until then the token can still be shown.
  await stopClock(tenant.stub, AT_MS + 6 * MINUTE_MS - 1);
  await runDurableObjectAlarm(tenant.stub);
  expect([told(await exchange(jwt)), (await used()).length]).toEqual(["401 token_invalid", 2]);
  await stopClock(tenant.stub, AT_MS + 10 * MINUTE_MS);
  await runDurableObjectAlarm(tenant.stub);
  expect(await used()).toEqual([]);
});

it("a request that is refused for its scope uses nothing up", async () => {
  const { sign } = await newShop();
  const jwt = await sign();
  expect(told(await exchange(jwt, { scope: "secrets:write" }))).toBe("400 invalid_scope");
  expect(told(await exchange(jwt))).toBe("200 ok");
});

it("of a trust that says so a token buys many", async () => {
  const { sign, tenant } = await newShop({ single_use: false });
  const jwt = await sign();
  for (let n = 0; n < 3; n++) expect(told(await exchange(jwt))).toBe("200 ok");
  expect(await rowsOf(tenant.stub, "SELECT * FROM used_subject_tokens")).toEqual([]);
});

it("of several trusts the oldest active one whose claims hold takes a token, or the one that is named", async () => {
  const { tenant, issuer, audience, sign, trust } = await newShop({ claims: { project: "8" } });
  await stopClock(tenant.stub, AT_MS + 1);
  const any = await newTrust(tenant, issuer, { name: "any", audience, claims: { project: ["7", "9"] } });
  await stopClock(tenant.stub, AT_MS + 2);
  const late = await newTrust(tenant, issuer, { name: "late", audience, claims: { sub: "project:*" } });
  const trustOf = async (more: object) => {
    const answer = await exchange(await sign(), more);
    if (answer.status !== 200) return told(answer);
    return must(await call("GET /v1/auth/whoami", { token: answer.body.access_token }), 200).trust_id;
  };
  expect(await trustOf({})).toBe(any.id);
  expect(await trustOf({ trust: "late" })).toBe(late.id);
  expect(await trustOf({ trust: late.id })).toBe(late.id);
  expect(await trustOf({ trust: trust.id })).toBe("401 token_invalid");
  must(await tenant.api(`PATCH /v1/trusts/${any.id}`, { is_active: false }), 200);
  expect(await trustOf({})).toBe(late.id);
});

it("a suspended tenant gives no token, and no other tenant's trust does", async () => {
  const shop = await newShop();
  const other = await newTenant({ atMs: AT_MS });
  expect(told(await exchange(await shop.sign(), { audience: other.id }))).toBe("401 token_invalid");
  must(await asOperator(`PATCH /v1/identity/tenants/${shop.tenant.id}`, { status: "suspended" }), 200);
  const answer = await shop.buy();
  expect([told(answer), answer.body.error.details]).toEqual(["403 tenant_access_denied", { reason: "suspended" }]);
  expect(told(await shop.buy({ project: 8 }))).toBe("401 token_invalid");
});

it("the document says with which codes an exchange is refused", async () => {
  const { paths } = must(await call("GET /openapi.json"), 200);
  const told401 = (path: string) => paths[path].post.responses[401].description;
  expect([told401("/v1/auth/token"), told401("/v1/auth/approle/login")]).toEqual([
    "`token_invalid`",
    "`login_refused`",
  ]);
});

it("the second factor of a token is as old as the foreign token says, and never younger than now", async () => {
  const { buy } = await newShop({ ttl: "1h", mfa_claim: { claim: "amr", values: ["mfa", "hwk"] } });
  const bought = async (claims: object) => {
    const { access_token: token, expires_in } = must(await buy(claims), 200);
    return [expires_in, must(await call("GET /v1/auth/whoami", { token }), 200).mfa_verified_at];
  };
  expect(await bought({ amr: ["pwd"] })).toEqual([3600, null]);
  expect(await bought({ amr: ["pwd", "mfa"], auth_time: AT_S - 90 })).toEqual([3600, "2095-12-31T23:58:30Z"]);
  expect(await bought({ amr: "hwk", auth_time: AT_S + 900 })).toEqual([3600, "2096-01-01T00:00:00Z"]);
  expect(await bought({ amr: ["hwk"] })).toEqual([3600, "2096-01-01T00:00:00Z"]);
});
