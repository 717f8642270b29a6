import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../http/app-env";
import { type BodySchema, smallestBody } from "./examples";

type Config = Parameters<OpenAPIHono<AppEnv>["getOpenAPI31Document"]>[0];
type Document = ReturnType<OpenAPIHono<AppEnv>["getOpenAPI31Document"]>;

/** `GET /openapi.json`: what the routes registered, with a body to begin with for every operation that takes one. Made once. */
export function serveDocument(app: OpenAPIHono<AppEnv>, config: Config): void {
  let made: Document | undefined;
  app.get("/openapi.json", (c) => {
    made ??= withBodies(app.getOpenAPI31Document(config));
    return c.json(made);
  });
}

/** In place: the document is this module's own. */
function withBodies(document: Document): Document {
  const components = (document.components?.schemas ?? {}) as Readonly<Record<string, BodySchema>>;
  for (const item of Object.values(document.paths ?? {}))
    for (const operation of [item.get, item.post, item.put, item.patch, item.delete]) {
      const body = operation?.requestBody;
      if (!body || !("content" in body)) continue;
      const json = body.content["application/json"];
      if (json?.schema) json.example = smallestBody(json.schema as BodySchema, components, body.required ?? false);
    }
  return document;
}
