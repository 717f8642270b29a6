import { randomUUID } from "node:crypto";
import { apiClient, expectStatus } from "../../../scripts/lib/api-client.mjs";
import { DEV_SCOPES, givePolicy } from "../../../scripts/lib/bootstrap.mjs";

/** A tenant of a test file's own. */
export interface Space {
  readonly url: string;
  readonly tenant: string;
  /** Of an administrator who may do everything on every path. */
  readonly token: string;
  /** Calls the API as that administrator. */
  readonly api: ReturnType<typeof apiClient>;
  /** A token with these scopes alone, of an identity with the rules, or without any. */
  tokenFor(scopes: readonly string[], rules?: readonly unknown[]): Promise<string>;
}

/** Where a server is, and who runs it. */
export interface ServerAt {
  readonly url: string;
  readonly operatorToken: string;
}

export async function newSpaceAt({ url, operatorToken }: ServerAt): Promise<Space> {
  const operator = apiClient(url, operatorToken);
  const slug = `t${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  const tenant = `tnt_${slug}`;
  const partner = expectStatus(
    "making a partner",
    await operator("POST", "/v1/identity/partners", { body: { name: "Test", slug } }),
    201,
  );
  const body = { name: "Test", slug, partner_id: partner.id };
  const made = await operator("POST", "/v1/identity/tenants", { body });
  expectStatus("making a tenant", made, 201);
  const personFor = async (identity: string, roles: readonly string[], scopes: readonly string[]): Promise<string> => {
    const person = { identity_id: identity, roles };
    expectStatus(
      "making an identity",
      await operator("POST", "/v1/identity/identities", { body: person, tenant }),
      201,
    );
    const body = { identity_id: identity, name: "test", scopes, expires_at: null };
    return expectStatus("making a token", await operator("POST", "/v1/tokens", { body, tenant }), 201).token;
  };
  const token = await personFor("user:admin", ["tenant_admin"], DEV_SCOPES);
  const api = apiClient(url, token);
  await givePolicy(api, { name: "everything", rules: [{ path_pattern: "**", permissions: ["admin"] }] }, "user:admin");
  let people = 0;
  return {
    url,
    tenant,
    token,
    api,
    async tokenFor(scopes, rules = []) {
      const identity = `user:person${++people}`;
      const text = await personFor(identity, [], scopes);
      if (rules.length > 0) await givePolicy(api, { name: identity, rules: [...rules] }, identity);
      return text;
    },
  };
}
