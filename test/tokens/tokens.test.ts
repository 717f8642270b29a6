import { runDurableObjectAlarm } from "cloudflare:test";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { SCOPES } from "../../src/kernel/actor";
import { hasLapsed, KEPT_MS, lapsesAtMs, statusOf } from "../../src/tokens/life";
import { actions, asOperator, auditRows, call, evict, must, newTenant, type TestTenant } from "../support/api";
import { newPartner, rowsOf, shiftClock } from "../support/spaces";

const HOUR_MS = 3_600_000;
const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const make = async (tenant: TestTenant, more: object = {}) =>
  must(
    await tenant.api("POST /v1/tokens", {
      identity_id: "user:admin",
      name: "deploy",
      scopes: ["secrets:read"],
      ...more,
    }),
    201,
  );
const whoami = async (token: string) => {
  const { status, body } = await call("GET /v1/auth/whoami", { token });
  return status === 200 ? "ok" : body.error.code;
};
const withoutText = ({ token: _, ...record }: Record<string, unknown>) => record;

describe("making a token", () => {
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
  ])("is refused with %j", async (more, code, details) => {
    const tenant = await room();
    const body = { identity_id: "user:admin", name: "t", scopes: ["secrets:read"], ...more };
    const answer = await tenant.api("POST /v1/tokens", body);
    expect(answer.body.error).toMatchObject({ code, details });
  });

  it("gives away nothing that the caller has not", async () => {
    const tenant = await newTenant();
    const { token } = await make(tenant, { scopes: ["secrets:read", "identity:admin"] });
    const body = { identity_id: "user:admin", name: "t", scopes: ["secrets:write"] };
    const refused = await call("POST /v1/tokens", { token, body });
    expect(refused.status).toBe(403);
    expect(refused.body.error.code).toBe("access_denied");
    must(await call("POST /v1/tokens", { token, body: { ...body, scopes: ["secrets:read"] } }), 201);
  });

  it("stops at fifty live ones per identity, and dead ones make room", async () => {
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

  it("answers the text, and nothing else ever does", async () => {
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
    });
    const read = await tenant.api(`GET /v1/tokens/${made.id}`);
    const list = await tenant.api("GET /v1/tokens");
    const live = await tenant.api("POST /v1/auth/introspect", { token: made.token });
    expect(read.body).toEqual(withoutText(made));
    expect(list.body.tokens[0]).toEqual(withoutText(made));
    const stored = JSON.stringify([await rowsOf(tenant.stub, "SELECT * FROM tokens"), await auditRows(tenant.stub)]);
    for (const text of [read.text, list.text, live.text, stored]) expect(text).not.toContain(made.token.slice(-49));
  });
});

describe("reading tokens", () => {
  it("asks for identity:read, and knows no other space's", async () => {
    const [tenant, other] = [await newTenant(), await newTenant()];
    const plain = await tenant.token(["secrets:read"]);
    for (const line of ["GET /v1/tokens", "GET /v1/tokens/tok_x"])
      expect((await call(line, { token: plain })).body.error).toMatchObject({
        code: "insufficient_scope",
        details: { required_scope: "identity:read" },
      });
    const { id } = await make(other);
    for (const line of [`GET /v1/tokens/${id}`, `POST /v1/tokens/${id}/rotate`, `DELETE /v1/tokens/${id}`]) {
      const answer = await tenant.api(line);
      expect(answer.status).toBe(404);
      expect(answer.body.error).toMatchObject({ code: "token_not_found", details: { id } });
    }
  });

  it("pages newest first, by identity, without dead ones unless asked", async () => {
    const tenant = await newTenant();
    const plain = await tenant.token(["secrets:read"]);
    const [first, second] = [await make(tenant), await make(tenant)];
    must(await tenant.api(`DELETE /v1/tokens/${first.id}`), 204);
    const ids = async (query: string) =>
      must(await tenant.api(`GET /v1/tokens?${query}`), 200).tokens.map((t: { id: string }) => t.id);
    expect(await ids("identity_id=user:admin")).toHaveLength(2);
    expect((await ids("identity_id=user:admin&include_inactive=true")).slice(0, 2).toSorted()).toEqual(
      [second.id, first.id].toSorted(),
    );
    expect(await ids("identity_id=user:nobody")).toEqual([]);
    const page = (await tenant.api("GET /v1/tokens?limit=1&include_inactive=true")).body;
    const rest = (await tenant.api(`GET /v1/tokens?limit=200&include_inactive=true&cursor=${page.cursor}`)).body;
    expect(page.has_more).toBe(true);
    expect([rest.cursor, rest.has_more]).toEqual([null, false]);
    expect([...page.tokens, ...rest.tokens]).toEqual(
      (await tenant.api("GET /v1/tokens?include_inactive=true")).body.tokens,
    );
    const foreign = await tenant.api(`GET /v1/tokens?cursor=${page.cursor}`);
    expect(foreign.body.error.code).toBe("invalid_cursor");
    expect(await whoami(plain)).toBe("ok");
  });
});

describe("rotating a token", () => {
  it.each([
    [{ overlap: "8d" }, "validation_error", { fields: { overlap: "range" } }],
    [{ overlap: "0d" }, "invalid_duration", { field: "overlap" }],
    [{ overlap: 0 }, "validation_error", { fields: { overlap: "type" } }],
    [{ ttl: "1h" }, "validation_error", { fields: { ttl: "unknown" } }],
  ])("is refused with %j", async (body, code, details) => {
    const tenant = await room();
    expect((await tenant.api("POST /v1/tokens/tok_x/rotate", body)).body.error).toMatchObject({ code, details });
  });

  it("is for administrators and for the token itself, and gives away no scope that the caller has not", async () => {
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

  it("lets both work during the overlap, and then only the new one, which lives as long as the old was to", async () => {
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

  it("ends the old one at once with 0s, never makes it live longer, and hands on the life it was made with", async () => {
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

  it("never leads past the last instant that can be written", async () => {
    const tenant = await newTenant();
    const last = "9999-12-31T23:59:59Z";
    const old = await make(tenant, { expires_at: last });
    await shiftClock(tenant.stub, HOUR_MS);
    const made = must(await tenant.api(`POST /v1/tokens/${old.id}/rotate`), 201);
    expect(made.expires_at).toBe(last);
    expect((await call("GET /v1/auth/whoami", { token: made.token })).body.token_expires_at).toBe(last);
  });
});

describe("revoking a token", () => {
  it("counts for the next request, may be repeated, and may be done by the token itself", async () => {
    const tenant = await newTenant();
    const made = await make(tenant);
    const other = await tenant.token(["secrets:read"]);
    const foreign = await call(`DELETE /v1/tokens/${made.id}`, { token: other });
    expect(foreign.body.error).toMatchObject({ code: "insufficient_scope" });
    must(await call(`DELETE /v1/tokens/${made.id}`, { token: made.token }), 204);
    expect(await whoami(made.token)).toBe("token_revoked");
    const { revoked_at, status } = (await tenant.api(`GET /v1/tokens/${made.id}`)).body;
    await shiftClock(tenant.stub, 5000);
    must(await tenant.api(`DELETE /v1/tokens/${made.id}`), 204);
    expect((await tenant.api(`GET /v1/tokens/${made.id}`)).body.revoked_at).toBe(revoked_at);
    expect(status).toBe("revoked");
  });
});

describe("introspection", () => {
  it("asks for scope admin and leaves no row", async () => {
    const tenant = await newTenant();
    const plain = await tenant.token(["identity:read"]);
    const refused = await call("POST /v1/auth/introspect", { token: plain, body: { token: "x" } });
    expect(refused.body.error).toMatchObject({ code: "insufficient_scope", details: { required_scope: "admin" } });
    await tenant.api("POST /v1/auth/introspect", { token: plain });
    expect(await actions(tenant)).toEqual([]);
  });

  it("tells a live token of the space, and of any other text only that it is none", async () => {
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
});

describe("dead tokens", () => {
  it("keep their answer for 90 days, are then unknown, and the alarm removes them", async () => {
    const tenant = await newTenant();
    const keeper = await make(tenant, { scopes: SCOPES, expires_at: null });
    const [expiring, revoked] = [await make(tenant, { expires_in: "1h" }), await make(tenant)];
    must(await tenant.api(`DELETE /v1/tokens/${revoked.id}`), 204);
    const dead = async () => [await whoami(expiring.token), await whoami(revoked.token)];
    await shiftClock(tenant.stub, KEPT_MS - 60_000);
    expect(await dead()).toEqual(["token_expired", "token_revoked"]);
    await runDurableObjectAlarm(tenant.stub);
    expect(await dead()).toEqual(["token_expired", "token_revoked"]);
    await shiftClock(tenant.stub, KEPT_MS + 2 * HOUR_MS);
    expect(await dead()).toEqual(["token_invalid", "token_invalid"]);
    const read = await call(`GET /v1/tokens/${revoked.id}`, { token: keeper.token });
    expect(read.body.error.code).toBe("token_not_found");
    const count = async () =>
      (await rowsOf(tenant.stub, "SELECT id FROM tokens WHERE id IN (?, ?)", expiring.id, revoked.id)).length;
    expect(await count()).toBe(2);
    expect(await runDurableObjectAlarm(tenant.stub)).toBe(true);
    expect(await count()).toBe(0);
    expect(await runDurableObjectAlarm(tenant.stub)).toBe(true);
    expect(await whoami(keeper.token)).toBe("ok");
  });

  it("are removed after an eviction too, and the operator may make and end tokens of any space", async () => {
    const tenant = await newTenant();
    const made = must(
      await asOperator("POST /v1/tokens", { identity_id: "user:admin", name: "o", scopes: SCOPES }, tenant.id),
      201,
    );
    expect(made.created_by).toBe("system:operator");
    must(await asOperator(`DELETE /v1/tokens/${made.id}`, undefined, tenant.id), 204);
    expect(await whoami(made.token)).toBe("token_revoked");
    await evict(tenant.stub);
    await shiftClock(tenant.stub, KEPT_MS + HOUR_MS);
    expect(await runDurableObjectAlarm(tenant.stub)).toBe(true);
    expect(await rowsOf(tenant.stub, "SELECT id FROM tokens WHERE id = ?", made.id)).toEqual([]);
  });

  it("are told by their two ends alone", () => {
    const end = fc.option(fc.integer({ min: 0, max: 10 ** 12 }), { nil: null });
    fc.assert(
      fc.property(end, end, fc.integer({ min: 0, max: 10 ** 12 }), (expiresAtMs, revokedAtMs, now) => {
        const life = { expiresAtMs, revokedAtMs };
        const lapses = lapsesAtMs(life);
        expect(statusOf(life, now) === "active").toBe(
          revokedAtMs === null && (expiresAtMs === null || now < expiresAtMs),
        );
        if (lapses === null) expect(hasLapsed(life, now)).toBe(false);
        else expect([hasLapsed(life, lapses - 1), hasLapsed(life, lapses)]).toEqual([false, true]);
      }),
    );
  });
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
