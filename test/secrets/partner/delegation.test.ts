import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { mintToken } from "../../../src/crypto/token";
import { OPERATOR, SCOPES } from "../../../src/kernel/actor";
import type { Call, Delegation } from "../../../src/kernel/call";
import { spaceStub } from "../../../src/kernel/rpc";
import { DEFAULT_RATE_LIMITS } from "../../../src/rate-limits";
import { asOperator, auditRows, call, must, newToken, type TestTenant } from "../../support/api";
import { stopClock } from "../../support/spaces";
import { allow, newWorld, read, type Share, share, type World } from "./support";

let world: World;

const put: Share = (...given) => share(world, ...given);

beforeAll(async () => {
  world = await newWorld();
  await put("shop/db");
  await allow(world.one, "user:admin");
  must(await world.one.api("PUT /v1/secrets/shop/db", { data: { whose: "tenant" } }), 201);
});

const meta = { requestId: "req_partner_test", ip: null, userAgent: null };
const refused = { ok: false, error: { code: "internal_error" } };

const callOf = (op: string, token: string, delegated?: Delegation): Call => ({
  ...{ op, token, named: null, input: read, meta },
  ...(delegated ? { delegated } : {}),
});

const delegationOf = async (tenant: TestTenant): Promise<Delegation> => {
  const reply = await spaceStub(env, tenant.id).delegate(callOf("partner_secrets.read", tenant.admin));
  return reply.ok ? reply.value : Promise.reject(new Error(reply.error.code));
};

it("a partner's secrets, asked for past the edge: a delegation is for one space, for its people, and for what is shared", async () => {
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

it("a partner's secrets, asked for past the edge: a delegation home replaces no token", async () => {
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

it("a partner's secrets, asked for past the edge: a role lost between home and the partner's object counts for nothing there", async () => {
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

it("a partner's secrets, asked for past the edge: a dead token fills the log of its home no faster on the way to the partner than at home", async () => {
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
  const rows = (await auditRows(one.stub)).filter((row) => row.token_id === token_id && row.action === "auth_refused");
  expect(rows).toHaveLength(DEFAULT_RATE_LIMITS.auth);
});

it("a partner's secrets, asked for past the edge: no tenant's object answers for its partner, nor lends anyone out for anything else", async () => {
  const { one } = world;
  const inTenant = spaceStub(env, one.id);
  expect(await inTenant.run(callOf("partner_secrets.read", one.admin))).toMatchObject(refused);
  expect(await inTenant.delegate(callOf("secrets.read", one.admin))).toMatchObject(refused);
  expect(
    await runInDurableObject(one.stub, (object) => object.delegate(callOf("tokens.list", one.admin))),
  ).toMatchObject(refused);
});
