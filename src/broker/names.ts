import { fail } from "../errors";

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * For whoever asks that a name be one's own (`?unique=true`): names are free otherwise. Rows that the caller may not see count too, or it would
 * not be unique. `id`: of the row that is to bear it. Throws AppError name_conflict.
 */
export function requireFreeName(rows: Iterable<Named>, name: string, id: string): void {
  for (const row of rows) if (row.name === name && row.id !== id) fail("name_conflict", { field: "name" });
}

/** Whether a row has the name that a list is filtered by; absent: any has. */
export const hasName = ({ name }: Named, wanted: string | undefined): boolean =>
  wanted === undefined || name === wanted;

/** What a cursor of a filtered list is bound to: without the filter nothing, as before there was one. */
export const nameBinding = (wanted: string | undefined): readonly string[] =>
  wanted === undefined ? [] : ["name", wanted];
