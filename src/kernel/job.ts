import type { ObjectCore } from "./core";
import type { Emit } from "./event";

/** What work that nobody asked for may touch. */
export interface JobContext extends ObjectCore {
  /** When the batch began, in milliseconds. */
  readonly now: number;
  /** An event of the scheduler. Inside a transaction of the journal, with the change that causes it. */
  readonly emit: Emit;
}

/** Something that an object does by itself when its time comes. */
export interface Job {
  readonly name: string;
  /** When the next piece falls due, in milliseconds, past or future; null: never, as things stand. Reads by index. */
  nextDueMs(core: ObjectCore): number | null;
  /** One bounded batch of what is due. It may run twice and be cut off: finding the work again must be harmless. */
  run(ctx: JobContext): void | Promise<void>;
}
