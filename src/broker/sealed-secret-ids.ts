import { and, count, gt, inArray, isNotNull } from "drizzle-orm";
import type { DirectoryDb } from "../kernel/directory";
import { vaultIntegrations } from "./tables";

/** The sealed AppRole secret ids of all tenants, as the operator counts them: they lie in D1. */

const { id, tenantId, rootKeyId } = vaultIntegrations;

/** How many each root key seals, as a query. */
export const countSecretIds = (directory: DirectoryDb) =>
  directory
    .select({ id: rootKeyId, count: count() })
    .from(vaultIntegrations)
    .where(isNotNull(rootKeyId))
    .groupBy(rootKeyId);

/** Ids of the root keys that seal any, as a query. */
export const rootKeysOfSecretIds = (directory: DirectoryDb) =>
  directory.selectDistinct({ id: rootKeyId }).from(vaultIntegrations).where(isNotNull(rootKeyId));

/** Up to `limit` integrations sealed under one of these root keys, by id, those after `last`, as a query. */
export const integrationsSealedUnder = (
  directory: DirectoryDb,
  rootKeys: readonly string[],
  last: string,
  limit: number,
) =>
  directory
    .select({ id, tenantId })
    .from(vaultIntegrations)
    .where(and(inArray(rootKeyId, [...rootKeys]), gt(id, last)))
    .orderBy(id)
    .limit(limit);
