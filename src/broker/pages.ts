import { decodeCursor, encodeCursor } from "../crypto/cursor";
import { fail } from "../errors";

export interface PageRequest {
  /** Undefined, and no cursor: the whole list. */
  readonly limit: number | undefined;
  readonly cursor: string | undefined;
}
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}
const DEFAULT_LIMIT = 50;

interface Placed {
  readonly id: string;
  readonly createdAtMs: number;
}
const secondOf = ({ createdAtMs }: Placed): number => Math.floor(createdAtMs / 1000);
const byAge = (a: Placed, b: Placed): number => secondOf(a) - secondOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Oldest first, by creation as clients see it and then by id. Throws AppError invalid_cursor. */
export function pageOf<T extends Placed>(
  rows: readonly T[],
  { limit, cursor }: PageRequest,
  binding: readonly string[],
): Page<T> {
  const sorted = rows.toSorted(byAge);
  if (limit === undefined && cursor === undefined) return { items: sorted, next: null };
  const rest = cursor === undefined ? sorted : after(sorted, cursor, binding);
  const items = rest.slice(0, limit ?? DEFAULT_LIMIT);
  const last = items.at(-1);
  return { items, next: last && rest.length > items.length ? encodeCursor(binding, [secondOf(last), last.id]) : null };
}

function after<T extends Placed>(sorted: readonly T[], cursor: string, binding: readonly string[]): readonly T[] {
  const [second, id] = decodeCursor(binding, cursor) ?? fail("invalid_cursor");
  if (typeof second !== "number" || typeof id !== "string") return fail("invalid_cursor");
  return sorted.filter((row) => secondOf(row) > second || (secondOf(row) === second && row.id > id));
}
