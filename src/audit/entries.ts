import { getTableColumns } from "drizzle-orm";
import { formatTimestampMs } from "../formats";
import { type AuditEntry, ENTRY_KEYS } from "../kernel/audit";
import { auditLog } from "./tables";

export type AuditRow = typeof auditLog.$inferSelect;
/** An entry as clients see it, in the order of its keys. */
export type StoredEntry = AuditEntry & { readonly hash: string };
export const STORED_KEYS = [...ENTRY_KEYS, "hash"] as const satisfies readonly (keyof StoredEntry)[];

const columnOf = new Map(Object.entries(getTableColumns(auditLog)).map(([column, { name }]) => [name, column]));
/** For each key of an entry, the column of the same name in the database. Two keys are stored otherwise. */
const SOURCES = STORED_KEYS.map((key) => [key, columnOf.get(key) as keyof AuditRow] as const);

/** Throws on `extra_data` that is no JSON, which was never written here. */
export function entryOf(row: AuditRow): StoredEntry {
  const entry: Record<string, unknown> = {};
  for (const [key, column] of SOURCES) entry[key] = row[column];
  // Both keep their place among the keys.
  entry.timestamp = formatTimestampMs(row.timestampMs);
  entry.extra_data = JSON.parse(row.extraData);
  // What was filled key by key has all keys of an entry, which the compiler can't see.
  return entry as StoredEntry;
}
