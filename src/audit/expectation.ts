import { eq } from "drizzle-orm";
import type { ReadDb } from "../kernel/db";
import { GENESIS } from "./chain";
import { type Checkpoint, type Checkpoints, checkpointAt } from "./checkpoints";
import { isLinked } from "./link";
import { prunedOf, prunedRows } from "./retention";
import { auditLog, entryOf } from "./tables";

/**
 * Is this row, noted elsewhere earlier, of this log? It is if
 * - it is in the chain with that hash, and its content gives the hash; or
 * - the retention removed it: it lies between the anchor and the first row whose removal is recorded, both ends by the MAC of
 *   the anchor, and the chain holds the record of the batch that left the anchor. A batch removes records of earlier ones only
 *   with its own record, so that one covers them. Of the last row of a batch the hash is known too, and must agree.
 */
export function isKnown(db: ReadDb, marks: Checkpoints, { seq, hash }: Checkpoint): boolean {
  if (seq === 0) return hash === GENESIS;
  return seq > marks.anchor().seq ? isInChain(db, marks, { seq, hash }) : wasPruned(db, marks, { seq, hash });
}

function isInChain(db: ReadDb, marks: Checkpoints, { seq, hash }: Checkpoint): boolean {
  const row = db.select().from(auditLog).where(eq(auditLog.seq, seq)).get();
  const previous = checkpointAt(db, marks, seq - 1);
  return row !== undefined && previous !== undefined && row.hash === hash && isLinked(previous, row);
}

function wasPruned(db: ReadDb, marks: Checkpoints, { seq, hash }: Checkpoint): boolean {
  const anchor = marks.anchor();
  if (marks.fault("anchor") || seq < anchor.fromSeq) return false;
  const records = prunedRows(db)
    .all()
    .flatMap((row) => prunedOf(entryOf(row)) ?? []);
  const left = records.find(({ toSeq }) => toSeq === anchor.seq);
  const known = records.find(({ toSeq }) => toSeq === seq);
  return left?.hash === anchor.hash && (known === undefined || known.hash === hash);
}
