import { DEFAULT_PAGE_SIZE, type Page, type PageRequest, pageOf, startOf } from "../kernel/page";

/** What the broker's lists of records take: without a limit and without a cursor, the whole list in one page. */
export interface ListRequest extends Pick<PageRequest, "cursor"> {
  readonly limit: number | undefined;
}

interface Placed {
  readonly id: string;
  readonly createdAtMs: number;
}
const secondOf = ({ createdAtMs }: Placed): number => Math.floor(createdAtMs / 1000);
const byAge = (a: Placed, b: Placed): number => secondOf(a) - secondOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Oldest first, by creation as clients see it and then by id. Throws AppError invalid_cursor. */
export function pageByAge<T extends Placed>(
  rows: readonly T[],
  { limit, cursor }: ListRequest,
  binding: readonly string[],
): Page<T> {
  const sorted = rows.toSorted(byAge);
  if (limit === undefined && cursor === undefined) return { items: sorted, cursor: null };
  const request = { limit: limit ?? DEFAULT_PAGE_SIZE, cursor };
  const start = startOf(request, binding, ["number", "string"]);
  return pageOf(start ? after(sorted, start) : sorted, request, binding, (row) => [secondOf(row), row.id]);
}

const after = <T extends Placed>(sorted: readonly T[], [second, id]: readonly [number, string]): readonly T[] =>
  sorted.filter((row) => secondOf(row) > second || (secondOf(row) === second && row.id > id));
