import type { StoredEntry } from "../kernel/audit";
import type { Context } from "../kernel/context";
import { query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import type { LogFilters } from "./filters";
import { newestRows } from "./scan";
import { entryOf } from "./tables";

export interface LogsRequest extends PageRequest {
  readonly filters: LogFilters;
}

/** The log of the space, newest first. */
export const queryLogs = query({
  name: "audit.logs",
  scope: "audit:read",
  category: "audit_query",
  action: "audit_query",
  reach: "space",
  async run(ctx, { filters, ...request }: LogsRequest): Promise<Page<StoredEntry>> {
    const page = await pageOfLog(ctx, "logs", filters, request);
    ctx.audit.annotate({ query: "logs", filters: namesOf(filters) });
    return page;
  },
});

/** One page of a list of entries. `list`: what a cursor belongs to, besides space and filters. */
export async function pageOfLog(
  { db, space }: Context,
  list: string,
  filters: LogFilters,
  request: PageRequest,
): Promise<Page<StoredEntry>> {
  const binding = ["audit", list, space.id, JSON.stringify(Object.entries(filters).sort())];
  const after = startOf(request, binding, ["number"]);
  const rows = await newestRows(db, filters, after, request.limit + 1);
  const page = pageOf(rows, request, binding, ({ seq }) => [seq]);
  return { items: page.items.map(entryOf), cursor: page.cursor };
}

const WIRE_NAMES: { readonly [name in keyof LogFilters]-?: string } = {
  fromMs: "from",
  toMs: "to",
  actions: "action",
  identityId: "identity_id",
  identityType: "identity_type",
  path: "path",
  pathPrefix: "path_prefix",
  success: "success",
  sourceIp: "source_ip",
  requestId: "request_id",
  trustId: "trust_id",
};

/** Names of the filters that are set, never their values. */
export const namesOf = (filters: LogFilters): string[] =>
  (Object.keys(WIRE_NAMES) as (keyof LogFilters)[]).flatMap((key) =>
    filters[key] === undefined ? [] : [WIRE_NAMES[key]],
  );
