import { api, asked } from "../../../api/client.ts";
import { type Pages, usePages } from "../../../data/pages.ts";
import type { Identity } from "../common/types.ts";

const KINDS = ["user", "service_account", "group"] as const;
type Kind = (typeof KINDS)[number];
const kindOf = (text: string): Kind | undefined => KINDS.find((kind) => kind === text);

/** Identities by id; filters as an address has them, where empty is none. */
export function useIdentities(filters: {
  readonly type?: string;
  readonly group?: string;
  readonly withInactive?: boolean;
}): Pages<Identity> {
  const { type = "", group = "", withInactive = false } = filters;
  return usePages(`${type} ${group} ${withInactive}`, async (cursor, signal) => {
    const query = {
      type: kindOf(type),
      group: group || undefined,
      include_inactive: withInactive || undefined,
      cursor,
    };
    const page = await asked(api.GET("/v1/identity/identities", { params: { query }, signal }));
    return { items: page.identities, nextCursor: page.cursor };
  });
}
