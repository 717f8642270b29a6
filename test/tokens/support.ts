import { expect } from "vitest";
import { call, must, type TestTenant } from "../support/api";
import { rowsOf } from "../support/spaces";

export const HOUR_MS = 3_600_000;
export const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** What a record tells of a trust where none gave the token. */
export const NO_TRUST = { trust_id: null, issuer: null, subject: null, jti: null };
/** What it tells where one did: this one. */
export const OF_TRUST = {
  trust_id: "trs_01jz0000000000000000000000",
  issuer: "https://issuer.example",
  subject: "repo:acme/shop:ref:refs/heads/main",
  jti: "5f1c",
};

export const make = async (tenant: TestTenant, more: object = {}) =>
  must(
    await tenant.api("POST /v1/tokens", {
      identity_id: "user:admin",
      name: "deploy",
      scopes: ["secrets:read"],
      ...more,
    }),
    201,
  );

/** A token as the exchange makes it, with groups that its bearer is in by the trust's word. */
export async function makeOfTrust(tenant: TestTenant, more: object = {}, groups: readonly string[] = []) {
  const made = await make(tenant, { expires_in: "15m", ...more });
  const { trust_id, issuer, subject, jti } = OF_TRUST;
  await rowsOf(
    tenant.stub,
    `UPDATE tokens SET via = 'trust', via_id = ?, trust_id = ?, issuer = ?, subject = ?, jti = ?, groups = ?,
      metadata = '{"role":"github"}' WHERE id = ?`,
    ...[trust_id, trust_id, issuer, subject, jti, groups.length === 0 ? null : JSON.stringify(groups), made.id],
  );
  return { ...made, ...OF_TRUST, via: "trust", metadata: { role: "github" } };
}

export const whoami = async (token: string) => {
  const { status, body } = await call("GET /v1/auth/whoami", { token });
  return status === 200 ? "ok" : body.error.code;
};
