import { runInDurableObject } from "cloudflare:test";
import { expect } from "vitest";
import { asOperator, auditRows, must, type TestTenant } from "../support/api";

export const NOW = Date.UTC(2026, 5, 1, 8, 0, 0);
export const RULES = [{ path_pattern: "prod/**", permissions: ["read", "list"] }];
const ULID = "[0-9a-hjkmnp-tv-z]{26}";
export const POLICY_ID = expect.stringMatching(new RegExp(`^pol_${ULID}$`));
export const BINDING_ID = expect.stringMatching(new RegExp(`^bnd_${ULID}$`));
export const STAMP = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

export const setClock = (tenant: TestTenant, ms: number) =>
  runInDurableObject(tenant.stub, (object) => {
    object.clock = () => ms;
  });
export const given = async (tenant: TestTenant, body: object) => must(await tenant.api("POST /v1/policies", body), 201);
export const identity = async (tenant: TestTenant, identityId: string, more: object = {}) =>
  must(await asOperator("POST /v1/identity/identities", { identity_id: identityId, ...more }, tenant.id), 201);
export const bind = (tenant: TestTenant, policyId: string, identityId: string, more: object = {}) =>
  tenant.api(`POST /v1/policies/${policyId}/bindings`, {
    identity_type: { user: "user", sa: "service_account", group: "group" }[identityId.split(":")[0] ?? ""],
    identity_id: identityId,
    ...more,
  });
export const error = (code: string, details: object) => ({
  error: { code, message: expect.any(String), details, request_id: expect.any(String) },
});
export const rowsOf = async (tenant: TestTenant, action: string) =>
  (await auditRows(tenant.stub))
    .filter((row) => row.action === action)
    .map((row) => ({ error: row.error_code, extra: JSON.parse(String(row.extra_data)) }));
