import type { TestTenant } from "../../support/api";
import { INTEGRATIONS } from "../record-bench";

export const KEYS = [
  "id",
  "name",
  "type",
  "address",
  "namespace",
  "authMethod",
  "roleId",
  "createdAt",
  "updatedAt",
  "authMount",
  "kvVersion",
  "status",
  "lastCheckedAt",
];

export const LOGIN_REFUSED = {
  status: 400,
  code: "vault_auth_failed",
  details: { stage: "login", path: "auth/approle/login", upstreamStatus: 400, retryable: false },
};

export const create = (tenant: TestTenant, body: unknown, query = "") =>
  tenant.api(`POST ${INTEGRATIONS}${query}`, body);
