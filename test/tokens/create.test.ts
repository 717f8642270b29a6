import { expect, it } from "vitest";
import { auditRows, call, must, newTenant, type TestTenant } from "../support/api";
import { rowsOf, shiftClock } from "../support/spaces";
import { AT, make, NO_TRUST } from "./support";

const withoutText = ({ token: _, ...record }: Record<string, unknown>) => record;

it.each([
  [{ expires_in: "1h", expires_at: null }, "validation_error", { fields: { expires_at: "exclusive" } }],
  [{ expires_in: "0s" }, "invalid_duration", { field: "expires_in" }],
  [{ expires_at: "2020-01-01T00:00:00Z" }, "validation_error", { fields: { expires_at: "past" } }],
  [{ mfa_verified_at: "2099-01-01T00:00:00Z" }, "validation_error", { fields: { mfa_verified_at: "future" } }],
  [{ scopes: [] }, "validation_error", { fields: { scopes: "empty" } }],
  [{ scopes: ["secrets:all"] }, "validation_error", { fields: { "scopes[0]": "unsupported" } }],
  [{ scopes: ["secrets:read", "secrets:read"] }, "validation_error", { fields: { scopes: "duplicate" } }],
  [{ name: "" }, "validation_error", { fields: { name: "empty" } }],
  [{ identity_id: "user:nobody" }, "identity_not_found", { field: "identity_id" }],
  [{ identity_id: "group:sre" }, "validation_error", { fields: { identity_id: "unsupported" } }],
  [{ identity_id: "sa:off" }, "validation_error", { fields: { identity_id: "unsupported" } }],
  [{ identity_id: "sa:plain", scopes: ["admin"] }, "validation_error", { fields: { scopes: "role_required" } }],
  [{ identity_id: "system:operator" }, "validation_error", { fields: { identity_id: "format" } }],
])("tokens.create is refused with %j", async (more, code, details) => {
  const tenant = await room();
  const body = { identity_id: "user:admin", name: "t", scopes: ["secrets:read"], ...more };
  const answer = await tenant.api("POST /v1/tokens", body);
  expect(answer.body.error).toMatchObject({ code, details });
});

it("tokens.create gives away nothing that the caller has not", async () => {
  const tenant = await newTenant();
  const { token } = await make(tenant, { scopes: ["secrets:read", "identity:admin"] });
  const body = { identity_id: "user:admin", name: "t", scopes: ["secrets:write"] };
  const refused = await call("POST /v1/tokens", { token, body });
  expect(refused.status).toBe(403);
  expect(refused.body.error).toMatchObject({ code: "access_denied", details: { required_scope: "secrets:write" } });
  must(await call("POST /v1/tokens", { token, body: { ...body, scopes: ["secrets:read"] } }), 201);
});

it("tokens.create stops at fifty live ones per identity, and dead ones make room", async () => {
  const tenant = await newTenant();
  const made = await Promise.all(Array.from({ length: 49 }, () => make(tenant)));
  const body = { identity_id: "user:admin", name: "t", scopes: ["secrets:read"] };
  const full = await tenant.api("POST /v1/tokens", body);
  expect(full.body.error).toMatchObject({
    code: "validation_error",
    details: { reason: "limit_reached", limit: 50 },
  });
  await shiftClock(tenant.stub, 61_000);
  const rotated = (overlap: string) => tenant.api(`POST /v1/tokens/${made[0].id}/rotate`, { overlap });
  expect((await rotated("1h")).body.error.details).toEqual({ reason: "limit_reached", limit: 50 });
  must(await rotated("0s"), 201);
  must(await tenant.api(`DELETE /v1/tokens/${made[1].id}`), 204);
  must(await tenant.api("POST /v1/tokens", body), 201);
});

it("tokens.create answers the text, and nothing else ever does", async () => {
  const tenant = await newTenant();
  const made = await make(tenant, { expires_at: null, mfa_verified_at: "2026-01-01T00:00:00.9Z" });
  expect(made).toEqual({
    id: expect.stringMatching(/^tok_[0-9a-z]{26}$/),
    token: expect.stringMatching(/^pst_tnt_/),
    name: "deploy",
    identity_id: "user:admin",
    scopes: ["secrets:read"],
    status: "active",
    mfa_verified_at: "2026-01-01T00:00:00Z",
    created_by: "user:admin",
    created_at: AT,
    expires_at: null,
    last_used_at: null,
    revoked_at: null,
    renewable: false,
    renewed_at: null,
    max_ttl: null,
    num_uses: null,
    parent: null,
    policy_ids: null,
    via: "api",
    ...NO_TRUST,
    metadata: {},
  });
  const read = await tenant.api(`GET /v1/tokens/${made.id}`);
  const list = await tenant.api("GET /v1/tokens");
  const live = await tenant.api("POST /v1/auth/introspect", { token: made.token });
  expect(read.body).toEqual(withoutText(made));
  expect(list.body.tokens[0]).toEqual(withoutText(made));
  const stored = JSON.stringify([await rowsOf(tenant.stub, "SELECT * FROM tokens"), await auditRows(tenant.stub)]);
  for (const text of [read.text, list.text, live.text, stored]) expect(text).not.toContain(made.token.slice(-49));
});

let made: Promise<TestTenant> | undefined;

/** One tenant for refusals, which change nothing. */
function room(): Promise<TestTenant> {
  made ??= (async () => {
    const tenant = await newTenant();
    for (const body of [
      { identity_id: "group:sre" },
      { identity_id: "sa:off", is_active: false },
      { identity_id: "sa:plain" },
    ])
      must(await tenant.api("POST /v1/identity/identities", body), 201);
    return tenant;
  })();
  return made;
}
