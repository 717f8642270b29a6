import { and, asc, eq, isNotNull, lte, min, ne, sql } from "drizzle-orm";
import { rootKeyUsage } from "../directory/root-key-usage";
import { DAY_MS } from "../formats";
import type { SpaceDb } from "../kernel/db";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { webhookCache } from "./cache";
import { giveUpWaiting, removeDeliveries } from "./deliveries";
import { forgetOlder, nextOlderEndMs } from "./older-secrets";
import { deliveries, droppedWebhooks, webhooks } from "./tables";

/** Jobs that end and remove deliveries, and secrets that no longer sign. */

const BATCH = 200;
const KEPT_MS = 30 * DAY_MS;
const ROW = { seq: deliveries.seq, eventId: deliveries.eventId };

const oldestEndedMs = numberBy((db) =>
  db
    .select({ at: deliveries.createdAtMs })
    .from(deliveries)
    .where(ne(deliveries.status, "pending"))
    .orderBy(asc(deliveries.seq))
    .limit(1),
);
const droppedDue = numberBy((db) => db.select({ due: sql`0` }).from(droppedWebhooks).limit(1));
const givenUpDue = numberBy((db) => givenUp(db));
const firstPreviousEndMs = numberBy((db) => db.select({ at: min(webhooks.previousUntilMs) }).from(webhooks));

/** Deliveries that ended and are past their time, with the events that no other needs. */
export const purgeDeliveries: Job = {
  name: "webhooks.purge",
  nextDueMs({ db }) {
    const oldest = oldestEndedMs(db);
    return oldest === null ? null : oldest + KEPT_MS;
  },
  run({ db, now }) {
    const ended = and(ne(deliveries.status, "pending"), lte(deliveries.createdAtMs, now - KEPT_MS));
    db.$client.transactionSync(() => {
      const due = db.select(ROW).from(deliveries).where(ended).orderBy(asc(deliveries.seq)).limit(BATCH).all();
      removeDeliveries(db, due);
    });
  },
};

/** Deliveries of deleted webhooks. */
export const removeDropped: Job = {
  name: "webhooks.drop",
  nextDueMs: ({ db }) => droppedDue(db),
  run({ db }) {
    const id = firstDropped(db);
    if (id === undefined) return;
    db.$client.transactionSync(() => {
      const rows = db.select(ROW).from(deliveries).where(eq(deliveries.webhookId, id)).limit(BATCH).all();
      removeDeliveries(db, rows);
      if (rows.length < BATCH) db.delete(droppedWebhooks).where(eq(droppedWebhooks.id, id)).run();
    });
  },
};

/** Deliveries that still wait for a disabled webhook: more than one transaction could give up. */
export const giveUpDeliveries: Job = {
  name: "webhooks.give_up",
  nextDueMs: ({ db }) => givenUpDue(db),
  async run(ctx) {
    await ctx.journal.change(() => {
      const id = firstGivenUp(ctx.db);
      return { value: null, rows: id === undefined ? [] : giveUpWaiting(ctx, id, ctx.now) };
    });
  },
};

/** Secrets that no longer sign. */
export const forgetPreviousSecrets: Job = {
  name: "webhooks.forget_secrets",
  nextDueMs({ db }) {
    const ends = [firstPreviousEndMs(db), nextOlderEndMs(db)].filter((at) => at !== null);
    return ends.length === 0 ? null : Math.min(...ends);
  },
  run(ctx) {
    const { db, now } = ctx;
    const cache = webhookCache(ctx);
    db.update(webhooks)
      .set({ sealedPrevious: null, previousRootKeyId: null, previousUntilMs: null })
      .where(lte(webhooks.previousUntilMs, now))
      .run();
    forgetOlder(db, now);
    cache.forget();
    cache.secretsResealed();
  },
};

/** Tells the directory how many secrets are sealed here, after they became more or fewer. */
export const settleSecrets: Job = {
  name: "webhooks.settle",
  nextDueMs: (core) => (webhookCache(core).hasUncountedSecrets ? 0 : null),
  async run(ctx) {
    const settled = webhookCache(ctx).countingSecrets();
    await rootKeyUsage(ctx).reconcile();
    settled();
  },
};

const firstDropped = (db: SpaceDb): string | undefined => db.select().from(droppedWebhooks).limit(1).get()?.id;

const givenUp = (db: SpaceDb) =>
  db
    .select({ due: sql<number>`0`, id: webhooks.id })
    .from(webhooks)
    .innerJoin(deliveries, and(eq(deliveries.webhookId, webhooks.id), isNotNull(deliveries.nextAttemptAtMs)))
    .where(eq(webhooks.enabled, false))
    .limit(1);
const firstGivenUp = (db: SpaceDb): string | undefined => givenUp(db).get()?.id;
