import { utf8 } from "../crypto/encoding";
import { fail } from "../errors";
import { type JsonValue, jsonText } from "../kernel/json-text";
import { MAX_DATA_BYTES } from "../kernel/secret-type";

/**
 * Compact JSON of the data with the made keys in it; its other keys stay. `current`: compact JSON of an object, null where
 * there is no value yet. Throws AppError payload_too_large.
 */
export function mergeValues(current: string | null, made: Readonly<Record<string, string>>): string {
  const before = current === null ? {} : (JSON.parse(current) as { readonly [key: string]: JsonValue });
  const text = jsonText(Object.fromEntries([...Object.entries(before), ...Object.entries(made)]));
  if (utf8(text).length > MAX_DATA_BYTES) fail("payload_too_large", { limit_bytes: MAX_DATA_BYTES });
  return text;
}
