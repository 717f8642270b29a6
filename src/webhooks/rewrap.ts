import { and, eq, isNotNull } from "drizzle-orm";
import { DecryptionFailed } from "../crypto/aead";
import { UnknownRootKey } from "../crypto/keyring";
import type { Rooms } from "../tenant/context";
import type { TenantDb } from "../tenant/db";
import type { Webhook } from "./book";
import { resealWebhookSecret } from "./secret";
import { webhooks } from "./tables";

/** Sealed secrets, the ones before too, by root key. */
export function countWebhookSecrets(db: TenantDb): { rootKeyId: string; records: number }[] {
  return db
    .select({ now: webhooks.rootKeyId, before: webhooks.previousRootKeyId })
    .from(webhooks)
    .all()
    .flatMap(({ now, before }) => [now, ...(before === null ? [] : [before])])
    .map((rootKeyId) => ({ rootKeyId, records: 1 }));
}

/**
 * Up to `limit` secrets of older root keys, sealed anew under the newest; gives how many. What was changed meanwhile is left for the next
 * time; what does not open stays as it is and is logged by id.
 */
export async function rewrapWebhookSecrets(rooms: Rooms, limit: number): Promise<number> {
  let rewrapped = 0;
  for (const webhook of rooms.db.select().from(webhooks).all())
    for (const which of ["secret", "previous"] as const)
      if (rewrapped < limit) rewrapped += await rewrapOne(rooms, webhook, which);
  return rewrapped;
}

const COLUMNS = {
  secret: { bytes: "sealedSecret", keyId: "rootKeyId" },
  previous: { bytes: "sealedPrevious", keyId: "previousRootKeyId" },
} as const;

async function rewrapOne(rooms: Rooms, webhook: Webhook, which: keyof typeof COLUMNS): Promise<0 | 1> {
  const { db, keyring, space, ledger } = rooms;
  const { bytes, keyId } = COLUMNS[which];
  const before = webhook[bytes];
  const beforeId = webhook[keyId];
  if (before === null || beforeId === null || beforeId === keyring.newestId) return 0;
  try {
    await ledger.announce(keyring.newestId);
    const owner = { spaceId: space.id, webhookId: webhook.id };
    const fresh = await resealWebhookSecret(keyring, owner, { keyId: beforeId, bytes: new Uint8Array(before) });
    if (!fresh) return 0;
    const same = and(eq(webhooks.id, webhook.id), isNotNull(webhooks[bytes]), eq(webhooks[bytes], before));
    const values = { [bytes]: Buffer.from(fresh.bytes), [keyId]: fresh.keyId };
    const done = db.update(webhooks).set(values).where(same).returning({ id: webhooks.id }).get();
    rooms.webhooks.forget();
    return done ? 1 : 0;
  } catch (e) {
    if (!(e instanceof DecryptionFailed || e instanceof UnknownRootKey)) throw e;
    console.error(JSON.stringify({ level: "error", error: e.name, webhook_id: webhook.id, root_key: beforeId }));
    return 0;
  }
}
