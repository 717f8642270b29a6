import { z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { ulid } from "../crypto/random";
import { containsToken } from "../crypto/redact";
import type { AppEnv } from "./app-env";

const FIXED: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/**
 * The request's id, and the headers of every answer, errors too, unless a route has set its own. A client's own id is kept if
 * it is sane and no token: it goes into the log.
 */
export const commonHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  const given = c.req.header("x-request-id");
  const isSane = given !== undefined && /^[A-Za-z0-9._-]{8,64}$/.test(given) && !containsToken(given);
  const requestId = isSane ? given : `req_${ulid(Date.now())}`;
  c.set("requestId", requestId);
  await next();
  for (const [name, value] of Object.entries(FIXED)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  c.res.headers.set("X-Request-ID", requestId);
};

/** The header as the document shows it. */
export const requestIdHeader = {
  "X-Request-ID": z.string().optional().openapi({
    description:
      "An id of the client's own: 8 to 64 of `A-Z a-z 0-9 . _ -`. The answer, the log and the audit row repeat it.",
  }),
};
