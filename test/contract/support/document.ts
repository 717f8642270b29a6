import { ERRORS, wireOf } from "../../../src/errors";
import type { Requirements } from "../../../src/kernel/operation";
import { operations } from "../../../src/space/modules";
import { type Answer, call } from "../../support/api";
import { type Components, type Schema, schemaFaults } from "../../support/schema-check";

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}
interface Content {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;
}
interface Item {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;
  };
  readonly responses: Readonly<Record<string, Content>>;
}
export interface Document {
  readonly openapi: string;
  readonly servers: readonly unknown[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly webhooks: Readonly<Record<string, { readonly post: Item }>>;
  readonly components: Components & { readonly securitySchemes?: Readonly<Record<string, unknown>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Item>>>>;
}

export interface Route {
  /** `POST /api/v1/credentials/{id}/match`. */
  readonly line: string;
  /** Upper case. */
  readonly method: string;
  /** As documented, with its braces. */
  readonly path: string;
  readonly op: string;
  /** What the registry says of the operation; undefined for the system's own routes. */
  readonly terms: Requirements | undefined;
  readonly pathParameters: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly body: { readonly schema: Schema; readonly required: boolean } | undefined;
  readonly item: Item;
}

/** As it is served, once for the file. */
export const document: Document = (await call("GET /openapi.json")).body;
export const { components } = document;

export const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, item]): Route => {
    const parameters = item.parameters ?? [];
    const json = item.requestBody?.content["application/json"];
    return {
      line: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      op: item.operationId,
      terms: operations.get(item.operationId),
      pathParameters: parameters.filter((p) => p.in === "path"),
      query: parameters.filter((p) => p.in === "query"),
      body: json ? { schema: json.schema, required: item.requestBody?.required ?? false } : undefined,
      item,
    };
  }),
);
/** Those that need a token: all with an operation behind them that is no login. */
export const guarded = routes.filter(
  (route): route is Route & { terms: Requirements } => route.terms !== undefined && route.terms.login === undefined,
);
export const isBroker = ({ path }: Route): boolean => path.startsWith("/api/v1/");

const FIXED_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
};

/** What is wrong with any answer at all, its route unknown or not: the common headers, and the envelope of an error. */
export function commonFaults({ status, headers, body }: Pick<Answer, "status" | "headers" | "body">): string[] {
  const faults = Object.entries(FIXED_HEADERS)
    .filter(([name, value]) => headers.get(name) !== value)
    .map(([name]) => `header ${name} is ${headers.get(name)}`);
  const kept = headers.has("etag") ? "no-store, no-transform" : "no-store";
  if (headers.get("cache-control") !== kept) faults.push(`header cache-control is ${headers.get("cache-control")}`);
  const requestId = headers.get("x-request-id") ?? "";
  if (!/^[A-Za-z0-9._-]{8,64}$/.test(requestId)) faults.push(`header x-request-id is ${requestId}`);
  const odd = ["server", "x-powered-by", "via"].filter((name) => headers.has(name));
  const cross = [...headers.keys()].filter((name) => name.startsWith("access-control-"));
  faults.push(...[...odd, ...cross].map((name) => `header ${name} is there`));
  if ((status === 401) !== headers.has("www-authenticate")) faults.push("WWW-Authenticate belongs to 401 alone");
  if (status >= 400 && body?.error !== undefined && body.error.request_id !== requestId)
    faults.push("error.request_id is not the header");
  return faults;
}

/** What in an answer differs from what the document says of the route. The operator alone is not rate limited. */
export function answerFaults(route: Route, answer: Answer, { byOperator = false } = {}): string[] {
  const { status, body, text, headers } = answer;
  const faults = commonFaults(answer);
  const documented = route.item.responses[String(status)];
  if (!documented) return [...faults, `status ${status} (${body?.error?.code}) is not documented`];
  if (route.terms && status !== 401 && status !== 503 && headers.has("x-ratelimit-limit") === byOperator)
    faults.push(`the state of the rate limit is ${byOperator ? "there" : "missing"}`);
  const type = headers.get("content-type")?.split(";")[0] ?? "";
  const content = documented.content?.[type];
  if (!documented.content) return text === "" ? faults : [...faults, "a body, though none is documented"];
  if (!content) return [...faults, `content type ${type} is not documented`];
  if (type !== "application/json") return faults;
  faults.push(...schemaFaults(body, content.schema, components));
  const code = body?.error?.code;
  if (status >= 400 && code !== undefined && !documented.description.includes(`\`${code}\``))
    faults.push(`code ${code} is not documented for ${status}`);
  if (status >= 400 && code !== undefined && !STATUSES.has(`${code} ${status}`))
    faults.push(`${code} is never ${status}`);
  return faults;
}

const STATUSES = new Set(
  (Object.keys(ERRORS) as (keyof typeof ERRORS)[]).map((key) => `${wireOf(key).code} ${wireOf(key).status}`),
);
