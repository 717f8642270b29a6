import { visible } from "./visible.ts";

/** A column: its head, and what it says of an item. */
export interface Column<T> {
  readonly head: string;
  readonly text: (item: T) => string;
}

const GAP = "  ";

/** Lines of a table, its head as `dim` makes it, each column as wide as its widest text, without spaces at the end. Texts are made visible. */
export function tableOf<T>(
  items: readonly T[],
  columns: readonly Column<T>[],
  dim: (text: string) => string,
): string[] {
  const rows = items.map((item) => columns.map(({ text }) => visible(text(item))));
  const widths = columns.map(({ head }, at) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[at] ?? "")), head.length),
  );
  const lined = (cells: readonly string[]) =>
    cells
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join(GAP)
      .trimEnd();
  return [dim(lined(columns.map(({ head }) => head))), ...rows.map(lined)];
}

/** In characters as they are counted, not in units of UTF-16. */
const widthOf = (text: string): number => [...text].length;
const padded = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));
