import { AppError } from "../errors";
import type { NewAuditEntry } from "./audit";
import type { Write } from "./directory";
import type { NewEvent, Source } from "./event";

/** What belongs to a change besides its rows. Plain data, because it is kept with the intention: no secret. */
export interface Followup {
  readonly kind: string;
}
/** What an operation wants changed outside of this object. */
export interface Change<F extends Followup = Followup> {
  /** Changes of one subject are settled in their order, and a new one waits until older ones are. */
  readonly subject: string;
  readonly followup: F;
  /** One statement on D1, or a request to another space's object, which answers a change it knows already as before. */
  readonly make: { readonly write: Write } | { readonly ask: (changeId: string) => Promise<void> };
}
/** What a change leaves in this object besides, once it is known to have come about: kept with the intention. */
export interface ChangeNotes {
  readonly rows: readonly NewAuditEntry[];
  readonly events: readonly NewEvent[];
  readonly source: Source;
}
/**
 * - `done`: it took effect; - `refused`: it did not and never will;
 * - `open`: nobody knows yet, or what belongs to it is not done. The row comes when it is settled, and no other may be written.
 */
export interface ChangeOutcome {
  readonly id: string;
  readonly outcome: "done" | "refused" | "open";
  /** Ends the change, in the transaction of its rows. Not while it is `open`. */
  readonly close: () => void;
}
/** The changes that this object began outside of itself; what they promise is told at their class. */
export interface PendingChanges {
  make(notes: ChangeNotes, change: Change, first?: () => readonly NewAuditEntry[]): Promise<ChangeOutcome>;
  release(id: string): void;
  /** Ends what no call holds, of one subject or of all. Throws AppError service_unavailable while that is not possible. */
  settle(subject?: string): Promise<void>;
  /** In milliseconds; null: there is nothing. */
  nextDueMs(): number | null;
}

/** A change that was begun and is not known to have come about. */
export class ChangeFailed extends AppError {
  constructor(readonly outcome: Exclude<ChangeOutcome["outcome"], "done">) {
    super({ code: "service_unavailable" });
  }
}
