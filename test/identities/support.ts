import { call, must, newTenant, type TestTenant } from "../support/api";

export const BASE = "/v1/identity/identities";

export const add = async (tenant: TestTenant, identity_id: string, more: object = {}) =>
  must(await tenant.api(`POST ${BASE}`, { identity_id, ...more }), 201);

export const whoami = async (token: string) => {
  const { status, body } = await call("GET /v1/auth/whoami", { token });
  return status === 200 ? "ok" : body.error.code;
};

export const shared = await newTenant();

await add(shared, "group:sre");
