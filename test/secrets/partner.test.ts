import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { OPERATOR, SCOPES } from "../../src/kernel/actor";
import type { Call, Delegation } from "../../src/kernel/call";
import { rightsByRole } from "../../src/kernel/rights";
import { spaceStub } from "../../src/kernel/rpc";
import { DEFAULT_RATE_LIMITS } from "../../src/rate-limits";
import {
  asOperator,
  auditRows,
  call,
  must,
  newTenant,
  newToken,
  OPERATOR_TOKEN,
  type TestTenant,
} from "../support/api";
import { newPartner, rowsOf, stopClock, type TestPartner } from "../support/spaces";
import { as, HOUR, refusal, START_MS } from "./support";

/** A partner with two tenants, and another partner with one. The clocks of the partners stand still. */
interface World {
  readonly partner: TestPartner;
  readonly one: TestTenant;
  readonly two: TestTenant;
  readonly foreign: TestPartner;
  readonly stranger: TestTenant;
}
async function newWorld(): Promise<World> {
  const [partner, foreign] = [await newPartner(), await newPartner()];
  const tenantOf = ({ id }: TestPartner) => newTenant({ partnerId: id });
  const world = {
    partner,
    one: await tenantOf(partner),
    two: await tenantOf(partner),
    foreign,
    stranger: await tenantOf(foreign),
  };
  for (const { stub } of [partner, foreign]) await stopClock(stub, START_MS);
  return world;
}
let world: World;

/** All that a token may hold whose identity has no role. */
const ROLELESS = SCOPES.filter((scope) => scope !== "admin" && scope !== "identity:admin");

/** Below `/v1/partner/secrets/`, with the token of whom is given. */
const at = (token: string, line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
  const [method = "GET", path = ""] = line.split(" ");
  return as(token)(`${method} /v1/partner/secrets${path === "" || path.startsWith("?") ? path : `/${path}`}`, body, {
    headers,
  });
};
const put = async (path: string, data: object = { key: "shared" }, rest: object = {}) =>
  must(await at(world.partner.admin, `PUT ${path}`, { data, ...rest }), 201);

const READS = [
  "GET shop/db",
  "GET shop/db?version=1",
  "GET shop/db/versions",
  "GET metadata/shop/db",
  "GET ",
  "GET expiring",
];
const CHANGES: readonly (readonly [line: string, body: object | undefined, scope: string])[] = [
  ["PUT shop/db", { data: { key: "changed" } }, "secrets:write"],
  ["PUT shop/none", { data: { key: "changed" } }, "secrets:write"],
  ["PATCH shop/db", { metadata: { owner: "me" } }, "secrets:write"],
  ["PATCH shop/none", { metadata: { owner: "me" } }, "secrets:write"],
  ["DELETE shop/db", undefined, "secrets:delete"],
  ["DELETE shop/db?permanent=true", undefined, "secrets:delete"],
  ["DELETE shop/db?version=1", undefined, "secrets:delete"],
  ["DELETE shop/none", undefined, "secrets:delete"],
  ["POST shop/gone/restore", undefined, "secrets:write"],
  ["POST shop/db/rotate", { new_value: { key: "changed" } }, "secrets:rotate"],
];
const scopeOf = (line: string) => (/^GET (shop\/db)(\?|$)/.test(line) ? "secrets:read" : "secrets:list");

/** Everything that the store of a space holds. */
const storeOf = async ({ stub }: Pick<TestPartner, "stub">) => {
  const tables = ["secrets", "secret_versions", "secret_tags"];
  return await Promise.all(tables.map((table) => rowsOf(stub, `SELECT * FROM ${table}`)));
};
const rowsSince = async ({ stub }: Pick<TestPartner, "stub">, from: number) => (await auditRows(stub)).slice(from);
const countRows = async ({ stub }: Pick<TestPartner, "stub">) => (await auditRows(stub)).length;
const foreignTo = { status: 403, code: "tenant_access_denied", details: { reason: "foreign" } };
const suspended = { status: 403, code: "tenant_access_denied", details: { reason: "suspended" } };
const allow = async (tenant: Pick<TestTenant, "api">, identity: string, path = "**", headers = {}) => {
  const made = must(
    await tenant.api(
      "POST /v1/policies",
      { name: `for ${identity}`, rules: [{ path_pattern: path, permissions: ["admin"] }] },
      { headers },
    ),
    201,
  );
  const binding = { identity_type: identity.startsWith("sa:") ? "service_account" : "user", identity_id: identity };
  must(await tenant.api(`POST /v1/policies/${made.id}/bindings`, binding, { headers }), 201);
};

describe("who may not", () => {
  beforeAll(async () => {
    world = await newWorld();
    await put("shop/db");
    must(await at(world.partner.admin, "PUT shop/db", { data: { key: "shared" } }), 200);
    await put("shop/gone");
    must(await at(world.partner.admin, "DELETE shop/gone"), 200);
    await allow(world.one, "user:admin");
  });

  it("anyone but the partner's administrator changes nothing, whatever scopes, roles and policies of a tenant say", async () => {
    const { partner, one } = world;
    const roleless = await partner.token(ROLELESS);
    const before = await storeOf(partner);
    for (const [token, home] of [
      [one.admin, one.id],
      [await one.token(ROLELESS), one.id],
      [roleless, partner.id],
    ] as const)
      for (const [line, body] of CHANGES) {
        const from = await countRows(partner);
        const answer = await at(token, line, body);
        const denied = { status: 403, code: "access_denied", details: { required_role: "partner_admin" } };
        expect(refusal(answer), line).toEqual(denied);
        const [row, ...more] = await rowsSince(partner, from);
        expect(more).toEqual([]);
        expect(row).toMatchObject({
          actor_tenant_id: home,
          tenant_id: partner.id,
          success: 0,
          error_code: "access_denied",
          secret_path: line.replace(/^\S+ /, "").replace(/\?.*|\/(restore|rotate)$/g, ""),
          request_id: answer.headers.get("x-request-id"),
        });
      }
    expect(await storeOf(partner)).toEqual(before);
  });

  it("a role is lost at once, and a tenant_admin is no partner_admin", async () => {
    const { partner } = world;
    const make = { identity_id: "user:former", roles: ["partner_admin"] };
    must(await asOperator("POST /v1/identity/identities", make, partner.id), 201);
    const former = await newToken(partner.id, "user:former", SCOPES);
    must(await at(former, "PATCH shop/db", { metadata: { owner: "team:former" } }), 200);
    must(await asOperator("PATCH /v1/identity/identities/user:former", { roles: [] }, partner.id), 200);
    expect(refusal(await at(former, "PATCH shop/db", { metadata: { owner: "x" } })).code).toBe("access_denied");
    must(await at(former, "GET shop/db"), 200);
  });

  it("each verb needs its scope, which is asked before the input and the role; the row lies in the partner's log", async () => {
    const { partner, one } = world;
    const lines = [...READS.map((line) => [line, undefined, scopeOf(line)] as const), ...CHANGES];
    for (const [line, , scope] of lines) {
      const others = SCOPES.filter((other) => other !== scope && other !== "admin");
      const body = /^P/.test(line) ? { verson: 1 } : undefined;
      for (const { id, token } of [
        { id: one.id, token: await newToken(one.id, "user:admin", others) },
        { id: partner.id, token: await newToken(partner.id, "user:pat", others) },
      ]) {
        const from = await countRows(partner);
        expect(refusal(await at(token, line, body)), line).toEqual({
          status: 403,
          code: "insufficient_scope",
          details: { required_scope: scope },
        });
        expect((await rowsSince(partner, from)).map((row) => [row.error_code, row.actor_tenant_id])).toEqual([
          ["insufficient_scope", id],
        ]);
        must(
          await asOperator(
            `DELETE /v1/tokens/${(await call("GET /v1/auth/whoami", { token })).body.token_id}`,
            undefined,
            id,
          ),
          204,
        );
      }
    }
  });

  it("the operator is refused by scope in whatever space it names", async () => {
    const { partner, one } = world;
    const everything = [...READS.map((line) => [line, undefined] as const), ...CHANGES];
    for (const [line, body] of everything) {
      for (const id of [partner.id, one.id])
        expect(refusal(await at(OPERATOR_TOKEN, line, body, { "x-tenant-id": id })).code).toBe("insufficient_scope");
      expect(refusal(await at(OPERATOR_TOKEN, line, body))).toEqual({
        status: 400,
        code: "invalid_request",
        details: { reason: "tenant_required" },
      });
      expect(refusal(await at(OPERATOR_TOKEN, line, body, { "x-tenant-id": "tnt_never" })).code).toBe(
        "tenant_not_found",
      );
    }
  });

  it("a tenant's token names its home or nothing; the rest is refused and recorded at home", async () => {
    const { partner, one, two, foreign, stranger } = world;
    must(await at(one.admin, "GET shop/db", undefined, { "x-tenant-id": one.id }), 200);
    must(await one.api(`GET /v1/t/${one.id}/partner/secrets/shop/db`), 200);
    const before = [await countRows(partner), await countRows(foreign)];
    const from = await countRows(one);
    const spaces = [two.id, partner.id, stranger.id, foreign.id, "tnt_never", "ptn_never"];
    for (const space of spaces) {
      expect(refusal(await at(one.admin, "GET shop/db", undefined, { "x-tenant-id": space }))).toEqual(foreignTo);
      expect(refusal(await one.api(`PUT /v1/t/${space}/partner/secrets/shop/db`, { data: { k: 1 } }))).toEqual(
        foreignTo,
      );
    }
    expect((await rowsSince(one, from)).map((row) => [row.action, row.secret_path, row.extra_data])).toEqual(
      spaces.flatMap((requested) =>
        Array.from({ length: 2 }, () => ["tenant_refused", null, JSON.stringify({ requested })]),
      ),
    );
    expect([await countRows(partner), await countRows(foreign)]).toEqual(before);
  });

  it("a partner's token without the role names its home or nothing, an administrator's also the partner's tenants", async () => {
    const { partner, one, foreign, stranger } = world;
    const named = async (token: string, space: string) =>
      refusal(await at(token, "GET shop/db", undefined, { "x-tenant-id": space }));
    const roleless = await partner.token(["secrets:read"]);
    for (const space of [one.id, stranger.id, "tnt_never"]) expect(await named(roleless, space)).toEqual(foreignTo);
    for (const token of [roleless, partner.admin]) expect((await named(token, partner.id)).status).toBe(200);
    expect((await named(partner.admin, one.id)).status).toBe(200);
    for (const space of [stranger.id, foreign.id])
      expect(await named(partner.admin, space)).toEqual({ status: 403, code: "access_denied" });
    for (const space of ["tnt_never", "ptn_never"])
      expect(await named(partner.admin, space)).toEqual({
        status: 404,
        code: "tenant_not_found",
        details: { id: space },
      });
  });

  it("another partner's people get secret_not_found at the same address, and empty lists", async () => {
    const { foreign, stranger } = world;
    for (const token of [stranger.admin, foreign.admin]) {
      for (const line of READS.slice(0, 4))
        expect(refusal(await at(token, line)), line).toEqual({
          status: 404,
          code: "secret_not_found",
          details: { path: "shop/db" },
        });
      expect((await at(token, "GET ")).body).toEqual({ secrets: [], cursor: null, has_more: false, total_count: 0 });
    }
    expect(refusal(await at(foreign.admin, "DELETE shop/db")).code).toBe("secret_not_found");
    expect(refusal(await at(foreign.admin, "POST shop/gone/restore")).code).toBe("secret_not_found");
  });

  it("a revoked token, one of a switched-off identity and an unknown one are refused at home", async () => {
    const { partner, one } = world;
    const token = await newToken(one.id, "user:admin", ["secrets:read"]);
    const { token_id } = (await call("GET /v1/auth/whoami", { token })).body;
    must(await at(token, "GET shop/db"), 200);
    const before = await countRows(partner);
    must(await asOperator(`DELETE /v1/tokens/${token_id}`, undefined, one.id), 204);
    expect(refusal(await at(token, "GET shop/db"))).toEqual({ status: 401, code: "token_revoked" });
    const switched = await one.token(["secrets:read"]);
    const { identity_id } = (await call("GET /v1/auth/whoami", { token: switched })).body;
    must(await asOperator(`PATCH /v1/identity/identities/${identity_id}`, { is_active: false }, one.id), 200);
    expect(refusal(await at(switched, "GET shop/db"))).toEqual({ status: 401, code: "token_revoked" });
    for (const unknown of [mintToken(one.id), mintToken(partner.id), mintToken("tnt_nobody")])
      expect(refusal(await at(unknown, "GET shop/db"))).toEqual({ status: 401, code: "token_invalid" });
    expect(await countRows(partner)).toBe(before);
    const dead = (await auditRows(one.stub)).filter(({ action }) => action === "auth_refused");
    expect(dead.map((row) => [row.identity_id, row.error_code])).toEqual([
      ["user:admin", "token_revoked"],
      [identity_id, "token_revoked"],
    ]);
  });
});

describe("suspension", () => {
  beforeEach(async () => {
    world = await newWorld();
    await put("shop/db");
  });
  const state = async (kind: "partners" | "tenants", id: string, status: string) =>
    must(await asOperator(`PATCH /v1/identity/${kind}/${id}`, { status }), 200);

  it("of the partner closes all of this to everybody, before the scope, and nothing else of its tenants", async () => {
    const { partner, one } = world;
    await allow(one, "user:admin");
    const [reader, scopeless] = [await partner.token(["secrets:read"]), await one.token(["audit:read"])];
    await state("partners", partner.id, "suspended");
    const before = await storeOf(partner);
    for (const [line, body] of [...READS.map((read) => [read, undefined] as const), ...CHANGES])
      for (const token of [one.admin, scopeless, partner.admin, reader])
        expect(refusal(await at(token, line, body)), line).toEqual(suspended);
    expect(refusal(await partner.api(`GET /v1/t/${one.id}/partner/secrets/shop/db`))).toEqual(suspended);
    expect(await storeOf(partner)).toEqual(before);
    must(await one.api("PUT /v1/secrets/shop/db", { data: { own: 1 } }), 201);
    const row = (await auditRows(partner.stub)).find(({ actor_tenant_id }) => actor_tenant_id === one.id);
    expect(row).toMatchObject({ action: "read", secret_path: "shop/db", error_code: "tenant_access_denied" });
    await state("partners", partner.id, "active");
    must(await at(one.admin, "GET shop/db"), 200);
  });

  it("of a tenant closes it to that tenant, and to who names it", async () => {
    const { partner, one, two } = world;
    await state("tenants", one.id, "suspended");
    const before = await countRows(partner);
    expect(refusal(await at(one.admin, "GET shop/db"))).toEqual(suspended);
    expect(refusal(await partner.api(`GET /v1/t/${one.id}/partner/secrets/shop/db`))).toEqual(suspended);
    expect((await rowsSince(partner, before)).map(({ actor_tenant_id }) => actor_tenant_id)).toEqual([partner.id]);
    expect((await auditRows(one.stub)).at(-1)).toMatchObject({ action: "read", error_code: "tenant_access_denied" });
    must(await at(two.admin, "GET shop/db"), 200);
    must(await at(partner.admin, "GET shop/db"), 200);
    await state("tenants", one.id, "active");
    must(await at(one.admin, "GET shop/db"), 200);
  });
});

describe("the verbs", () => {
  beforeEach(async () => {
    world = await newWorld();
  });

  it("let tenants read what the partner's administrator wrote, with no policy and just the scope", async () => {
    const { partner, one, two } = world;
    const created = await at(partner.admin, "PUT shop/db", { data: { key: "shared" }, metadata: { tags: ["t"] } });
    expect([created.status, created.headers.get("etag")]).toEqual([201, '"1"']);
    expect(created.body).toEqual({
      path: "shop/db",
      secret_type: "kv",
      version: 1,
      created: true,
      created_at: "2096-11-21T09:30:00Z",
      expires_at: null,
    });
    for (const token of [
      await one.token(["secrets:read"]),
      await two.token(["secrets:read"]),
      await partner.token(["secrets:read"]),
    ]) {
      const read = await at(token, "GET shop/db");
      expect([read.status, read.headers.get("etag"), read.headers.get("cache-control")]).toEqual([
        200,
        '"1"',
        "no-store, no-transform",
      ]);
      expect(read.body).toEqual({
        path: "shop/db",
        secret_type: "kv",
        version: 1,
        data: { key: "shared" },
        metadata: { tags: ["t"] },
        created_at: "2096-11-21T09:30:00Z",
        updated_at: "2096-11-21T09:30:00Z",
        version_created_at: "2096-11-21T09:30:00Z",
        expires_at: null,
        rotation_policy_id: null,
        secret_policy_id: null,
      });
    }
    const lister = await two.token(["secrets:list"]);
    expect((await at(lister, "GET shop/db/versions")).body).toEqual({
      path: "shop/db",
      versions: [
        {
          version: 1,
          created_at: "2096-11-21T09:30:00Z",
          created_by: "user:pat",
          is_current: true,
          readable_until: null,
        },
      ],
    });
    const metadata = await at(lister, "GET metadata/shop/db");
    expect(metadata.headers.get("etag")).toBe('"1"');
    expect(metadata.body).toEqual({
      path: "shop/db",
      secret_type: "kv",
      current_version: 1,
      version_count: 1,
      metadata: { tags: ["t"] },
      created_at: "2096-11-21T09:30:00Z",
      updated_at: "2096-11-21T09:30:00Z",
      last_accessed_at: "2096-11-21T09:30:00Z",
      access_count_30d: 3,
      expires_at: null,
      max_versions: 10,
      notify_before: ["30d", "7d", "1d"],
      secret_policy_id: null,
      rotation_policy: null,
    });
  });

  it("do for the administrator what those of the store do, also below a tenant's prefix and by the header", async () => {
    const { partner, one } = world;
    await put("shop/db");
    const below = `/v1/t/${one.id}/partner/secrets/shop/db`;
    const updated = must(await partner.api(`PUT ${below}`, { data: { key: "two" } }), 200);
    expect(updated).toEqual({
      path: "shop/db",
      version: 2,
      created: false,
      previous_version: 1,
      updated_at: "2096-11-21T09:30:00Z",
    });
    expect((await storeOf(one)).flat()).toEqual([]);
    const there = { "x-tenant-id": one.id };
    expect((await at(partner.admin, "PATCH shop/db", { metadata: { owner: "o" } }, there)).body).toMatchObject({
      current_version: 2,
      metadata: { owner: "o" },
    });
    const lost = await at(partner.admin, "PUT shop/db", { data: { k: 1 } }, { "if-match": '"1"' });
    expect(refusal(lost)).toEqual({ status: 412, code: "version_conflict", details: { current_version: 2 } });
    expect(
      (await at(partner.admin, "POST shop/db/rotate", { new_value: { key: "three" }, grace_period: "1h" })).body,
    ).toEqual({
      path: "shop/db",
      version: 3,
      previous_version: 2,
      rotated_at: "2096-11-21T09:30:00Z",
      grace_period_ends: "2096-11-21T10:30:00Z",
      auto_generated: false,
    });
    expect((await at(one.admin, "GET shop/db?version=2")).body.data).toEqual({ key: "two" });
    await stopClock(partner.stub, START_MS + HOUR);
    expect(refusal(await at(one.admin, "GET shop/db?version=2")).code).toBe("version_not_found");
    expect(must(await partner.api(`DELETE ${below}`), 200)).toEqual({
      path: "shop/db",
      deleted: true,
      permanent: false,
      recoverable_until: "2096-12-21T10:30:00Z",
    });
    expect(refusal(await at(one.admin, "GET shop/db")).code).toBe("secret_not_found");
    expect(refusal(await at(partner.admin, "PUT shop/db", { data: { k: 1 } })).code).toBe("secret_exists");
    expect(must(await partner.api(`POST ${below}/restore`), 200)).toEqual({
      path: "shop/db",
      version: 3,
      restored: true,
      restored_at: "2096-11-21T10:30:00Z",
    });
    expect((await at(one.admin, "GET shop/db")).body.data).toEqual({ key: "three" });
    must(await at(partner.admin, "PUT shop/db", { data: { key: "four" } }), 200);
    expect((await at(partner.admin, "DELETE shop/db?version=3")).body).toEqual({
      path: "shop/db",
      version: 3,
      deleted: true,
    });
    must(await at(partner.admin, "DELETE shop/db?permanent=true"), 200);
    expect((await storeOf(partner)).flat()).toEqual([]);
  });

  it("ask the role wherever a policy would be asked: to generate, and to rotate what follows a rotation policy", async () => {
    const { partner, one } = world;
    const recipe = { name: "login", fields: [{ name: "password", generator: "random" }] };
    const { id } = must(await partner.api("POST /v1/secret-policies", recipe), 201);
    const roleless = as(await partner.token(ROLELESS));
    const generate = `POST /v1/secret-policies/${id}/generate`;
    const denied = { status: 403, code: "access_denied", details: { required_role: "partner_admin" } };
    expect(refusal(await roleless(generate, { path: "shop/made" }))).toEqual(denied);
    expect(refusal(await at(one.admin, "GET shop/made")).code).toBe("secret_not_found");
    must(await partner.api(generate, { path: "shop/made" }), 201);
    const policy = must(
      await partner.api("POST /v1/rotation/policies", { name: "monthly", interval: "30d", auto_generate: true }),
      201,
    );
    must(await partner.api(`POST /v1/rotation/policies/${policy.id}/secrets`, { secret_path: "shop/made" }), 201);
    const rotate = `POST /v1/rotation/policies/${policy.id}/rotate`;
    expect(must(await roleless(rotate, {}), 200)).toMatchObject([{ status: "failed", error: "access_denied" }]);
    expect(must(await roleless("GET /v1/rotation/due?within_hours=8760"), 200).secrets).toEqual([]);
    expect(must(await at(one.admin, "GET shop/made"), 200).version).toBe(1);
    expect(must(await partner.api(rotate, {}), 200)).toMatchObject([{ status: "success", new_version: 2 }]);
    await stopClock(partner.stub, START_MS + 30 * 24 * HOUR);
    await runDurableObjectAlarm(partner.stub);
    const row = (await auditRows(partner.stub)).at(-1);
    expect(row).toMatchObject({ action: "rotate", identity_id: "system:scheduler", secret_path: "shop/made" });
    await stopClock(partner.stub, START_MS);
    expect(must(await at(one.admin, "GET shop/made"), 200).version).toBe(3);
  });

  it("go by the partner's settings, whoever's tenant asks", async () => {
    const { partner, one } = world;
    must(await partner.api("PATCH /v1/tenant/settings", { max_versions: 2, notify_before: ["2d"] }), 200);
    must(await one.api("PATCH /v1/tenant/settings", { max_versions: 50 }), 200);
    await put("shop/db");
    for (let i = 0; i < 3; i++) must(await at(partner.admin, "PUT shop/db", { data: { i } }), 200);
    expect((await at(one.admin, "GET metadata/shop/db")).body).toMatchObject({
      max_versions: 2,
      version_count: 2,
      notify_before: ["2d"],
    });
    expect(refusal(await at(one.admin, "GET shop/db?version=1")).code).toBe("version_not_found");
  });

  it("answer expired secrets as the store does", async () => {
    const { partner, one } = world;
    await put("shop/db", { key: 1 }, { options: { expires_in: "1h" } });
    await stopClock(partner.stub, START_MS + HOUR);
    expect(refusal(await at(one.admin, "GET shop/db"))).toEqual({
      status: 410,
      code: "secret_expired",
      details: { path: "shop/db", expired_at: "2096-11-21T10:30:00Z" },
    });
    must(await at(one.admin, "GET metadata/shop/db"), 200);
  });

  it("have the store's addresses but for batches, which are reserved paths", async () => {
    const { partner, one } = world;
    const reserved = { status: 400, code: "invalid_path", details: { reason: "reserved" } };
    const lines = [
      "POST batch",
      "POST batch/metadata",
      "GET batch",
      "DELETE batch/x",
      "GET a/restore",
      "POST expiring",
    ];
    for (const line of lines)
      for (const token of [partner.admin, one.admin])
        expect(refusal(await at(token, line, line.startsWith("POST") ? {} : undefined)), line).toEqual(reserved);
    expect(refusal(await at(partner.admin, "PUT batch", { data: { k: 1 } }))).toEqual(reserved);
    expect(refusal(await at(one.admin, "PUT Shop/db", { data: { k: 1 } })).details).toEqual({ reason: "characters" });
    expect((await at(one.admin, "POST shop/db", {})).headers.get("allow")).toBe(
      "GET, HEAD, PUT, PATCH, DELETE, OPTIONS",
    );
    expect((await one.api("PUT /v1/partner/secrets", {})).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect((await one.api("GET /v1/partner/secrets/")).status).toBe(400);
    must(await at(partner.admin, "PUT shop%2Fdb", { data: { k: 1 } }), 201);
    expect((await at(one.admin, "GET metadata/shop%2Fdb")).body.path).toBe("shop/db");
  });
});

describe("lists", () => {
  beforeAll(async () => {
    world = await newWorld();
    await allow(world.one, "user:admin");
    await put("shop/db", { whose: "partner" }, { metadata: { tags: ["t"] }, options: { expires_in: "1d" } });
    await put("shop/other");
    await put("a/b");
    const own = { data: { whose: "tenant" }, metadata: { tags: ["t"] }, options: { expires_in: "1d" } };
    must(await world.one.api("PUT /v1/secrets/shop/db", own), 201);
  });

  it("show all of the partner's secrets to all of its people, each item with its scope", async () => {
    const { partner, two } = world;
    const item = {
      secret_type: "kv",
      version: 1,
      updated_at: "2096-11-21T09:30:00Z",
      expires_at: null,
      tags: [],
      scope: "partner",
    };
    for (const token of [await two.token(["secrets:list"]), await partner.token(["secrets:list"]), partner.admin]) {
      expect((await at(token, "GET ")).body).toEqual({
        secrets: [
          { ...item, path: "a/b" },
          { ...item, path: "shop/db", expires_at: "2096-11-22T09:30:00Z", tags: ["t"] },
          { ...item, path: "shop/other" },
        ],
        cursor: null,
        has_more: false,
        total_count: 3,
      });
      expect((await at(token, "GET expiring")).body).toEqual({
        secrets: [{ path: "shop/db", expires_at: "2096-11-22T09:30:00Z", days_remaining: 1, scope: "partner" }],
        cursor: null,
        has_more: false,
      });
    }
    const [first] = (await at(two.admin, "GET ?prefix=shop/&tag=t&include_metadata=true")).body.secrets;
    expect(first).toMatchObject({ path: "shop/db", current_version: 1, max_versions: 10, scope: "partner" });
  });

  it("never mix with a tenant's: the same path in both is two secrets", async () => {
    const { one, two } = world;
    expect((await at(one.admin, "GET shop/db")).body.data).toEqual({ whose: "partner" });
    expect((await one.api("GET /v1/secrets/shop/db")).body.data).toEqual({ whose: "tenant" });
    const own = (await one.api("GET /v1/secrets")).body;
    expect([own.secrets.map(({ path }: { path: string }) => path), own.total_count]).toEqual([["shop/db"], 1]);
    expect(own.secrets[0]).not.toHaveProperty("scope");
    expect((await one.api("GET /v1/secrets/expiring")).body.secrets).toHaveLength(1);
    const batch = (await one.api("POST /v1/secrets/batch", { paths: ["shop/db", "shop/other"] })).body;
    expect(batch.secrets["shop/db"].data).toEqual({ whose: "tenant" });
    expect(batch.errors["shop/other"].code).toBe("secret_not_found");
    const globs = { paths: ["**"], options: { expand_wildcards: true } };
    expect(Object.keys((await one.api("POST /v1/secrets/batch/metadata", globs)).body.secrets)).toEqual(["shop/db"]);
    expect(refusal(await one.api("GET /v1/secrets/shop/other")).code).toBe("secret_not_found");
    expect((await two.api("GET /v1/secrets")).body.total_count).toBe(0);
  });

  it("have pages, whose cursors are good for this list alone", async () => {
    const { one, two, stranger } = world;
    const page = (await at(one.admin, "GET ?limit=2")).body;
    expect([page.secrets.length, page.has_more, page.total_count]).toEqual([2, true, 3]);
    const rest = (await at(two.admin, `GET ?limit=2&cursor=${page.cursor}`)).body;
    expect(rest.secrets.map(({ path }: { path: string }) => path)).toEqual(["shop/other"]);
    const bad = { status: 400, code: "invalid_cursor" };
    expect(refusal(await one.api(`GET /v1/secrets?limit=2&cursor=${page.cursor}`)).code).toBe(bad.code);
    expect(refusal(await at(stranger.admin, `GET ?limit=2&cursor=${page.cursor}`)).code).toBe(bad.code);
    expect(refusal(await at(one.admin, `GET ?limit=2&prefix=shop&cursor=${page.cursor}`)).code).toBe(bad.code);
    expect(refusal(await at(one.admin, `GET expiring?cursor=${page.cursor}`)).code).toBe(bad.code);
  });
});

describe("traces", () => {
  beforeEach(async () => {
    world = await newWorld();
    await put("shop/db");
  });

  it("lie in the partner's log with the reader's tenant, and not in the tenant's", async () => {
    const { partner, one } = world;
    const [from, own] = [await countRows(partner), await countRows(one)];
    const answers = [];
    for (const line of [...READS, "GET shop/none"]) answers.push(await at(one.admin, line));
    const rows = await rowsSince(partner, from);
    expect(rows.map((row) => [row.action, row.secret_path, row.error_code])).toEqual([
      ["read", "shop/db", null],
      ["read", "shop/db", null],
      ["list", "shop/db", null],
      ["list", "shop/db", null],
      ["list", null, null],
      ["list", null, null],
      ["read", "shop/none", "secret_not_found"],
    ]);
    expect(rows.map(({ request_id }) => request_id)).toEqual(answers.map(({ headers }) => headers.get("x-request-id")));
    const { token_id } = (await one.api("GET /v1/auth/whoami")).body;
    for (const row of rows)
      expect(row).toMatchObject({
        identity_id: "user:admin",
        identity_type: "user",
        actor_tenant_id: one.id,
        tenant_id: partner.id,
        token_id,
      });
    expect(await countRows(one)).toBe(own);
    const logs = (await partner.api("GET /v1/audit/logs?action=read")).body.logs;
    expect(logs.map((row: { actor_tenant_id: string }) => row.actor_tenant_id)).toEqual([one.id, one.id, one.id]);
    expect((await partner.api("GET /v1/audit/verify")).body.ok).toBe(true);
  });

  it("are of a use of the token at home, and of nobody of the same name elsewhere", async () => {
    const { partner, one } = world;
    const make = { identity_id: "user:pat" };
    must(await asOperator("POST /v1/identity/identities", make, one.id), 201);
    const token = await newToken(one.id, "user:pat", ["secrets:read"]);
    const seen = async ({ stub }: Pick<TestPartner, "stub">) =>
      (await rowsOf(stub, "SELECT last_seen_at_ms AS at FROM identities WHERE id = 'user:pat'"))[0]?.at;
    await stopClock(one.stub, START_MS + 5 * HOUR);
    const before = await seen(partner);
    await stopClock(partner.stub, START_MS + 5 * HOUR);
    must(await at(token, "GET shop/db"), 200);
    expect([await seen(one), await seen(partner)]).toEqual([START_MS + 5 * HOUR, before]);
    expect(await rowsOf(one.stub, "SELECT last_used_at_ms AS at FROM tokens WHERE identity_id = 'user:pat'")).toEqual([
      { at: START_MS + 5 * HOUR },
    ]);
  });

  it("that cannot be written mean 503, and no value is told", async () => {
    const { partner, one } = world;
    await rowsOf(
      partner.stub,
      "CREATE TRIGGER broken BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    const answer = await at(one.admin, "GET shop/db");
    expect([answer.status, answer.text.includes("shared")]).toEqual([503, false]);
    await rowsOf(partner.stub, "DROP TRIGGER broken");
    must(await at(one.admin, "GET shop/db"), 200);
  });

  it("in the buckets are those of home: one bucket with the tenant's own secrets, none with a namesake", async () => {
    const { one, two } = world;
    const limit = DEFAULT_RATE_LIMITS.list;
    for (const { stub } of [one, two]) await stopClock(stub, START_MS);
    const left = async (line: string, token: string) =>
      Number((await call(line, { token })).headers.get("x-ratelimit-remaining"));
    expect(await left("GET /v1/partner/secrets", one.admin)).toBe(limit - 1);
    expect(await left("GET /v1/secrets", one.admin)).toBe(limit - 2);
    expect(await left("GET /v1/partner/secrets", two.admin)).toBe(limit - 1);
    const { id, admin } = world.partner;
    expect(await left("GET /v1/partner/secrets", admin)).toBe(limit - 1);
    expect(await left(`GET /v1/t/${one.id}/partner/secrets`, admin)).toBe(limit - 2);
    expect(await left(`GET /v1/t/${id}/partner/secrets`, admin)).toBe(limit - 3);
    await Promise.all(Array.from({ length: limit - 2 }, () => at(one.admin, "GET expiring")));
    const spent = await at(one.admin, "GET shop/db/versions?verson=1", undefined, { "x-tenant-id": two.id });
    expect(refusal(spent)).toEqual({
      status: 429,
      code: "rate_limited",
      details: { category: "list", retry_after: 1 },
    });
    expect(spent.headers.get("retry-after")).toBe("1");
    must(await at(two.admin, "GET "), 200);
    must(await at(one.admin, "GET shop/db"), 200);
  });
});

describe("acting for a tenant", () => {
  beforeEach(async () => {
    world = await newWorld();
    await allow(world.one, "user:admin");
    must(await world.one.api("PUT /v1/secrets/shop/db/login", { data: { whose: "tenant" } }), 201);
  });
  const there = () => ({ headers: { "x-tenant-id": world.one.id } });

  it("needs a policy of scope partner: without one a value is refused, though the tenant's policies may be written", async () => {
    const { partner, one, two } = world;
    const line = `GET /v1/t/${one.id}/secrets/shop/db/login`;
    const denied = { status: 403, code: "access_denied", details: { path: "shop/db/login", permission: "read" } };
    expect(refusal(await partner.api(line))).toEqual(denied);
    must(
      await partner.api(
        "POST /v1/policies",
        { name: "p", rules: [{ path_pattern: "**", permissions: ["read"] }] },
        there(),
      ),
      201,
    );
    expect(refusal(await partner.api(line))).toEqual(denied);
    await allow(partner, "user:pat", "shop/**");
    expect((await partner.api(line)).body.data).toEqual({ whose: "tenant" });
    expect((await partner.api("GET /v1/secrets/shop/db/login", undefined, there())).body.data).toEqual({
      whose: "tenant",
    });
    expect(refusal(await partner.api(`GET /v1/t/${two.id}/secrets/shop/db/login`)).code).toBe("secret_not_found");
    const row = (await auditRows(one.stub)).findLast(({ action }) => action === "read");
    expect(row).toMatchObject({
      identity_id: "user:pat",
      actor_tenant_id: partner.id,
      tenant_id: one.id,
      secret_path: "shop/db/login",
      success: 1,
    });
  });

  it("is not helped by a binding of the tenant to a namesake, whose last sign of life stays its own", async () => {
    const { partner, one } = world;
    must(await one.api("POST /v1/identity/identities", { identity_id: "user:pat" }), 201);
    await allow(one, "user:pat");
    expect(refusal(await partner.api(`GET /v1/t/${one.id}/secrets/shop/db/login`)).code).toBe("access_denied");
    must(await partner.api(`GET /v1/t/${one.id}/policies`), 200);
    expect((await one.api("GET /v1/identity/identities/user:pat")).body.last_seen_at).toBeNull();
    const namesake = await newToken(one.id, "user:pat", ["secrets:read"]);
    must(await call("GET /v1/secrets/shop/db/login", { token: namesake }), 200);
  });
});

describe("what only this Worker's own code could try", () => {
  beforeAll(async () => {
    world = await newWorld();
    await put("shop/db");
    await allow(world.one, "user:admin");
    must(await world.one.api("PUT /v1/secrets/shop/db", { data: { whose: "tenant" } }), 201);
  });
  const meta = { requestId: "req_partner_test", ip: null, userAgent: null };
  const read = { path: "shop/db", version: null };
  const refused = { ok: false, error: { code: "internal_error" } };
  const callOf = (op: string, token: string, delegated?: Delegation): Call => ({
    ...{ op, token, named: null, input: read, meta },
    ...(delegated ? { delegated } : {}),
  });
  const delegationOf = async (tenant: TestTenant): Promise<Delegation> => {
    const reply = await spaceStub(env, tenant.id).delegate(callOf("partner_secrets.read", tenant.admin));
    return reply.ok ? reply.value : Promise.reject(new Error(reply.error.code));
  };

  it("a delegation is for one space, for its people, and for what is shared", async () => {
    const { partner, one, foreign, stranger } = world;
    const delegated = await delegationOf(one);
    expect(delegated).toMatchObject({ spaceId: partner.id, actor: { homeId: one.id }, policies: [] });
    const inPartner = spaceStub(env, partner.id);
    const reply = await inPartner.run(callOf("partner_secrets.read", one.admin, delegated));
    expect(reply).toMatchObject({ ok: true, value: { data: '{"key":"shared"}' } });
    expect(await spaceStub(env, foreign.id).run(callOf("partner_secrets.read", one.admin, delegated))).toEqual(refused);
    const { actor } = await delegationOf(stranger);
    for (const other of [
      { ...delegated, actor },
      { ...delegated, actor: OPERATOR },
      { ...delegated, spaceId: one.id },
    ])
      expect(await inPartner.run(callOf("partner_secrets.read", one.admin, other))).toEqual(refused);
    const toTenant = { ...delegated, spaceId: world.two.id };
    expect(await spaceStub(env, world.two.id).run(callOf("secrets.read", one.admin, toTenant))).toEqual(refused);
    for (const op of ["tokens.list", "settings.read", "audit.logs", "identities.list", "policies.list"])
      expect(await inPartner.run(callOf(op, one.admin, delegated)), op).toMatchObject(refused);
  });

  it("a delegation home replaces no token", async () => {
    const { partner, one } = world;
    const delegated = { ...(await delegationOf(one)), spaceId: one.id };
    const reply = await spaceStub(env, one.id).run(callOf("secrets.read", mintToken(one.id), delegated));
    expect(reply).toEqual({ ok: false, error: { code: "token_invalid" } });
    const named = { ...callOf("partner_secrets.read", partner.admin), named: one.id };
    const away = await spaceStub(env, partner.id).delegate(named);
    const own = away.ok ? away.value : undefined;
    expect(own).toMatchObject({ spaceId: partner.id, actor: { homeId: partner.id } });
    const unknown = callOf("partner_secrets.read", mintToken(partner.id), own);
    expect(await spaceStub(env, partner.id).run(unknown)).toMatchObject({
      ok: false,
      error: { code: "token_invalid" },
    });
  });

  it("a role lost between home and the partner's object counts for nothing there", async () => {
    const { partner, one } = world;
    const change = (roles: string[]) => asOperator("PATCH /v1/identity/identities/user:second", { roles }, partner.id);
    const make = { identity_id: "user:second", roles: ["partner_admin"] };
    must(await asOperator("POST /v1/identity/identities", make, partner.id), 201);
    const token = await newToken(partner.id, "user:second", SCOPES);
    const restore = { ...callOf("partner_secrets.restore", token), named: one.id };
    const away = await spaceStub(env, partner.id).delegate(restore);
    if (!away.ok) throw new Error(away.error.code);
    const run = () => spaceStub(env, partner.id).run({ ...restore, delegated: away.value });
    expect(await run()).toMatchObject({ ok: false, error: { code: "secret_not_found" } });
    must(await change([]), 200);
    expect(await run()).toMatchObject({ ok: false, error: { code: "access_denied" } });
    must(await change(["partner_admin"]), 200);
    expect(await run()).toMatchObject({ ok: false, error: { code: "secret_not_found" } });
  });

  it("a dead token fills the log of its home no faster on the way to the partner than at home", async () => {
    const { one } = world;
    const token = await one.token(["secrets:read"]);
    const { token_id } = (await call("GET /v1/auth/whoami", { token })).body;
    must(await asOperator(`DELETE /v1/tokens/${token_id}`, undefined, one.id), 204);
    await stopClock(one.stub, Date.now());
    const replies = await runInDurableObject(one.stub, async (object) => {
      const asked = Array.from({ length: DEFAULT_RATE_LIMITS.auth + 5 }, () => [
        object.delegate(callOf("partner_secrets.read", token)),
        object.run(callOf("secrets.read", token)),
      ]);
      return await Promise.all(asked.flat());
    });
    expect(new Set(replies.map((reply) => reply.ok || reply.error.code))).toEqual(new Set(["token_revoked"]));
    const rows = (await auditRows(one.stub)).filter(
      (row) => row.token_id === token_id && row.action === "auth_refused",
    );
    expect(rows).toHaveLength(DEFAULT_RATE_LIMITS.auth);
  });

  it("no tenant's object answers for its partner, nor lends anyone out for anything else", async () => {
    const { one } = world;
    const inTenant = spaceStub(env, one.id);
    expect(await inTenant.run(callOf("partner_secrets.read", one.admin))).toMatchObject(refused);
    expect(await inTenant.delegate(callOf("secrets.read", one.admin))).toMatchObject(refused);
    expect(
      await runInDurableObject(one.stub, (object) => object.delegate(callOf("tokens.list", one.admin))),
    ).toMatchObject(refused);
  });
});

it("a role opens everything, and without it only what is open to all, on every path alike", () => {
  const PERMISSIONS = ["read", "write", "delete", "list", "rotate", "admin"] as const;
  const permission = fc.constantFrom(...PERMISSIONS);
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.subarray([...PERMISSIONS]),
      permission,
      fc.string(),
      (isAdministrator, open, asked, path) => {
        const rights = rightsByRole(isAdministrator, open);
        const may = isAdministrator || open.includes(asked);
        expect(rights.may(asked, path)).toBe(may);
        expect(rights.refusal(asked, path)).toEqual(
          may ? undefined : { code: "access_denied", details: { required_role: "partner_admin" } },
        );
        expect(rights.rulesFor(asked).map(({ text }) => text)).toEqual(may ? ["**"] : []);
      },
    ),
  );
});
