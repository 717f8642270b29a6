import type { Job, JobContext } from "../../kernel/job";
import { cutOff, endRun } from "./end";
import { runObjects } from "./rpc";
import { STOPS_WITHIN_MS } from "./stop";
import { authenticationStore, KEPT_MS } from "./store";

/** Runs that took longer than any may: their objects are gone, or can't be reached. */
export const endOverdueRuns: Job = {
  name: "authentications.end_overdue",
  nextDueMs: (core) => authenticationStore(core).nextOverdueMs(),
  async run(ctx) {
    const ending = authenticationStore(ctx)
      .overdue(ctx.now)
      .map(async (row) => await endRun(ctx, row.id, cutOff(row, await mayHaveSent(ctx, row.id))));
    await Promise.all(ending);
  },
};

/**
 * One that still goes on is stopped first, and tells its end itself: another of its credential may begin after this. Where nobody
 * can be asked, it may have sent.
 */
async function mayHaveSent(ctx: JobContext, id: string): Promise<boolean> {
  const run = runObjects(ctx)(id);
  try {
    await run.stop("timeout");
    await run.wait(STOPS_WITHIN_MS);
    return (await run.standing()).sent;
  } catch {
    return true;
  }
}

export const purgeRuns: Job = {
  name: "authentications.purge",
  nextDueMs(core) {
    const oldest = authenticationStore(core).oldestMs();
    return oldest === null ? null : oldest + KEPT_MS;
  },
  run: (ctx) => authenticationStore(ctx).purge(ctx.now - KEPT_MS),
};
