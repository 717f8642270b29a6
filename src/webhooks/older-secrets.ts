import { and, desc, eq, gt, lte, min } from "drizzle-orm";
import type { ReadDb, SpaceDb } from "../kernel/db";
import { numberBy } from "../kernel/hot-statement";
import type { Webhook } from "./cache";
import { olderSecrets } from "./tables";

/**
 * A webhook signs by its secret and by up to three that it had before, each for its own time. The newest of the three stands with
 * the webhook; these are the two behind it.
 */
const MAX_OLDER = 2;

/**
 * Before the secret of a webhook is replaced: the one that stands before it moves here, if its time still runs. Without an overlap
 * (`ttlMs` 0) the new secret signs alone, so nothing is kept. Inside a transaction.
 */
export function keepOlder(db: SpaceDb, webhook: Webhook, { nowMs, ttlMs }: { nowMs: number; ttlMs: number }): void {
  const { id: webhookId, sealedPrevious: sealed, previousRootKeyId: rootKeyId, previousUntilMs: untilMs } = webhook;
  const own = eq(olderSecrets.webhookId, webhookId);
  if (ttlMs === 0) {
    db.delete(olderSecrets).where(own).run();
    return;
  }
  if (sealed === null || rootKeyId === null || untilMs === null || untilMs <= nowMs) return;
  db.insert(olderSecrets).values({ webhookId, sealed, rootKeyId, untilMs }).run();
  const first = db.select({ seq: olderSecrets.seq }).from(olderSecrets).where(own);
  const surplus = first.orderBy(desc(olderSecrets.seq)).limit(1).offset(MAX_OLDER).get();
  if (surplus)
    db.delete(olderSecrets)
      .where(and(own, lte(olderSecrets.seq, surplus.seq)))
      .run();
}

/** Those that still sign, newest first. */
export const olderOf = (db: ReadDb, webhookId: string, nowMs: number) =>
  db
    .select()
    .from(olderSecrets)
    .where(and(eq(olderSecrets.webhookId, webhookId), gt(olderSecrets.untilMs, nowMs)))
    .orderBy(desc(olderSecrets.seq))
    .all();

/** When the next of them ends, in milliseconds; null: there is none. */
export const nextOlderEndMs = numberBy((db) => db.select({ at: min(olderSecrets.untilMs) }).from(olderSecrets));

export const forgetOlder = (db: SpaceDb, nowMs: number): void => {
  db.delete(olderSecrets).where(lte(olderSecrets.untilMs, nowMs)).run();
};
