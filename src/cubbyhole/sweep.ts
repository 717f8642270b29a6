import { asc, gt, inArray, sql } from "drizzle-orm";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { perSpace } from "../kernel/per-space";
import { liveTokensAmong } from "../tokens/queries";
import { cubbyholeEntries } from "./tables";

export const SWEEP_MS = 3_600_000;
/** Tokens looked at in one batch: a statement takes a hundred values. */
const BATCH = 90;

/** Where a sweep stands; of an object that starts anew, none has been. */
const sweepOf = perSpace(() => ({ afterId: "", endedAtMs: 0 }));

const anyEntry = numberBy((db) => db.select({ one: sql`1` }).from(cubbyholeEntries).limit(1));

/**
 * What dead tokens kept. Nobody can read it any more, so this only makes room: each token is looked at once an hour, because one can
 * die in many ways.
 */
export const sweepCubbyholes: Job = {
  name: "cubbyhole.sweep",
  nextDueMs(core) {
    return anyEntry(core.db) === null ? null : sweepOf(core).endedAtMs + SWEEP_MS;
  },
  run(ctx) {
    const { db, now } = ctx;
    const sweep = sweepOf(ctx);
    const ids = db
      .selectDistinct({ id: cubbyholeEntries.tokenId })
      .from(cubbyholeEntries)
      .where(gt(cubbyholeEntries.tokenId, sweep.afterId))
      .orderBy(asc(cubbyholeEntries.tokenId))
      .limit(BATCH)
      .all()
      .map(({ id }) => id);
    const live = liveTokensAmong(db, ids, now);
    const dead = ids.filter((id) => !live.has(id));
    if (dead.length > 0) db.delete(cubbyholeEntries).where(inArray(cubbyholeEntries.tokenId, dead)).run();
    sweep.afterId = ids.length === BATCH ? (ids.at(-1) ?? "") : "";
    if (ids.length < BATCH) sweep.endedAtMs = now;
  },
};
