import type { Schema, Schemas } from "./document.ts";

/** One field of an object, in words. */
export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: string;
  readonly limits: string;
  readonly description: string;
  /** What the field holds, where that has fields of its own. */
  readonly inner: Schema | undefined;
}

/** A schema's own words; of a reference, those of what it names. */
export function resolved(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref === undefined) return schema;
  return schemas[nameOf(schema.$ref)] ?? {};
}

/** The fields of an object, of a list's items, or of each form that a schema may take; empty where there are none. */
export function fieldsOf(schema: Schema, schemas: Schemas): readonly Field[] {
  const own = resolved(schema, schemas);
  if (own.items) return fieldsOf(own.items, schemas);
  return Object.entries(own.properties ?? {}).map(([name, property]) => fieldOf(name, property, own, schemas));
}

/** The forms that a schema leaves the choice between, the empty one left out. */
export function formsOf(schema: Schema, schemas: Schemas): readonly Schema[] {
  const own = resolved(schema, schemas);
  return (own.oneOf ?? own.anyOf ?? []).filter(({ type }) => type !== "null");
}

function fieldOf(name: string, property: Schema, owner: Schema, schemas: Schemas): Field {
  const own = resolved(property, schemas);
  return {
    name,
    isRequired: owner.required?.includes(name) ?? false,
    type: typeText(property, schemas),
    limits: limitsText(own),
    description: property.description ?? own.description ?? "",
    inner: hasFields(property, schemas) ? property : undefined,
  };
}

function hasFields(schema: Schema, schemas: Schemas): boolean {
  const own = resolved(schema, schemas);
  if (own.properties) return Object.keys(own.properties).length > 0;
  if (own.items) return hasFields(own.items, schemas);
  return formsOf(own, schemas).some((form) => hasFields(form, schemas));
}

/** Such as `string`, `list of integer`, `SecretOptions or null`. */
export function typeText(schema: Schema, schemas: Schemas): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  const forms = schema.oneOf ?? schema.anyOf;
  if (forms) return [...new Set(forms.map((form) => typeText(form, schemas)))].join(" or ");
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["any"]);
  return types
    .map((type) => (type === "array" && schema.items ? `list of ${typeText(schema.items, schemas)}` : type))
    .join(" or ");
}

/** What a value must be besides its type. */
export function limitsText(schema: Schema): string {
  const { format, minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  return [
    format ?? "",
    schema.enum ? `one of ${schema.enum.map(String).join(", ")}` : "",
    rangeText(minimum, maximum, ""),
    rangeText(minLength, maxLength, " characters"),
    rangeText(minItems, maxItems, " items"),
    schema.default === undefined ? "" : `default ${JSON.stringify(schema.default)}`,
    schema.writeOnly ? "never in an answer" : "",
  ]
    .filter((text) => text !== "")
    .join("; ");
}

function rangeText(from: number | undefined, to: number | undefined, unit: string): string {
  if (from === undefined && to === undefined) return "";
  if (to === undefined) return `${from} or more${unit}`;
  return `${from === undefined ? "up to " : `${from} to `}${to}${unit}`;
}

const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf("/") + 1);
