import { and, asc, eq, isNotNull, isNull, lte, min } from "drizzle-orm";
import type { Context } from "../kernel/context";
import { schedulerSource } from "../kernel/event";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { schedulerContext } from "../kernel/scheduler";
import { settingsOf } from "../settings/cache";
import { outbox } from "../webhooks/outbox";
import { noticedUntil } from "./default-notices";
import { emitExpiry } from "./events";
import { isExpired } from "./expiry";
import { type Notices, nextNoticeMs, noticeNow } from "./notices";
import type { Secret } from "./store";
import { secrets } from "./tables";

/** `secret.expiring` and `secret.expired`: when they fall due, and who sends them. */

const BATCH = 100;

const thresholdsOf = (ctx: Pick<Context, "space">, { notifyBefore }: Pick<Secret, "notifyBefore">) =>
  notifyBefore ?? settingsOf(ctx).notifyBefore;

const toTell = ({ db }: Pick<Context, "db">, secret: Notices & Pick<Secret, "notifyBefore">): Notices => ({
  expiresAtMs: secret.expiresAtMs,
  noticedUntilMs: noticedUntil(db, secret),
});

/**
 * After a change: a new expiry, or other thresholds, are told of from now on; what lies behind is not. An expiry that passed
 * is told of all the same: now, if this is the end of it, else when the scheduler comes.
 */
export function syncExpiryNotices(
  ctx: Pick<Context, "db" | "now" | "space" | "schedule">,
  before: Secret | undefined,
  after: Secret,
): Pick<Secret, "noticedUntilMs" | "noticeAtMs"> {
  const isNew = before?.expiresAtMs !== after.expiresAtMs;
  if (isNew && before?.deletedAtMs === null) tellPassed(ctx, before);
  const isSame =
    !isNew &&
    (isExpired(after, ctx.now) || JSON.stringify(before?.notifyBefore) === JSON.stringify(after.notifyBefore));
  const noticedUntilMs = isSame ? after.noticedUntilMs : after.expiresAtMs === null ? null : ctx.now;
  return position(ctx, { ...after, noticedUntilMs });
}

/** An expiry that passed and is replaced now is reported here: the job reads the expiry of the row, which is about to change. */
function tellPassed(ctx: Pick<Context, "now" | "space">, secret: Secret): void {
  const { now } = ctx;
  const notice = noticeNow(secret, [], now);
  const emit: Context["emit"] = (event) => outbox(ctx).add(schedulerSource(now), event);
  if (notice && secret.expiresAtMs !== null) emitExpiry({ emit }, secret, secret.expiresAtMs, notice);
}

function position(ctx: Pick<Context, "db" | "space" | "schedule">, secret: Notices & Pick<Secret, "notifyBefore">) {
  const noticeAtMs = nextNoticeMs(toTell(ctx, secret), thresholdsOf(ctx, secret));
  if (noticeAtMs !== null) ctx.schedule(noticeAtMs);
  return { noticedUntilMs: secret.noticedUntilMs, noticeAtMs };
}

const firstNoticeMs = numberBy((db) =>
  db
    .select({ at: min(secrets.noticeAtMs) })
    .from(secrets)
    .where(and(isNotNull(secrets.noticeAtMs), isNull(secrets.deletedAtMs))),
);

export const emitExpiries: Job = {
  name: "secrets.notices",
  nextDueMs: ({ db }) => firstNoticeMs(db),
  async run(work) {
    await work.journal.change(() => {
      const ctx = schedulerContext(work);
      const due = work.db
        .select()
        .from(secrets)
        .where(and(isNotNull(secrets.noticeAtMs), isNull(secrets.deletedAtMs), lte(secrets.noticeAtMs, work.now)))
        .orderBy(asc(secrets.noticeAtMs))
        .limit(BATCH)
        .all();
      for (const secret of due) {
        tell(ctx, secret);
        const next = position(ctx, { ...secret, noticedUntilMs: work.now });
        work.db.update(secrets).set(next).where(eq(secrets.id, secret.id)).run();
      }
      return { value: undefined, rows: [] };
    });
  },
};

function tell(ctx: Context, secret: Secret): void {
  const notice = noticeNow(toTell(ctx, secret), thresholdsOf(ctx, secret), ctx.now);
  if (notice && secret.expiresAtMs !== null) emitExpiry(ctx, secret, secret.expiresAtMs, notice);
}
