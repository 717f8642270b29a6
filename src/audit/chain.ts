import { sha256Hex } from "../crypto/digest";
import type { Detail } from "../errors";
import { type AuditEntry, ENTRY_KEYS } from "../kernel/audit";

export const GENESIS = "0".repeat(64);

/** `extraText`: the entry's `extra_data` as canonical JSON. */
export const linkHash = (
  previous: string,
  entry: AuditEntry,
  extraText: string = canonicalJson(entry.extra_data),
): string => sha256Hex(`${previous}\n${entryText(entry, extraText)}`);

/** The keys are known and plain ASCII, so they are sorted and escaped once. */
const MEMBERS = ENTRY_KEYS.toSorted().map((key) => ({ key, start: `${JSON.stringify(key)}:` }));

/** The entry as canonical JSON: of the keys of `ENTRY_KEYS`, whatever else there may be beside them. */
const entryText = (entry: AuditEntry, extraText: string): string =>
  `{${MEMBERS.map(({ key, start }) => start + (key === "extra_data" ? extraText : JSON.stringify(entry[key]))).join(",")}}`;

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
