import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createIdentity } from "../../src/identities/operations";
import type { SpaceObject } from "../../src/index";
import type { Role, Scope } from "../../src/kernel/actor";
import type { NewAuditEntry } from "../../src/kernel/audit";
import type { Callable } from "../../src/kernel/operation";
import type { RuleText } from "../../src/kernel/policy";
import type { Space } from "../../src/kernel/space";
import { bindPolicy } from "../../src/policies/binding-operations";
import { createPolicy } from "../../src/policies/operations";
import { createToken } from "../../src/tokens/operations";
import { TEST_BINDINGS } from "./node/bindings";

/**
 * Spaces, and who may act in them, made by one visit to the space's object instead of a request each: what the operator would
 * ask for is asked of the object itself, so the rows, the log and the checks are those of the requests. `directory.test.ts`,
 * `identities.test.ts` and `tokens.test.ts` prove the requests.
 */
export interface Member {
  readonly identityId: string;
  readonly roles?: readonly Role[];
  /** Of its token, which never expires, wherever a test sets the clock. */
  readonly scopes: readonly Scope[];
  /** A policy of its own that holds these, if there are any. */
  readonly rules?: readonly RuleText[];
}

let serial = 0;
/** Unlike any other in this runtime. */
export const fresh = (prefix: string): string => `${prefix}${Date.now().toString(36)}${(serial++).toString(36)}`;

/** A partner's row in the directory. */
export async function registerPartner(slug: string): Promise<Space> {
  const [id, nowMs] = [`ptn_${slug}`, Date.now()];
  await env.DB.prepare(INSERT_PARTNER).bind(id, "Northwind", nowMs, nowMs).run();
  return { id, kind: "partner", partnerId: null, status: "active", createdAtMs: nowMs };
}

/** A tenant's row in the directory. A partner of its own, unless one is named: its object is made when somebody asks for it. */
export async function registerTenant(slug: string, ofPartner?: string): Promise<Space> {
  const [id, partnerId, nowMs] = [`tnt_${slug}`, ofPartner ?? `ptn_${slug}`, Date.now()];
  const partner = env.DB.prepare(INSERT_PARTNER).bind(partnerId, "Northwind", nowMs, nowMs);
  const tenant = env.DB.prepare(INSERT_TENANT).bind(id, partnerId, "Bluefin", nowMs, nowMs);
  await env.DB.batch(ofPartner === undefined ? [partner, tenant] : [tenant]);
  return { id, kind: "tenant", partnerId, status: "active", createdAtMs: nowMs };
}
const INSERT_PARTNER =
  "INSERT INTO partners (id, name, status, created_at_ms, updated_at_ms) VALUES (?, ?, 'active', ?, ?)";
const INSERT_TENANT =
  "INSERT INTO tenants (id, partner_id, name, status, created_at_ms, updated_at_ms) VALUES (?, ?, ?, 'active', ?, ?)";

/** The object of a space that is in the directory, with its first member, whose token this is. Then its clock stands at `atMs`. */
export const provision = (space: Space, member: Member, atMs?: number): Promise<string> =>
  runInDurableObject(env.SPACES.getByName(space.id), async (object) => {
    const row = creationOf(space);
    const made = await object.provision(space, { changeId: `chg_${row.request_id}`, row });
    if (!made.ok) throw new Error(`the space was not made: ${made.error.code}`);
    const token = await join(object, member);
    if (atMs !== undefined) object.clock = () => atMs;
    return token;
  });

/** A token of a new identity in a space that there is. */
export const addMember = (stub: DurableObjectStub<SpaceObject>, member: Member): Promise<string> =>
  runInDurableObject(stub, (object) => join(object, member));

/** Another token of an identity that there is. */
export const addToken = (stub: DurableObjectStub<SpaceObject>, identityId: string, scopes: readonly Scope[]) =>
  runInDurableObject(
    stub,
    async (object) => (await ask(object, OPERATOR, createToken, tokenOf(identityId, scopes))).token,
  );

const OPERATOR = TEST_BINDINGS.OPERATOR_TOKEN;

async function join(object: SpaceObject, { identityId, roles = [], scopes, rules = [] }: Member): Promise<string> {
  const identity = { identityId, displayName: null, groups: [], roles, isActive: true };
  // One after the other in one commit: the journal takes them in this order.
  const [, made] = await Promise.all([
    ask(object, OPERATOR, createIdentity, identity),
    ask(object, OPERATOR, createToken, tokenOf(identityId, scopes)),
  ]);
  if (rules.length > 0) await grant(object, made.token, identityId, rules);
  return made.token;
}

const tokenOf = (identityId: string, scopes: readonly Scope[]) => ({
  identityId,
  name: "test",
  scopes,
  expiry: { atMs: null },
  mfaVerifiedAtMs: null,
  renewable: false,
  maxLifeMs: null,
  uses: null,
});

/** By a token that may do so. */
async function grant(
  object: SpaceObject,
  token: string,
  identityId: string,
  rules: readonly RuleText[],
): Promise<void> {
  await share(object, token, { name: `rights ${serial++}`, rules, identityIds: [identityId] });
}

/** A policy by its name, for identities that there are. */
export interface SharedPolicy {
  readonly name: string;
  readonly rules: readonly RuleText[];
  readonly identityIds: readonly string[];
}

async function share(object: SpaceObject, token: string, { name, rules, identityIds }: SharedPolicy): Promise<void> {
  const content = { name, description: null, rules, isActive: true, scope: undefined };
  const { id } = await ask(object, token, createPolicy, content);
  for (const identityId of identityIds)
    await ask(object, token, bindPolicy, { policyId: id, identityId, expiresAtMs: null });
}

/** Made by the administrator whose token is given. */
export const addPolicy = (stub: DurableObjectStub<SpaceObject>, admin: string, policy: SharedPolicy): Promise<void> =>
  runInDurableObject(stub, (object) => share(object, admin, policy));

/** A policy of its own for an identity that there is, made by the administrator whose token is given. */
export const addRights = (
  stub: DurableObjectStub<SpaceObject>,
  admin: string,
  identityId: string,
  rules: readonly RuleText[],
): Promise<void> => runInDurableObject(stub, (object) => grant(object, admin, identityId, rules));

/** An operation at the object's own door. Rejects if it is refused. */
async function ask<I, O>(object: SpaceObject, token: string, operation: Callable<I, O>, input: NoInfer<I>): Promise<O> {
  const meta = { requestId: fresh("req_setup_"), ip: null, userAgent: null };
  const reply = await object.run({ op: operation.name, token, named: null, input, meta });
  if (!reply.ok) throw new Error(`${operation.name} was refused: ${JSON.stringify(reply.error)}`);
  return reply.value as O;
}

const creationOf = ({ id, kind, partnerId }: Space): NewAuditEntry => ({
  timestampMs: Date.now(),
  action: `${kind}_create`,
  identity_type: "system",
  identity_id: "system:operator",
  actor_tenant_id: null,
  tenant_id: id,
  token_id: null,
  secret_path: null,
  source_ip: null,
  user_agent: null,
  success: true,
  error_code: null,
  duration_ms: 0,
  request_id: fresh("req_setup_"),
  extra_data: kind === "partner" ? { partner_id: id } : { tenant_id: id, partner_id: partnerId },
});
