import type { Followup, PendingChanges } from "../kernel/change";
import type { EffectContext } from "../kernel/context";
import type { DirectoryWriter, Write } from "../kernel/directory";

interface Source<M> {
  /** What the changes of these records are queued by: records of one subject may name each other. */
  readonly subject: string;
  /** All of them, out of D1. */
  readonly read: () => Promise<M>;
  readonly writer: DirectoryWriter;
  readonly changes: Pick<PendingChanges, "settle">;
}

/**
 * A tenant's records: rows in D1, held in memory. That is right because this object is their only writer, and because writers
 * queue (`exclusive`), so no write works on what another is about to change. After a write whose outcome is not known the memory
 * is dropped and read anew, once it is known: nothing can come late then.
 */
export class HeldRecords<M> {
  #memory: Promise<M> | undefined;
  /** The same, once it is there. */
  #loaded: M | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly source: Source<M>) {}

  /** Undefined while that is not known. */
  get loaded(): M | undefined {
    return this.#loaded;
  }

  /** Throws AppError service_unavailable. */
  load(): Promise<M> {
    this.#memory ??= this.#read().then(
      (memory) => {
        this.#loaded = memory;
        return memory;
      },
      (e: unknown) => {
        this.#forget();
        throw e;
      },
    );
    return this.#memory;
  }

  /** Runs writers one after the other. */
  async exclusive<T>(work: (memory: M) => Promise<T>): Promise<T> {
    const turn = this.#tail.then(async () => await work(await this.load()));
    this.#tail = turn.catch(() => undefined);
    return await turn;
  }

  /** A change of a record: inside `exclusive` only. The trail says what happens before it. */
  change({ changeDirectory }: EffectContext, followup: Followup, write: Write): Promise<void> {
    return this.#orForget(changeDirectory({ subject: this.source.subject, followup, make: { write } }));
  }

  /**
   * Upkeep, and no change: it says nothing new and opens nothing to anyone, so it leaves no row but that of the operator who asked
   * for it. Inside `exclusive` only.
   */
  maintain(write: Write): Promise<void> {
    return this.#orForget(this.source.writer.maintain(write));
  }

  async #read(): Promise<M> {
    await this.source.changes.settle(this.source.subject);
    return await this.source.read();
  }

  async #orForget(written: Promise<void>): Promise<void> {
    try {
      await written;
    } catch (e) {
      this.#forget();
      throw e;
    }
  }

  #forget(): void {
    this.#memory = undefined;
    this.#loaded = undefined;
  }
}

/** Strictly forward in whole seconds, which is what clients see. */
export const nextUpdatedAt = (storedMs: number, nowMs: number): number =>
  Math.floor(nowMs / 1000) > Math.floor(storedMs / 1000) ? nowMs : storedMs + 1000;
