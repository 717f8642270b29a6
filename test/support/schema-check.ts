/** The part of JSON Schema 2020-12 that the API's document uses. Any other keyword is a fault: nothing goes unchecked. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly description?: string;
  readonly example?: unknown;
  readonly default?: unknown;
}
/** What `$ref` points into. */
export interface Components {
  readonly schemas?: Readonly<Record<string, Schema>>;
}

const KEYWORDS = new Set([
  ...["$ref", "type", "enum", "const", "properties", "required", "additionalProperties", "minProperties"],
  ...["maxProperties", "items", "minItems", "maxItems", "uniqueItems", "anyOf", "oneOf", "allOf", "minLength"],
  ...["maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  // Said to people and to generators, not to a checker.
  ...["description", "title", "example", "examples", "default", "readOnly", "writeOnly", "deprecated", "discriminator"],
]);
const FORMATS: Readonly<Record<string, RegExp>> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  uri: /^https?:\/\/[^ ]+$/,
};

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (Number.isInteger(value)) return "integer";
  const type = typeof value;
  return type === "boolean" || type === "number" || type === "string" ? type : "object";
}

/** Follows `$ref`. Throws where it leads nowhere. */
export function resolve(schema: Schema, components: Components): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.replace("#/components/schemas/", "");
  const found = components.schemas?.[name];
  if (!found) throw new Error(`${schema.$ref} leads nowhere`);
  return resolve(found, components);
}

/** What is wrong with `value`, each with its place; empty: it fits. */
export function schemaFaults(value: unknown, given: Schema, components: Components, at = "$"): string[] {
  const schema = resolve(given, components);
  const faults = Object.keys(schema)
    .filter((keyword) => !KEYWORDS.has(keyword))
    .map((keyword) => `${at}: the checker does not know ${keyword}`);
  const say = (isFault: boolean, text: string) => {
    if (isFault) faults.push(`${at}: ${text}`);
  };
  const type = typeOf(value);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const fits = types.length === 0 || types.includes(type) || (type === "integer" && types.includes("number"));
  if (!fits) return [...faults, `${at}: is ${type}, not ${types.join(" or ")}`];
  say(schema.enum !== undefined && !schema.enum.includes(value), "is none of the listed values");
  say("const" in schema && schema.const !== value, "is another value");
  const branches = (list: readonly Schema[]) =>
    list.filter((branch) => schemaFaults(value, branch, components, at).length === 0).length;
  say(schema.anyOf !== undefined && branches(schema.anyOf) === 0, "fits no branch");
  say(schema.oneOf !== undefined && branches(schema.oneOf) !== 1, "does not fit exactly one branch");
  for (const branch of schema.allOf ?? []) faults.push(...schemaFaults(value, branch, components, at));
  if (typeof value === "string") faults.push(...stringFaults(value, schema, at));
  if (typeof value === "number") {
    say(value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity), "is out of range");
    say(
      value <= (schema.exclusiveMinimum ?? -Infinity) || value >= (schema.exclusiveMaximum ?? Infinity),
      "is at or past a bound",
    );
  }
  if (Array.isArray(value)) {
    say(value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity), "has a wrong length");
    say(schema.uniqueItems === true && new Set(value).size !== value.length, "repeats an item");
    const { items } = schema;
    if (items) faults.push(...value.flatMap((item, i) => schemaFaults(item, items, components, `${at}[${i}]`)));
  }
  if (type === "object")
    faults.push(...objectFaults(value as Readonly<Record<string, unknown>>, schema, components, at));
  return faults;
}

function stringFaults(value: string, { minLength = 0, maxLength = Infinity, pattern, format }: Schema, at: string) {
  const faults: string[] = [];
  const { length } = Array.from(value);
  if (length < minLength || length > maxLength) faults.push(`${at}: has ${length} characters`);
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) faults.push(`${at}: does not fit ${pattern}`);
  const form = format === undefined ? undefined : FORMATS[format];
  if (format !== undefined && !form) faults.push(`${at}: the checker does not know the format ${format}`);
  if (form && !form.test(value)) faults.push(`${at}: is no ${format}`);
  return faults;
}

function objectFaults(
  value: Readonly<Record<string, unknown>>,
  schema: Schema,
  components: Components,
  at: string,
): string[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const keys = Object.keys(value);
  const faults = required.filter((key) => !Object.hasOwn(value, key)).map((key) => `${at}: lacks ${key}`);
  if (keys.length < (schema.minProperties ?? 0) || keys.length > (schema.maxProperties ?? Infinity))
    faults.push(`${at}: has ${keys.length} keys`);
  for (const key of keys) {
    const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (own) faults.push(...schemaFaults(value[key], own, components, `${at}.${key}`));
    else if (additionalProperties === false) faults.push(`${at}: has the unknown key ${key}`);
    else if (additionalProperties !== true)
      faults.push(...schemaFaults(value[key], additionalProperties, components, `${at}.${key}`));
  }
  return faults;
}
