import { and, asc, eq, gt, min } from "drizzle-orm";
import type { Journal } from "../audit/journal";
import { ulid } from "../crypto/random";
import type { DirectoryWriter, Write } from "../directory/writer";
import type { Draft } from "../kernel/audit";
import type { Rooms } from "../kernel/context";
import type { NewEvent } from "../kernel/event";
import type { DueWork } from "../kernel/job";
import { type PackedRow, packRows, reconciledRows, unpackRows } from "../kernel/pending-rows";
import type { Source } from "../webhooks/outbox";
import { afterwards, besides, concludedElsewhere, type Followup, redoOf, within } from "./followups";
import { pendingChanges } from "./tables";

/** What an operation wants changed outside of this object. */
export interface Change {
  /** Changes of one subject are settled in their order, and a new one waits until older ones are. */
  readonly subject: string;
  readonly followup: Followup;
  /** One statement on D1, or a request to another space's object, which answers a change it knows already as before. */
  readonly make: { readonly write: Write } | { readonly ask: (changeId: string) => Promise<void> };
}
/** What a change leaves in this object besides, once it is known to have come about: kept with the intention. */
export interface Told {
  readonly rows: readonly Draft[];
  readonly events: readonly NewEvent[];
  readonly source: Source;
}
/** The intention as it is stored. */
export interface Plan {
  readonly rows: readonly PackedRow[];
  readonly events: readonly NewEvent[];
  readonly source: Source;
  readonly followup: Followup;
}
/**
 * - `done`: it took effect; - `refused`: it did not and never will;
 * - `open`: nobody knows yet, or what belongs to it is not done. The row comes when it is settled, and no other may be written.
 */
export interface Made {
  readonly id: string;
  readonly outcome: "done" | "refused" | "open";
  /** Ends the change, in the transaction of its rows. Not while it is `open`. */
  readonly close: () => void;
}
export interface ChangeParts {
  readonly rooms: () => Rooms;
  readonly journal: Journal;
  readonly writer: DirectoryWriter;
}

/** For a change that lives so long, the alarm looks again. */
const LOOK_AGAIN_MS = 10_000;

/**
 * Changes outside of this object: of records in D1, of other spaces. None happens without its audit row, wherever a crash comes:
 * 1. the intention, with the rows to be, is made durable here;
 * 2. the change is made, and leaves a receipt where it is made;
 * 3. the intention goes, and the rows come, in one transaction.
 * What is left after a crash between these is settled by asking for the receipt: by the alarm, and before anything works on the
 * same records. Settling may be cut off and repeated.
 */
export class Changes {
  /** Held by calls that are under way: their end is theirs. */
  readonly #live = new Set<string>();
  /** Settles, never rejects. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ChangeParts) {}

  /**
   * `first`: written with the intention, before anything is sent. Rejects, with nothing sent, if older changes of the
   * subject can't be settled (AppError service_unavailable) or the intention is not durable (NotDurable).
   */
  async make(told: Told, change: Change, first?: () => readonly Draft[]): Promise<Made> {
    const { journal, rooms } = this.parts;
    const { clock, wake } = rooms();
    const { followup } = change;
    if (!first) await this.settle(change.subject);
    const id = `chg_${ulid(clock())}`;
    this.#live.add(id);
    const close = () => this.#close(id, followup, true);
    try {
      wake(clock() + LOOK_AGAIN_MS);
      await journal.change(() => {
        this.#note(id, told, change);
        return { value: null, rows: first?.() ?? [] };
      });
    } catch (e) {
      this.release(id);
      throw e;
    }
    try {
      afterwards(rooms(), followup);
      if (first) await this.settle(change.subject);
      const tookEffect = await this.#attempt(id, change);
      await besides(rooms(), { id, followup, tookEffect, reconciled: false });
      if (!tookEffect) return { id, outcome: "refused", close: () => this.#close(id, followup, false) };
      return { id, outcome: "done", close };
    } catch {
      this.release(id);
      return { id, outcome: "open", close };
    }
  }

  /** Whoever made the change is through with it; what is left of it is settled by the alarm. */
  release(id: string): void {
    this.#live.delete(id);
    const { db, wake, clock } = this.parts.rooms();
    if (db.select({ seq: pendingChanges.seq }).from(pendingChanges).where(eq(pendingChanges.id, id)).get())
      wake(clock());
  }

  /** Ends what no call holds, of one subject or of all. Throws AppError service_unavailable while that is not possible. */
  async settle(subject?: string): Promise<void> {
    if (this.#left(subject).length === 0) return;
    const turn = this.#turn.then(() => this.#settle(subject));
    this.#turn = turn.catch(() => undefined);
    await turn;
  }

  /** When the alarm should settle, in milliseconds; null: there is nothing. */
  nextDueMs(): number | null {
    const oldest = this.#left(undefined).at(0);
    if (oldest) return oldest.createdAtMs;
    return this.#live.size > 0 ? this.parts.rooms().clock() + LOOK_AGAIN_MS : null;
  }

  async #settle(subject: string | undefined): Promise<void> {
    const stuck = new Map<string, unknown>();
    for (const row of this.#left(subject)) {
      if (stuck.has(row.subject)) continue;
      try {
        await this.#settleOne(row.id);
      } catch (e) {
        stuck.set(row.subject, e);
      }
    }
    for (const reason of stuck.values()) throw reason;
  }

  async #settleOne(id: string): Promise<void> {
    const { journal, rooms } = this.parts;
    const stored = this.#stored(id);
    if (!stored) return;
    const { followup, rows, events, source } = stored.plan;
    const tookEffect = await this.#conclude(id, followup);
    await besides(rooms(), { id, followup, tookEffect, reconciled: true });
    const { clock, outbox } = rooms();
    await journal.change(() => {
      if (!this.#close(id, followup, tookEffect)) return { value: null, rows: [] };
      if (tookEffect) for (const event of events) outbox.add(source, event);
      return { value: null, rows: reconciledRows(unpackRows(rows), tookEffect, clock()) };
    });
    afterwards(rooms(), followup);
  }

  async #attempt(id: string, { make, followup }: Change): Promise<boolean> {
    try {
      if ("write" in make) await this.#write(id, make.write);
      else await make.ask(id);
      return true;
    } catch {
      return await this.#conclude(id, followup);
    }
  }

  /** Did it take effect? False: it never will. Throws AppError service_unavailable: nobody answers that now. */
  async #conclude(id: string, followup: Followup): Promise<boolean> {
    const { rooms, writer } = this.parts;
    const elsewhere = await concludedElsewhere(rooms(), id, followup);
    if (elsewhere !== undefined) return elsewhere;
    const receipt = this.#stored(id)?.receipt ?? id;
    if (await writer.conclude(receipt, rooms().clock())) return true;
    const redo = redoOf(rooms(), followup);
    if (redo) await this.#redo(id, redo);
    return redo !== undefined;
  }

  /** The first try can't come any more, so there is only this one. */
  async #redo(id: string, write: Write): Promise<void> {
    const { rooms, journal } = this.parts;
    const { clock, db } = rooms();
    const receipt = `chg_${ulid(clock())}`;
    await journal.change(() => {
      db.update(pendingChanges).set({ receipt }).where(eq(pendingChanges.id, id)).run();
      return { value: null, rows: [] };
    });
    await this.#write(receipt, write);
  }

  #write(receipt: string, write: Write): Promise<void> {
    const { rooms, writer } = this.parts;
    const { clock, db } = rooms();
    const oldest = db
      .select({ at: min(pendingChanges.createdAtMs) })
      .from(pendingChanges)
      .get()?.at;
    return writer.change(receipt, write, clock(), oldest ?? clock());
  }

  #note(id: string, { rows, events, source }: Told, { subject, followup }: Change): void {
    const { db, clock } = this.parts.rooms();
    const plan: Plan = { rows: packRows(rows), events, source, followup };
    db.insert(pendingChanges).values({ id, receipt: id, subject, plan, createdAtMs: clock() }).run();
  }

  /** Inside a transaction. False: it is closed already. */
  #close(id: string, followup: Followup, tookEffect: boolean): boolean {
    const { rooms } = this.parts;
    const { db } = rooms();
    const row = db.delete(pendingChanges).where(eq(pendingChanges.id, id)).returning().get();
    if (row) {
      const later = and(eq(pendingChanges.subject, row.subject), gt(pendingChanges.seq, row.seq));
      const isNewest = !db.select({ seq: pendingChanges.seq }).from(pendingChanges).where(later).limit(1).get();
      within(rooms(), followup, { tookEffect, isNewest });
    }
    return row !== undefined;
  }

  #stored(id: string) {
    return this.parts.rooms().db.select().from(pendingChanges).where(eq(pendingChanges.id, id)).get();
  }

  /** What no call holds, oldest first. */
  #left(subject: string | undefined) {
    const { id, createdAtMs } = pendingChanges;
    const { db } = this.parts.rooms();
    const rows = db
      .select({ id, subject: pendingChanges.subject, createdAtMs })
      .from(pendingChanges)
      .where(subject === undefined ? undefined : eq(pendingChanges.subject, subject))
      .orderBy(asc(pendingChanges.seq))
      .all();
    return rows.filter((row) => !this.#live.has(row.id));
  }
}

/** Changes that a crash, or a D1 that did not answer, left without their rows. */
export const settleChanges: DueWork = {
  name: "changes.settle",
  nextDueMs: ({ changes }) => changes.nextDueMs(),
  run: async ({ changes }) => await changes.settle(),
};
