import { OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { TrieRouter } from "hono/router/trie-router";
import { AppError, type ErrorCode, type Failure, wireOf } from "../errors";
import { errorAnswer } from "./answer";
import type { AppEnv, Half } from "./app-env";
import { describeTerms, type Endpoint } from "./endpoint";
import { commonHeaders } from "./headers";
import { preconditionHeaders } from "./preconditions";

/**
 * The Trie router is named because Hono's default picks one by the shape of all routes, and they disagree about parameters
 * that take several segments.
 */
export function createApp(): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({ router: new TrieRouter() });
  app.use(commonHeaders);
  app.notFound((c) => {
    const allowed = allowedMethods(app, c.req.path);
    if (allowed.length === 0) return errorAnswer(c, { code: "not_found" });
    c.header("Allow", allowed.join(", "));
    if (c.req.method === "OPTIONS") return c.body(null, 204);
    return errorAnswer(c, { code: "method_not_allowed", details: { allow: allowed } });
  });
  app.onError((e, c) => errorAnswer(c, failureOf(e, c.var.requestId)));
  return app;
}

/** Puts endpoints on the app and into its document. With `aliases` they answer there too, undocumented. */
export function mount(
  app: OpenAPIHono<AppEnv>,
  at: { base: string; half: Half; tag: string; aliases?: readonly string[] },
  endpoints: readonly Endpoint[],
): void {
  for (const endpoint of endpoints) {
    app.openAPIRegistry.registerPath(documentOf(endpoint, at));
    for (const base of [at.base, ...(at.aliases ?? [])])
      app.on(endpoint.method.toUpperCase(), routed(base + endpoint.path), (c) => endpoint.handle(c, at.half));
  }
}

/** `{path}` takes several segments; the greedy form, see the router above. */
const routed = (path: string): string => path.replace("{path}", ":path{.+}").replaceAll(/\{(\w+)\}/g, ":$1");

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
  const stack = (e.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  console.error(JSON.stringify({ level: "error", request_id: requestId, error: e.name, stack }));
  return { code: "internal_error" };
}

// --- document ---

const ErrorBody = z
  .strictObject({
    error: z.strictObject({
      code: z.string().openapi({ description: "Stable; what clients branch on." }),
      message: z.string().openapi({ description: "For people; may change." }),
      details: z.record(z.string(), z.unknown()).optional(),
      request_id: z.string(),
    }),
  })
  .openapi("Error");

const COMMON: readonly ErrorCode[] = [
  "authentication_required",
  "token_invalid",
  "token_expired",
  "token_revoked",
  "insufficient_scope",
  "tenant_access_denied",
  "access_denied",
  "tenant_not_found",
  "rate_limited",
  "internal_error",
  "service_unavailable",
];
const INPUT: readonly ErrorCode[] = ["payload_too_large", "unsupported_media_type"];

function documentOf(endpoint: Endpoint, { base, half, tag }: { base: string; half: Half; tag: string }): RouteConfig {
  const { op, method, path, summary, params, query, body, preconditions, answers } = endpoint;
  const fieldFault: readonly ErrorCode[] =
    half === "broker" ? ["invalid_request"] : ["invalid_request", "validation_error"];
  const codes = [...COMMON, ...fieldFault, ...(body ? INPUT : []), ...endpoint.errors];
  const good = Object.entries(answers).map(([status, { description, schema }]) => [
    status,
    schema ? { description, content: { "application/json": { schema } } } : { description },
  ]);
  return {
    operationId: op,
    method,
    path: base + path,
    tags: [tag],
    summary,
    description: describeTerms(op),
    security: [{ bearer: [] }],
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(preconditions ? { headers: preconditionHeaders(preconditions) } : {}),
      ...(body
        ? { body: { required: !endpoint.bodyOptional, content: { "application/json": { schema: body } } } }
        : {}),
    },
    responses: { ...Object.fromEntries(good), ...errorResponses(codes) },
  };
}

function errorResponses(codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, Set<string>>();
  for (const code of codes) {
    const wire = wireOf(code);
    byStatus.set(wire.status, (byStatus.get(wire.status) ?? new Set()).add(wire.code));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, wires]) => [
      status,
      {
        description: [...wires].map((code) => `\`${code}\``).join(", "),
        content: { "application/json": { schema: ErrorBody } },
      },
    ]),
  );
}
