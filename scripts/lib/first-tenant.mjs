import { expectStatus } from "./api-client.mjs";
import { givePolicy } from "./bootstrap.mjs";
import { ToolError } from "./project.mjs";

/**
 * From a deployment without anything to a tenant with an administrator, through the public API alone. What is there already is
 * left as it is, so a run that was cut off is finished by the next. Before anything is made it is known whether all of it fits.
 */
const POLICY = {
  name: "administrators",
  description: "Every path; destroying for good is left out. Made by npm run bootstrap.",
  rules: [{ path_pattern: "**", permissions: ["read", "write", "list", "delete", "rotate"] }],
};
/** `admin` has every scope but the other one, which an administrator needs to give it to agents. */
export const SCOPES = ["admin", "credentials:authenticate"];
const TOKEN_NAME = "npm run bootstrap";
/** The operator may make identities and tokens but no policies: these are made in the administrator's name. */
const SETUP_TOKEN = {
  name: "npm run bootstrap: the first policy",
  scopes: ["policies:read", "policies:write"],
  expires_in: "5m",
};

/**
 * @typedef {import("./api-client.mjs").Client} Client
 * @typedef {object} Plan
 * @property {string} partner its slug
 * @property {string} partnerName
 * @property {string} tenant its slug
 * @property {string} tenantName
 * @property {string} admin the identity's id
 * @property {string | undefined} adminName
 * @property {string} ttl of the token: a duration
 * @property {boolean} wantsNewToken also where the administrator has one
 *
 * @typedef {(done: "made" | "there", what: string) => void} Tell
 *
 * @param {{ operator: Client, clientFor: (token: string) => Client, plan: Plan, tell: Tell }} options
 * @returns {Promise<string | undefined>} the token's text; undefined: the administrator has one, so none was made
 */
export async function makeFirstTenant({ operator, clientFor, plan, tell }) {
  const ids = { partner: `ptn_${plan.partner}`, tenant: `tnt_${plan.tenant}`, admin: plan.admin };
  const there = await findAll(operator, ids);
  requireFitting(there, ids);
  await makeMissing(operator, there, ids, plan, tell);
  const live = there.identity === undefined ? [] : await liveTokens(operator, ids);
  const own = live.filter(({ name }) => name === TOKEN_NAME);
  if (own.length > 0) tell("there", `token    ${own.map(({ id }) => id).join(", ")}, whose text nobody can show again`);
  else await makePolicy(operator, clientFor, ids, tell);
  if (own.length > 0 && !plan.wantsNewToken) return undefined;
  const body = { identity_id: ids.admin, name: TOKEN_NAME, scopes: SCOPES, expires_in: plan.ttl };
  const reply = await operator("POST", "/v1/tokens", { body, tenant: ids.tenant });
  const { field, fields = {} } = reply.body?.error?.details ?? {};
  if (field === "expires_in" || "expires_in" in fields)
    throw new ToolError(`--ttl ${plan.ttl} is too long: the most is 3650d, or the tenant's setting token_max_ttl`);
  const made = expectStatus("making the token", reply, 201);
  tell("made", `token    ${made.id}: ${SCOPES.join(", ")}; until ${made.expires_at}`);
  return made.token;
}

/** @typedef {{ partner: string, tenant: string, admin: string }} Ids */

/** @param {Client} operator @param {Ids} ids */
async function findAll(operator, { partner, tenant, admin }) {
  const find = async (/** @type {string} */ path, /** @type {string | undefined} */ space) => {
    const reply = await operator("GET", `/v1/identity/${path}`, { tenant: space });
    return reply.status === 404 ? undefined : expectStatus(`looking for ${path}`, reply, 200);
  };
  const found = { partner: await find(`partners/${partner}`), tenant: await find(`tenants/${tenant}`) };
  const isOpen = found.tenant?.status === "active";
  return {
    ...found,
    identity: isOpen ? await find(`identities/${encodeURIComponent(admin)}`, tenant) : undefined,
  };
}

/** @param {Awaited<ReturnType<typeof findAll>>} there @param {Ids} ids */
function requireFitting({ partner, tenant, identity }, ids) {
  const refuse = (/** @type {string} */ why) => {
    throw new ToolError(`${why}. Nothing was made`);
  };
  for (const space of [partner, tenant])
    if (space !== undefined && space.status !== "active") refuse(`${space.id} is there, and suspended`);
  if (tenant !== undefined && tenant.partner_id !== ids.partner)
    refuse(`${tenant.id} is there, as a tenant of ${tenant.partner_id}: choose another --tenant, or that --partner`);
  if (identity?.is_active === false) refuse(`${ids.admin} is there, and inactive`);
  if (identity !== undefined && !identity.roles.includes("tenant_admin"))
    refuse(`${ids.admin} is there, and no administrator: choose another --admin, or give that one the role`);
}

/**
 * @param {Client} operator @param {Awaited<ReturnType<typeof findAll>>} there @param {Ids} ids @param {Plan} plan @param {Tell} tell
 */
async function makeMissing(operator, there, ids, plan, tell) {
  /** @param {string} what @param {string} path @param {unknown} body @param {string} [tenant] */
  const make = async (what, path, body, tenant) =>
    expectStatus(`making ${what}`, await operator("POST", `/v1/identity/${path}`, { body, tenant }), 201);
  const partner =
    there.partner ?? (await make("the partner", "partners", { name: plan.partnerName, slug: plan.partner }));
  tell(there.partner ? "there" : "made", `partner  ${partner.id}, "${partner.name}"`);
  const wanted = { name: plan.tenantName, slug: plan.tenant, partner_id: ids.partner };
  const tenant = there.tenant ?? (await make("the tenant", "tenants", wanted));
  tell(there.tenant ? "there" : "made", `tenant   ${tenant.id}, "${tenant.name}"`);
  const person = { identity_id: ids.admin, display_name: plan.adminName ?? null, roles: ["tenant_admin"] };
  if (there.identity === undefined) await make("the identity", "identities", person, ids.tenant);
  tell(there.identity ? "there" : "made", `identity ${ids.admin}, with the role tenant_admin`);
}

/** @param {Client} operator @param {Ids} ids @returns {Promise<{ id: string, name: string }[]>} */
async function liveTokens(operator, { tenant, admin }) {
  const path = `/v1/tokens?limit=200&identity_id=${encodeURIComponent(admin)}`;
  return expectStatus("listing tokens", await operator("GET", path, { tenant }), 200).tokens;
}

/** @param {Client} operator @param {(token: string) => Client} clientFor @param {Ids} ids @param {Tell} tell */
async function makePolicy(operator, clientFor, { tenant, admin }, tell) {
  const body = { identity_id: admin, ...SETUP_TOKEN };
  const minted = expectStatus(
    "making a token for the policy",
    await operator("POST", "/v1/tokens", { body, tenant }),
    201,
  );
  try {
    const { isPolicyNew, isBindingNew } = await givePolicy(clientFor(minted.token), POLICY, admin);
    const { path_pattern: path, permissions } = POLICY.rules[0] ?? { path_pattern: "", permissions: [] };
    tell(
      isPolicyNew ? "made" : "there",
      `policy   "${POLICY.name}"${isPolicyNew ? `: ${permissions.join(", ")} on ${path}` : ""}`,
    );
    tell(isBindingNew ? "made" : "there", `binding  of it to ${admin}`);
  } finally {
    await operator("DELETE", `/v1/tokens/${minted.id}`, { tenant });
  }
}
