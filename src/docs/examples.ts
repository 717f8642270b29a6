/** The part of a JSON schema that says what a body looks like. */
export interface BodySchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | BodySchema;
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
  const body = made(schema, { components, isWhole: false });
  const [first] = Object.entries(schema.properties ?? {});
  const isBare = typeof body === "object" && body !== null && Object.keys(body).length === 0;
  return isBare && required && first ? { [first[0]]: made(first[1], { components, isWhole: false }) } : body;
}

/** What an answer looks like: every key, and of each list and map one item. */
export const wholeAnswer = (schema: BodySchema, components: Components): unknown =>
  made(schema, { components, isWhole: true });

function resolve(schema: BodySchema, components: Components): BodySchema {
  if (schema.$ref === undefined) return schema;
  return resolve(components[schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1)] ?? {}, components);
}

interface Making {
  readonly components: Components;
  readonly isWhole: boolean;
}

function made(given: BodySchema, how: Making): unknown {
  const schema = resolve(given, how.components);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if ("const" in schema) return schema.const;
  const [branch] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (branch) return made(branch, how);
  switch ([schema.type ?? "object"].flat()[0]) {
    case "string":
      return madeText(schema);
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return how.isWhole;
    case "null":
      return null;
    case "array":
      return Array.from({ length: Math.max(schema.minItems ?? 0, how.isWhole ? 1 : 0) }, () =>
        made(schema.items ?? {}, how),
      );
    default:
      return madeObject(schema, how);
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  "date-time": "2030-01-01T00:00:00Z",
  uuid: "6f1c0f5e-2b7a-4c8d-9e3f-1a2b3c4d5e6f",
};
const madeText = ({ format = "" }: BodySchema): string => TEXTS[format] ?? "example";

function madeObject({ properties = {}, required = [], additionalProperties }: BodySchema, how: Making): object {
  const wanted = Object.entries(properties).filter(([key]) => how.isWhole || required.includes(key));
  const named = wanted.map(([key, inner]) => [key, made(inner, how)] as const);
  if (how.isWhole && named.length === 0 && typeof additionalProperties === "object")
    return { example: made(additionalProperties, how) };
  return Object.fromEntries(named);
}
