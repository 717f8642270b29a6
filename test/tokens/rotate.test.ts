import { expect, it } from "vitest";
import { actions, call, must, newTenant, type TestTenant } from "../support/api";
import { shiftClock } from "../support/spaces";
import { AT, HOUR_MS, make, whoami } from "./support";

it.each([
  [{ overlap: "8d" }, "validation_error", { fields: { overlap: "range" } }],
  [{ overlap: "0d" }, "invalid_duration", { field: "overlap" }],
  [{ overlap: 0 }, "validation_error", { fields: { overlap: "type" } }],
  [{ ttl: "1h" }, "validation_error", { fields: { ttl: "unknown" } }],
])("tokens.rotate is refused with %j", async (body, code, details) => {
  const tenant = await room();
  expect((await tenant.api("POST /v1/tokens/tok_x/rotate", body)).body.error).toMatchObject({ code, details });
});

it("tokens.rotate is for administrators and for the token itself, and gives away no scope that the caller has not", async () => {
  const tenant = await newTenant();
  const [mine, other] = [await tenant.token(["secrets:read"]), await make(tenant, { scopes: ["secrets:write"] })];
  const foreign = await call(`POST /v1/tokens/${other.id}/rotate`, { token: mine });
  expect(foreign.body.error).toMatchObject({
    code: "insufficient_scope",
    details: { required_scope: "identity:admin" },
  });
  const narrow = await make(tenant, { scopes: ["identity:admin"] });
  const wide = await call(`POST /v1/tokens/${other.id}/rotate`, { token: narrow.token });
  expect(wide.body.error.code).toBe("access_denied");
  const { token_id } = (await call("GET /v1/auth/whoami", { token: mine })).body;
  const rotated = must(await call(`POST /v1/tokens/${token_id}/rotate`, { token: mine }), 201);
  expect(rotated).toMatchObject({ replaces: token_id, scopes: ["secrets:read"], status: "active" });
  expect(await whoami(rotated.token)).toBe("ok");
});

it("tokens.rotate lets both work during the overlap, and then only the new one, which lives as long as the old was to", async () => {
  const tenant = await newTenant();
  const old = await make(tenant, { expires_in: "30d", mfa_verified_at: "2026-01-01T00:00:00Z" });
  const made = must(await tenant.api(`POST /v1/tokens/${old.id}/rotate`), 201);
  expect(made).toEqual({
    ...old,
    id: expect.not.stringMatching(old.id),
    token: expect.not.stringMatching(old.token),
    mfa_verified_at: null,
    created_at: AT,
    expires_at: AT,
    replaces: old.id,
    previous_expires_at: AT,
  });
  expect(Date.parse(made.expires_at) - Date.parse(made.created_at)).toBe(30 * 24 * HOUR_MS);
  expect(Date.parse(made.previous_expires_at) - Date.parse(made.created_at)).toBe(HOUR_MS);
  expect([await whoami(old.token), await whoami(made.token)]).toEqual(["ok", "ok"]);
  await shiftClock(tenant.stub, HOUR_MS);
  expect([await whoami(old.token), await whoami(made.token)]).toEqual(["token_expired", "ok"]);
  const again = await tenant.api(`POST /v1/tokens/${old.id}/rotate`);
  expect(again.body.error).toMatchObject({ code: "token_not_found", details: { id: old.id } });
});

it("tokens.rotate ends the old one at once with 0s, never makes it live longer, and hands on the life it was made with", async () => {
  const tenant = await newTenant();
  const old = await make(tenant, { expires_in: "10m" });
  const made = must(await tenant.api(`POST /v1/tokens/${old.id}/rotate`, { overlap: "7d" }), 201);
  expect(made.previous_expires_at).toBe(old.expires_at);
  const twice = must(await tenant.api(`POST /v1/tokens/${old.id}/rotate`, { overlap: "0s" }), 201);
  expect(Date.parse(twice.expires_at) - Date.parse(twice.created_at)).toBe(600_000);
  expect(await whoami(old.token)).toBe("token_expired");
  const endless = await make(tenant, { expires_at: null });
  expect(must(await tenant.api(`POST /v1/tokens/${endless.id}/rotate`), 201).expires_at).toBeNull();
  await tenant.api("PATCH /v1/tenant/settings", { token_max_ttl: "1d" });
  const cut = must(await tenant.api(`POST /v1/tokens/${endless.id}/rotate`), 201);
  expect(Date.parse(cut.expires_at) - Date.parse(cut.created_at)).toBe(24 * HOUR_MS);
  expect((await actions(tenant)).filter((row) => row.startsWith("token_rotate"))).toHaveLength(4);
});

it("tokens.rotate never leads past the last instant that can be written", async () => {
  const tenant = await newTenant();
  const last = "9999-12-31T23:59:59Z";
  const old = await make(tenant, { expires_at: last });
  await shiftClock(tenant.stub, HOUR_MS);
  const made = must(await tenant.api(`POST /v1/tokens/${old.id}/rotate`), 201);
  expect(made.expires_at).toBe(last);
  expect((await call("GET /v1/auth/whoami", { token: made.token })).body.token_expires_at).toBe(last);
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
