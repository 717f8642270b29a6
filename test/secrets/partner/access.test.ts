import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../../src/crypto/token";
import { SCOPES } from "../../../src/kernel/actor";
import { asOperator, auditRows, call, must, newToken, OPERATOR_TOKEN } from "../../support/api";
import { refusal } from "../support";
import {
  allow,
  at,
  CHANGES,
  countRows,
  newWorld,
  READS,
  ROLELESS,
  rowsSince,
  type Share,
  share,
  storeOf,
  type World,
} from "./support";

let world: World;

const put: Share = (...given) => share(world, ...given);

const scopeOf = (line: string) => (/^GET (shop\/db)(\?|$)/.test(line) ? "secrets:read" : "secrets:list");
const foreignTo = { status: 403, code: "tenant_access_denied", details: { reason: "foreign" } };

beforeAll(async () => {
  world = await newWorld();
  await put("shop/db");
  must(await at(world.partner.admin, "PUT shop/db", { data: { key: "shared" } }), 200);
  await put("shop/gone");
  must(await at(world.partner.admin, "DELETE shop/gone"), 200);
  await allow(world.one, "user:admin");
});

it("a partner's secrets: anyone but the partner's administrator changes nothing, whatever scopes, roles and policies of a tenant say", async () => {
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

it("a partner's secrets: a role is lost at once, and a tenant_admin is no partner_admin", async () => {
  const { partner } = world;
  const make = { identity_id: "user:former", roles: ["partner_admin"] };
  must(await asOperator("POST /v1/identity/identities", make, partner.id), 201);
  const former = await newToken(partner.id, "user:former", SCOPES);
  must(await at(former, "PATCH shop/db", { metadata: { owner: "team:former" } }), 200);
  must(await asOperator("PATCH /v1/identity/identities/user:former", { roles: [] }, partner.id), 200);
  expect(refusal(await at(former, "PATCH shop/db", { metadata: { owner: "x" } })).code).toBe("access_denied");
  must(await at(former, "GET shop/db"), 200);
});

it("a partner's secrets: each verb needs its scope, which is asked before the input and the role; the row lies in the partner's log", async () => {
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

it("a partner's secrets: the operator is refused by scope in whatever space it names", async () => {
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
    expect(refusal(await at(OPERATOR_TOKEN, line, body, { "x-tenant-id": "tnt_never" })).code).toBe("tenant_not_found");
  }
});

it("a partner's secrets: a tenant's token names its home or nothing; the rest is refused and recorded at home", async () => {
  const { partner, one, two, foreign, stranger } = world;
  must(await at(one.admin, "GET shop/db", undefined, { "x-tenant-id": one.id }), 200);
  must(await one.api(`GET /v1/t/${one.id}/partner/secrets/shop/db`), 200);
  const before = [await countRows(partner), await countRows(foreign)];
  const from = await countRows(one);
  const spaces = [two.id, partner.id, stranger.id, foreign.id, "tnt_never", "ptn_never"];
  for (const space of spaces) {
    expect(refusal(await at(one.admin, "GET shop/db", undefined, { "x-tenant-id": space }))).toEqual(foreignTo);
    expect(refusal(await one.api(`PUT /v1/t/${space}/partner/secrets/shop/db`, { data: { k: 1 } }))).toEqual(foreignTo);
  }
  expect((await rowsSince(one, from)).map((row) => [row.action, row.secret_path, row.extra_data])).toEqual(
    spaces.flatMap((requested) =>
      Array.from({ length: 2 }, () => ["tenant_refused", null, JSON.stringify({ requested })]),
    ),
  );
  expect([await countRows(partner), await countRows(foreign)]).toEqual(before);
});

it("a partner's secrets: a partner's token without the role names its home or nothing, an administrator's also the partner's tenants", async () => {
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

it("a partner's secrets: another partner's people get secret_not_found at the same address, and empty lists", async () => {
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

it("a partner's secrets: a revoked token, one of a switched-off identity and an unknown one are refused at home", async () => {
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
