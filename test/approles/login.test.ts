import { expect, it } from "vitest";
import { newRoleId } from "../../src/approles/rules";
import { asOperator, auditRows, call, evict, must, type TestTenant } from "../support/api";
import { rowsOf, stopClock } from "../support/spaces";
import { AT_MS, login, MINUTE_MS, newSecretId, newShop, told } from "./support";

const refusals = async (tenant: TestTenant) =>
  (await auditRows(tenant.stub))
    .filter(({ action, success }) => action === "vault_login" && success === 0)
    .map(({ identity_id, error_code, extra_data }) => [identity_id, error_code, JSON.parse(String(extra_data)).cause]);

it.each([
  [{}, "422 validation_error"],
  [{ role_id: 1 }, "422 validation_error"],
  [{ role_id: "x", secret_id: "y", namespace: "z" }, "422 validation_error"],
  [{ role_id: "x".repeat(300) }, "422 validation_error"],
  ["no json", "400 invalid_request"],
  [{ role_id: "x", secret_id: "y".repeat(5000) }, "413 payload_too_large"],
  [{ role_id: "ci", secret_id: "y" }, "401 login_refused"],
  [{ role_id: newRoleId("tnt_nobody_here"), secret_id: "y" }, "401 login_refused"],
])("approles.login refuses %j", async (body, status) => {
  expect(told(await call("POST /v1/auth/approle/login", { body }))).toBe(status);
});

it("approles.login has one answer for a role that is not there, a wrong, a missing and an expired secret id, and the log has the cause", async () => {
  const shop = await newShop();
  const { tenant, roleId } = shop;
  const brief = await newSecretId(shop, { ttl: "1m" });
  await stopClock(tenant.stub, AT_MS + MINUTE_MS);
  const answers = [
    await login(newRoleId(tenant.id), "x"),
    await login(roleId, "x"),
    await login(roleId),
    await login(roleId, brief.secret_id),
  ];
  for (const { status, body, headers } of answers) {
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(body.error).toEqual({
      code: "login_refused",
      message: "The role or its secret is not valid.",
      request_id: headers.get("x-request-id"),
    });
  }
  expect(await refusals(tenant)).toEqual([
    ["sa:ci", "login_refused", "secret_id"],
    ["sa:ci", "login_refused", "secret_id_missing"],
    ["sa:ci", "login_refused", "secret_id_expired"],
  ]);
});

it("approles.login gives a token of the role's life, uses, scopes and policies, which tells where it is from", async () => {
  const shop = await newShop({ token_ttl: "20m", token_max_ttl: "1h", token_num_uses: 3 });
  const { tenant, roleId } = shop;
  const { secret_id, accessor } = await newSecretId(shop, { metadata: { pipeline: "deploy", role_name: "another" } });
  const made = must(await login(roleId, secret_id), 201);
  expect(made).toEqual({
    id: expect.stringMatching(/^tok_/),
    name: "approle",
    identity_id: "sa:ci",
    scopes: ["secrets:read", "secrets:write", "secrets:delete", "secrets:list", "secrets:rotate"],
    status: "active",
    mfa_verified_at: null,
    created_by: "sa:ci",
    created_at: "2096-01-01T00:00:00Z",
    expires_at: "2096-01-01T00:20:00Z",
    last_used_at: null,
    revoked_at: null,
    renewable: true,
    renewed_at: null,
    max_ttl: "1h",
    num_uses: 3,
    parent: null,
    policy_ids: null,
    via: "approle",
    trust_id: null,
    issuer: null,
    subject: null,
    jti: null,
    metadata: { pipeline: "deploy", role_name: "ci" },
    policies: ["shop"],
    token: expect.stringMatching(new RegExp(`^pst_${tenant.id}_`)),
  });
  const put = await call("PUT /v1/secrets/shop/a", { token: made.token, body: { data: { a: "b" } } });
  const other = await call("PUT /v1/secrets/bank/a", { token: made.token, body: { data: { a: "b" } } });
  expect([put.status, told(other)]).toEqual([201, "403 access_denied"]);
  const [row] = (await auditRows(tenant.stub)).filter(({ action }) => action === "vault_login");
  expect([row?.identity_id, row?.token_id, row?.success, JSON.parse(String(row?.extra_data))]).toEqual([
    "sa:ci",
    null,
    1,
    { method: "approle", role: "ci", secret_id_accessor: accessor, target_token_id: made.id },
  ]);
  const rotated = await tenant.api(`POST /v1/tokens/${made.id}/rotate`);
  expect(rotated.body.error).toMatchObject({ code: "validation_error", details: { reason: "unsupported" } });
});

it("approles.login looks at no token and no header that names a space", async () => {
  const shop = await newShop();
  const { secret_id } = await newSecretId(shop);
  const body = { role_id: shop.roleId, secret_id };
  const answer = await call("POST /v1/auth/approle/login", {
    token: "pst_nonsense",
    headers: { "x-tenant-id": "tnt_nobody" },
    body,
  });
  expect(answer.status).toBe(201);
});

it("approles.login lets nobody in where the identity is inactive or the tenant suspended", async () => {
  const shop = await newShop();
  const { tenant, roleId } = shop;
  const { secret_id } = await newSecretId(shop);
  must(await tenant.api("PATCH /v1/identity/identities/sa:ci", { is_active: false }), 200);
  expect(told(await login(roleId, secret_id))).toBe("401 login_refused");
  must(await tenant.api("PATCH /v1/identity/identities/sa:ci", { is_active: true }), 200);
  must(await asOperator(`PATCH /v1/identity/tenants/${tenant.id}`, { status: "suspended" }), 200);
  expect(told(await login(roleId, secret_id))).toBe("403 tenant_access_denied");
});

it("of 32 logins at once with a secret id of one use exactly one is let in", async () => {
  const shop = await newShop();
  const { secret_id } = await newSecretId(shop, { num_uses: 1 });
  const answers = await Promise.all(Array.from({ length: 32 }, () => login(shop.roleId, secret_id)));
  const won = answers.filter(({ status }) => status === 201);
  expect(won).toHaveLength(1);
  expect(
    answers.filter((answer) => !["401 login_refused", "429 rate_limited", "201 ok"].includes(told(answer))),
  ).toEqual([]);
  expect(await rowsOf(shop.tenant.stub, "SELECT id FROM tokens WHERE via = 'approle'")).toEqual([
    { id: won[0]?.body.id },
  ]);
  // The fifth refusal stops the role, and the log has no more of them than that.
  expect(await refusals(shop.tenant)).toEqual(Array.from({ length: 5 }, () => ["sa:ci", "login_refused", "secret_id"]));
});

it("a secret id of several uses gives as many tokens, also after the object was gone", async () => {
  const shop = await newShop();
  const { secret_id, accessor } = await newSecretId(shop, { num_uses: 2 });
  must(await login(shop.roleId, secret_id), 201);
  await evict(shop.tenant.stub);
  await stopClock(shop.tenant.stub, AT_MS);
  const left = must(await shop.tenant.api(`GET /v1/approles/ci/secret-ids/${accessor}`), 200);
  expect(left.num_uses).toBe(1);
  must(await login(shop.roleId, secret_id), 201);
  expect(told(await login(shop.roleId, secret_id))).toBe("401 login_refused");
});

it("addresses bind a role, a secret id and the tokens of a login; one that is unknown is none of them", async () => {
  const shop = await newShop({ secret_id_bound_cidrs: ["192.0.2.0/24"], token_bound_cidrs: ["192.0.2.7"] });
  const { secret_id } = await newSecretId(shop, { cidr_list: ["192.0.2.0/25"] });
  expect(told(await login(shop.roleId, secret_id))).toBe("401 login_refused");
  expect(told(await login(shop.roleId, secret_id, "198.51.100.1"))).toBe("401 login_refused");
  expect(told(await login(shop.roleId, secret_id, "192.0.2.200"))).toBe("401 login_refused");
  const { token } = must(await login(shop.roleId, secret_id, "192.0.2.7"), 201);
  const whoami = async (ip?: string) =>
    told(await call("GET /v1/auth/whoami", { token, headers: ip === undefined ? {} : { "cf-connecting-ip": ip } }));
  expect([await whoami("192.0.2.7"), await whoami("192.0.2.8"), await whoami()]).toEqual([
    "200 ok",
    "403 ip_not_allowed",
    "403 ip_not_allowed",
  ]);
  expect(await refusals(shop.tenant)).toEqual(Array.from({ length: 3 }, () => ["sa:ci", "login_refused", "address"]));
});

it("a role without secret ids lets in whoever comes from its addresses, and nobody else", async () => {
  const shop = await newShop({ bind_secret_id: false, secret_id_bound_cidrs: ["192.0.2.0/24"] });
  expect((await login(shop.roleId, undefined, "192.0.2.1")).status).toBe(201);
  expect(told(await login(shop.roleId, undefined, "192.0.3.1"))).toBe("401 login_refused");
});

it("five refused logins stop a role for 15 minutes, for the right secret id too, and restarts do not help", async () => {
  const shop = await newShop();
  const { tenant, roleId } = shop;
  const { secret_id } = await newSecretId(shop);
  for (const guess of ["a", "b", "c", "d"]) expect(told(await login(roleId, guess))).toBe("401 login_refused");
  expect((await login(roleId, secret_id)).status).toBe(201);
  expect(told(await login(roleId, "e"))).toBe("401 login_refused");
  await evict(tenant.stub);
  await stopClock(tenant.stub, AT_MS + MINUTE_MS);
  for (const secretId of [secret_id, "f"]) {
    const stopped = await login(roleId, secretId);
    expect([told(stopped), stopped.headers.get("retry-after"), stopped.body.error.details]).toEqual([
      "429 rate_limited",
      "840",
      { category: "auth", retry_after: 840 },
    ]);
  }
  expect(await refusals(tenant)).toHaveLength(5);
  expect(must(await tenant.api("GET /v1/approles/ci"), 200).stopped_until).toBe("2096-01-01T00:15:00Z");
  await stopClock(tenant.stub, AT_MS + 15 * MINUTE_MS);
  expect((await login(roleId, secret_id)).status).toBe(201);
});

it("guesses at role ids of a tenant store nothing, and share one bucket that is nobody else's", async () => {
  const shop = await newShop();
  const { secret_id } = await newSecretId(shop);
  const before = await rowsOf(shop.tenant.stub, "SELECT count(*) AS n FROM audit_log");
  const guesses = await Promise.all(Array.from({ length: 320 }, () => login(newRoleId(shop.tenant.id), "x")));
  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(300);
  expect(guesses.filter(({ status }) => status === 429)).toHaveLength(20);
  expect(await rowsOf(shop.tenant.stub, "SELECT count(*) AS n FROM audit_log")).toEqual(before);
  expect((await login(shop.roleId, secret_id)).status).toBe(201);
});
