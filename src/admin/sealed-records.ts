import { count } from "drizzle-orm";
import { isSealed } from "../secrets/spare-keys";
import { spaceKeys } from "../secrets/tables";
import type { Rooms } from "../tenant/context";
import type { TenantDb } from "../tenant/db";
import { countWebhookSecrets, rewrapWebhookSecrets } from "../webhooks/rewrap";
import type { KeyCount } from "./ledger";

/** A kind of record that a root key seals in a space's own storage. The sealed AppRole secret ids are in D1 and counted there. */
interface SealedKind {
  countByRootKey(db: TenantDb): readonly KeyCount[];
  /** Seals up to `limit` that older root keys sealed under the newest; gives how many. What does not open stays, and is logged. */
  rewrap(rooms: Rooms, limit: number): Promise<number>;
}

const SEALED: readonly SealedKind[] = [
  {
    countByRootKey: (db) =>
      db
        .select({ rootKeyId: spaceKeys.rootKeyId, records: count() })
        .from(spaceKeys)
        .where(isSealed)
        .groupBy(spaceKeys.rootKeyId)
        .all(),
    rewrap: ({ secrets }, limit) => secrets.keys.rewrapUnderNewestRoot(limit),
  },
  { countByRootKey: countWebhookSecrets, rewrap: rewrapWebhookSecrets },
];

export const countSealed = (db: TenantDb): readonly KeyCount[] => SEALED.flatMap((kind) => kind.countByRootKey(db));

export async function rewrapSealed(rooms: Rooms, limit: number): Promise<number> {
  let rewrapped = 0;
  for (const kind of SEALED) rewrapped += await kind.rewrap(rooms, limit - rewrapped);
  await rooms.ledger.settle();
  return rewrapped;
}
