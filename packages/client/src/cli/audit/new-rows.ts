import type { AuditEntry } from "./filters.ts";

/** One page of the log, the newest rows first. `cursor`: where the next page begins. */
export interface LogPage {
  readonly rows: readonly AuditEntry[];
  readonly cursor: string | null;
}
export type ReadPage = (cursor: string | undefined, limit: number) => Promise<LogPage>;

const PAGE_ROWS = 1_000;
/** As many as a minute allows queries; whoever is further behind wants an export. */
const MAX_PAGES = 40;

/**
 * All rows behind number `after`, in the order of the chain. Pages are read until one reaches back to `after`, so that none is left out.
 * Undefined: there are more than can be read at once.
 */
export async function newRows(read: ReadPage, after: number): Promise<readonly AuditEntry[] | undefined> {
  const found: AuditEntry[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await read(cursor, PAGE_ROWS);
    const fresh = page.rows.filter(({ seq }) => seq > after);
    found.push(...fresh);
    if (page.cursor === null || fresh.length < page.rows.length) return found.sort((a, b) => a.seq - b.seq);
    cursor = page.cursor;
  }
  return undefined;
}
