import { asc, inArray, lte, min } from "drizzle-orm";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { audienceBook, isUsed } from "./audience-book";
import { forgetUnused, KEPT_UNUSED_MS } from "./audience-followups";
import { unusedAudiences, usedSubjectTokens } from "./tables";

const firstUsedEndMs = numberBy((db) => db.select({ ms: min(usedSubjectTokens.expiresAtMs) }).from(usedSubjectTokens));
const firstUnusedMs = numberBy((db) => db.select({ ms: min(unusedAudiences.sinceMs) }).from(unusedAudiences));

const PURGED_AT_ONCE = 500;
const RELEASED_AT_ONCE = 10;

/** Foreign tokens that nobody could show any more: an exchange looks at the time of a token itself, so this only makes room. */
export const purgeUsedTokens: Job = {
  name: "trusts.purge",
  nextDueMs: ({ db }) => firstUsedEndMs(db),
  run({ db, now }) {
    const due = db
      .select({ key: usedSubjectTokens.key })
      .from(usedSubjectTokens)
      .where(lte(usedSubjectTokens.expiresAtMs, now))
      .limit(PURGED_AT_ONCE);
    db.delete(usedSubjectTokens).where(inArray(usedSubjectTokens.key, due)).run();
  },
};

/** Audiences that no trust has any more, or whose trust was never written. While D1 does not answer they stay this tenant's. */
export const releaseAudiences: Job = {
  name: "trusts.release",
  nextDueMs({ db }) {
    const since = firstUnusedMs(db);
    return since === null ? null : since + KEPT_UNUSED_MS;
  },
  async run(ctx) {
    const due = ctx.db
      .select()
      .from(unusedAudiences)
      .where(lte(unusedAudiences.sinceMs, ctx.now - KEPT_UNUSED_MS))
      .orderBy(asc(unusedAudiences.sinceMs))
      .limit(RELEASED_AT_ONCE)
      .all();
    for (const { audience } of due) {
      if (isUsed(ctx.db, audience)) forgetUnused(ctx, audience);
      else await audienceBook(ctx).release(audience);
    }
  },
};
