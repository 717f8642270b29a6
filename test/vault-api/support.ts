import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { Scope } from "../../src/kernel/actor";
import type { Permission, RuleText } from "../../src/kernel/policy";
import { type Answer, type AuditRow, auditRows, call, newTenant, type TestTenant } from "../support/api";
import { addMember, addRights, fresh } from "../support/provision";

/** A tenant whose administrator may do everything on every path, asked by Vault's interface. */
export interface VaultSide {
  readonly tenant: TestTenant;
  /** `vault("POST secret/data/a", body)`, as the administrator. */
  vault(line: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A token of a new service account that a policy of its own gives these rights; an administrator where a scope asks for one. */
  caller(scopes: readonly Scope[], rules: readonly RuleText[]): Promise<string>;
}

const ALL = ["read", "write", "delete", "list", "rotate", "admin"] as const;
const ADMINS: readonly Scope[] = ["admin", "identity:admin"];
export const HOUR_MS = 3_600_000;

/** Its clock stands still at `atMs`, if that is given. */
export async function newVaultSide(atMs?: number): Promise<VaultSide> {
  const rules = [{ path_pattern: "**", permissions: [...ALL] }];
  const tenant = await newTenant({ rules, ...(atMs === undefined ? {} : { atMs }) });
  return {
    tenant,
    vault: vaultAs(tenant.admin),
    async caller(scopes, rights) {
      const stub = env.SPACES.getByName(tenant.id);
      const identityId = fresh("sa:c");
      const roles = scopes.some((scope) => ADMINS.includes(scope)) ? (["tenant_admin"] as const) : [];
      const token = await addMember(stub, { identityId, roles, scopes });
      if (rights.length > 0) await addRights(stub, tenant.admin, identityId, rights);
      return token;
    },
  };
}

export const rule = (path_pattern: string, ...permissions: Permission[]): RuleText => ({ path_pattern, permissions });

const MERGE_PATCH = "application/merge-patch+json";

/** The same with another token, or none. */
export const vaultAs =
  (token: string | null): VaultSide["vault"] =>
  (line, body, headers = {}) => {
    const [method = "GET", path = ""] = line.split(/ (.*)/s);
    const type: Readonly<Record<string, string>> = method === "PATCH" ? { "content-type": MERGE_PATCH } : {};
    const own: Readonly<Record<string, string>> = token === null ? {} : { "x-vault-token": token };
    return call(`${method} /vault/v1/${path}`, { headers: { ...type, ...own, ...headers }, body });
  };

/** A whole answer, as KV gives it. */
export const enveloped = (members: Readonly<Record<string, unknown>>) => ({
  request_id: expect.stringMatching(/^req_\w+$/),
  lease_id: "",
  renewable: false,
  lease_duration: 0,
  data: null,
  wrap_info: null,
  warnings: null,
  auth: null,
  mount_type: "kv",
  ...members,
});

/** Status and texts of a refusal, which has nothing else. */
export const refusal = ({ status, body }: Answer): readonly [number, unknown] => [status, body];
export const told = (status: number, ...errors: string[]): readonly [number, unknown] => [status, { errors }];
export const DENIED = told(403, "permission denied");
/** To a token that is alive. */
export const DENIED_BY_POLICY = told(403, "1 error occurred:\n\t* permission denied\n\n");
export const NOTHING = told(404);

/** Rows that came by this interface. */
export const vaultRows = async ({ tenant }: VaultSide): Promise<AuditRow[]> =>
  (await auditRows(tenant.stub)).filter(({ extra_data }) => noteOf(extra_data).source === "vault-api");
export const noteOf = (text: AuditRow[string] | undefined): Readonly<Record<string, unknown>> =>
  JSON.parse(typeof text === "string" ? text : "{}");
