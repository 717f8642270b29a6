import { and, asc, eq, gt, min } from "drizzle-orm";
import { ulid } from "../crypto/random";
import type { NewAuditEntry } from "../kernel/audit";
import type { Change, ChangeNotes, ChangeOutcome, Followup, PendingChanges } from "../kernel/change";
import type { ObjectCore } from "../kernel/core";
import type { Write } from "../kernel/directory";
import type { FollowupHandler } from "../kernel/followup";
import type { Job } from "../kernel/job";
import { packEntries, reconciledEntries, unpackEntries } from "../kernel/pending-entries";
import { outbox } from "../webhooks/outbox";
import type { Plan } from "./plan";
import { pendingChanges } from "./tables";

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
export class Changes implements PendingChanges {
  /** Held by calls that are under way: their end is theirs. */
  readonly #live = new Set<string>();
  /** Settles, never rejects. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly core: ObjectCore,
    private readonly handlers: readonly FollowupHandler[],
  ) {}

  /**
   * `first`: written with the intention, before anything is sent. Rejects, with nothing sent, if older changes of the
   * subject can't be settled (AppError service_unavailable) or the intention is not durable (NotDurable).
   */
  async make(notes: ChangeNotes, change: Change, first?: () => readonly NewAuditEntry[]): Promise<ChangeOutcome> {
    const { journal, clock, schedule } = this.core;
    const { followup } = change;
    if (!first) await this.settle(change.subject);
    const id = `chg_${ulid(clock())}`;
    this.#live.add(id);
    const close = () => this.#close(id, followup, true);
    try {
      schedule(clock() + LOOK_AGAIN_MS);
      await journal.change(() => {
        this.#note(id, notes, change);
        return { value: null, rows: first?.() ?? [] };
      });
    } catch (e) {
      this.release(id);
      throw e;
    }
    try {
      const handler = this.#handlerOf(followup);
      handler.afterwards?.(this.core);
      if (first) await this.settle(change.subject);
      const tookEffect = await this.#attempt(id, change);
      await handler.besides?.(this.core, { id, followup, tookEffect, reconciled: false });
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
    const { db, schedule, clock } = this.core;
    if (db.select({ seq: pendingChanges.seq }).from(pendingChanges).where(eq(pendingChanges.id, id)).get())
      schedule(clock());
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
    return this.#live.size > 0 ? this.core.clock() + LOOK_AGAIN_MS : null;
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
    const { core } = this;
    const stored = this.#stored(id);
    if (!stored) return;
    const { followup, rows, events, source } = stored.plan;
    const tookEffect = await this.#conclude(id, followup);
    await this.#handlerOf(followup).besides?.(core, { id, followup, tookEffect, reconciled: true });
    await core.journal.change(() => {
      if (!this.#close(id, followup, tookEffect)) return { value: null, rows: [] };
      if (tookEffect) for (const event of events) outbox(core).add(source, event);
      return { value: null, rows: reconciledEntries(unpackEntries(rows), tookEffect, core.clock()) };
    });
    this.#handlerOf(followup).afterwards?.(core);
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
    const { core } = this;
    const handler = this.#handlerOf(followup);
    if (handler.concludedElsewhere) return await handler.concludedElsewhere(core, id, followup);
    const receipt = this.#stored(id)?.receipt ?? id;
    if (await core.writer.conclude(receipt, core.clock())) return true;
    const redo = handler.redo?.(core, followup);
    if (redo) await this.#redo(id, redo);
    return redo !== undefined;
  }

  /** The first try can't come any more, so there is only this one. */
  async #redo(id: string, write: Write): Promise<void> {
    const { journal, clock, db } = this.core;
    const receipt = `chg_${ulid(clock())}`;
    await journal.change(() => {
      db.update(pendingChanges).set({ receipt }).where(eq(pendingChanges.id, id)).run();
      return { value: null, rows: [] };
    });
    await this.#write(receipt, write);
  }

  #write(receipt: string, write: Write): Promise<void> {
    const { writer, clock, db } = this.core;
    const oldest = db
      .select({ at: min(pendingChanges.createdAtMs) })
      .from(pendingChanges)
      .get()?.at;
    return writer.change(receipt, write, clock(), oldest ?? clock());
  }

  #note(id: string, { rows, events, source }: ChangeNotes, { subject, followup }: Change): void {
    const { db, clock } = this.core;
    const plan: Plan = { rows: packEntries(rows), events, source, followup };
    db.insert(pendingChanges).values({ id, receipt: id, subject, plan, createdAtMs: clock() }).run();
  }

  /** Inside a transaction. False: it is closed already. */
  #close(id: string, followup: Followup, tookEffect: boolean): boolean {
    const { db } = this.core;
    const row = db.delete(pendingChanges).where(eq(pendingChanges.id, id)).returning().get();
    if (row) {
      const later = and(eq(pendingChanges.subject, row.subject), gt(pendingChanges.seq, row.seq));
      const isNewest = !db.select({ seq: pendingChanges.seq }).from(pendingChanges).where(later).limit(1).get();
      this.#handlerOf(followup).within?.(this.core, followup, { tookEffect, isNewest });
    }
    return row !== undefined;
  }

  #handlerOf({ kind }: Followup): FollowupHandler {
    const handler = this.handlers.find((one) => one.kind === kind);
    if (!handler) throw new Error(`no room handles the followup ${kind}`);
    return handler;
  }

  #stored(id: string) {
    return this.core.db.select().from(pendingChanges).where(eq(pendingChanges.id, id)).get();
  }

  /** What no call holds, oldest first. */
  #left(subject: string | undefined) {
    const { id, createdAtMs } = pendingChanges;
    const { db } = this.core;
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
export const settleChanges: Job = {
  name: "changes.settle",
  nextDueMs: ({ changes }) => changes.nextDueMs(),
  run: async ({ changes }) => await changes.settle(),
};
