import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { runOperation } from "../../src/client/run-operation";
import { mintToken, spaceOfToken } from "../../src/crypto/token";
import type { Failure } from "../../src/errors";
import { OPERATOR, SCOPES, type Scope } from "../../src/kernel/actor";
import type { AnyOperation, Requirements } from "../../src/kernel/operation";
import { spaceStub } from "../../src/kernel/rpc";
import { kindOfSpace } from "../../src/kernel/space";
import { operations } from "../../src/space/modules";
import { asOperator, must, newTenant, newToken, OPERATOR_TOKEN, type TestTenant } from "../support/api";
import { edge } from "../support/edge";
import { newPartner, type TestPartner } from "../support/spaces";

/**
 * Every operation of the registry, tried with every kind of wrong token. What must happen is derived from the operation's own
 * terms, so a new operation is tested by existing.
 */
const OPERATIONS: readonly AnyOperation[] = [...operations.values()].filter(({ login }) => login === undefined);
/** Those that take a proof in place of a token. */
const LOGINS: readonly AnyOperation[] = [...operations.values()].filter(({ login }) => login !== undefined);

const meta = { requestId: "req_isolation", ip: null, userAgent: null };

interface World {
  readonly partner: TestPartner;
  readonly tenant: TestTenant;
  readonly neighbour: TestTenant;
  readonly foreign: TestPartner;
  readonly stranger: TestTenant;
  readonly suspended: TestTenant;
  readonly expired: string;
  readonly revoked: string;
}

let world: World;

/** Ids of real things in the tenant under attack, under every name that an input uses for one. */
let bait: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  const [partner, foreign] = [await newPartner(), await newPartner()];
  const tenant = await newTenant({ partnerId: partner.id });
  const neighbour = await newTenant({ partnerId: partner.id });
  const stranger = await newTenant({ partnerId: foreign.id });
  const suspended = await newTenant({ partnerId: partner.id });
  const make = async (more: object = {}) =>
    must(await tenant.api("POST /v1/tokens", { identity_id: "user:admin", name: "t", scopes: SCOPES, ...more }), 201);
  const [victim, expiring, revoked] = [await make(), await make({ expires_in: "1h" }), await make()];
  must(await tenant.api(`DELETE /v1/tokens/${revoked.id}`), 204);
  must(await tenant.api(`POST /v1/tokens/${expiring.id}/rotate`, { overlap: "0s" }), 201);
  must(await asOperator(`PATCH /v1/identity/tenants/${suspended.id}`, { status: "suspended" }), 200);
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "user:victim" }), 201);
  const rules = [{ path_pattern: "**", permissions: ["admin"] }];
  const policy = must(await tenant.api("POST /v1/policies", { name: "p", rules }), 201);
  must(
    await tenant.api(`POST /v1/policies/${policy.id}/bindings`, { identity_type: "user", identity_id: "user:admin" }),
    201,
  );
  world = { partner, tenant, neighbour, foreign, stranger, suspended, expired: expiring.token, revoked: revoked.token };
  bait = { id: victim.id, policyId: policy.id, identityId: "user:victim", tenantId: tenant.id, path: "shop/db/login" };
  for (const stub of [partner.stub, tenant.stub, neighbour.stub, foreign.stub, stranger.stub, suspended.stub])
    await runInDurableObject(stub, (object) => {
      // Half a minute passes between two calls, so that no bucket runs dry.
      let now = Date.now();
      object.clock = () => {
        now += 30_000;
        return now;
      };
    });
});

/** `input` undefined: the guard goes as far as the scope, and runs nothing. */
async function attempt(
  op: AnyOperation,
  token: string,
  named: string | null,
  input?: unknown,
): Promise<Failure | "admitted"> {
  const home = spaceOfToken(token) ?? "";
  const target = named !== null && kindOfSpace(named) ? named : null;
  const outcome = await runOperation(edge, { token, home, named, target, meta }, op, input as undefined);
  return outcome.ok ? "admitted" : outcome.error;
}

const foreignTo = { code: "tenant_access_denied", details: { reason: "foreign" } };
const scopeless = (scope: Scope) => ({ code: "insufficient_scope", details: { required_scope: scope } });

/** A home operation acts in the caller's own object, whatever it names. */
const isHome = ({ reach }: Requirements) => reach === "home";

/** All that the tenant's object holds but the log, and what D1 holds of it. */
async function stateOf({ stub, id }: TestTenant): Promise<string> {
  const own = await runInDurableObject(stub, (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name NOT LIKE 'audit%'",
      )
      .toArray()
      .map(({ name }) => [name, storage.sql.exec(`SELECT * FROM "${name}"`).toArray()]),
  );
  const rows = await env.DB.prepare("SELECT * FROM tenants WHERE id = ?").bind(id).all();
  return JSON.stringify([own, rows.results]);
}

for (const op of OPERATIONS) {
  const { scope, reach } = op;

  it(`${op.name} refuses the token of another tenant, of another partner, and of its own partner without the role`, async () => {
    const { tenant, neighbour, stranger, foreign, partner } = world;
    const before = await stateOf(tenant);
    for (const token of [neighbour.admin, stranger.admin])
      expect(await attempt(op, token, tenant.id, isHome(op) ? undefined : bait)).toEqual(
        isHome(op) ? "admitted" : foreignTo,
      );
    const roleless = await partner.token([...SCOPES.slice(0, 2)]);
    if (!isHome(op)) {
      expect(await attempt(op, roleless, tenant.id, bait)).toEqual(foreignTo);
      expect(await attempt(op, foreign.admin, tenant.id, bait)).toEqual({ code: "access_denied" });
    }
    for (const token of [neighbour.admin, stranger.admin, foreign.admin, mintToken(tenant.id)])
      expect(await spaceStub(env, tenant.id).run({ op: op.name, token, named: null, input: bait, meta })).toEqual({
        ok: false,
        error: { code: "token_invalid" },
      });
    expect(await stateOf(tenant)).toBe(before);
  });

  it(`${op.name} refuses a revoked, an expired and an unknown token, and every token of a suspended tenant`, async () => {
    const { tenant, suspended, revoked, expired } = world;
    const before = [await stateOf(tenant), await stateOf(suspended)];
    for (const named of [null, tenant.id]) {
      expect(await attempt(op, revoked, named, bait)).toEqual({ code: "token_revoked" });
      expect(await attempt(op, expired, named, bait)).toMatchObject({ code: "token_expired" });
      expect(await attempt(op, mintToken(tenant.id), named, bait)).toEqual({ code: "token_invalid" });
    }
    const refused = { code: "tenant_access_denied", details: { reason: "suspended" } };
    expect(await attempt(op, suspended.admin, null, bait)).toEqual(refused);
    if (!isHome(op)) expect(await attempt(op, world.partner.admin, suspended.id, bait)).toEqual(refused);
    expect([await stateOf(tenant), await stateOf(suspended)]).toEqual(before);
  });

  it(`${op.name} lets the operator do what its two scopes allow, in a space that is named, and nothing else`, async () => {
    const allowed = scope === null || OPERATOR.scopes.includes(scope);
    const held = scope !== null && !allowed ? scopeless(scope) : "admitted";
    expect(await attempt(op, OPERATOR_TOKEN, world.tenant.id, allowed ? undefined : bait)).toEqual(held);
    const nameless = await attempt(op, OPERATOR_TOKEN, null);
    if (reach !== "any" && reach !== "home")
      expect(nameless).toEqual({ code: "invalid_request", details: { reason: "tenant_required" } });
    else expect(nameless).toEqual(held);
    if (!isHome(op)) expect(await attempt(op, OPERATOR_TOKEN, "tnt_never")).toMatchObject({ code: "tenant_not_found" });
  });

  it(`${op.name} refuses a token with every scope but its own, and admin where the role is not held`, async () => {
    if (scope === null) expect(await attempt(op, await withAllBut("admin"), null)).toBe("admitted");
    else expect(await attempt(op, await withAllBut(scope), null, bait)).toEqual(scopeless(scope));
  });

  it(`${op.name} has its place: a partner's space where it may act there, else a tenant is required`, async () => {
    const { partner, tenant } = world;
    const here = await attempt(op, partner.admin, null);
    if (reach === "tenant") expect(here).toEqual({ code: "invalid_request", details: { reason: "tenant_required" } });
    else expect(here).toBe("admitted");
    expect(await attempt(op, partner.admin, tenant.id)).toBe("admitted");
    expect(await attempt(op, tenant.admin, null)).toBe("admitted");
  });
}

it("no token opens a login, whoever holds it", async () => {
  const { tenant, partner } = world;
  expect(LOGINS.map(({ name }) => name)).toEqual([
    "approles.login",
    "trusts.exchange",
    "trusts.begin_sign_in",
    "trusts.sign_in",
  ]);
  for (const op of LOGINS) {
    for (const token of [tenant.admin, partner.admin])
      expect(await attempt(op, token, null, {})).toEqual({ code: "token_invalid" });
    expect(await attempt(op, OPERATOR_TOKEN, tenant.id, {})).toEqual({ code: "token_invalid" });
  }
});

it("a proof that is good for a login opens no other operation", async () => {
  const { tenant } = world;
  const role = must(await tenant.api("PUT /v1/approles/isolated", {}), 201);
  const { secret_id } = must(await tenant.api("POST /v1/approles/isolated/secret-ids"), 201);
  const proof = { kind: "approle", roleId: role.role_id, secretId: secret_id } as const;
  const caller = { token: "", proof, home: tenant.id, named: null, target: null, meta };
  for (const op of OPERATIONS)
    expect([op.name, await runOperation(edge, caller, op, undefined)]).toEqual([
      op.name,
      { ok: false, error: { code: "token_invalid" } },
    ]);
  for (const op of OPERATIONS)
    expect(
      await spaceStub(env, tenant.id).run({ op: op.name, token: tenant.admin, proof, named: null, input: bait, meta }),
    ).toEqual({ ok: false, error: { code: "token_invalid" } });
});

const made = new Map<Scope, Promise<string>>();

/** Of the tenant's administrator, made once per scope. */
function withAllBut(scope: Scope): Promise<string> {
  const scopes = SCOPES.filter((other) => other !== scope && other !== "admin");
  const token = made.get(scope) ?? newToken(world.tenant.id, "user:admin", scopes);
  made.set(scope, token);
  return token;
}

it("admin and identity:admin count for nothing once the role is gone, in every operation that asks for them", async () => {
  const { tenant } = world;
  must(await tenant.api("POST /v1/identity/identities", { identity_id: "user:former" }), 201);
  const patch = (roles: string[]) => asOperator("PATCH /v1/identity/identities/user:former", { roles }, tenant.id);
  must(await patch(["tenant_admin"]), 200);
  const token = await newToken(tenant.id, "user:former", ["admin"]);
  for (const op of OPERATIONS) {
    const isOfAdmin = op.scope !== "credentials:authenticate";
    expect(await attempt(op, token, null)).toEqual(isOfAdmin ? "admitted" : scopeless("credentials:authenticate"));
  }
  must(await patch([]), 200);
  for (const op of OPERATIONS) {
    const { scope } = op;
    expect(await attempt(op, token, null)).toEqual(scope === null ? "admitted" : scopeless(scope));
  }
});
