import { hash } from "node:crypto";

/** Lower-case hex SHA-256 (FIPS 180-4) of a text's UTF-8. */
export const sha256Hex = (text: string): string => hash("sha256", text, "hex");
