import { runInDurableObject } from "cloudflare:test";
import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { DEFAULT_RATE_LIMITS } from "../../src/rate-limits";
import { RateLimiter } from "../../src/space/rate-limiter";
import {
  type Answer,
  actions,
  asOperator,
  auditRows,
  call,
  must,
  newTenant,
  newToken,
  OPERATOR_TOKEN,
} from "../support/api";
import { newPartner, stopClock } from "../support/spaces";

const codeOf = ({ status, body }: Answer) => (status < 400 ? String(status) : `${status} ${body.error.code}`);
/** By prefix and by header: the same answer. */
async function naming(token: string, space: string, path = "/tokens"): Promise<Answer> {
  const byPrefix = await call(`GET /v1/t/${space}${path}`, { token });
  const byHeader = await call(`GET /v1${path}`, { token, headers: { "x-tenant-id": space } });
  expect(codeOf(byHeader)).toBe(codeOf(byPrefix));
  expect(byHeader.body.error?.details).toEqual(byPrefix.body.error?.details);
  return byPrefix;
}

describe("naming a space", () => {
  it("works for a tenant's token with its home only, existing or not", async () => {
    const partner = await newPartner();
    const [tenant, sibling] = [await newTenant({ partnerId: partner.id }), await newTenant({ partnerId: partner.id })];
    must(await naming(tenant.admin, tenant.id), 200);
    for (const space of [sibling.id, "tnt_never", partner.id, "ptn_never", "operator", "x"]) {
      const answer = await naming(tenant.admin, space);
      expect(answer.status).toBe(403);
      expect(answer.body.error).toMatchObject({ code: "tenant_access_denied", details: { reason: "foreign" } });
    }
  });

  it("is for a partner's token without the role like for a tenant's", async () => {
    const partner = await newPartner();
    const tenant = await newTenant({ partnerId: partner.id });
    const plain = await partner.token(["identity:read"]);
    must(await naming(plain, partner.id), 200);
    for (const space of [tenant.id, "tnt_never", "ptn_never"])
      expect((await naming(plain, space)).body.error).toMatchObject({
        code: "tenant_access_denied",
        details: { reason: "foreign" },
      });
  });

  it("opens a partner's administrator its own tenants, and tells foreign spaces from unknown ones", async () => {
    const [partner, foreign] = [await newPartner(), await newPartner()];
    const tenant = await newTenant({ partnerId: partner.id });
    const stranger = await newTenant({ partnerId: foreign.id });
    must(await naming(partner.admin, tenant.id), 200);
    must(await naming(partner.admin, partner.id), 200);
    for (const space of [stranger.id, foreign.id])
      expect(codeOf(await naming(partner.admin, space))).toBe("403 access_denied");
    for (const space of ["tnt_never", "ptn_never"]) {
      const { body } = await naming(partner.admin, space);
      expect(body.error).toMatchObject({ code: "tenant_not_found", details: { id: space } });
    }
    expect(codeOf(await naming(partner.admin, "UPPER"))).toBe("404 tenant_not_found");
  });

  it("is asked of the operator, but for partners, tenants, whoami and keys", async () => {
    const tenant = await newTenant();
    const nameless = await asOperator("GET /v1/tokens");
    expect(nameless.status).toBe(400);
    expect(nameless.body.error).toMatchObject({ code: "invalid_request", details: { reason: "tenant_required" } });
    for (const line of ["partners", "tenants"]) must(await asOperator(`GET /v1/identity/${line}`), 200);
    must(await asOperator("GET /v1/admin/keys"), 200);
    expect(must(await asOperator("GET /v1/auth/whoami"), 200)).toEqual({
      identity_id: "system:operator",
      identity_type: "system",
      display_name: null,
      tenant_id: null,
      partner_id: null,
      scopes: ["identity:read", "identity:admin"],
      groups: [],
      roles: [],
      mfa_verified_at: null,
      token_id: null,
      token_expires_at: null,
    });
    must(await naming(OPERATOR_TOKEN, tenant.id), 200);
    must(await naming(OPERATOR_TOKEN, tenant.partnerId), 200);
    for (const [space, id] of [
      ["tnt_never", "tnt_never"],
      ["ptn_never", "ptn_never"],
      ["x", "?"],
    ] as const) {
      const { status, body } = await naming(OPERATOR_TOKEN, space);
      expect([status, body.error]).toMatchObject([404, { code: "tenant_not_found", details: { id } }]);
    }
  });

  it("by prefix wins over the header, which is then not looked at", async () => {
    const partner = await newPartner();
    const tenant = await newTenant({ partnerId: partner.id });
    for (const header of ["tnt_never", "x", ""])
      must(
        await call(`GET /v1/t/${tenant.id}/tokens`, { token: tenant.admin, headers: { "x-tenant-id": header } }),
        200,
      );
    const other = await call("GET /v1/t/tnt_never/tokens", {
      token: tenant.admin,
      headers: { "x-tenant-id": tenant.id },
    });
    expect(codeOf(other)).toBe("403 tenant_access_denied");
    expect((await call(`GET /v1/t/${tenant.id}/health`)).status).toBe(404);
  });

  it("of a partner is no place for the broker", async () => {
    const partner = await newPartner();
    const tenant = await newTenant({ partnerId: partner.id });
    const home = await partner.api("GET /api/v1/credentials");
    expect(home.body.error).toMatchObject({ code: "invalid_request", details: { reason: "tenant_required" } });
    const there = { headers: { "x-tenant-id": tenant.id } };
    expect((await partner.api("GET /api/v1/credentials", undefined, there)).body).toEqual([]);
  });
});

describe("acting elsewhere", () => {
  it("keeps home's scopes and its own identity, and lies in the target's log with both names", async () => {
    const partner = await newPartner();
    const tenant = await newTenant({ partnerId: partner.id });
    must(await partner.api(`POST /v1/t/${tenant.id}/identity/identities`, { identity_id: "user:pat" }), 201);
    const namesake = await newToken(tenant.id, "user:pat", ["identity:read"]);
    expect((await call("GET /v1/auth/whoami", { token: namesake })).body).toMatchObject({
      tenant_id: tenant.id,
      roles: [],
    });
    const whoami = (await partner.api(`GET /v1/t/${tenant.id}/auth/whoami`)).body;
    expect(whoami).toMatchObject({
      identity_id: "user:pat",
      tenant_id: null,
      partner_id: partner.id,
      roles: ["partner_admin"],
    });
    const narrow = await newToken(partner.id, "user:pat", ["identity:read"]);
    const refused = await call(`PATCH /v1/t/${tenant.id}/tenant/settings`, {
      token: narrow,
      body: { max_versions: 1 },
    });
    expect(refused.body.error).toMatchObject({ code: "insufficient_scope", details: { required_scope: "admin" } });
    const rows = (await auditRows(tenant.stub)).filter((row) => row.actor_tenant_id === partner.id);
    expect(rows.map((row) => [row.action, row.identity_id, row.tenant_id, row.error_code])).toEqual([
      ["identity_create", "user:pat", tenant.id, null],
      ["settings_update", "user:pat", tenant.id, "insufficient_scope"],
    ]);
    expect(
      (await auditRows(partner.stub))
        .filter(({ action }) => action === "identity_create" || action === "settings_update")
        .filter(({ actor_tenant_id }) => actor_tenant_id === partner.id),
    ).toEqual([]);
    // One of the same name in the tenant is another person: no self to protect.
    must(await partner.api(`DELETE /v1/t/${tenant.id}/identity/identities/user:pat`), 204);
  });

  it("that is refused is recorded at home with the id that was asked for, whatever it was", async () => {
    const [partner, foreign] = [await newPartner(), await newPartner()];
    const tenant = await newTenant({ partnerId: partner.id });
    const stranger = await newTenant({ partnerId: foreign.id });
    const before = (await auditRows(stranger.stub)).length;
    for (const space of [stranger.id, "tnt_never", "not%20an%20id"]) {
      await call(`GET /v1/t/${space}/tokens`, { token: tenant.admin });
      await call(`GET /v1/t/${space}/tokens`, { token: partner.admin });
    }
    await call(`GET /v1/t/${stranger.id}/auth/whoami`, { token: tenant.admin });
    const asked = async (stub: typeof tenant.stub) =>
      (await auditRows(stub))
        .filter(({ action }) => action === "tenant_refused")
        .map((row) => `${row.error_code} ${JSON.parse(String(row.extra_data)).requested}`);
    const foreignTo = (space: string) => `tenant_access_denied ${space}`;
    expect(await asked(tenant.stub)).toEqual([stranger.id, "tnt_never", "?", stranger.id].map(foreignTo));
    expect(await asked(partner.stub)).toEqual([
      `access_denied ${stranger.id}`,
      "tenant_not_found tnt_never",
      "tenant_not_found ?",
    ]);
    expect((await auditRows(stranger.stub)).length).toBe(before);
  });

  it("ends with the role, with the token and with the identity, at once", async () => {
    const partner = await newPartner();
    const tenant = await newTenant({ partnerId: partner.id });
    const line = `GET /v1/t/${tenant.id}/tokens`;
    const change = (body: object) => asOperator("PATCH /v1/identity/identities/user:pat", body, partner.id);
    must(await partner.api(line), 200);
    must(await change({ roles: [] }), 200);
    expect(codeOf(await partner.api(line))).toBe("403 tenant_access_denied");
    must(await change({ roles: ["partner_admin"], is_active: false }), 200);
    expect(codeOf(await partner.api(line))).toBe("401 token_revoked");
    must(await change({ is_active: true }), 200);
    must(await partner.api(line), 200);
  });

  it("leaves the operator's traces in the log of the space it acts in", async () => {
    const tenant = await newTenant();
    must(await asOperator("GET /v1/tokens", undefined, tenant.id), 200);
    const row = (await auditRows(tenant.stub)).at(-1);
    expect([row?.action, row?.identity_id, row?.identity_type, row?.actor_tenant_id, row?.tenant_id]).toEqual([
      "config_read",
      "system:operator",
      "system",
      null,
      tenant.id,
    ]);
    for (const line of ["GET /v1/secrets/a/b", "PUT /v1/secrets/a/b", "GET /v1/secrets", "POST /v1/tenant/settings"]) {
      const answer = await asOperator(line, line.startsWith("P") ? {} : undefined, tenant.id);
      expect(codeOf(answer)).toBe(line.startsWith("POST") ? "405 method_not_allowed" : "403 insufficient_scope");
    }
  });
});

describe("rate limits", () => {
  const headersOf = ({ headers }: Answer) =>
    ["limit", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`));

  it("are told on every answer after authentication, errors too, and not to strangers and the operator", async () => {
    const tenant = await newTenant();
    const plain = await tenant.token(["secrets:read"]);
    await stopClock(tenant.stub, Date.now());
    for (const [line, limit] of [
      ["GET /v1/auth/whoami", "300"],
      ["GET /v1/tokens", "100"],
      ["POST /v1/tokens", "100"],
      ["GET /v1/tokens/tok_none", "100"],
      ["GET /v1/t/tnt_never/tokens", "100"],
      ["GET /api/v1/credentials", "300"],
    ] as const) {
      const answer = await call(line, { token: plain });
      expect(headersOf(answer)).toEqual([limit, expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d{10}$/)]);
    }
    for (const token of [null, "x", OPERATOR_TOKEN])
      expect(headersOf(await call("GET /v1/auth/whoami", { token }))).toEqual([null, null, null]);
  });

  it("empty one bucket of one identity: 429 with Retry-After, others untouched, and nothing recorded", async () => {
    const tenant = await newTenant();
    const [flood, calm] = [await tenant.token(["identity:read"]), await tenant.token(["identity:read"])];
    const now = Date.now();
    await stopClock(tenant.stub, now);
    const codes = await Promise.all(
      Array.from({ length: 101 }, async () => (await call("GET /v1/tokens", { token: flood })).status),
    );
    expect(codes.filter((status) => status === 429)).toHaveLength(1);
    const rows = (await actions(tenant)).length;
    const refused = await call("GET /v1/tokens", { token: flood });
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({
      code: "rate_limited",
      details: { category: "identity", retry_after: 1 },
    });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(headersOf(refused)).toEqual(["100", "0", String(Math.ceil((now + 60_000) / 1000))]);
    expect((await actions(tenant)).length).toBe(rows);
    must(await call("GET /v1/auth/whoami", { token: flood }), 200);
    must(await call("GET /v1/tokens", { token: calm }), 200);
    await stopClock(tenant.stub, now + 1000);
    must(await call("GET /v1/tokens", { token: flood }), 200);
  });

  it("stay home's when acting elsewhere", async () => {
    const partner = await newPartner();
    const tenant = await newTenant({ partnerId: partner.id });
    await stopClock(partner.stub, Date.now());
    const away = () => partner.api(`GET /v1/t/${tenant.id}/tokens`);
    expect(headersOf(await away()).slice(0, 2)).toEqual(["100", "99"]);
    expect(headersOf(await partner.api("GET /v1/tokens")).slice(0, 2)).toEqual(["100", "98"]);
    for (let i = 0; i < 98; i++) must(await away(), 200);
    expect((await away()).status).toBe(429);
    must(await tenant.api("GET /v1/tokens"), 200);
  });

  it("may be set, and 0 lifts one", () => {
    const limiter = new RateLimiter({ read: 2, webhook: 0 });
    expect(limiter.take("user:a", "webhook", 0)).toEqual({ ok: true });
    expect([1, 2, 3].map(() => limiter.take("user:a", "read", 0).ok)).toEqual([true, true, false]);
    expect(limiter.take("user:a", "read", 0)).toEqual({
      ok: false,
      retryAfter: 30,
      holdMs: 0,
      rate: { limit: 2, remaining: 0, resetAtMs: 60_000 },
    });
    expect(limiter.take("user:a", "read", 29_999).ok).toBe(false);
    expect(limiter.take("user:a", "read", 30_000).ok).toBe(true);
    expect(limiter.take("user:b", "identity", 0)).toMatchObject({
      ok: true,
      rate: { limit: DEFAULT_RATE_LIMITS.identity },
    });
  });

  it("hold back the answers to who goes on asking, longer and longer up to a second, and forget it with time", () => {
    const limiter = new RateLimiter({ read: 60 });
    const holdAt = (ms: number) => {
      const taken = limiter.take("user:a", "read", ms);
      return taken.ok ? undefined : taken.holdMs;
    };
    for (let i = 0; i < 60; i++) expect(holdAt(0)).toBeUndefined();
    expect(Array.from({ length: 13 }, () => holdAt(0))).toEqual([...Array(10).fill(0), 110, 120, 130]);
    for (let i = 0; i < 200; i++) holdAt(0);
    expect(holdAt(0)).toBe(1000);
    expect(limiter.take("user:b", "read", 0).ok).toBe(true);
    // What obeys Retry-After is let in, and after a minute and a half nothing is remembered.
    expect(holdAt(1000)).toBeUndefined();
    expect(holdAt(1000)).toBe(1000);
    for (let ms = 2000; ms <= 100_000; ms += 1000) expect(holdAt(ms)).toBeUndefined();
    expect(holdAt(100_000)).toBe(0);
  });

  it("hold an answer back without showing it", async () => {
    const tenant = await newTenant();
    const token = await tenant.token(["audit:export"]);
    const body = { format: "jsonl", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
    await stopClock(tenant.stub, Date.now());
    const waits = vi.spyOn(scheduler, "wait");
    const answers: Answer[] = [];
    for (let i = 0; i < 18; i++) answers.push(await call("POST /v1/audit/export", { token, body }));
    expect(waits.mock.calls.map(([ms]) => ms)).toEqual([110, 120, 130]);
    waits.mockRestore();
    const last = answers.at(-1);
    expect(last?.body.error).toEqual({
      code: "rate_limited",
      message: expect.any(String),
      details: { category: "audit_export", retry_after: expect.any(Number) },
      request_id: expect.any(String),
    });
    expect(last?.headers.get("retry-after")).toBe(String(last?.body.error.details.retry_after));
  });

  it("the 1001st read within one moment is refused and leaves the other categories alone", () => {
    const limiter = new RateLimiter({});
    const taken = Array.from({ length: 1001 }, () => limiter.take("user:a", "read", 5));
    expect(taken.filter(({ ok }) => !ok)).toEqual([taken[1000]]);
    expect(limiter.take("user:a", "list", 5).ok).toBe(true);
  });

  it("never let more through than the bucket and its refill, and a refusal costs nothing", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 1, max: 5 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), steps, (limit, list) => {
        const limiter = new RateLimiter({ read: limit });
        let now = 0;
        let given = 0;
        for (const [waitMs, units] of list) {
          now += waitMs;
          const taken = limiter.take("user:a", "read", now, units);
          if (taken.ok) given += units;
          else {
            expect(taken.retryAfter).toBeGreaterThanOrEqual(1);
            const later = limiter.take("user:a", "read", now + taken.retryAfter * 1000, Math.min(units, limit));
            expect(later.ok).toBe(true);
            given += Math.min(units, limit);
            now += taken.retryAfter * 1000;
          }
          expect(given).toBeLessThanOrEqual(limit + (now * limit) / 60_000 + 1e-6);
        }
      }),
    );
  });
});

describe("the request log", () => {
  afterEach(() => vi.restoreAllMocks());
  const lines = async (requests: () => Promise<unknown>) => {
    const printed: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line: unknown) => void printed.push(String(line)));
    await requests();
    return printed.map((line) => JSON.parse(line));
  };

  it("has one line per request: the route's pattern, the outcome, who and where, and nothing that was sent", async () => {
    const tenant = await newTenant();
    const printed = await lines(async () => {
      await tenant.api("GET /v1/tokens/canary-id?canary=query", undefined, {
        headers: { "x-request-id": "req_line_1" },
      });
      await call(`POST /v1/t/${tenant.id}/tokens`, { token: tenant.admin, body: { canary: "body" } });
      await call("GET /canary/route");
      await call("GET /v1/tokens", { token: "canary-token" });
      await tenant.api(`GET /v1/t/${tenant.id}/secrets/canary/path/versions`);
      await call("POST /v1/secrets/canary");
    });
    const line = { level: "info", duration_ms: expect.any(Number), request_id: expect.stringMatching(/^req_/) };
    const known = { ...line, space: tenant.id, identity: "user:admin" };
    const unknown = { ...line, space: null, identity: null };
    expect(printed).toEqual([
      { ...known, method: "GET", route: "/v1/tokens/:id", status: 422, request_id: "req_line_1" },
      { ...known, method: "POST", route: "/v1/t/:named_space/tokens", status: 422 },
      { ...unknown, method: "GET", route: null, status: 404 },
      { ...unknown, method: "GET", route: "/v1/tokens", status: 401 },
      { ...known, method: "GET", route: "/v1/t/:named_space/secrets/*", status: 403 },
      { ...unknown, method: "POST", route: "/v1/secrets/*", status: 405 },
    ]);
    expect(JSON.stringify(printed)).not.toContain("canary");
  });
});

it("an identity may hold every scope and still be nobody elsewhere", async () => {
  const [one, two] = [await newTenant(), await newTenant()];
  const token = await newToken(one.id, "user:admin", SCOPES);
  const direct = await runInDurableObject(two.stub, (object) =>
    object.run({
      op: "tokens.list",
      token,
      named: null,
      input: { limit: 1 },
      meta: { requestId: "r", ip: null, userAgent: null },
    }),
  );
  expect(direct).toEqual({ ok: false, error: { code: "token_invalid" } });
});
