import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { TrieRouter } from "hono/router/trie-router";
import { edgeConfig } from "../edge-config";
import { AppError, type Failure } from "../errors";
import { framesOf, logError } from "../log";
import { errorAnswer } from "./answer";
import type { AppEnv, Dialect, Lookups } from "./app-env";
import { documentOf } from "./document";
import type { Endpoint } from "./endpoint";
import { commonHeaders } from "./headers";
import { requestLog } from "./request-log";

/**
 * The Trie router is named because Hono's default picks one by the shape of all routes, and they disagree about parameters
 * that take several segments.
 */
export function createApp({ knownSpaces, tenantsByAudience }: Lookups): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({ router: new TrieRouter() });
  const logged = requestLog(() => edgeConfig().requestLog);
  // One handler for both: each one more is paid for by every request.
  app.use((c, next) => {
    c.set("knownSpaces", knownSpaces);
    c.set("tenantsByAudience", tenantsByAudience);
    return logged(c, next);
  });
  app.use(commonHeaders);
  app.notFound((c) => {
    const allowed = allowedMethods(app, c.req.path);
    return allowed.length === 0 ? errorAnswer(c, unknownRoute(app, c.req.path)) : answerAllowed(c, allowed);
  });
  app.onError((e, c) => (c.var.dialect?.errorAnswer ?? errorAnswer)(c, failureOf(e, c.var.requestId)));
  return app;
}

/** A slash too many at the end is the commonest reason, and the hardest to see. */
function unknownRoute(app: OpenAPIHono<AppEnv>, path: string): Failure {
  if (!path.endsWith("/") || allowedMethods(app, path.slice(0, -1)).length === 0) return { code: "not_found" };
  return {
    code: "not_found",
    message: "There is nothing here, but there is without the slash at the end.",
    details: { hint: "trailing_slash" },
  };
}

/** To OPTIONS: what there is. To any other method: that it is not one of those. */
function answerAllowed(c: Context<AppEnv>, allow: readonly string[]): Response {
  c.header("Allow", allow.join(", "));
  if (c.req.method === "OPTIONS") return c.body(null, 204);
  return errorAnswer(c, { code: "method_not_allowed", details: { allow } });
}

/** Puts endpoints on the app and into its document. With `aliases` they answer there too, undocumented. */
export function mount(
  app: OpenAPIHono<AppEnv>,
  at: { base: string; dialect: Dialect; tag: string; aliases?: readonly string[] },
  endpoints: readonly Endpoint[],
): void {
  for (const endpoint of endpoints) {
    app.openAPIRegistry.registerPath(documentOf(endpoint, at));
    for (const base of [at.base, ...(at.aliases ?? [])])
      app.on(endpoint.method.toUpperCase(), routed(base + endpoint.path), (c) => endpoint.handle(c, at.dialect));
  }
}

/** What a method and the text below an address mean; `params` as the endpoint's schema reads them. */
export type RouteMatch =
  | { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> }
  | { readonly allow: readonly string[] };

/**
 * Endpoints whose paths hold slashes, all below `base + root`. The text there, decoded once, so that `%2F` is a slash and `+` a
 * plus, is given to `choose`: a router sees only raw segments. OPTIONS and other methods get what is allowed.
 */
export function mountBelow(
  app: OpenAPIHono<AppEnv>,
  at: { base: string; dialect: Dialect; tag: string; aliases?: readonly string[]; root: string },
  endpoints: readonly Endpoint[],
  choose: (method: string, rest: string) => RouteMatch,
): void {
  for (const endpoint of endpoints) app.openAPIRegistry.registerPath(documentOf(endpoint, at));
  for (const base of [at.base, ...(at.aliases ?? [])]) {
    const depth = (base + at.root).split("/").length;
    app.all(`${base}${at.root}/*`, async (c, next) => {
      const below = rawPath(c.req.url).split("/").slice(depth);
      if (below.length === 0) return await next();
      const { method } = c.req;
      const chosen = choose(method === "HEAD" ? "GET" : method, decodeOnce(below.join("/")));
      if ("endpoint" in chosen) return await chosen.endpoint.handle(c, at.dialect, chosen.params);
      return answerAllowed(c, chosen.allow);
    });
  }
}

/**
 * As it came, `..` and `%2e%2e` included: a parser of URLs would take them away, and the path judged would not be the one that
 * was sent, nor the one that the router saw.
 */
export const rawPath = (url: string): string => /^[^:/?#]+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? "";

/** A broken escape stays as it is: `%` fits no path. */
export function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `{path}` takes several segments, but no trailing slash; the greedy form, see the router above. */
const routed = (path: string): string => path.replace("{path}", ":path{.*[^/]}").replaceAll(/\{(\w+)\}/g, ":$1");

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** The methods that some route has for this path. */
export const allowedMethods = (app: OpenAPIHono<AppEnv>, path: string): string[] => {
  const found = METHODS.filter((m) =>
    app.router.match(m === "HEAD" ? "GET" : m, path)[0].some(([[, route]]) => route.method !== "ALL"),
  );
  return found.length > 0 ? [...found, "OPTIONS"] : [];
};

function failureOf(e: Error, requestId: string): Failure {
  if (e instanceof AppError) return e.failure;
  if (e instanceof HTTPException && e.status < 500) return { code: "invalid_request" };
  logError({ request_id: requestId, error: e.name, stack: framesOf(e) });
  return { code: "internal_error" };
}
