import { PosternError, type PosternErrorCode } from "../../library/errors.ts";
import { CliError, EXIT } from "./exit.ts";
import { fieldsIn } from "./fields.ts";
import { visible } from "./visible.ts";

/** A fault as it is told: what and why in `message`, and the next command. */
export interface Told {
  readonly exit: number;
  readonly code: string;
  readonly message: string;
  readonly next: string | undefined;
  /** Of the request, as the audit log has it. */
  readonly requestId: string | null;
}

/** Where the token of a call stood, if it was given and not kept by a profile. */
export type TokenGiven = "--token" | "POSTERN_TOKEN";

/** A fault of Postern's, with what the command alone knows of it. */
export class AdvisedFault extends Error {
  override readonly name = "AdvisedFault";
  readonly fault: PosternError;
  /** Stands behind the message, such as an address that was tried; empty: nothing does. */
  readonly about: string;
  readonly next: string;

  constructor(fault: PosternError, about: string, next: string) {
    super(fault.message);
    this.fault = fault;
    this.about = about;
    this.next = next;
  }
}

/** Which exit code and which next command a fault has. What is no fault of Postern's or the command line's own is given as it is. */
export function toldOf(error: unknown, tokenGiven?: TokenGiven): Told | undefined {
  if (error instanceof CliError) {
    const { exit, code, message, next } = error;
    return { exit, code, message, next, requestId: null };
  }
  if (error instanceof AdvisedFault) {
    const told = toldOfPostern(error.fault, tokenGiven);
    return {
      ...told,
      message: error.about === "" ? told.message : `${told.message} (${error.about})`,
      next: error.next,
    };
  }
  return error instanceof PosternError ? toldOfPostern(error, tokenGiven) : undefined;
}

function toldOfPostern(error: PosternError, tokenGiven: TokenGiven | undefined): Told {
  const { code, requestId } = error;
  // The library puts the code before the text; here it stands behind it.
  const text = error.message.startsWith(`${code}: `) ? error.message.slice(code.length + 2) : error.message;
  const message = `${visible(text)}${fieldsIn(code, error.details)}${scopeIn(error)}${versionIn(error)}`;
  return { exit: exitOf(error), code, message, next: nextOf(error, tokenGiven), requestId };
}

/** A token that is given counts before one of a profile, so signing in would change nothing. */
function nextOf({ code }: PosternError, tokenGiven: TokenGiven | undefined): string | undefined {
  if (tokenGiven === undefined || NEXT[code] !== "postern login") return NEXT[code];
  return tokenGiven === "--token"
    ? "another --token, or the same without it after postern login"
    : "unset POSTERN_TOKEN after postern login, or give another";
}

function scopeIn({ code, details: { required_scope: scope } }: PosternError): string {
  return code === "insufficient_scope" && typeof scope === "string" ? ` (${visible(scope)})` : "";
}

/** What to name at the next try, where the vault let it be seen. */
function versionIn({ code, details: { currentVersion } }: PosternError): string {
  const isTold = code === "vault_version_conflict" && typeof currentVersion === "number";
  return isTold ? ` (it is ${currentVersion})` : "";
}

function exitOf({ code, status }: PosternError): number {
  const local = LOCAL[code];
  if (local !== undefined) return local;
  if (status === 401) return EXIT.notSignedIn;
  if (status === 403) return EXIT.refused;
  if (status === 404 || status === 410) return EXIT.notFound;
  if (status === 409 || status === 412) return EXIT.conflict;
  return status === 429 || status === 503 ? EXIT.unreachable : EXIT.failure;
}

/** Those that have no status, a conflict in a vault, and those of 400, 413 and 422 that say that what was given is wrong. */
const LOCAL: Readonly<Partial<Record<PosternErrorCode, number>>> = {
  unreachable: EXIT.unreachable,
  timeout: EXIT.unreachable,
  no_identity_token: EXIT.notSignedIn,
  invalid_option: EXIT.usage,
  invalid_address: EXIT.usage,
  invalid_request: EXIT.usage,
  invalid_path: EXIT.usage,
  invalid_glob: EXIT.usage,
  invalid_duration: EXIT.usage,
  invalid_secret_type: EXIT.usage,
  payload_too_large: EXIT.usage,
  invalid_scope: EXIT.usage,
  validation_error: EXIT.usage,
  vault_version_conflict: EXIT.conflict,
};

const NEXT: Readonly<Partial<Record<PosternErrorCode, string>>> = {
  authentication_required: "postern login",
  token_invalid: "postern login",
  token_expired: "postern login",
  token_revoked: "postern login",
  no_identity_token: "postern login, or POSTERN_TOKEN",
  insufficient_scope: "postern whoami",
  access_denied: "postern whoami",
  secret_not_found: "postern ls",
  version_not_found: "postern versions PATH",
  version_conflict: "postern versions PATH, then the same command with --if-version",
  vault_version_conflict: "look at what is in the vault now, then the same command with --cas VERSION, or with --merge",
  secret_expired: "postern put PATH with --expires-in 90d, or --expires-in never",
  secret_exists: "postern restore PATH, or postern rm --permanent PATH",
  unreachable: "start the server there, or give another address: --url, POSTERN_URL, postern profile",
  timeout: "the same command, later",
  bad_answer: "look whether that is Postern's address; --url, POSTERN_URL and postern profile give another",
};
