import type { Details, Failure, VaultCode } from "../../errors";
import type { OutboundOutcome } from "../../outbound/guarded-fetch";
import {
  hasVaultShape,
  parseAnswer,
  saysCasRequired,
  saysConflict,
  saysDeleted,
  saysUnknownKey,
  saysUpgrading,
  saysVersioned,
} from "./answers";

/**
 * The one table from what a vault did to what a caller is told (section 6.3). What is kept of an answer is its status and
 * our code; its text goes nowhere.
 */
export type Stage = "address" | "unwrap" | "login" | "lookup" | "read" | "write" | "metadata" | "subkeys" | "totp";
export type Hint = "kv_version" | "missing_data_segment";

/** Where a call stood, as told in `details`. `path`: the one tried, after `/v1/`. */
export interface Place {
  readonly stage: Stage;
  readonly path: string;
}
/** The one call of its stage that changes something. */
export const UNWRAP: Place = { stage: "unwrap", path: "sys/wrapping/unwrap" };
interface Told {
  readonly upstreamStatus?: number;
  readonly hint?: Hint;
  /** The engine takes no write that does not name the version it replaces. */
  readonly reason?: "cas_required";
  /** A write, or the use of a wrapping token, that may have happened. */
  readonly outcomeUnknown?: true;
}

const RETRYABLE: ReadonlySet<VaultCode> = new Set([
  "vault_rate_limited",
  "vault_sealed",
  "vault_unavailable",
  "vault_timeout",
  "vault_unreachable",
]);
const BY_STATUS: ReadonlyMap<number, VaultCode> = new Map([
  [403, "vault_permission_denied"],
  [404, "vault_path_not_found"],
  [408, "vault_unavailable"],
  [412, "vault_unavailable"], // lagging behind a write; stands after the repeat
  [429, "vault_rate_limited"],
  [472, "vault_unavailable"], // recovery node
  [473, "vault_unavailable"], // performance standby
  [503, "vault_sealed"],
]);
/**
 * What Cloudflare answers in the place of a server with which the handshake failed (525), or whose certificate is expired, for another
 * host or from nobody that is trusted (526). Elsewhere the runtime tells no such fault from any other broken connection.
 */
const TLS_FAULTS: ReadonlySet<number> = new Set([525, 526]);
/** What says nothing about the secret id, also at a login. */
const NO_VERDICT: ReadonlySet<number> = new Set([408, 412, 429, 472, 473]);

type Answer = Extract<OutboundOutcome, { kind: "answer" }>;

export function vaultFailure(code: VaultCode, place: Place, told: Told = {}): Failure {
  const details: Details = { stage: place.stage, path: place.path, ...told, retryable: RETRYABLE.has(code) };
  return { code, details };
}

/** What explains a path that the vault does not know or does not show. */
export interface PathHints {
  /** Known before the call, from the path itself. */
  readonly ofPath?: Hint;
  /** Where the vault says that its engine is of version 2 and has no such path. */
  readonly ofVersion2?: Hint;
}

/** The failure of a call whose outcome is not the good one. */
export function failureOf(outcome: OutboundOutcome, place: Place, hints: PathHints = {}): Failure {
  switch (outcome.kind) {
    case "address_refused":
      return vaultFailure("vault_address_refused", { ...place, stage: "address" });
    case "redirect":
      return vaultFailure("vault_redirected", place, { upstreamStatus: outcome.status });
    case "too_large":
      return vaultFailure("vault_bad_answer", place, { upstreamStatus: outcome.status });
    case "timeout":
      return vaultFailure("vault_timeout", place, unknownOutcome(place));
    case "unreachable":
      return vaultFailure("vault_unreachable", place, unknownOutcome(place));
    case "answer":
      return failureOfAnswer(outcome, place, hints);
  }
}

/** A good status with a body that is not what it should be. */
export const badAnswer = (place: Place, upstreamStatus: number, hint?: Hint): Failure =>
  vaultFailure("vault_bad_answer", place, { upstreamStatus, ...(hint ? { hint } : {}) });

/** Did the vault judge the secret id, and refuse it? Only then may its lockout count. A page that is no vault's judges nothing. */
export const isRefusedLogin = (outcome: OutboundOutcome): boolean =>
  outcome.kind === "answer" && isClientFault(outcome.status) && hasVaultShape(parseAnswer(outcome.body));

const isClientFault = (status: number): boolean => status >= 400 && status < 500 && !NO_VERDICT.has(status);

/**
 * Is there something else at the address: a web server, a proxy, a TLS port that was spoken to without TLS? A login is told by
 * what every vault says, and so is what comes before it. A later call is told by the 400 alone: what comes between it and a vault that
 * took the login has other pages.
 */
function isNoVault({ status, body }: Answer, stage: Stage): boolean {
  const isTelling =
    stage === "login" || stage === "unwrap" ? isClientFault(status) || (status >= 200 && status < 300) : status === 400;
  return isTelling && !hasVaultShape(parseAnswer(body));
}

function failureOfAnswer(answer: Answer, place: Place, hints: PathHints): Failure {
  const { status } = answer;
  const code = codeOf(answer, place.stage);
  const hint = hintOf(code, answer, hints);
  const isCasRequired = code === "vault_rejected" && saysCasRequired(parseAnswer(answer.body));
  const failure = vaultFailure(code, place, {
    upstreamStatus: status,
    ...(hint ? { hint } : {}),
    ...(isCasRequired ? { reason: "cas_required" } : {}),
  });
  if (code !== "vault_rate_limited" || answer.retryAfter === null) return failure;
  return { ...failure, retryAfter: answer.retryAfter };
}

function hintOf(code: VaultCode, { body }: Answer, { ofPath, ofVersion2 }: PathHints): Hint | undefined {
  if (code === "vault_permission_denied") return ofPath;
  if (code !== "vault_path_not_found") return undefined;
  return ofVersion2 !== undefined && saysVersioned(parseAnswer(body)) ? ofVersion2 : ofPath;
}

function codeOf(answer: Answer, stage: Stage): VaultCode {
  const { status, body } = answer;
  if (TLS_FAULTS.has(status) && !hasVaultShape(parseAnswer(body))) return "vault_tls_failed";
  if (isNoVault(answer, stage)) return "vault_not_a_vault";
  if (stage === "login" && isRefusedLogin(answer)) return "vault_auth_failed";
  // A vault tells neither a token that was used from one that has expired, nor both from one that never was. It says so by a 400: what else it
  // refuses, a namespace that is not there for one, must not read as if somebody had used the token on the way.
  if (stage === "unwrap" && isRefusedLogin(answer)) return status === 400 ? "vault_wrap_used" : "vault_rejected";
  if (status === 400 && saysUpgrading(parseAnswer(body))) return "vault_unavailable";
  if (status === 400 && saysConflict(parseAnswer(body))) return "vault_version_conflict";
  if (status === 404 && saysDeleted(parseAnswer(body))) return "vault_secret_deleted";
  if (status === 400 && stage === "totp" && saysUnknownKey(parseAnswer(body))) return "vault_path_not_found";
  const named = BY_STATUS.get(status);
  if (named) return named;
  if (status >= 400 && status < 500) return "vault_rejected";
  return status >= 500 && status < 600 ? "vault_unavailable" : "vault_bad_answer";
}

function unknownOutcome(place: Place): { outcomeUnknown?: true } {
  const isChange = place.stage === "write" || place.stage === "metadata" || place.path === UNWRAP.path;
  return isChange ? { outcomeUnknown: true } : {};
}
