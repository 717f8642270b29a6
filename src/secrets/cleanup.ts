import { and, asc, isNotNull, lte, min, sql } from "drizzle-orm";
import { rootKeyUsage } from "../directory/root-key-usage";
import { schedulerEntry } from "../kernel/audit";
import type { Job } from "../kernel/job";
import { destroySecret } from "./queries";
import { dropErasedKeys, eraseSpareKeys, hasSpareKeys } from "./spare-keys";
import { secretStore } from "./store";
import { secrets, secretVersions } from "./tables";

/** Jobs that remove what has expired. They only make room: whether a secret or a version has expired is decided at each request. */

const BATCH = 100;

/** Softly deleted secrets whose window is over, each destroyed with its row in the log. */
export const purgeDeletedSecrets: Job = {
  name: "secrets.purge",
  nextDueMs: ({ db }) =>
    db
      .select({ at: min(secrets.recoverableUntilMs) })
      .from(secrets)
      .where(isNotNull(secrets.recoverableUntilMs))
      .get()?.at ?? null,
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

/** Versions whose grace is over. */
export const dropUnreadableVersions: Job = {
  name: "secrets.drop_versions",
  nextDueMs: ({ db }) =>
    db
      .select({ at: min(secretVersions.readableUntilMs) })
      .from(secretVersions)
      .where(isNotNull(secretVersions.readableUntilMs))
      .get()?.at ?? null,
  run(ctx) {
    const { db, now } = ctx;
    const { keys } = secretStore(ctx);
    const rowid = sql`rowid`;
    const due = db
      .select({ rowid: sql<number>`rowid` })
      .from(secretVersions)
      .where(and(isNotNull(secretVersions.readableUntilMs), lte(secretVersions.readableUntilMs, now)))
      .limit(BATCH);
    const { secretId } = secretVersions;
    const gone = db.delete(secretVersions).where(sql`${rowid} in ${due}`).returning({ secretId }).all();
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
