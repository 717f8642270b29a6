import { type Answer, call, newTenant, type TestTenant } from "../support/api";

/** A tenant whose administrator may do everything on every path, asked by Vault's interface. */
export interface VaultSide {
  readonly tenant: TestTenant;
  /** `vault("POST secret/data/a", body)`, as the administrator. */
  vault(line: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

const ALL = ["read", "write", "delete", "list", "rotate", "admin"] as const;

export async function newVaultSide(): Promise<VaultSide> {
  const tenant = await newTenant({ rules: [{ path_pattern: "**", permissions: [...ALL] }] });
  return { tenant, vault: vaultAs(tenant.admin) };
}

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
