import { and, inArray, isNotNull, lte, min, type SQL, sql } from "drizzle-orm";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { KEPT_BRIEFLY_MS, KEPT_MS } from "./lifetime";
import { tokens } from "./tables";

const BATCH = 500;

/** As the index says it: a bound value would keep the planner from it. */
const IS_BRIEF = sql`via <> 'api'`;
const ENDS = [tokens.expiresAtMs, tokens.revokedAtMs];
/** Each with its own index. The rows that are kept briefly are among the others too, and gone before that. */
const KINDS: readonly {
  readonly end: (typeof ENDS)[number];
  readonly which: SQL | undefined;
  readonly keptMs: number;
  /** When the first of them ended, in milliseconds. */
  readonly firstMs: ReturnType<typeof numberBy>;
}[] = ENDS.flatMap((end) =>
  [
    { end, which: isNotNull(end), keptMs: KEPT_MS },
    { end, which: and(IS_BRIEF, isNotNull(end)), keptMs: KEPT_BRIEFLY_MS },
  ].map((kind) => ({
    ...kind,
    firstMs: numberBy((db) =>
      db
        .select({ ms: min(end) })
        .from(tokens)
        .where(kind.which),
    ),
  })),
);

/** Rows of tokens that died long enough ago. Requests decide by the time themselves, so this only makes room. */
export const purgeDeadTokens: Job = {
  name: "tokens.purge",
  nextDueMs({ db }) {
    const due = KINDS.flatMap(({ firstMs, keptMs }) => {
      const ms = firstMs(db);
      return ms === null ? [] : [ms + keptMs];
    });
    return due.length === 0 ? null : Math.min(...due);
  },
  run(ctx) {
    const { db, now } = ctx;
    for (const { end, which, keptMs } of KINDS) {
      const due = db
        .select({ id: tokens.id })
        .from(tokens)
        .where(and(which, lte(end, now - keptMs)))
        .limit(BATCH);
      db.delete(tokens).where(inArray(tokens.id, due)).run();
    }
    ctx.hooks.rightsChanged(ctx);
  },
};
