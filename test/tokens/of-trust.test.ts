import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { openSpaceDb } from "../../src/kernel/db";
import { revokeFamily } from "../../src/tokens/family";
import { tokensOfLogin } from "../../src/tokens/of-login";
import { auditRows, call, evict, must, newTenant, type TestTenant } from "../support/api";
import { rowsOf, shiftClock } from "../support/spaces";
import { HOUR_MS, makeOfTrust, NO_TRUST, OF_TRUST, whoami } from "./support";

const childOf = (token: string, body: object = {}) =>
  call("POST /v1/tokens/self/children", { token, body: { name: "step", ...body } });
const vault = (line: string, token: string, body?: object) =>
  call(line.replace(" ", " /vault/v1/"), { headers: { "x-vault-token": token }, ...(body ? { body } : {}) });

it("a token of a trust is not rotated: its bearer buys another", async () => {
  const tenant = await newTenant();
  const made = await makeOfTrust(tenant);
  for (const token of [tenant.admin, made.token]) {
    const { status, body } = await call(`POST /v1/tokens/${made.id}/rotate`, { token });
    expect([status, body.error.code, body.error.details]).toEqual([422, "validation_error", { reason: "unsupported" }]);
  }
});

it("a token of a trust is not renewed, by itself, by an administrator, or by Vault's interface", async () => {
  const tenant = await newTenant();
  const made = await makeOfTrust(tenant);
  const answers = [
    await call("POST /v1/tokens/self/renew", { token: made.token }),
    await tenant.api(`POST /v1/tokens/${made.id}/renew`),
  ];
  expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
    [409, "token_not_renewable"],
    [409, "token_not_renewable"],
  ]);
  const renewed = await vault("POST auth/token/renew-self", made.token);
  expect([renewed.status, renewed.body]).toEqual([400, { errors: ["lease is not renewable"] }]);
});

it("a token's record tells the trust, and whose foreign token it was bought with, wherever it is shown", async () => {
  const tenant = await newTenant();
  const { token, ...record } = await makeOfTrust(tenant);
  const own = must(await call("GET /v1/tokens/self", { token }), 200);
  const read = must(await tenant.api(`GET /v1/tokens/${record.id}`), 200);
  const [listed] = must(await tenant.api("GET /v1/tokens?identity_id=user:admin"), 200).tokens;
  expect(own).toEqual({ ...record, last_used_at: own.last_used_at, policies: [] });
  for (const shown of [read, listed]) expect(shown).toEqual({ ...record, last_used_at: shown.last_used_at });
  expect(must(await tenant.api("POST /v1/auth/introspect", { token }), 200)).toEqual({
    active: true,
    token_id: record.id,
    identity_id: "user:admin",
    identity_type: "user",
    tenant_id: tenant.id,
    scopes: record.scopes,
    expires_at: record.expires_at,
    issued_at: record.created_at,
    ...OF_TRUST,
  });
  expect(must(await call("GET /v1/auth/whoami", { token }), 200)).toMatchObject({ trust_id: OF_TRUST.trust_id });
  expect(must(await tenant.api("GET /v1/auth/whoami"), 200)).toMatchObject({ trust_id: null });
});

it("Vault's interface tells of a trust's token that it came by a login with a JWT, and the name of the trust as its role", async () => {
  const tenant = await newTenant();
  const { token, id } = await makeOfTrust(tenant);
  const { data } = must(await vault("GET auth/token/lookup-self", token), 200);
  expect(data).toMatchObject({
    accessor: id,
    entity_id: "user:admin",
    path: "auth/jwt/login",
    meta: { role: "github" },
    renewable: false,
    orphan: true,
    explicit_max_ttl: 0,
  });
});

it("what a trust's token makes for itself tells the same trust, by either way in, and is as old in its second factor", async () => {
  const tenant = await newTenant();
  const maker = await makeOfTrust(tenant, { mfa_verified_at: "2026-01-01T00:00:00Z" });
  const child = must(await childOf(maker.token), 201);
  expect(child).toMatchObject({ ...OF_TRUST, via: "child", parent: maker.id, mfa_verified_at: maker.mfa_verified_at });
  const { auth } = must(await vault("POST auth/token/create", child.token, { ttl: "5m" }), 200);
  expect(must(await tenant.api(`GET /v1/tokens/${auth.accessor}`), 200)).toMatchObject({
    ...OF_TRUST,
    parent: child.id,
    expires_at: expect.any(String),
  });
  const plain = must(await childOf(tenant.admin), 201);
  expect(plain).toMatchObject(NO_TRUST);
});

it("what ends the tokens of a trust ends what they made, also what has no parent, and no other token", async () => {
  const tenant = await newTenant();
  const maker = await makeOfTrust(tenant, { scopes: ["admin"] });
  const child = must(await childOf(maker.token), 201);
  const orphan = must(await childOf(maker.token, { no_parent: true, expires_in: "1d" }), 201);
  const last = must(await childOf(orphan.token), 201);
  const other = must(await childOf(tenant.admin), 201);
  expect(orphan).toMatchObject({ ...OF_TRUST, parent: null });
  expect(await endTrust(tenant)).toBe(4);
  const ended = [maker, child, orphan, last].map(({ token }) => whoami(token));
  expect(await Promise.all(ended)).toEqual(Array(4).fill("token_revoked"));
  expect([await whoami(other.token), await whoami(tenant.admin)]).toEqual(["ok", "ok"]);
});

it("the tokens of a trust are found by the index", async () => {
  const tenant = await newTenant();
  const [step] = await rowsOf(
    tenant.stub,
    `EXPLAIN QUERY PLAN SELECT id FROM tokens
      WHERE via IN ('trust', 'child') AND via_id = 'trs_1' AND revoked_at_ms IS NULL`,
  );
  expect(step?.detail).toBe("SEARCH tokens USING INDEX tokens_by_login (via=? AND via_id=?)");
});

it("refusals of a dead token of a trust name the trust in the log, also once its identity is gone", async () => {
  const tenant = await newTenant();
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "sa:ci" }), 201);
  const [revoked, expired] = [
    await makeOfTrust(tenant, { identity_id: "sa:ci" }),
    await makeOfTrust(tenant, { identity_id: "sa:ci" }),
  ];
  must(await tenant.api(`DELETE /v1/tokens/${revoked.id}`), 204);
  await whoami(revoked.token);
  await shiftClock(tenant.stub, HOUR_MS);
  await whoami(expired.token);
  must(await tenant.api("DELETE /v1/identity/identities/sa:ci"), 204);
  await whoami(revoked.token);
  const rows = (await auditRows(tenant.stub)).filter(({ action }) => action === "auth_refused");
  expect(
    rows.map(({ error_code, token_id, trust_id, extra_data }) => [error_code, token_id, trust_id, extra_data]),
  ).toEqual(
    [
      ["token_revoked", revoked.id],
      ["token_expired", expired.id],
      ["token_revoked", revoked.id],
    ].map((row) => [...row, OF_TRUST.trust_id, JSON.stringify({ trust_id: OF_TRUST.trust_id })]),
  );
});

it("the row of a dead token of a trust is gone after a day, like one of a login", async () => {
  const tenant = await newTenant();
  const made = await makeOfTrust(tenant);
  await shiftClock(tenant.stub, 25 * HOUR_MS + 900_000);
  expect(await whoami(made.token)).toBe("token_invalid");
});

/** As the deletion of the trust does it. */
async function endTrust({ stub }: TestTenant): Promise<number> {
  const ended = await runInDurableObject(stub, (_, { storage }) => {
    const context = { db: openSpaceDb(storage), now: Date.now(), schedule: () => undefined };
    return revokeFamily(context, tokensOfLogin("trust", OF_TRUST.trust_id));
  });
  await evict(stub);
  return ended;
}
