import { and, eq, lt, sql } from "drizzle-orm";
import type { ObjectCore } from "../kernel/core";
import type { SpaceDb } from "../kernel/db";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { perSpace } from "../kernel/per-space";
import { Turns, UNITS_PER_TURN } from "../kernel/turns";
import { rewriteAttachment } from "./attachments";
import type { RotationPolicy } from "./queries";
import { asRevised } from "./revisions";
import { rotationAttachments, rotationPolicies } from "./tables";

/** The secrets of a policy that was changed follow it, batch by batch. */

/** Attachments written in one turn: some 5 ms, and three times that where each date is looked for in a window. */
const BATCH = 250;

type Work = Pick<ObjectCore, "db" | "schedule" | "space"> & { readonly now: number };

export const settlePolicies: Job = {
  name: "rotation.settle",
  nextDueMs: ({ db }) => dueIfAny(db),
  run: (work) => void settleSome(work, null),
};

/**
 * Whoever asks for secrets in the order of their dates, or for rows of the history that wait for one, lets them follow first, in
 * turns. `id`: those of one policy; null: of all.
 */
export const policyRevisions = perSpace((core) => ({
  async settle(id: string | null): Promise<void> {
    const turns = new Turns();
    while (settleSome({ ...core, now: core.clock() }, id)) {
      turns.spend(UNITS_PER_TURN);
      await turns.rest();
    }
  },
}));

const dueIfAny = numberBy((db) =>
  db.select({ due: sql`0` }).from(rotationPolicies).where(eq(rotationPolicies.isSettling, true)).limit(1),
);
const findSettling = (db: SpaceDb, id: string | null): RotationPolicy | undefined =>
  db
    .select()
    .from(rotationPolicies)
    .where(and(eq(rotationPolicies.isSettling, true), id === null ? undefined : eq(rotationPolicies.id, id)))
    .limit(1)
    .get();

/** One batch, in a transaction. False: nothing was left to do. */
function settleSome(work: Work, id: string | null): boolean {
  const policy = findSettling(work.db, id);
  if (!policy) return false;
  const older = and(eq(rotationAttachments.policyId, policy.id), lt(rotationAttachments.revision, policy.revision));
  work.db.$client.transactionSync(() => {
    const rows = work.db.select().from(rotationAttachments).where(older).limit(BATCH).all();
    const revise = asRevised(policy);
    for (const row of rows) rewriteAttachment(work, policy, row, revise(row));
    if (rows.length < BATCH)
      work.db.update(rotationPolicies).set({ isSettling: false }).where(eq(rotationPolicies.id, policy.id)).run();
  });
  return true;
}
