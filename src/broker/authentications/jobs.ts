import type { Job, JobContext } from "../../kernel/job";
import { cutOff, endRun } from "./end";
import { runObjects } from "./rpc";
import { authenticationStore, KEPT_MS } from "./store";

/** Runs that took longer than any may: their objects are gone, or can't be reached. */
export const endOverdueRuns: Job = {
  name: "authentications.end_overdue",
  nextDueMs: (core) => authenticationStore(core).nextOverdueMs(),
  async run(ctx) {
    for (const row of authenticationStore(ctx).overdue(ctx.now)) {
      await endRun(ctx, row.id, cutOff(row, await mayHaveSent(ctx, row.id)));
    }
  },
};

/** Where nobody can be asked, it may. */
async function mayHaveSent(ctx: JobContext, id: string): Promise<boolean> {
  try {
    return (await runObjects(ctx)(id).standing()).sent;
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
