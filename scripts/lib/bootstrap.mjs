import { expectStatus } from "./api-client.mjs";

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
  await create(developer, "the policy", "/v1/policies", { body: { name: DEV_POLICY, rules } });
  const listed = expectStatus("listing policies", await developer("GET", "/v1/policies?limit=200"), 200);
  const policy = listed.policies.find((/** @type {{ name: string }} */ { name }) => name === DEV_POLICY);
  const binding = { identity_type: "user", identity_id: DEV_IDENTITY };
  await create(developer, "the binding", `/v1/policies/${policy.id}/bindings`, { body: binding });
}

/** @param {Client} operator @param {string} what @param {string} path @param {{ body: unknown, tenant?: string }} options */
async function create(operator, what, path, options) {
  const reply = await operator("POST", path, options);
  if (reply.status === 409 && reply.body?.error?.code === "name_conflict") return; // made by an earlier start
  expectStatus(`creating ${what}`, reply, 201);
}
