import type { JournalWriter } from "./audit";
import type { Rooms } from "./context";
import type { Emit } from "./event";

/** What work that nobody asked for may touch. `now`: milliseconds, when the batch began. */
export interface WorkContext extends Rooms {
  readonly journal: JournalWriter;
  readonly now: number;
  /** An event of the scheduler. Inside a transaction of the journal, with the change that causes it. */
  readonly emit: Emit;
}

/** Something that an object does by itself when its time comes. */
export interface DueWork {
  readonly name: string;
  /** When the next piece falls due, in milliseconds, past or future; null: never, as things stand. Reads by index. */
  nextDueMs(rooms: Rooms): number | null;
  /** One bounded batch of what is due. It may run twice and be cut off: finding the work again must be harmless. */
  run(ctx: WorkContext): void | Promise<void>;
}
