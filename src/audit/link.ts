import { linkHash } from "./chain";
import type { Checkpoint } from "./checkpoints";
import { objectIdOf, trustIdOf } from "./object-id";
import { type AuditRow, entryOf } from "./tables";

/** A row as it lies in the table: `outcome` is the stored number of `success`. */
export type RawRow = AuditRow & { readonly outcome?: number };

/**
 * Does the row follow the one before, and say nothing beside its entry? What the entry is made of is in the hash. What is read
 * besides must follow from it: the object that the row is about, and the forms of time and outcome that filters compare.
 */
export function isLinked(previous: Checkpoint, row: RawRow): boolean {
  try {
    const { hash, ...entry } = entryOf(row);
    const isPlain = Number.isSafeInteger(row.timestampMs) && [undefined, 0, 1].includes(row.outcome);
    return (
      isPlain &&
      row.objectId === objectIdOf(entry) &&
      row.trustId === trustIdOf(entry) &&
      linkHash(previous.hash, entry) === hash
    );
  } catch {
    // A time or a text that no row was ever written with.
    return false;
  }
}
