import { and, count, gt, inArray, isNotNull } from "drizzle-orm";
import type { DirectoryDb } from "../kernel/directory";
import type { InternalOperation } from "../kernel/internal";
import { rewrapApiKeys } from "./browsers/rewrap";
import { rewrapSecretIds } from "./integrations/rewrap";
import { browsers, vaultIntegrations } from "./tables";

/** The broker's sealed records of all tenants, as the operator counts them: they lie in D1. */

type Sealing = typeof vaultIntegrations | typeof browsers;
interface SealedRecords {
  readonly table: Sealing;
  /** Asked of the tenant's object: seals those of these ids anew that an older root key sealed. */
  readonly rewrap: InternalOperation<readonly string[], { rewrapped: number }>;
}

/** AppRole secret ids, API keys of browsers. */
export const SEALED_RECORDS: readonly SealedRecords[] = [
  { table: vaultIntegrations, rewrap: rewrapSecretIds },
  { table: browsers, rewrap: rewrapApiKeys },
];

/** How many of them each root key seals, as a query. */
export const countSealed = (directory: DirectoryDb, { table }: SealedRecords) =>
  directory
    .select({ id: table.rootKeyId, count: count() })
    .from(table)
    .where(isNotNull(table.rootKeyId))
    .groupBy(table.rootKeyId);

/** Ids of the root keys that seal any of them, as a query. */
export const rootKeysOfSealed = (directory: DirectoryDb, { table }: SealedRecords) =>
  directory.selectDistinct({ id: table.rootKeyId }).from(table).where(isNotNull(table.rootKeyId));

/** Up to `limit` of them sealed under one of these root keys, by id, those after `last`, as a query. */
export const sealedUnder = (
  directory: DirectoryDb,
  { table }: SealedRecords,
  rootKeys: readonly string[],
  { last, limit }: { readonly last: string; readonly limit: number },
) =>
  directory
    .select({ id: table.id, tenantId: table.tenantId })
    .from(table)
    .where(and(inArray(table.rootKeyId, [...rootKeys]), gt(table.id, last)))
    .orderBy(table.id)
    .limit(limit);
