import { desc, eq } from "drizzle-orm";
import type { TenantDb } from "../tenant/db";
import { GENESIS } from "./chain";
import { auditLog, auditMarks } from "./tables";

/** A row of the chain, by number and hash. */
export interface Mark {
  readonly seq: number;
  readonly hash: string;
}

export const START: Mark = { seq: 0, hash: GENESIS };
const link = { seq: auditLog.seq, hash: auditLog.hash };

/** The last row that the retention removed; what the first row that is left is linked to. */
export const anchorOf = (db: TenantDb): Mark => readMark(db, "anchor") ?? START;

/** The newest row, also if it is no longer there. */
export function headOf(db: TenantDb): Mark {
  const last = db.select(link).from(auditLog).orderBy(desc(auditLog.seq)).limit(1).get();
  const noted = readMark(db, "head") ?? anchorOf(db);
  return last && last.seq > noted.seq ? last : noted;
}

/** The stored hash of one row, or of the anchor in its place. */
export function markAt(db: TenantDb, seq: number): Mark | undefined {
  const anchor = anchorOf(db);
  return seq === anchor.seq ? anchor : db.select(link).from(auditLog).where(eq(auditLog.seq, seq)).get();
}

export function writeAnchor(db: TenantDb, { seq, hash }: Mark): void {
  db.insert(auditMarks)
    .values({ name: "anchor", seq, hash })
    .onConflictDoUpdate({ target: auditMarks.name, set: { seq, hash } })
    .run();
}

const readMark = (db: TenantDb, name: "anchor" | "head"): Mark | undefined =>
  db.select({ seq: auditMarks.seq, hash: auditMarks.hash }).from(auditMarks).where(eq(auditMarks.name, name)).get();
