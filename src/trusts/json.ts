import { parseUtf8 } from "../crypto/encoding";
import type { JsonValue } from "../kernel/json-text";

/** JSON of other people's making: what is no such thing is undefined, and never quoted in an error. */
export type JsonObject = { readonly [name: string]: JsonValue };

export function parseText(bytes: Uint8Array): string | undefined {
  try {
    return parseUtf8(bytes);
  } catch {
    return undefined; // no UTF-8: whoever asked is told so
  }
}

export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON: whoever asked is told so, and the error would quote the text
  }
}

/** `value`: what a parser of JSON gave. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
