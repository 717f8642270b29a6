import type { Detail } from "../errors";
import type { NewAuditEntry } from "./audit";

/** A row as it is kept: the first of a change whole, of the others what differs. A call may leave a thousand, all alike but for an id. */
export type PackedEntry = { readonly [key: string]: Detail };

export const packEntries = (rows: readonly NewAuditEntry[]): PackedEntry[] => {
  const [first] = rows;
  return rows.map((row, i) =>
    i === 0 || !first
      ? { ...row }
      : Object.fromEntries(
          Object.entries(row).filter(([key, value]) => !equal(value, first[key as keyof NewAuditEntry])),
        ),
  );
};

export const unpackEntries = (rows: readonly PackedEntry[]): NewAuditEntry[] =>
  rows.map((row) => ({ ...rows[0], ...row }) as NewAuditEntry);

const equal = (a: Detail, b: Detail): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Of a change that did not come about. */
export const failedEntry = (row: NewAuditEntry): NewAuditEntry => ({
  ...row,
  success: false,
  error_code: "service_unavailable",
});

/** Written when it was found out what came of it, not by the call itself. Who, where from and on which request stay those of the call. */
export const reconciledEntry = (row: NewAuditEntry, nowMs: number): NewAuditEntry => ({
  ...row,
  timestampMs: nowMs,
  extra_data: { ...row.extra_data, reconciled: true },
});

/** The rows of a change that was settled: all of them, or, as of any call that failed, the first with its error. */
export const reconciledEntries = (
  rows: readonly NewAuditEntry[],
  tookEffect: boolean,
  nowMs: number,
): NewAuditEntry[] => (tookEffect ? rows : rows.slice(0, 1).map(failedEntry)).map((row) => reconciledEntry(row, nowMs));
