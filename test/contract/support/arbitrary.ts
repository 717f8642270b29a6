import fc from "fast-check";
import { type Components, resolve, type Schema } from "../../support/schema-check";

/** Values that fit a schema of the document, as far as it says. */
export function valuesOf(given: Schema, components: Components, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolve(given, components);
  const inner = (part: Schema) => valuesOf(part, components, depth + 1);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return fc.oneof(...branches.map(inner));
  if (schema.allOf) return fc.oneof(...schema.allOf.map(inner));
  const types = [schema.type ?? "object"].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, inner)));
}

function ofType(type: string, schema: Schema, inner: (part: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
    case "string":
      return textOf(schema);
    case "array":
      return (schema.uniqueItems ? fc.uniqueArray : fc.array)(inner(schema.items ?? { type: "string" }), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 3),
      });
    default:
      return objectOf(schema, inner);
  }
}

function textOf({ example, format, pattern, minLength = 0, maxLength = 20 }: Schema): fc.Arbitrary<unknown> {
  if (format === "date") return fc.constant("2090-01-01");
  if (format === "date-time") return fc.constant("2090-01-01T00:00:00Z");
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const text = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 20)) });
  return typeof example === "string" ? fc.oneof(fc.constant(example), text) : text;
}

function objectOf(schema: Schema, inner: (part: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const shape = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, part]) => [key, inner(part)]));
  if (Object.keys(shape).length > 0) {
    const record = fc.record(shape, { requiredKeys: [...(schema.required ?? [])] });
    return record.filter((value) => Object.keys(value).length >= (schema.minProperties ?? 0));
  }
  const { additionalProperties } = schema;
  if (additionalProperties === false) return fc.constant({});
  const value = typeof additionalProperties === "object" ? inner(additionalProperties) : fc.string();
  return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { minKeys: schema.minProperties ?? 0, maxKeys: 3 });
}

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  3,
  7,
  4096,
  1.5,
  100_000,
  "",
  "mon",
  "x",
  "7d",
  [],
  ["x"],
  {},
  { a: 1 },
];

/** The value with one place of it replaced, left out or added: most of these fit nothing, some fit by another rule. */
export function changed(value: unknown): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom(...ODD);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return odd;
  const entries = Object.entries(value);
  if (entries.length === 0) return fc.constantFrom<unknown>({}, { strange: 1 });
  return fc.constantFrom(...entries).chain(([key, old]) => {
    const rest = Object.fromEntries(entries.filter(([name]) => name !== key));
    const put = (part: unknown) => ({ ...rest, [key]: part });
    return fc.oneof(odd.map(put), changed(old).map(put), fc.constant(rest), fc.constant({ ...rest, strange: old }));
  });
}
