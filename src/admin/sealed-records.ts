import { count } from "drizzle-orm";
import { spaceKeys } from "../secrets/tables";
import type { Rooms } from "../tenant/context";
import type { TenantDb } from "../tenant/db";
import { countWebhookSecrets, rewrapWebhookSecrets } from "../webhooks/rewrap";
import type { KeyCount } from "./ledger";

/** A kind of record that a root key seals in a space's own storage. The sealed AppRole secret ids are in D1 and counted there. */
interface SealedKind {
  countByRootKey(db: TenantDb): readonly KeyCount[];
  /** Seals what older root keys sealed under the newest; gives how many. It may be repeated and cut off. */
  rewrap(rooms: Rooms): Promise<number>;
}

const SEALED: readonly SealedKind[] = [
  {
    countByRootKey: (db) =>
      db
        .select({ rootKeyId: spaceKeys.rootKeyId, records: count() })
        .from(spaceKeys)
        .groupBy(spaceKeys.rootKeyId)
        .all(),
    rewrap: ({ secrets }) => secrets.keys.rewrapUnderNewestRoot(),
  },
  { countByRootKey: countWebhookSecrets, rewrap: rewrapWebhookSecrets },
];

export const countSealed = (db: TenantDb): readonly KeyCount[] => SEALED.flatMap((kind) => kind.countByRootKey(db));

export async function rewrapSealed(rooms: Rooms): Promise<number> {
  let rewrapped = 0;
  for (const kind of SEALED) rewrapped += await kind.rewrap(rooms);
  await rooms.ledger.settle();
  return rewrapped;
}
