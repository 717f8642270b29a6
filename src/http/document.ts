import { type RouteConfig, z } from "@hono/zod-openapi";
import { type ErrorCode, wireOf } from "../errors";
import { codeOfRefused, type Proof } from "../kernel/proof";
import type { Dialect } from "./app-env";
import { tenantHeader } from "./caller";
import { describeTerms, type Endpoint } from "./endpoint";
import { requestIdHeader } from "./headers";
import { idempotencyHeader } from "./idempotency";
import { preconditionHeaders } from "./preconditions";

const ErrorBody = z
  .strictObject({
    error: z.strictObject({
      code: z.string().openapi({ description: "Stable; what clients branch on." }),
      message: z.string().openapi({ description: "For people; may change." }),
      details: z.record(z.string(), z.unknown()).optional(),
      request_id: z.string(),
    }),
  })
  .openapi("ErrorAnswer", {
    example: {
      error: {
        code: "rate_limited",
        message: "Too many requests. Try again later.",
        request_id: "req_01jw8mh4x2c6t9v1k3d7q5n8ab",
      },
    },
  });

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
/** Of a route that takes a proof in place of a token. */
const commonOfLogin = (kind: Proof["kind"]): readonly ErrorCode[] => [
  codeOfRefused({ kind }),
  "tenant_access_denied",
  "rate_limited",
  "internal_error",
  "service_unavailable",
];
const INPUT: readonly ErrorCode[] = ["payload_too_large", "unsupported_media_type"];

/** What the document says of one endpoint. A login says that it is open: without a word generators would put the token there. */
export function documentOf(
  endpoint: Endpoint,
  { base, dialect, tag }: { base: string; dialect: Dialect; tag: string },
): RouteConfig {
  const { operation, method, path, summary, params, query, body, answers } = endpoint;
  const common = operation.login ? commonOfLogin(operation.login) : COMMON;
  const codes = [...common, ...dialect.inputCodes, ...(body ? INPUT : []), ...endpoint.errors];
  const good = Object.entries(answers).map(([status, { description, schema, media = [] }]) => {
    const streamed = media.map((type) => [type, { schema: z.string() }]);
    const content = schema ? { "application/json": { schema } } : Object.fromEntries(streamed);
    return [status, schema || streamed.length > 0 ? { description, content } : { description }];
  });
  return {
    operationId: operation.name,
    method,
    path: base + path,
    tags: [tag],
    summary,
    description: describeTerms(operation),
    security: operation.login ? [] : [{ bearer: [] }],
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...headersOf(endpoint),
      ...(body ? { body: { required: !endpoint.bodyOptional, content: bodyContent(body, endpoint) } } : {}),
    },
    responses: { ...Object.fromEntries(good), ...errorResponses(codes) },
  };
}

const bodyContent = (schema: z.ZodType, { form }: Endpoint) => ({
  ...(form ? { "application/x-www-form-urlencoded": { schema: schema.openapi(form) } } : {}),
  "application/json": { schema },
});

function headersOf({ operation: { login, reach }, preconditions = [], idempotent }: Endpoint) {
  const headers = {
    ...(login || reach === "home" ? {} : tenantHeader),
    ...requestIdHeader,
    ...preconditionHeaders(preconditions),
    ...(idempotent ? idempotencyHeader : {}),
  };
  return { headers: z.object(headers) };
}

/** How a route's document tells the codes it may answer with, by status. */
export function errorResponses(codes: readonly ErrorCode[]) {
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
