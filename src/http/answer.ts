import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ERRORS, type Failure, wireOf } from "../errors";
import type { AppEnv } from "./app-env";

/** The error envelope. */
export function errorAnswer(c: Context<AppEnv>, failure: Failure): Response {
  const { code, status } = wireOf(failure.code);
  const { details, retryAfter } = failure;
  const message = failure.message ?? ERRORS[failure.code].message;
  if (status === 401) c.header("WWW-Authenticate", "Bearer");
  if (retryAfter !== undefined) c.header("Retry-After", String(retryAfter));
  const shown = details && Object.keys(details).length > 0 ? { details } : {};
  return c.json({ error: { code, message, ...shown, request_id: c.var.requestId } }, status as ContentfulStatusCode);
}
