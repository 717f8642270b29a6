import { inArray, lte, min } from "drizzle-orm";
import type { Job } from "../kernel/job";
import { KEPT_MS } from "./lifetime";
import { tokens } from "./tables";

const BATCH = 500;

/** Rows of tokens that died 90 days ago. Requests decide by the time themselves, so this only makes room. */
export const purgeDeadTokens: Job = {
  name: "tokens.purge",
  nextDueMs({ db }) {
    const expired = db
      .select({ ms: min(tokens.expiresAtMs) })
      .from(tokens)
      .get()?.ms;
    const revoked = db
      .select({ ms: min(tokens.revokedAtMs) })
      .from(tokens)
      .get()?.ms;
    const ends = [expired, revoked].filter((ms) => ms !== null && ms !== undefined);
    return ends.length === 0 ? null : Math.min(...ends) + KEPT_MS;
  },
  run(ctx) {
    const { db, now } = ctx;
    for (const end of [tokens.expiresAtMs, tokens.revokedAtMs]) {
      const due = db
        .select({ id: tokens.id })
        .from(tokens)
        .where(lte(end, now - KEPT_MS))
        .limit(BATCH);
      db.delete(tokens).where(inArray(tokens.id, due)).run();
    }
    ctx.hooks.rightsChanged(ctx);
  },
};
