import { apiClient, expectStatus } from "../../scripts/lib/api-client.mjs";
import { DEV_SCOPES } from "../../scripts/lib/bootstrap.mjs";

/**
 * A tenant with a token that may do everything, and the calls a scenario needs to set itself up.
 * @typedef {Awaited<ReturnType<typeof newTenant>>} Tenant
 * @param {import("./postern.mjs").Postern} postern
 * @param {string} [slug] of the tenant, and of a partner of its own
 */
export async function newTenant({ url, pid, operator }, slug = "bench") {
  const make = async (
    /** @type {string} */ path,
    /** @type {unknown} */ body,
    /** @type {string | undefined} */ tenant,
  ) => expectStatus(`POST ${path}`, await operator("POST", path, { body, tenant }), 201);
  const partner = await make("/v1/identity/partners", { name: "Bench", slug }, undefined);
  const tenant = await make("/v1/identity/tenants", { name: "Bench", slug, partner_id: partner.id }, undefined);
  const { token, client } = await newCaller("user:bench");
  const everything = { name: "bench", rules: [{ path_pattern: "**", permissions: ["admin"] }] };
  const policy = expectStatus("POST policy", await client("POST", "/v1/policies", { body: everything }), 201);
  await permit("user:bench");

  /** @param {string} identity with every scope */
  async function newCaller(identity) {
    await make("/v1/identity/identities", { identity_id: identity, roles: ["tenant_admin"] }, tenant.id);
    const wish = { identity_id: identity, name: "bench", scopes: DEV_SCOPES, expires_at: null };
    const { token: text } = await make("/v1/tokens", wish, tenant.id);
    return { token: text, client: apiClient(url, text) };
  }
  /** @param {string} identity may then do everything on every path */
  async function permit(identity) {
    const body = { identity_type: "user", identity_id: identity };
    expectStatus("POST binding", await client("POST", `/v1/policies/${policy.id}/bindings`, { body }), 201);
  }

  return {
    id: tenant.id,
    token,
    url,
    pid,
    client,
    /** The token of one more, which may do the same. @param {string} identity */
    async addIdentity(identity) {
      const added = await newCaller(identity);
      await permit(identity);
      return added.token;
    },
    /** The body of the answer, which must be a good one. @param {string} line @param {unknown} [body] */
    async call(line, body) {
      const [method = "", path = ""] = line.split(" ");
      return expectStatus(line, await client(method, path, { body }), 200, 201, 204);
    },
    /** One request of the load. @param {string} line @param {unknown} [body] @returns {import("./load.mjs").Shot} */
    shot(line, body) {
      const [method = "", path = ""] = line.split(" ");
      /** @type {Record<string, string>} */
      const type = body === undefined ? {} : { "content-type": "application/json" };
      return {
        method,
        url: url + path,
        pid,
        headers: { authorization: `Bearer ${token}`, ...type },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
    },
    /** @param {{ address: string, roleId: string, secretId: string }} access @returns {Promise<any>} the integration */
    registerVault({ address, roleId, secretId }) {
      const config = { address, authMethod: "approle", roleId, secretId };
      return this.call("POST /api/v1/vault-integrations", { name: "vault", type: "hashicorp", config });
    },
    /** @param {{ integrationId: string, vaultPath: string, domains: string[], totp?: boolean }} wish @returns {Promise<any>} the credential */
    registerCredential({ integrationId, vaultPath, domains, totp = false }) {
      const fieldMap = { username: "login", password: "pass", ...(totp ? { totp: "otp_seed" } : {}) };
      const pointer = { name: "login", vaultIntegrationId: integrationId, vaultPath };
      return this.call("POST /api/v1/credentials", { ...pointer, fieldMap, allowedDomains: domains });
    },
  };
}
