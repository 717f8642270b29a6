import { localFault } from "./errors.ts";

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null: this is the last one. */
  readonly cursor: string | null;
}

/** Gives the page that begins at a cursor, or the first one. */
export type ReadPage<T> = (cursor: string | undefined) => Promise<Page<T>>;

/**
 * A list, read page by page as it is walked: `for await (const item of list)`. Nothing is asked before that, and no page more than the walk
 * comes to. Each walk begins anew.
 */
export class Listing<T> implements AsyncIterable<T> {
  readonly #read: ReadPage<T>;
  readonly #from: string | undefined;

  /** `from`: where the walk begins; absent: at the list's own beginning. */
  constructor(read: ReadPage<T>, from?: string) {
    this.#read = read;
    this.#from = from;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { items } of this.pages()) yield* items;
  }

  /** The pages themselves, with their cursors. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let cursor = this.#from;
    for (;;) {
      const page = await this.#read(cursor);
      yield page;
      if (page.cursor === null) return;
      if (page.cursor === cursor) throw localFault("bad_answer", "a page leads to itself");
      cursor = page.cursor;
    }
  }

  /** All items at once. `max` bounds how many are kept. */
  async toArray(max = 10_000): Promise<T[]> {
    const found: T[] = [];
    for await (const item of this) {
      if (found.length >= max) throw localFault("invalid_option", "the list has more items than may be kept", { max });
      found.push(item);
    }
    return found;
  }
}

/** The cursor of the page that `Link` calls the next one (RFC 8288); null: there is none. */
export function cursorInLink(header: string | null): string | null {
  const [, address] = /<([^<>]*)>\s*;\s*rel="?next"?/.exec(header ?? "") ?? [];
  if (address === undefined) return null;
  const query = address.slice(address.indexOf("?") + 1);
  return new URLSearchParams(query).get("cursor");
}
