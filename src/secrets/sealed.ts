import { count } from "drizzle-orm";
import type { SealedKind } from "../kernel/sealed";
import { isSealed } from "./spare-keys";
import { secretStore } from "./store";
import { spaceKeys } from "./tables";

/** The keys of a space, each sealed by a root key. */
export const sealedSpaceKeys: SealedKind = {
  countByRootKey: (db) =>
    db
      .select({ rootKeyId: spaceKeys.rootKeyId, records: count() })
      .from(spaceKeys)
      .where(isSealed)
      .groupBy(spaceKeys.rootKeyId)
      .all(),
  rewrap: (core, limit) => secretStore(core).keys.rewrapUnderNewestRoot(limit),
};
