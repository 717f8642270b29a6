import { eq, inArray, sql } from "drizzle-orm";
import { AuditAnnotations } from "../kernel/annotations";
import type { Core, ObjectCore } from "../kernel/core";
import type { SpaceDb } from "../kernel/db";
import { numberBy } from "../kernel/hot-statement";
import type { Job } from "../kernel/job";
import { perSpace } from "../kernel/per-space";
import { Turns, UNITS_PER_TURN } from "../kernel/turns";
import { secretsOfPolicy } from "./attachments";
import { droppedRotationPolicies, rotationAttachments, rotationHistory } from "./tables";

/** The secrets of a policy that was deleted, which may be very many, are detached batch by batch. */

/** Secrets detached in one turn: some 5 ms. */
const BATCH = 250;

type Work = Pick<Core, "space" | "db" | "hooks" | "schedule"> & { readonly now: number };

/** Ids of deleted policies that secrets still name: those secrets follow none. Read once, and again after each change. */
export const droppedPolicies = perSpace((core) => {
  let ids: ReadonlySet<string> | undefined;
  const forget = () => {
    ids = undefined;
  };
  return {
    forget,
    has(id: string): boolean {
      ids ??= new Set(
        core.db
          .select()
          .from(droppedRotationPolicies)
          .all()
          .map((row) => row.id),
      );
      return ids.has(id);
    },
    /** Detaches all secrets of this policy, if it is one of them, in turns: its id is free for another then. */
    async finish(id: string): Promise<void> {
      const turns = new Turns();
      while (droppedPolicies(core).has(id)) {
        detachSome({ ...core, now: core.clock() }, id);
        turns.spend(UNITS_PER_TURN);
        await turns.rest();
      }
    },
  };
});

export const detachDropped: Job = {
  name: "rotation.drop",
  nextDueMs: ({ db }) => dueIfAny(db),
  run(work: ObjectCore & { readonly now: number }) {
    const id = firstDropped(work.db);
    if (id !== undefined) detachSome(work, id);
  },
};

const dueIfAny = numberBy((db) => db.select({ due: sql`0` }).from(droppedRotationPolicies).limit(1));
const firstDropped = (db: SpaceDb): string | undefined => db.select().from(droppedRotationPolicies).limit(1).get()?.id;

/** One batch, in a transaction. */
function detachSome(work: Work, id: string): void {
  const { db } = work;
  db.$client.transactionSync(() => {
    work.hooks.rotationPolicyDeleted({ ...work, audit: new AuditAnnotations() }, id, BATCH);
    const waiting = secretsOfPolicy({ db }, id, BATCH, rotationAttachments.pendingId);
    db.delete(rotationHistory).where(inArray(rotationHistory.id, waiting)).run();
    const gone = db
      .delete(rotationAttachments)
      .where(inArray(rotationAttachments.secretId, secretsOfPolicy({ db }, id, BATCH)))
      .returning({ id: rotationAttachments.secretId })
      .all();
    if (gone.length < BATCH) db.delete(droppedRotationPolicies).where(eq(droppedRotationPolicies.id, id)).run();
  });
  droppedPolicies(work).forget();
}
