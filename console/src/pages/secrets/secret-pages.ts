import { useState } from "preact/hooks";
import { type Pages, usePages } from "../../data/pages.ts";
import { type Filters, listFilters } from "./search.ts";
import { listSecrets } from "./store.ts";
import type { ListedSecret } from "./types.ts";

export interface SecretPages {
  readonly pages: Pages<ListedSecret>;
  /** Of all pages; undefined until the first is there. */
  readonly total: number | undefined;
}

/** A list that is read page by page as one comes to its end. */
export function useSecretPages(filters: Filters): SecretPages {
  const key = JSON.stringify(filters);
  const [total, setTotal] = useState<{ key: string; count: number }>();
  const [begun, setBegun] = useState({ key: "", atMs: 0 });
  const pages = usePages(key, async (cursor, signal) => {
    // The first page says when it is; all others belong to it.
    const atMs = cursor !== undefined && begun.key === key ? begun.atMs : Date.now();
    if (cursor === undefined) setBegun({ key, atMs });
    const page = await listSecrets(filters.of, { ...listFilters(filters, atMs), ...(cursor && { cursor }) }, signal);
    setTotal({ key, count: page.total_count });
    return { items: page.secrets, nextCursor: page.cursor };
  });
  return { pages, total: total?.key === key ? total.count : undefined };
}
