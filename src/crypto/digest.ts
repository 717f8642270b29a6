import { createHmac, hash } from "node:crypto";

/** Lower-case hex SHA-256 (FIPS 180-4) of a text's UTF-8. */
export const sha256Hex = (text: string): string => hash("sha256", text, "hex");

/** HMAC (FIPS 198-1) over SHA-1 or SHA-2 (`SHA1`, `SHA256`, `SHA512`). Throws on another algorithm. */
export const hmacSync = (algorithm: string, key: Uint8Array, message: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac(algorithm, key).update(message).digest());
