import { decodeCursor, encodeCursor } from "../crypto/cursor";
import { fail } from "../errors";

/** Rows in a page: where the request does not say, and at most. */
export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;

/** One page of a list by key, as an operation takes and gives it; each half of the API writes it in its own shape. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | undefined;
}
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null on the last one. */
  readonly cursor: string | null;
}

type Kind = "string" | "number";
type Key<S extends readonly Kind[]> = { [I in keyof S]: S[I] extends "string" ? string : number };

/**
 * The key of the last row of the page before, by the kinds of its parts; undefined on the first page. `binding`: route, space
 * and filters, so that a cursor serves in no other list. Throws AppError invalid_cursor.
 */
export function startOf<const S extends readonly Kind[]>(
  { cursor }: PageRequest,
  binding: readonly string[],
  kinds: S,
): Key<S> | undefined {
  if (cursor === undefined) return undefined;
  const position = decodeCursor(binding, cursor) ?? fail("invalid_cursor");
  const fits = position.length === kinds.length && kinds.every((kind, at) => typeof position[at] === kind);
  // What was checked part by part is no tuple to the compiler.
  return fits ? (position as unknown as Key<S>) : fail("invalid_cursor");
}

/** `rows`: in order, one more than the limit if there are more. `keyOf`: the parts that `startOf` gives back. */
export function pageOf<T>(
  rows: readonly T[],
  { limit }: PageRequest,
  binding: readonly string[],
  keyOf: (row: T) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, cursor: last && rows.length > limit ? encodeCursor(binding, keyOf(last)) : null };
}
