import { sha256Hex } from "../crypto/digest";
import type { Detail } from "../errors";
import type { AuditEntry } from "../kernel/audit";

export const GENESIS = "0".repeat(64);

export const linkHash = (previous: string, entry: AuditEntry): string =>
  sha256Hex(`${previous}\n${canonicalJson(entry)}`);

/**
 * RFC 8785: keys sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them. Takes plain
 * JSON values; an unpaired surrogate never reaches here, texts of entries are made well-formed when they are built.
 */
export function canonicalJson(value: Detail): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${members.join(",")}}`;
}

const isList = (value: Detail): value is readonly Detail[] & readonly string[] => Array.isArray(value);
