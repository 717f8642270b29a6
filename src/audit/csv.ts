import { type AuditEntry, STORED_KEYS, type StoredEntry } from "../kernel/audit";
import { canonicalJson } from "./chain";

/**
 * CSV by RFC 4180: lines end with CR LF; a cell with a comma, a quote or a line break is quoted, and a quote in it doubled.
 * A text that a spreadsheet would take for a formula gets a leading apostrophe.
 */
export const CSV_HEADER = `${STORED_KEYS.join(",")}\r\n`;

export const csvLine = (entry: StoredEntry): string =>
  `${STORED_KEYS.map((column) => cell(entry[column])).join(",")}\r\n`;

type Value = StoredEntry[keyof StoredEntry];

/** `null` is an empty cell; an object is canonical JSON. */
export function cell(value: Value): string {
  if (value === null) return "";
  if (typeof value === "object") return quoted(canonicalJson(value satisfies AuditEntry["extra_data"]));
  return typeof value === "string" ? quoted(neutral(value)) : String(value);
}

const neutral = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
