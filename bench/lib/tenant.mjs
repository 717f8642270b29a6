import { apiClient, expectStatus } from "../../scripts/lib/api-client.mjs";
import { DEV_SCOPES } from "../../scripts/lib/bootstrap.mjs";

/**
 * A tenant with a token that may do everything, and the calls a scenario needs to set itself up.
 * @typedef {Awaited<ReturnType<typeof newTenant>>} Tenant
 * @param {import("./postern.mjs").Postern} postern
 */
export async function newTenant({ url, operator }) {
  const make = async (
    /** @type {string} */ path,
    /** @type {unknown} */ body,
    /** @type {string | undefined} */ tenant,
  ) => expectStatus(`POST ${path}`, await operator("POST", path, { body, tenant }), 201);
  const partner = await make("/v1/identity/partners", { name: "Bench", slug: "bench" }, undefined);
  const tenant = await make(
    "/v1/identity/tenants",
    { name: "Bench", slug: "bench", partner_id: partner.id },
    undefined,
  );
  await make("/v1/identity/identities", { identity_id: "user:bench", roles: ["tenant_admin"] }, tenant.id);
  const wish = { identity_id: "user:bench", name: "bench", scopes: DEV_SCOPES, expires_at: null };
  const { token } = await make("/v1/tokens", wish, tenant.id);
  const client = apiClient(url, token);

  return {
    id: tenant.id,
    token,
    url,
    client,
    /** The body of the answer, which must be a good one. @param {string} line @param {unknown} [body] */
    async call(line, body) {
      const [method = "", path = ""] = line.split(" ");
      return expectStatus(line, await client(method, path, { body }), 200, 201, 204);
    },
    /** One request of the load. @param {string} line @param {unknown} [body] @returns {import("./load.mjs").Shot} */
    shot(line, body) {
      const [method = "", path = ""] = line.split(" ");
      const type = body === undefined ? {} : { "content-type": "application/json" };
      return {
        method,
        url: url + path,
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
