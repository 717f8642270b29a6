import { utf8 } from "../crypto/encoding";
import { fail } from "../errors";

/** A label, it checks nothing. */
export const SECRET_TYPES = ["kv", "json", "certificate", "ssh_key", "api_key"] as const;
export type SecretType = (typeof SECRET_TYPES)[number];

export const MAX_DATA_BYTES = 1_048_576;

/** The text of a secret's data, if it is no larger than that. Throws AppError payload_too_large. */
export function sizedData(text: string): string {
  if (utf8(text).length > MAX_DATA_BYTES) fail("payload_too_large", { limit_bytes: MAX_DATA_BYTES });
  return text;
}
