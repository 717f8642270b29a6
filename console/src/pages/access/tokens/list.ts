import { api, asked } from "../../../api/client.ts";
import { type Pages, usePages } from "../../../data/pages.ts";
import type { Token } from "../common/types.ts";

interface Filters {
  /** Empty: of everybody. */
  readonly identity: string;
  readonly withInactive?: boolean;
  /** Rows of a page. */
  readonly limit?: number;
  /** Only those that this token made. */
  readonly parent?: string;
}

/** Tokens, newest first. The API knows no filter by parent: pages are read until one has such a token. */
export function useTokens({ identity, withInactive = false, limit, parent }: Filters): Pages<Token> {
  const fits = (token: Token): boolean => parent === undefined || token.parent === parent;
  return usePages(`${identity} ${withInactive} ${parent ?? ""}`, async (first, signal) => {
    for (let cursor = first; ; ) {
      const query = { identity_id: identity || undefined, include_inactive: withInactive || undefined, limit, cursor };
      const page = await asked(api.GET("/v1/tokens", { params: { query }, signal }));
      const items = page.tokens.filter(fits);
      if (items.length > 0 || page.cursor === null) return { items, nextCursor: page.cursor };
      cursor = page.cursor;
    }
  });
}
