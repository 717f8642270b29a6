import { count } from "drizzle-orm";
import { countMarks, MARK_NAMES } from "../audit/marks";
import type { Rooms } from "../kernel/context";
import type { TenantDb } from "../kernel/db";
import { isSealed } from "../secrets/spare-keys";
import { spaceKeys } from "../secrets/tables";
import { countWebhookSecrets, rewrapWebhookSecrets } from "../webhooks/rewrap";
import type { KeyCount } from "./ledger";

/** A kind of record that a root key seals, or signs, in a space's own storage. The sealed AppRole secret ids are in D1 and counted there. */
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
  { countByRootKey: countMarks, rewrap: resignMarks },
];

export const countSealed = (db: TenantDb): readonly KeyCount[] => SEALED.flatMap((kind) => kind.countByRootKey(db));

export async function rewrapSealed(rooms: Rooms, limit: number): Promise<number> {
  let rewrapped = 0;
  for (const kind of SEALED) rewrapped += await kind.rewrap(rooms, limit - rewrapped);
  await rooms.ledger.settle();
  return rewrapped;
}

/** The marks of the audit log. One that does not prove itself stays as it is, and is logged by name. */
async function resignMarks({ db, marks, ledger, keyring, space }: Rooms, limit: number): Promise<number> {
  const isOld = countMarks(db).some(({ rootKeyId }) => rootKeyId !== keyring.newestId);
  if (!isOld || limit <= 0) return 0;
  await ledger.announce(keyring.newestId);
  const signed = marks.resign(limit);
  for (const mark of MARK_NAMES) {
    const error = marks.fault(mark);
    if (error) console.error(JSON.stringify({ level: "error", error, mark, space: space.id }));
  }
  return signed;
}
