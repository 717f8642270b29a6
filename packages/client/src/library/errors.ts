import type { ErrorCode } from "../generated/error-codes.ts";

/**
 * What this library itself says. No answer came: `unreachable`, `timeout`. An answer that is none of Postern's: `bad_answer`.
 * Nothing was asked, because of what the caller gave: `invalid_option`, `invalid_address`. Signing in found nothing to show:
 * `no_identity_token`. A message of a webhook is none of Postern's: `invalid_signature`.
 */
export type LocalCode =
  | "unreachable"
  | "timeout"
  | "bad_answer"
  | "invalid_option"
  | "invalid_address"
  | "no_identity_token"
  | "invalid_signature";

/** A newer server may know a code that this library does not. */
export type PosternErrorCode = ErrorCode | LocalCode | (string & {});

export interface PosternFault {
  readonly code: PosternErrorCode;
  /** Of HTTP; 0 where there was no answer. */
  readonly status: number;
  /** For people; may change. Holds no value. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** `X-Request-ID` of the answer, equal to that in the audit log. */
  readonly requestId?: string;
  /** Whole seconds after which the server would be asked again. */
  readonly retryAfterSeconds?: number;
}

/** Every way in which a call fails, but that its caller aborted it: then the reason of the signal is thrown. Holds no value and no token. */
export class PosternError extends Error {
  override readonly name = "PosternError";
  readonly code: PosternErrorCode;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(fault: PosternFault) {
    super(`${fault.code}: ${fault.message}`);
    this.code = fault.code;
    this.status = fault.status;
    this.details = fault.details ?? {};
    this.requestId = fault.requestId ?? null;
    this.retryAfterSeconds = fault.retryAfterSeconds ?? null;
  }
}

/** `isPosternError(error, "secret_not_found")`. Without codes: whether it is any error of Postern. */
export function isPosternError<C extends ErrorCode | LocalCode>(
  error: unknown,
  ...codes: readonly C[]
): error is PosternError & { readonly code: C } {
  if (!(error instanceof PosternError)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}

/** Nothing was sent. */
export const localFault = (
  code: LocalCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): PosternError => new PosternError({ code, status: 0, message, details });
