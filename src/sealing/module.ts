import { count, ne } from "drizzle-orm";
import { rootKeyUsage } from "../directory/root-key-usage";
import type { Module } from "../kernel/module";
import type { SealedKind, SealingContext } from "../kernel/sealed";
import { logUnopened } from "../log";
import { resealKey } from "./record-key";
import { recordKeys } from "./tables";

/** Keys of the records that come and go, each sealed by a root key. */
const sealedRecordKeys: SealedKind = {
  countByRootKey: (db) =>
    db
      .select({ rootKeyId: recordKeys.rootKeyId, records: count() })
      .from(recordKeys)
      .groupBy(recordKeys.rootKeyId)
      .all(),
  rewrap: resealKeys,
};

async function resealKeys(core: SealingContext, limit: number): Promise<number> {
  const { db, keyring, space } = core;
  const older = ne(recordKeys.rootKeyId, keyring.newestId);
  let resealed = 0;
  for (const row of db.select().from(recordKeys).where(older).limit(limit).all())
    try {
      await rootKeyUsage(core).reserve(keyring.newestId);
      if (await resealKey(db, keyring, space.id, row)) resealed++;
    } catch (e) {
      // It stays as it is, and the log says which.
      logUnopened(e, { purpose: row.purpose, root_key: row.rootKeyId });
    }
  return resealed;
}

export const sealingModule: Module = { operations: [], sealed: [sealedRecordKeys] };
