import type { ComponentChildren } from "preact";
import { common } from "#texts/common.ts";
import type { Pages } from "../data/pages.ts";
import { Button } from "./button.tsx";
import { ErrorNotice, Loading } from "./notice.tsx";

export interface Column<T> {
  readonly title: string;
  cell(row: T): ComponentChildren;
  /** Holds words of the console's own, which are not broken. What people typed may be one long word. */
  readonly isWords?: boolean;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
  /** Left out where the page is narrow. */
  readonly isExtra?: boolean;
}
interface TableProps<T> {
  /** What it lists, for readers of screens. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  keyOf(row: T): string;
}

/** A short list. One of thousands is a `WindowedList`. */
export function Table<T>({ label, columns, rows, keyOf }: TableProps<T>) {
  const kind = ({ isWords, isNumber, isExtra }: Column<T>) =>
    [isWords && "words", isNumber && "number", isExtra && "extra"].filter(Boolean).join(" ");
  return (
    // It scrolls by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
    <section class="table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" class={kind(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.title} class={kind(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A list that is read page by page. `empty` stands where there is nothing at all. */
export function PagedTable<T>(
  props: Omit<TableProps<T>, "rows"> & { readonly pages: Pages<T>; readonly empty: ComponentChildren },
) {
  const { pages, empty, ...table } = props;
  if (pages.items.length === 0 && !pages.error) return pages.isLoading ? <Loading /> : empty;
  return (
    <>
      {pages.items.length > 0 && <Table {...table} rows={pages.items} />}
      <ErrorNotice error={pages.error} retry={pages.reload} />
      {pages.hasMore && (
        <div class="more">
          <Button busy={pages.isLoading} onClick={pages.more}>
            {common.more}
          </Button>
          <span class="small">{common.loadedOf(pages.items.length)}</span>
        </div>
      )}
    </>
  );
}
