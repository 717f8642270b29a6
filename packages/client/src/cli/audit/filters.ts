import type { components } from "../../generated/schema.ts";

export type AuditEntry = components["schemas"]["AuditEntry"];

/** What `audit tail` and `audit export` may be narrowed down by. */
export interface FilterOptions {
  readonly action?: string;
  readonly identity?: string;
  readonly path?: string;
  readonly ip?: string;
  readonly request?: string;
  readonly refused?: boolean;
}

/** As the API has them. */
export interface Filters {
  readonly action?: string;
  readonly identity_id?: string;
  readonly path_prefix?: string;
  readonly source_ip?: string;
  readonly request_id?: string;
  readonly success?: boolean;
}

export const filtersOf = ({ action, identity, path, ip, request, refused }: FilterOptions): Filters => ({
  ...(action === undefined ? {} : { action }),
  ...(identity === undefined ? {} : { identity_id: identity }),
  ...(path === undefined ? {} : { path_prefix: path }),
  ...(ip === undefined ? {} : { source_ip: ip }),
  ...(request === undefined ? {} : { request_id: request }),
  ...(refused ? { success: false } : {}),
});
