import { and, eq, isNotNull } from "drizzle-orm";
import type { Sealed } from "../crypto/keyring";
import { rootKeyUsage } from "../directory/root-key-usage";
import type { SpaceDb } from "../kernel/db";
import type { SealedKind, SealingContext } from "../kernel/sealed";
import { logUnopened } from "../log";
import type { Webhook } from "./cache";
import { webhookCache } from "./cache";
import { resealWebhookSecret } from "./secret";
import { olderSecrets, webhooks } from "./tables";

/** Sealed secrets, the ones before too, by root key. */
function countWebhookSecrets(db: SpaceDb): { rootKeyId: string; records: number }[] {
  const older = db.select({ rootKeyId: olderSecrets.rootKeyId }).from(olderSecrets).all();
  const current = db
    .select({ now: webhooks.rootKeyId, before: webhooks.previousRootKeyId })
    .from(webhooks)
    .all()
    .flatMap(({ now, before }) => [now, ...(before === null ? [] : [before])]);
  return [...current, ...older.map(({ rootKeyId }) => rootKeyId)].map((rootKeyId) => ({ rootKeyId, records: 1 }));
}

/**
 * Up to `limit` secrets of older root keys, sealed anew under the newest; gives how many. What was changed meanwhile is left for the next
 * time; what does not open stays as it is and is logged by id.
 */
async function rewrapWebhookSecrets(core: SealingContext, limit: number): Promise<number> {
  let rewrapped = 0;
  for (const webhook of core.db.select().from(webhooks).all())
    for (const which of ["secret", "previous"] as const)
      if (rewrapped < limit) rewrapped += await rewrapOne(core, webhook, which);
  for (const older of core.db.select().from(olderSecrets).all())
    if (rewrapped < limit) rewrapped += await rewrapOlder(core, older);
  return rewrapped;
}

async function rewrapOlder(
  core: SealingContext,
  { seq, webhookId, ...before }: typeof olderSecrets.$inferSelect,
): Promise<0 | 1> {
  const { db } = core;
  const fresh = await sealedAnew(core, webhookId, { keyId: before.rootKeyId, bytes: new Uint8Array(before.sealed) });
  if (!fresh) return 0;
  const same = and(eq(olderSecrets.seq, seq), eq(olderSecrets.sealed, before.sealed));
  const values = { sealed: Buffer.from(fresh.bytes), rootKeyId: fresh.keyId };
  const done = db.update(olderSecrets).set(values).where(same).returning({ seq: olderSecrets.seq }).get();
  return done ? 1 : 0;
}

const COLUMNS = {
  secret: { bytes: "sealedSecret", keyId: "rootKeyId" },
  previous: { bytes: "sealedPrevious", keyId: "previousRootKeyId" },
} as const;

async function rewrapOne(core: SealingContext, webhook: Webhook, which: keyof typeof COLUMNS): Promise<0 | 1> {
  const { db } = core;
  const { bytes, keyId } = COLUMNS[which];
  const before = webhook[bytes];
  const beforeId = webhook[keyId];
  if (before === null || beforeId === null) return 0;
  const fresh = await sealedAnew(core, webhook.id, { keyId: beforeId, bytes: new Uint8Array(before) });
  if (!fresh) return 0;
  const same = and(eq(webhooks.id, webhook.id), isNotNull(webhooks[bytes]), eq(webhooks[bytes], before));
  const values = { [bytes]: Buffer.from(fresh.bytes), [keyId]: fresh.keyId };
  const done = db.update(webhooks).set(values).where(same).returning({ id: webhooks.id }).get();
  webhookCache(core).forget();
  return done ? 1 : 0;
}

/** Undefined: it is under the newest key already, or it does not open. */
async function sealedAnew(core: SealingContext, webhookId: string, sealed: Sealed): Promise<Sealed | undefined> {
  const { keyring, space } = core;
  if (sealed.keyId === keyring.newestId) return undefined;
  try {
    await rootKeyUsage(core).reserve(keyring.newestId);
    return await resealWebhookSecret(keyring, { spaceId: space.id, webhookId }, sealed);
  } catch (e) {
    logUnopened(e, { webhook_id: webhookId, root_key: sealed.keyId });
    return undefined;
  }
}

/** The secrets that sign deliveries, sealed by root keys. */
export const sealedWebhookSecrets: SealedKind = { countByRootKey: countWebhookSecrets, rewrap: rewrapWebhookSecrets };
