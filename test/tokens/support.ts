import { expect } from "vitest";
import { call, must, type TestTenant } from "../support/api";

export const HOUR_MS = 3_600_000;
export const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

export const make = async (tenant: TestTenant, more: object = {}) =>
  must(
    await tenant.api("POST /v1/tokens", {
      identity_id: "user:admin",
      name: "deploy",
      scopes: ["secrets:read"],
      ...more,
    }),
    201,
  );

export const whoami = async (token: string) => {
  const { status, body } = await call("GET /v1/auth/whoami", { token });
  return status === 200 ? "ok" : body.error.code;
};
