import { createHmac, hash } from "node:crypto";

/** Lower-case hex SHA-256 (FIPS 180-4) of a text's UTF-8. */
export const sha256Hex = (text: string): string => hash("sha256", text, "hex");

/** The same in base64url, as RFC 7636, section 4.2, has it for a challenge. */
export const sha256Base64Url = (text: string): string => hash("sha256", text, "base64url");

/** HMAC (FIPS 198-1) over SHA-1 or SHA-2 (`SHA1`, `SHA256`, `SHA512`). Throws on another algorithm. */
export const hmacSync = (algorithm: string, key: Uint8Array, message: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac(algorithm, key).update(message).digest());
