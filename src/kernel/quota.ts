import { type ErrorCode, fail } from "../errors";

/** An input that is not valid: `invalid_request` on the broker's half of the API, `validation_error` on the other. */
type InputCode = Extract<ErrorCode, "validation_error" | "invalid_request">;

/** `count`: records that there are, before one more is added. Throws AppError with `code` if there are `limit` of them or more. */
export function checkQuota(count: number, limit: number, code: InputCode = "validation_error"): void {
  if (count >= limit) fail(code, { reason: "limit_reached", limit });
}
