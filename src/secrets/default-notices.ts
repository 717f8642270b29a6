import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { MutationContext } from "../kernel/context";
import type { ReadDb, SpaceDb } from "../kernel/db";
import { type Build, HotQuery, HotStatement, numberBy, rowDecoder } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { settingsOf } from "../settings/cache";
import { type Notices, nextNoticeMs } from "./notices";
import type { Secret } from "./store";
import { defaultNotices, secrets } from "./tables";

/**
 * The thresholds that a space has for secrets without their own. A change of them is written once, however many secrets expire: what lay
 * behind it, by the new thresholds, is told of by nobody, and the date of each secret's next notice follows in batches.
 */

const p = sql.placeholder;

/** Secrets looked at in one turn: some milliseconds. */
const BATCH = 250;

const isUnderWay = numberBy((db) =>
  db.select({ due: sql`0` }).from(defaultNotices).where(isNotNull(defaultNotices.afterMs)).limit(1),
);

/** Up to when a secret's expiry counts as told of. */
export function noticedUntil(db: ReadDb, secret: Reviewed): number | null {
  const { expiresAtMs, notifyBefore, noticedUntilMs } = secret;
  if (expiresAtMs === null || notifyBefore !== null) return noticedUntilMs;
  const changed = db.select().from(defaultNotices).get();
  return changed ? toldUntil(secret, changed.changedAtMs) : noticedUntilMs;
}
type Reviewed = Notices & Pick<Secret, "notifyBefore">;

/** Of one without thresholds of its own. An expiry that had passed before the change is told of all the same. */
const toldUntil = ({ expiresAtMs, noticedUntilMs }: Notices, changedAtMs: number): number | null =>
  expiresAtMs === null || changedAtMs >= expiresAtMs ? noticedUntilMs : Math.max(noticedUntilMs ?? 0, changedAtMs);

/** After a change of the default thresholds. */
export function reviewNotices({ db, now, schedule }: Pick<MutationContext, "db" | "now" | "schedule">): void {
  const values = { changedAtMs: now, afterMs: now, afterPath: "" };
  db.insert(defaultNotices)
    .values({ id: 1, ...values })
    .onConflictDoUpdate({ target: defaultNotices.id, set: values })
    .run();
  schedule(now);
}

const setNext: Build = (db) =>
  db
    .update(secrets)
    .set({ noticeAtMs: sql`${p("noticeAtMs")}` })
    .where(eq(secrets.id, p("id")));

const REVIEWED = {
  id: secrets.id,
  path: secrets.path,
  expiresAtMs: secrets.expiresAtMs,
  notifyBefore: secrets.notifyBefore,
  noticedUntilMs: secrets.noticedUntilMs,
  noticeAtMs: secrets.noticeAtMs,
};
const ofReviewed = rowDecoder(REVIEWED);
/** The live secrets that expire, in the order of expiry, on from one of them. */
const expiringAfter: Build = (db) =>
  db
    .select(REVIEWED)
    .from(secrets)
    .where(
      and(
        isNull(secrets.deletedAtMs),
        isNotNull(secrets.expiresAtMs),
        sql`(${secrets.expiresAtMs}, ${secrets.path}) > (${p("afterMs")}, ${p("afterPath")})`,
      ),
    )
    .orderBy(asc(secrets.expiresAtMs), asc(secrets.path))
    .limit(BATCH);
export const reviewStatements = (db: SpaceDb) => ({
  expiringAfter: new HotQuery<{ readonly afterMs: number; readonly afterPath: string }, ReturnType<typeof ofReviewed>>(
    db,
    expiringAfter,
    ofReviewed,
  ),
  setNext: new HotStatement<{ readonly noticeAtMs: number | null; readonly id: string }>(db, setNext),
});

/** In the order of expiry, on from where the batch before ended. */
export const reviewDefaults: Job = {
  name: "secrets.review_notices",
  nextDueMs: ({ db }) => isUnderWay(db),
  run(work) {
    const { db } = work;
    const { notifyBefore: thresholds } = settingsOf(work);
    const statements = reviewStatements(db);
    db.$client.transactionSync(() => {
      const place = db.select().from(defaultNotices).get();
      if (!place || place.afterMs === null) return;
      const rows = statements.expiringAfter.all({ afterMs: place.afterMs, afterPath: place.afterPath });
      for (const row of rows) {
        if (row.notifyBefore !== null) continue;
        const noticeAtMs = nextNoticeMs({ ...row, noticedUntilMs: toldUntil(row, place.changedAtMs) }, thresholds);
        if (noticeAtMs !== row.noticeAtMs) statements.setNext.run({ noticeAtMs, id: row.id });
      }
      const last = rows.length < BATCH ? undefined : rows.at(-1);
      db.update(defaultNotices)
        .set({ afterMs: last?.expiresAtMs ?? null, afterPath: last?.path ?? "" })
        .run();
    });
  },
};
