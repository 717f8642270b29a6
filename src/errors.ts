import type { HintWord, ReasonWord } from "./reason-words";

/**
 * Every way a request can fail, with its status. A code that is not here cannot be sent.
 * A key is the code on the wire, unless `code` says otherwise (one code with two statuses).
 */
export const ERRORS = {
  invalid_request: { status: 400, message: "The request is not valid." },
  invalid_path: { status: 400, message: "The secret's path is not valid." },
  invalid_secret_type: { status: 400, message: "This secret type is not known." },
  invalid_duration: { status: 400, message: "The duration is not valid." },
  invalid_cursor: { status: 400, message: "The cursor is not valid for this list." },
  unsupported_grant_type: { status: 400, message: "This grant type is not supported." },
  invalid_scope: { status: 400, message: "The scope is not one that can be had here." },
  invalid_glob: { status: 400, message: "The pattern is not a valid glob." },
  unknown_browser: { status: 400, message: "No such browser in this tenant." },
  unknown_vault_integration: { status: 400, message: "No such vault integration in this tenant." },
  vault_auth_failed: { status: 400, message: "The vault refused the AppRole login." },
  vault_permission_denied: { status: 400, message: "The vault denied access to this path." },
  vault_secret_deleted: { status: 400, message: "The newest version of this secret is deleted in the vault." },
  vault_path_not_found: { status: 400, message: "The vault has nothing at this path, or hides it." },
  vault_rejected: { status: 400, message: "The vault rejected the request." },
  vault_rate_limited: { status: 400, message: "The vault limits the rate of requests." },
  vault_sealed: { status: 400, message: "The vault is sealed or in maintenance." },
  vault_unavailable: { status: 400, message: "The vault is not able to answer now." },
  vault_redirected: { status: 400, message: "The vault answered with a redirect, which is never followed." },
  vault_bad_answer: { status: 400, message: "The vault's answer could not be understood." },
  vault_not_a_vault: { status: 400, message: "What answers at the vault's address is no vault." },
  vault_timeout: { status: 400, message: "The vault did not answer in time." },
  vault_unreachable: { status: 400, message: "The vault could not be reached." },
  vault_tls_failed: { status: 400, message: "The vault's TLS certificate is not valid, or the handshake failed." },
  vault_address_refused: { status: 400, message: "The vault's address is no longer allowed." },
  vault_field_missing: { status: 400, message: "The secret in the vault lacks a mapped field." },
  vault_field_not_string: { status: 400, message: "A mapped field of the secret in the vault is no string." },
  vault_totp_seed_invalid: { status: 400, message: "The one-time password seed in the vault is not valid." },
  vault_secret_expired: { status: 400, message: "The secret has expired." },
  vault_version_conflict: { status: 400, message: "The secret's current version in the vault is another one." },
  vault_wrap_used: { status: 400, message: "The vault's wrapping token was used, has expired, or is unknown." },
  vault_wrap_foreign: {
    status: 400,
    message: "The vault's wrapping token stands for something else than a secret id.",
  },
  wrapping_token_invalid: { status: 400, message: "This is no wrapping token, or its time is over." },
  authentication_required: { status: 401, message: "A bearer token is required." },
  token_invalid: { status: 401, message: "The token is not valid." },
  token_expired: { status: 401, message: "The token has expired." },
  token_revoked: { status: 401, message: "The token has been revoked." },
  login_refused: { status: 401, message: "The role or its secret is not valid." },
  insufficient_scope: { status: 403, message: "The token lacks the scope for this." },
  access_denied: { status: 403, message: "Access is denied." },
  tenant_access_denied: { status: 403, message: "This space is not accessible with this token." },
  mfa_required: { status: 403, message: "A recent second factor is required." },
  ip_not_allowed: { status: 403, message: "Access is not allowed from this address." },
  time_window_violation: { status: 403, message: "Access is not allowed at this time." },
  origin_not_allowed: { status: 403, message: "Pages of other hosts may not call this." },
  host_not_allowed: { status: 403, message: "The credential may not be used on this page." },
  not_found: { status: 404, message: "There is nothing here." },
  secret_not_found: { status: 404, message: "No secret at this path." },
  version_not_found: { status: 404, message: "No such version of this secret." },
  tenant_not_found: { status: 404, message: "No such tenant." },
  partner_not_found: { status: 404, message: "No such partner." },
  identity_not_found: { status: 404, message: "No such identity." },
  token_not_found: { status: 404, message: "No such token." },
  approle_not_found: { status: 404, message: "No such role." },
  secret_id_not_found: { status: 404, message: "No such secret id." },
  trust_not_found: { status: 404, message: "No such trust." },
  policy_not_found: { status: 404, message: "No such policy." },
  binding_not_found: { status: 404, message: "No such binding." },
  webhook_not_found: { status: 404, message: "No such webhook." },
  delivery_not_found: { status: 404, message: "No such delivery." },
  rotation_policy_not_found: { status: 404, message: "No such rotation policy." },
  secret_policy_not_found: { status: 404, message: "No such generation policy." },
  method_not_allowed: { status: 405, message: "This route has no such method." },
  secret_exists: { status: 409, message: "The path holds a deleted secret; restore it or delete it for good." },
  authentication_in_progress: { status: 409, message: "The credential is signing in already." },
  version_conflict: { status: 409, message: "The secret's current version stands in the way." },
  precondition_failed: { status: 412, code: "version_conflict", message: "The precondition does not hold." },
  name_conflict: { status: 409, message: "This name is already taken." },
  token_not_renewable: { status: 409, message: "The token's life can't be made longer." },
  policy_in_use: { status: 409, message: "The policy is still in use." },
  secret_expired: { status: 410, message: "The secret has expired." },
  wrapping_token_used: { status: 410, message: "The wrapping token was used already." },
  payload_too_large: { status: 413, message: "The body is too large." },
  unsupported_media_type: { status: 415, message: "The body is not of the media type that is expected." },
  validation_error: { status: 422, message: "The input is not valid." },
  idempotency_key_reused: { status: 422, message: "The key was used with another body." },
  login_paused: { status: 429, message: "The site refused this credential twice; it is left alone for a while." },
  rate_limited: { status: 429, message: "Too many requests of this kind." },
  internal_error: { status: 500, message: "The request could not be completed." },
  service_unavailable: { status: 503, message: "The service is not able to answer now." },
} as const satisfies Record<string, { status: number; message: string; code?: string }>;

export type ErrorCode = keyof typeof ERRORS;
export type VaultCode = Extract<ErrorCode, `vault_${string}`>;
export type Detail =
  | string
  | number
  | boolean
  | null
  | readonly (string | number)[]
  | { readonly [key: string]: Detail };
export type Details = { readonly [key: string]: Detail };

/** What is told of a failure besides its code. Reasons are words of one list; what the fields are named is the caller's own language. */
export interface FaultDetails {
  readonly reason?: ReasonWord | ErrorCode;
  readonly fields?: Readonly<Record<string, ReasonWord>>;
  /** What would have fitted, where that is a list. */
  readonly allowed?: readonly (string | number)[];
  readonly hint?: HintWord;
  readonly [key: string]: Detail | undefined;
}

/** A failure as it travels between rooms and objects: plain data, no values of any input. */
export interface Failure {
  readonly code: ErrorCode;
  readonly details?: FaultDetails;
  /** Replaces the table's message. Holds no input. */
  readonly message?: string;
  /** Whole seconds, becomes the header `Retry-After`. */
  readonly retryAfter?: number;
  /** Milliseconds that the answer is held back. */
  readonly tarpitMs?: number;
}
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (code: ErrorCode, details?: FaultDetails): { readonly ok: false; readonly error: Failure } => ({
  ok: false,
  error: details ? { code, details } : { code },
});

/** The exception form of a Failure, inside one isolate. Objects answer with a Result: classes do not survive RPC. */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

export const fail = (code: ErrorCode, details?: FaultDetails): never => {
  throw new AppError(details ? { code, details } : { code });
};

/** The value, or the failure as an exception. */
export const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new AppError(result.error);
  return result.value;
};

/** The code and status a client sees. */
export const wireOf = (code: ErrorCode): { code: string; status: number } => {
  const entry: { status: number; code?: string } = ERRORS[code];
  return { code: entry.code ?? code, status: entry.status };
};
