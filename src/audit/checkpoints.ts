import { asc, count, desc, eq, isNotNull } from "drizzle-orm";
import type { Keyring } from "../crypto/keyring";
import { markMac } from "../crypto/log-marks";
import { equalSecrets } from "../crypto/token";
import type { ReadDb, SpaceDb } from "../kernel/db";
import { perSpace } from "../kernel/per-space";
import { GENESIS } from "./chain";
import { auditLog, auditMarks } from "./tables";

/** A row of the chain, by number and hash. */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
}
/** `fromSeq`: the first row whose removal is recorded in the chain. */
export interface Anchor extends Checkpoint {
  readonly fromSeq: number;
}
export const CHECKPOINT_NAMES = ["anchor", "head"] as const;
export type CheckpointName = (typeof CHECKPOINT_NAMES)[number];
type StoredMark = typeof auditMarks.$inferSelect;

/** What is wrong with a mark: it is not what this service wrote, or it names a root key that is not configured. */
export type CheckpointFault = "mark_mismatch" | "mark_key_unknown";

export const START: Checkpoint = { seq: 0, hash: GENESIS };
const link = { seq: auditLog.seq, hash: auditLog.hash };

/**
 * The marks of one space's log, and their MACs.
 * - a mark proves itself by a MAC under a key that only a root key gives, so whoever can write to storage can't make one;
 * - only a mark that proves itself is moved on: a mark that was tampered with stays, and `verify` goes on saying so;
 * - the head is signed under the root key of the head before it. The rewrap puts both marks under the newest key: it announces
 *   the key first, which a commit can't wait for.
 */
export class Checkpoints {
  /** The newest row, as this object wrote or found it; undefined while the head does not prove itself. */
  #head: Checkpoint | undefined;
  #keyId = "";

  constructor(
    private readonly db: SpaceDb,
    private readonly keyring: Keyring,
    private readonly spaceId: string,
  ) {}

  /** In the transaction that makes the columns: signs the marks as they are, or the marks of an empty log. Throws NoRootKey. */
  signFirst(): void {
    const old = this.#stored("anchor");
    const anchor: Anchor = old ? { seq: old.seq, hash: old.hash, fromSeq: old.seq + 1 } : { ...START, fromSeq: 1 };
    const head = this.newest();
    this.#keyId = this.keyring.newestId;
    this.#write("anchor", anchor, anchor.fromSeq);
    this.#write("head", head, null);
  }

  /** Where the chain goes on: after the newest row, also if that row is no longer there. */
  start(): Checkpoint {
    const stored = this.#stored("head");
    const newest = this.newest();
    if (stored?.rootKeyId && !this.#faultIn("head", stored) && newest.seq === stored.seq) {
      this.#head = { seq: stored.seq, hash: stored.hash };
      this.#keyId = stored.rootKeyId;
    }
    return newest;
  }

  /** Moves the head, in the commit of its row. While the head before does not prove itself, it is left as it is. */
  moveHead({ seq, hash }: Checkpoint): SignedCheckpoint | undefined {
    if (!this.#head) return undefined;
    this.#head = { seq, hash };
    return this.#signed("head", this.#head, null);
  }

  /** The newest row, by the log or by the head. */
  newest(): Checkpoint {
    const last = this.db.select(link).from(auditLog).orderBy(desc(auditLog.seq)).limit(1).get();
    const noted = this.#stored("head") ?? this.anchor();
    return last && last.seq > noted.seq ? last : { seq: noted.seq, hash: noted.hash };
  }

  /** The last row that the retention removed; what the first row that is left is linked to. */
  anchor(): Anchor {
    const { seq, hash, fromSeq } = this.#stored("anchor") ?? { ...START, fromSeq: null };
    return { seq, hash, fromSeq: fromSeq ?? seq + 1 };
  }

  /** In the transaction that removes the rows up to this one. Throws if the anchor before does not prove itself. */
  moveAnchor(to: Checkpoint): void {
    if (this.fault("anchor")) throw new Error("the anchor of the audit log does not prove itself");
    this.#write("anchor", to, this.anchor().fromSeq);
  }

  /** Undefined: the mark is what this service wrote last, or before the object started. */
  fault(name: CheckpointName): CheckpointFault | undefined {
    const stored = this.#stored(name);
    const fault = this.#faultIn(name, stored);
    if (fault || name === "anchor") return fault;
    const isOwn = stored?.seq === this.#head?.seq && stored?.hash === this.#head?.hash;
    return isOwn ? undefined : "mark_mismatch";
  }

  /** Up to `limit` marks of older root keys, signed anew under the newest; gives how many. One that does not prove itself stays. */
  resign(limit: number): number {
    const newest = this.keyring.newestId;
    const older = this.db
      .select()
      .from(auditMarks)
      .orderBy(asc(auditMarks.name))
      .all()
      .filter((mark) => mark.rootKeyId !== newest && !this.fault(mark.name))
      .slice(0, limit);
    for (const { name, fromSeq, ...mark } of older) {
      if (name === "head") this.#keyId = newest;
      this.#write(name, mark, fromSeq, newest);
    }
    return older.length;
  }

  #faultIn(name: CheckpointName, stored: StoredMark | undefined): CheckpointFault | undefined {
    if (!stored?.mac || !stored.rootKeyId) return "mark_mismatch";
    if (!this.keyring.has(stored.rootKeyId)) return "mark_key_unknown";
    const mac = markMac(this.keyring, this.spaceId, stored.rootKeyId, { ...stored, name });
    return equalSecrets(stored.mac, mac) ? undefined : "mark_mismatch";
  }

  #signed(
    name: CheckpointName,
    { seq, hash }: Checkpoint,
    fromSeq: number | null,
    rootKeyId = this.#keyId,
  ): SignedCheckpoint {
    const mac = markMac(this.keyring, this.spaceId, rootKeyId, { name, seq, hash, fromSeq });
    return { name, seq, hash, fromSeq, rootKeyId, mac };
  }

  #write(name: CheckpointName, mark: Checkpoint, fromSeq: number | null, rootKeyId?: string): void {
    const set = this.#signed(name, mark, fromSeq, rootKeyId);
    this.db.insert(auditMarks).values(set).onConflictDoUpdate({ target: auditMarks.name, set }).run();
  }

  #stored(name: CheckpointName): StoredMark | undefined {
    return this.db.select().from(auditMarks).where(eq(auditMarks.name, name)).get();
  }
}
export type SignedCheckpoint = StoredMark & { readonly rootKeyId: string; readonly mac: string };

/** The stored hash of one row, or of the anchor in its place. */
export function checkpointAt(db: ReadDb, marks: Checkpoints, seq: number): Checkpoint | undefined {
  const anchor = marks.anchor();
  return seq === anchor.seq ? anchor : db.select(link).from(auditLog).where(eq(auditLog.seq, seq)).get();
}

/** For the ledger of root keys. */
export const countCheckpoints = (db: SpaceDb): { rootKeyId: string; records: number }[] =>
  db
    .select({ rootKeyId: auditMarks.rootKeyId, records: count() })
    .from(auditMarks)
    .where(isNotNull(auditMarks.rootKeyId))
    .groupBy(auditMarks.rootKeyId)
    .all()
    .flatMap(({ rootKeyId, records }) => (rootKeyId === null ? [] : [{ rootKeyId, records }]));

export const checkpoints = perSpace(({ db, keyring, space }) => new Checkpoints(db, keyring, space.id));
