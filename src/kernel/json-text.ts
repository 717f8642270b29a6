/** JSON that must come back equal: the compact text of a value, and what makes a value have none. Pure. */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Compact JSON text (RFC 8259) of a value that `JSON.parse` gave. Unlike `JSON.stringify` it keeps the sign of -0.
 * Depth is bounded by whoever parsed.
 */
export function jsonText(value: JsonValue): string {
  if (Object.is(value, -0)) return "-0";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`)
    .join(",")}}`;
}

/** Texts with an unpaired surrogate have no UTF-8; numbers over the range of a double would come back as null. */
export function jsonFault(value: JsonValue): "surrogate" | "number" | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : "surrogate";
  if (typeof value === "number") return Number.isFinite(value) ? undefined : "number";
  if (value === null || typeof value !== "object") return undefined;
  if (isArray(value)) return firstFault(value);
  return Object.keys(value).every((key) => key.isWellFormed()) ? firstFault(Object.values(value)) : "surrogate";
}

function firstFault(items: readonly JsonValue[]): "surrogate" | "number" | undefined {
  for (const item of items) {
    const fault = jsonFault(item);
    if (fault) return fault;
  }
  return undefined;
}

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
