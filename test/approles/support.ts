import { type Answer, call, must, newTenant, type TestTenant } from "../support/api";

export const MINUTE_MS = 60_000;
export const AT_MS = Date.UTC(2096, 0, 1);

export interface Shop {
  readonly tenant: TestTenant;
  readonly roleId: string;
}

/** A tenant with the role `ci`, which may read what lies below `shop`. */
export async function newShop(settings: object = {}, atMs = AT_MS): Promise<Shop> {
  const tenant = await newTenant({ atMs });
  const rules = [{ path_pattern: "shop/**", permissions: ["read", "write"] }];
  must(await tenant.api("POST /v1/policies", { name: "shop", rules }), 201);
  const role = must(await tenant.api("PUT /v1/approles/ci", { token_policies: ["shop"], ...settings }), 201);
  return { tenant, roleId: role.role_id };
}

export const newSecretId = async ({ tenant }: Shop, body: object = {}) =>
  must(await tenant.api("POST /v1/approles/ci/secret-ids", body), 201);

export const login = (roleId: string, secretId?: string, ip?: string): Promise<Answer> =>
  call("POST /v1/auth/approle/login", {
    body: { role_id: roleId, ...(secretId === undefined ? {} : { secret_id: secretId }) },
    ...(ip === undefined ? {} : { headers: { "cf-connecting-ip": ip } }),
  });

export const told = ({ status, body }: Answer): string => `${status} ${body.error?.code ?? "ok"}`;
