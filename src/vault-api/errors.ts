import { ERRORS, type ErrorCode, type Failure, wireOf } from "../errors";

/** How Vault's interface tells a failure: a status, and texts. Clients look for some of these texts: they are OpenBao's, letter for letter. */
export interface VaultErrors {
  readonly status: number;
  readonly errors: readonly string[];
}

const DENIED = "permission denied";
/** What is refused to a token that is alive. */
const DENIED_BY_POLICY = "1 error occurred:\n\t* permission denied\n\n";
const UNSUPPORTED = "1 error occurred:\n\t* unsupported operation\n\n";

/** Statuses that Vault does not know, or means otherwise. */
const STATUS: Readonly<Record<number, number>> = { 401: 403, 409: 400, 410: 404, 412: 400, 422: 400 };

const TEXTS: Partial<Record<ErrorCode, readonly string[]>> = {
  authentication_required: [DENIED],
  token_invalid: [DENIED],
  token_expired: [DENIED],
  token_revoked: [DENIED],
  access_denied: [DENIED_BY_POLICY],
  insufficient_scope: [DENIED_BY_POLICY],
  method_not_allowed: [UNSUPPORTED],
  secret_exists: ["secret is deleted: restore or destroy it"],
  secret_expired: ["secret expired"],
  tenant_not_found: ["namespace not found"],
  tenant_access_denied: ["this namespace is not accessible with this token"],
  not_found: [],
  secret_not_found: [],
  version_not_found: [],
};

export function vaultErrors({ code, message, details }: Failure): VaultErrors {
  const { status } = wireOf(code);
  const texts = TEXTS[code];
  if (message !== undefined) return { status: STATUS[status] ?? status, errors: [message] };
  if (code === "precondition_failed") return { status: 400, errors: [checkAndSet(details?.reason === "required")] };
  if (details?.reason === "tenant_required")
    return { status: 400, errors: ["X-Vault-Namespace must name a tenant: this token is of none"] };
  return { status: STATUS[status] ?? status, errors: texts ?? [ERRORS[code].message] };
}

const checkAndSet = (isMissing: boolean): string =>
  isMissing
    ? "check-and-set parameter required for this call"
    : "check-and-set parameter did not match the current version";
