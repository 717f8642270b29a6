import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../../http/app-env";
import { type BodySchema, smallestBody, wholeAnswer } from "../examples";
import { type Described, describe, describeParameters } from "../words/describe";

type Config = Parameters<OpenAPIHono<AppEnv>["getOpenAPI31Document"]>[0];
type Document = ReturnType<OpenAPIHono<AppEnv>["getOpenAPI31Document"]>;
type Content = Readonly<Record<string, { schema?: unknown; example?: unknown }>>;

/**
 * `GET /openapi.json`: what the routes registered and `registerMore` adds, with the words for its fields and an example of every body.
 * Made at the first question, and kept as the text that is sent: whoever asks again makes no work.
 */
export function serveDocument(app: OpenAPIHono<AppEnv>, config: Config, registerMore: () => void): void {
  let text: string | undefined;
  const make = () => {
    registerMore();
    return JSON.stringify(completed(app.getOpenAPI31Document(config)));
  };
  app.get("/openapi.json", (c) => {
    text ??= make();
    return c.body(text, 200, { "Content-Type": "application/json" });
  });
}

/** In place: the document is this module's own. */
function completed(document: Document): Document {
  const components = (document.components?.schemas ?? {}) as Readonly<Record<string, Described>>;
  for (const [name, schema] of Object.entries(components)) describe(schema, [name]);
  for (const item of [...Object.values(document.paths ?? {}), ...Object.values(document.webhooks ?? {})])
    for (const operation of [item.get, item.post, item.put, item.patch, item.delete])
      if (operation) complete(operation, components);
  return document;
}

function complete(
  { parameters = [], requestBody, responses }: NonNullable<NonNullable<Document["paths"]>[string]["get"]>,
  components: Readonly<Record<string, BodySchema>>,
): void {
  describeParameters(parameters);
  if (requestBody && "content" in requestBody)
    illustrate(requestBody.content, (schema) => smallestBody(schema, components, requestBody.required ?? false));
  // What a refusal looks like is told once, with its schema.
  for (const { content = {} } of Object.values(responses ?? {}))
    illustrate(content, (schema) => (hasExample(schema, components) ? undefined : wholeAnswer(schema, components)));
}

/** What a refusal looks like is told once, by its component, and not with each of a thousand. */
const hasExample = ({ $ref }: BodySchema, components: Readonly<Record<string, BodySchema>>): boolean =>
  $ref !== undefined && components[$ref.slice($ref.lastIndexOf("/") + 1)]?.example !== undefined;

function illustrate(content: Content, exampleOf: (schema: BodySchema) => unknown): void {
  for (const each of Object.values(content)) if (each.schema) each.example = exampleOf(each.schema);
}
