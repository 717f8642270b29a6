import type { RateCategory } from "../rate-limits";
import type { Actor } from "./actor";
import type { AuditAnnotations } from "./annotations";
import type { Meta } from "./call";
import type { Change, Followup } from "./change";
import type { Core, ObjectCore } from "./core";
import type { ReadDb, SpaceDb } from "./db";
import type { NewEvent } from "./event";
import type { RateDecision } from "./rate-limit";
import type { Rights } from "./rights";

/** What every operation may touch, whatever its kind. */
export interface Context extends Omit<Core, "db">, Rights {
  /** The object's own tables, to be read: only a mutation writes at once. */
  readonly db: ReadDb;
  readonly actor: Actor;
  readonly meta: Meta;
  /** When the call began, in milliseconds. `clock` tells the time after an await. */
  readonly now: number;
  /** What the call adds to its audit row, and further rows of it. */
  readonly audit: AuditAnnotations;
  /** An event that the call causes. It is written with the audit row, if the call succeeds; one of a failure, if it fails. */
  readonly emit: (event: NewEvent, when?: "failed") => void;
  /** Takes units of the caller's bucket besides the one that the request cost, or none; a negative number gives back. */
  readonly consume: (category: RateCategory, units: number) => RateDecision;
}

/** A query reads: what it has to write besides, such as a count of uses, waits for its audit row. */
export interface QueryContext extends Context, Pick<ObjectCore, "directory"> {
  /** A write to the object's tables that is committed with the audit row, if the call succeeds. */
  readonly defer: (write: (ctx: MutationContext) => void) => void;
}

/** A mutation runs inside one transaction: it writes at once, and reaches nothing that it would have to wait for. */
export interface MutationContext extends Context {
  readonly db: SpaceDb;
}

/** An effect reaches D1, other spaces, and other people's servers. */
export interface EffectContext extends QueryContext, Pick<ObjectCore, "spaceRpc"> {
  /**
   * The only way to a change of D1 or of another space: once a call, after its annotations and its events say what it does,
   * because both are made durable first. Throws AppError service_unavailable: the change was not begun; ChangeFailed: it did not
   * come about, or nobody knows yet, and then it gets its row when that is known.
   */
  readonly changeDirectory: <F extends Followup>(change: Change<F>) => Promise<void>;
}
