import { sha256Hex } from "../crypto/digest";
import type { Detail } from "../errors";

/**
 * An entry of the audit log, as it is hashed and shown. `hash` is the SHA-256 of: hash of the row before, a line feed, the
 * entry without `hash` as canonical JSON (RFC 8785). Before row 1 stand 64 zeros.
 */
export type AuditEntry = {
  readonly id: string;
  readonly seq: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly timestamp: string;
  readonly action: string;
  readonly identity_type: string;
  readonly identity_id: string;
  readonly actor_tenant_id: string | null;
  readonly tenant_id: string;
  readonly token_id: string | null;
  readonly secret_path: string | null;
  readonly source_ip: string | null;
  readonly user_agent: string | null;
  readonly success: boolean;
  readonly error_code: string | null;
  readonly duration_ms: number;
  readonly request_id: string | null;
  readonly extra_data: { readonly [key: string]: Detail };
};

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
