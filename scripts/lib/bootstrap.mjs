import { expectStatus } from "./api-client.mjs";
import { ToolError } from "./project.mjs";

/**
 * From an empty deployment to a token that may do everything in one tenant, through the public API alone. Names that are
 * taken already are left as they are, so it may run again at any time.
 */
export const DEV_TENANT = "tnt_dev";
export const DEV_IDENTITY = "user:dev";
export const DEV_SCOPES = [
  ...["integrations:read", "integrations:write", "integrations:push"],
  ...["credentials:read", "credentials:write", "credentials:use", "credentials:authenticate"],
  ...["secrets:read", "secrets:write", "secrets:delete", "secrets:list", "secrets:rotate"],
  ...["policies:read", "policies:write", "audit:read", "audit:export", "identity:read", "identity:admin", "admin"],
];

/**
 * @typedef {import("./api-client.mjs").Client} Client
 * @param {Client} operator
 */
export async function provisionDev(operator) {
  await create(operator, "the partner", "/v1/identity/partners", { body: { name: "Dev", slug: "dev" } });
  const tenant = { name: "Dev", slug: "dev", partner_id: "ptn_dev" };
  await create(operator, "the tenant", "/v1/identity/tenants", { body: tenant });
  const identity = { identity_id: DEV_IDENTITY, display_name: "Local developer", roles: ["tenant_admin"] };
  await create(operator, "the identity", "/v1/identity/identities", { body: identity, tenant: DEV_TENANT });
}

/**
 * @param {Client} operator
 * @param {string} [name] for lists of tokens
 * @returns {Promise<string>} the text of a new token that never expires
 */
export async function mintDevToken(operator, name = "npm run dev") {
  const body = { identity_id: DEV_IDENTITY, name, scopes: DEV_SCOPES, expires_at: null };
  const reply = await operator("POST", "/v1/tokens", { body, tenant: DEV_TENANT });
  return expectStatus("creating the token", reply, 201).token;
}

/**
 * The saved token while the deployment takes it and it has every scope, else a new one.
 * @param {{ operator: Client, clientFor: (token: string) => Client, saved?: string }} options
 */
export async function devToken({ operator, clientFor, saved }) {
  await provisionDev(operator);
  const token = (await isWhole(clientFor, saved)) ?? (await mintDevToken(operator));
  await openEveryPath(clientFor(token));
  return token;
}

/** One that an earlier release made lacks the scopes that came since. @param {(token: string) => Client} clientFor @param {string | undefined} token */
async function isWhole(clientFor, token) {
  if (token === undefined || token === "") return undefined;
  const { status, body } = await clientFor(token)("GET", "/v1/auth/whoami");
  return status === 200 && DEV_SCOPES.every((scope) => body.scopes.includes(scope)) ? token : undefined;
}

const DEV_POLICY = "development: everything";

/**
 * A new tenant has no policy, so nobody may read or write a secret in it: the developer gets one on every path.
 * @param {Client} developer
 */
async function openEveryPath(developer) {
  const rules = [{ path_pattern: "**", permissions: ["admin"] }];
  await givePolicy(developer, { name: DEV_POLICY, rules }, DEV_IDENTITY);
}

/**
 * A policy of this name, bound to the identity. A policy and a binding that are there stay as they are.
 * @param {Client} administrator of the space that it is for
 * @param {{ name: string, description?: string, rules: unknown[] }} policy
 * @param {string} identityId
 * @returns {Promise<{ isPolicyNew: boolean, isBindingNew: boolean }>}
 */
export async function givePolicy(administrator, policy, identityId) {
  const isPolicyNew = await create(administrator, "the policy", "/v1/policies", { body: policy });
  const path = `/v1/policies/${await policyIdOf(administrator, policy.name)}/bindings`;
  const isBindingNew = await create(administrator, "the binding", path, { body: { identity_id: identityId } });
  return { isPolicyNew, isBindingNew };
}

/** @param {Client} administrator @param {string} name @returns {Promise<string>} of one that is there */
async function policyIdOf(administrator, name) {
  for (let cursor = ""; ; ) {
    const reply = await administrator("GET", `/v1/policies?limit=200&include_inactive=true${cursor}`);
    const page = expectStatus("listing policies", reply, 200);
    const found = page.policies.find((/** @type {{ name: string }} */ policy) => policy.name === name);
    if (found !== undefined) return found.id;
    if (!page.has_more) throw new ToolError(`the policy "${name}" was deleted under way`);
    cursor = `&cursor=${encodeURIComponent(page.cursor)}`;
  }
}

/**
 * @param {Client} client @param {string} what @param {string} path @param {{ body: unknown, tenant?: string }} options
 * @returns {Promise<boolean>} false: its name is taken, and what bears it is left as it is
 */
async function create(client, what, path, options) {
  const reply = await client("POST", path, options);
  if (reply.status === 409 && reply.body?.error?.code === "name_conflict") return false;
  expectStatus(`creating ${what}`, reply, 201);
  return true;
}
