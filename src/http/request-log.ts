import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { logInfo } from "../log";
import type { AppEnv } from "./app-env";

/**
 * One line per request. The route's pattern and never the path, no query, no header, no body: what a client sends may hold
 * anything.
 */
export const requestLog: MiddlewareHandler<AppEnv> = async (c, next) => {
  const beganMs = Date.now();
  await next();
  const route = matchedRoutes(c).findLast(({ path }) => path !== EVERY_PATH)?.path ?? null;
  const { requestId, space = null, identity = null } = c.var;
  logInfo({
    method: METHODS.has(c.req.method) ? c.req.method : "?",
    route,
    status: c.res.status,
    duration_ms: Date.now() - beganMs,
    request_id: requestId,
    space,
    identity,
  });
};

/** What middleware is matched by; not a route of the API. */
const EVERY_PATH = "/*";
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
