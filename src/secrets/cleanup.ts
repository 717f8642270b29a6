import { and, asc, gt, isNotNull, lte, min, sql } from "drizzle-orm";
import { rootKeyUsage } from "../directory/root-key-usage";
import { schedulerEntry } from "../kernel/audit";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { destroySecret } from "./queries";
import { dropErasedKeys, eraseSpareKeys, hasSpareKeys } from "./spare-keys";
import { secretStore } from "./store";
import { NO_KEY, secrets, secretVersions } from "./tables";

/** Jobs that remove what has expired. They only make room: whether a secret or a version has expired is decided at each request. */

const BATCH = 100;

const firstRecoveryEndMs = numberBy((db) =>
  db
    .select({ at: min(secrets.recoverableUntilMs) })
    .from(secrets)
    .where(isNotNull(secrets.recoverableUntilMs)),
);

/** Softly deleted secrets whose window is over, each destroyed with its row in the log. */
export const purgeDeletedSecrets: Job = {
  name: "secrets.purge",
  nextDueMs: ({ db }) => firstRecoveryEndMs(db),
  async run(ctx) {
    await ctx.journal.change(() => {
      const due = ctx.db
        .select()
        .from(secrets)
        .where(lte(secrets.recoverableUntilMs, ctx.now))
        .orderBy(asc(secrets.recoverableUntilMs))
        .limit(BATCH)
        .all();
      for (const secret of due) destroySecret(ctx, secret);
      const rows = due.map(({ path, version }) =>
        schedulerEntry(ctx, ctx.now, { action: "purge", secretPath: path, extra: { version } }),
      );
      return { value: undefined, rows };
    });
  },
};

/** A version whose grace is over keeps its row, which tells that it was deleted then; its value goes for good. */
const hasEndingValue = and(isNotNull(secretVersions.readableUntilMs), gt(secretVersions.keyVersion, NO_KEY));
const firstEndOfGraceMs = numberBy((db) =>
  db
    .select({ at: min(secretVersions.readableUntilMs) })
    .from(secretVersions)
    .where(hasEndingValue),
);
export const dropUnreadableValues: Job = {
  name: "secrets.drop_values",
  nextDueMs: ({ db }) => firstEndOfGraceMs(db),
  run(ctx) {
    const { db, now } = ctx;
    const { keys } = secretStore(ctx);
    const rowid = sql`rowid`;
    const due = db
      .select({ rowid: sql<number>`rowid` })
      .from(secretVersions)
      .where(and(hasEndingValue, lte(secretVersions.readableUntilMs, now)))
      .limit(BATCH);
    const { secretId } = secretVersions;
    const gone = db
      .update(secretVersions)
      .set({ keyVersion: NO_KEY, wrappedKey: Buffer.alloc(0), sealed: Buffer.alloc(0) })
      .where(sql`${rowid} in ${due}`)
      .returning({ secretId })
      .all();
    for (const id of new Set(gone.map((row) => row.secretId))) keys.forgetDataKeys(id);
  },
};

/** Data keys that an older key of the space still wraps. */
export const rewrapDataKeys: Job = {
  name: "secrets.rewrap",
  nextDueMs: (core) => (secretStore(core).keys.hasPending() ? 0 : null),
  async run(ctx) {
    await secretStore(ctx).keys.rewrapDataKeys(ctx.now, BATCH);
  },
};

/** Keys of the space that wrap nothing any more: of a rotation that has ended, of earlier ones, or of versions that are gone. */
export const dropSpareKeys: Job = {
  name: "secrets.drop_keys",
  nextDueMs: ({ db }) => (hasSpareKeys(db) ? 0 : null),
  async run(ctx) {
    const { db } = ctx;
    eraseSpareKeys(db);
    await rootKeyUsage(ctx).reconcile();
    dropErasedKeys(db);
  },
};
