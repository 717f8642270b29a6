import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { containsToken } from "../crypto/redact";
import { type Detail, type Details, ERRORS, type Failure, type FaultDetails, wireOf } from "../errors";
import type { AppEnv } from "./app-env";

/** The error envelope. */
export function errorAnswer(c: Context<AppEnv>, failure: Failure): Response {
  const { status } = wireOf(failure.code);
  const { retryAfter } = failure;
  if (status === 401) c.header("WWW-Authenticate", "Bearer");
  if (retryAfter !== undefined) c.header("Retry-After", String(retryAfter));
  return c.json({ error: { ...shownOf(failure), request_id: c.var.requestId } }, status as ContentfulStatusCode);
}

/** What a client is told of a failure, whatever it is wrapped in. */
export function shownOf({ code, details, message = ERRORS[code].message }: Failure) {
  const shown = details && Object.keys(details).length > 0 ? { details: withoutTokens(details) } : {};
  return { code: wireOf(code).code, message, ...shown };
}

/** A detail repeats the id or the path that was asked for; if that is a token, it shows `?`. */
const withoutTokens = (details: FaultDetails | Details): Details =>
  Object.fromEntries(
    Object.entries(details).flatMap(([key, detail]) => (detail === undefined ? [] : [[key, withoutToken(detail)]])),
  );

function withoutToken(detail: Detail): Detail {
  if (typeof detail === "string") return containsToken(detail) ? "?" : detail;
  if (typeof detail !== "object" || detail === null) return detail;
  return isList(detail)
    ? detail.map((item) => (typeof item === "string" && containsToken(item) ? "?" : item))
    : withoutTokens(detail);
}

/** `Array.isArray` does not narrow a readonly array. */
const isList = (detail: object): detail is readonly (string | number)[] => Array.isArray(detail);
