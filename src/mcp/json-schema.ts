import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Tool } from "./tool";
import { TOOLS } from "./tools";

type Json = { readonly [key: string]: unknown };

/** A tool as `tools/list` tells it. */
export interface ToolDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Json;
  readonly outputSchema: Json;
  readonly annotations: Json;
}

let made: readonly ToolDescription[] | undefined;

/** Made once: the schemas by which the tools parse, through the generator of the API's own document, whose dialect is JSON Schema 2020-12. */
export function toolDescriptions(): readonly ToolDescription[] {
  made ??= describe(TOOLS);
  return made;
}

function describe(tools: readonly Tool[]): ToolDescription[] {
  const maker = new OpenAPIHono();
  const json = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });
  for (const { name, args, result } of tools)
    maker.openAPIRegistry.registerPath({
      method: "post",
      path: `/${name}`,
      request: { body: json(args) },
      responses: { 200: { description: name, ...json(result) } },
    });
  const document = maker.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "tools", version: "1" } });
  const components = (document.components?.schemas ?? {}) as Readonly<Record<string, Json>>;
  return tools.map(({ name, title, description, hints }) => {
    const { requestBody, responses } = document.paths?.[`/${name}`]?.post ?? {};
    return {
      name,
      title,
      description,
      inputSchema: standing(schemaIn(requestBody), components),
      outputSchema: standing(schemaIn(responses?.["200"]), components),
      annotations: { title, ...hints },
    };
  });
}

function schemaIn(part: object | undefined): Json {
  const { content } = (part ?? {}) as { content?: Readonly<Record<string, { schema?: Json }>> };
  const schema = content?.["application/json"]?.schema;
  if (!schema) throw new Error("a tool has no schema");
  return schema;
}

/** The schema by itself: what it refers to stands in its place, and the word of OpenAPI for an example is that of JSON Schema. */
function standing(schema: Json, components: Readonly<Record<string, Json>>): Json {
  const reference = schema.$ref;
  if (typeof reference === "string") {
    const meant = components[reference.slice(reference.lastIndexOf("/") + 1)];
    if (!meant) throw new Error("a tool's schema refers to none");
    return standing(meant, components);
  }
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return typeof value === "object" && value !== null ? standing(value as Json, components) : value;
  };
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => (key === "example" ? ["examples", [value]] : [key, inside(value)])),
  );
}
