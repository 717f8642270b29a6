import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import type { RequestLog } from "../config";
import { logInfo } from "../log";
import type { AppEnv } from "./app-env";

/**
 * One line per request that the deployment wants to have logged. The route's pattern and never the path, no query, no header, no
 * body: what a client sends may hold anything. `chosen` is asked at each request. Lines of errors (`logError`) are not its affair.
 */
export const requestLog =
  (chosen: () => RequestLog): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const beganMs = Date.now();
    await next();
    const { status } = c.res;
    if (!isLogged(chosen(), status)) return;
    const route = matchedRoutes(c).findLast(({ path }) => path !== EVERY_PATH)?.path ?? null;
    const { requestId, space = null, identity = null } = c.var;
    logInfo({
      method: METHODS.has(c.req.method) ? c.req.method : "?",
      route,
      status,
      duration_ms: Date.now() - beganMs,
      request_id: requestId,
      space,
      identity,
    });
  };

/** A refusal is an error, too: whoever looks for why something does not work looks for that. */
const isLogged = (chosen: RequestLog, status: number): boolean =>
  chosen === "all" || (chosen === "errors" && status >= 400);

/** What middleware is matched by; not a route of the API. */
const EVERY_PATH = "/*";
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
