import fc from "fast-check";
import { type Components, type JsonType, resolve, type Schema } from "../../support/schema-check";

/** A small value that fits the schema: its example or first choice, and of an object the required keys only. */
export function example(given: Schema, components: Components): unknown {
  const schema = resolve(given, components);
  if (schema.example !== undefined) return schema.example;
  const [choice] = schema.enum ?? [];
  if (choice !== undefined) return choice;
  if ("const" in schema) return schema.const;
  const [branch] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (branch) return example(branch, components);
  const [type] = [schema.type ?? "object"].flat();
  if (type === "string") return exampleText(schema);
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (type === "boolean") return false;
  if (type === "null") return null;
  if (type === "array")
    return Array.from({ length: schema.minItems ?? 0 }, () => example(schema.items ?? {}, components));
  const required = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key));
  const own = Object.fromEntries(required.map(([key, inner]) => [key, example(inner, components)]));
  const { additionalProperties, minProperties = 0 } = schema;
  // Where the keys are named, those of a call of its own make up for what is missing (`world.ts`).
  if (required.length >= minProperties || additionalProperties === false) return own;
  return { ...own, key: example(typeof additionalProperties === "object" ? additionalProperties : {}, components) };
}

function exampleText({ format, pattern, minLength = 0, maxLength }: Schema): string {
  if (format === "uuid") return "0b7f3c52-6d1e-4a8b-9c35-2f4e8d7a6b10";
  if (format === "date-time") return "2030-01-01T00:00:00Z";
  if (format === "uri") return "https://hooks.acme.example/in";
  if (pattern === undefined) return "walked".padEnd(minLength, "x").slice(0, maxLength);
  return fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 1 })[0] ?? "";
}

export interface Fault {
  /** As `details.fields` names it. */
  readonly field: string;
  readonly body: unknown;
  /** `type`: another JSON type; `required`: left out; `unknown`: a key that nobody knows; `text`: a text that cannot fit. */
  readonly kind: "type" | "required" | "unknown" | "text";
}

const WRONG: Readonly<Record<Exclude<JsonType, "number">, (marker: string) => unknown>> = {
  null: () => null,
  boolean: () => true,
  integer: () => 918_273_645,
  string: (marker) => marker,
  array: (marker) => [marker],
  object: (marker) => ({ [marker]: marker }),
};

/** Every body that differs from `good` in one place and cannot be right. What is put there holds the marker. */
export function brokenBodies(schema: Schema, good: unknown, components: Components, marker: string): Fault[] {
  const root = resolve(schema, components);
  return objectFaults(root, good, components, marker, "").map((fault) => ({ ...fault, body: fault.body ?? null }));
}

function objectFaults(schema: Schema, good: unknown, components: Components, marker: string, prefix: string): Fault[] {
  const value = typeof good === "object" && good !== null ? { ...good } : {};
  const put = (key: string, inner: unknown): unknown => Object.assign(Object.create(null), value, { [key]: inner });
  const faults: Fault[] = [];
  for (const [key, given] of Object.entries(schema.properties ?? {})) {
    const field = prefix + key;
    const inner = resolve(given, components);
    for (const wrong of wrongValues(inner, components, marker))
      faults.push({ field, body: put(key, wrong), kind: "type" });
    if (inner.enum && [inner.type].flat().includes("string"))
      faults.push({ field, body: put(key, `${marker} !`), kind: "text" });
    if (schema.required?.includes(key)) {
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      faults.push({ field, body: rest, kind: "required" });
    }
    if (inner.properties) {
      const below = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : example(inner, components);
      for (const fault of objectFaults(inner, below, components, marker, `${field}.`))
        faults.push({ ...fault, body: put(key, fault.body) });
    }
  }
  if (schema.additionalProperties === false) {
    faults.push({ field: `${prefix}verson`, body: put("verson", marker), kind: "unknown" });
    faults.push({ field: `${prefix}?`, body: put(`${marker} ?`, 1), kind: "unknown" });
  }
  return faults;
}

/** One value of each JSON type that the schema does not take. */
function wrongValues(schema: Schema, components: Components, marker: string): unknown[] {
  const taken = typesOf(schema, components);
  if (taken === undefined) return [];
  return Object.entries(WRONG)
    .filter(([type]) => !taken.has(type) && !(type === "integer" && taken.has("number")))
    .map(([, make]) => make(marker));
}

/** Undefined: any. */
function typesOf(given: Schema, components: Components): Set<string> | undefined {
  const schema = resolve(given, components);
  if (schema.type !== undefined) return new Set([schema.type].flat());
  const branches = schema.anyOf ?? schema.oneOf;
  if (!branches) return undefined;
  const all = branches.map((branch) => typesOf(branch, components));
  return all.includes(undefined) ? undefined : new Set(all.flatMap((types) => [...(types ?? [])]));
}
