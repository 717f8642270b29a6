/** The part of a JSON schema that says what the smallest body is. */
export interface BodySchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly required?: readonly string[];
  readonly items?: BodySchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly anyOf?: readonly BodySchema[];
  readonly oneOf?: readonly BodySchema[];
  readonly allOf?: readonly BodySchema[];
  readonly format?: string;
  readonly example?: unknown;
}
type Components = Readonly<Record<string, BodySchema>>;

/**
 * The body that the documentation page fills in: what is required and nothing else, because a page that fills in every
 * optional key sends what nobody wrote. Of a body that needs no key but must have one, the first key.
 */
export function smallestBody(given: BodySchema, components: Components, required: boolean): unknown {
  const schema = resolve(given, components);
  const body = smallest(schema, components);
  const [first] = Object.entries(schema.properties ?? {});
  const isBare = typeof body === "object" && body !== null && Object.keys(body).length === 0;
  return isBare && required && first ? { [first[0]]: smallest(first[1], components) } : body;
}

function resolve(schema: BodySchema, components: Components): BodySchema {
  if (schema.$ref === undefined) return schema;
  return resolve(components[schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)] ?? {}, components);
}

function smallest(given: BodySchema, components: Components): unknown {
  const schema = resolve(given, components);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if ("const" in schema) return schema.const;
  const [branch] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (branch) return smallest(branch, components);
  switch ([schema.type ?? "object"].flat()[0]) {
    case "string":
      return schema.format === "date-time" ? "2030-01-01T00:00:00Z" : "example";
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return false;
    case "null":
      return null;
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => smallest(schema.items ?? {}, components));
    default:
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key))
          .map(([key, inner]) => [key, smallest(inner, components)]),
      );
  }
}
