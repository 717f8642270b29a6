import { ulid } from "../crypto/random";
import { type AuditEntry, type JournalWriter, type NewAuditEntry, NotDurable } from "../kernel/audit";
import type { SpaceDb } from "../kernel/db";
import { canonicalJson, linkHash } from "./chain";
import type { Checkpoints } from "./checkpoints";
import { objectIdOf, trustIdOf } from "./object-id";
import { type LogValues, prepareAuditStatements } from "./statements";

/** All names but four are those of the entry. */
const valuesOf = (entry: AuditEntry, timestamp_ms: number, extra_data: string, hash: string): LogValues => ({
  ...entry,
  timestamp_ms,
  success: Number(entry.success),
  extra_data,
  hash,
  object_id: objectIdOf(entry),
  trust_id: trustIdOf(entry),
});

interface Job {
  /** Changes tables and gives the rows, or gives rows alone. */
  readonly run: () => { value: unknown; rows: readonly NewAuditEntry[] };
  readonly transactional: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The audit log: a hash chain with group commit.
 * - a job is some work and its rows, in one transaction, so neither exists without the other;
 * - the first job is written at once; jobs that arrive until it is durable share the next commit;
 * - each commit notes the newest row with a MAC, so that the chain goes on after it even if the row is gone: the gap stays to
 *   be seen;
 * - a promise settles only when its rows are durable, or when its work threw and nothing was written.
 */
export class Journal implements JournalWriter {
  readonly #statements;
  readonly #queue: Job[] = [];
  #draining = false;
  #seq: number;
  #head: string;

  constructor(
    private readonly db: SpaceDb,
    private readonly marks: Checkpoints,
    private readonly sync: () => Promise<void>,
    /** Called after each commit. */
    private readonly committed: () => void = () => undefined,
    /** Called when work was undone: what was read while it was done must not be remembered. */
    private readonly undone: (reason: unknown) => void = () => undefined,
  ) {
    this.#statements = prepareAuditStatements(db);
    const head = marks.start();
    this.#seq = head.seq;
    this.#head = head.hash;
  }

  /** Rows of something that is done already. Rejects with NotDurable. */
  async record(rows: readonly NewAuditEntry[]): Promise<void> {
    if (rows.length > 0) await this.#submit(() => ({ value: undefined, rows }), rows.length > 1);
  }

  /** Work and its rows in one transaction. Rejects with what `run` throws (nothing is written then), or NotDurable. */
  async change<T>(run: () => { value: T; rows: readonly NewAuditEntry[] }): Promise<T> {
    return (await this.#submit(run, true)) as T;
  }

  #submit(run: Job["run"], transactional: boolean): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ run, transactional, resolve, reject });
      if (!this.#draining) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.#queue.length > 0) {
      const before = this.#seq;
      const settle = this.#queue.splice(0).map((job) => this.#apply(job));
      try {
        // In the commit of the rows: nothing is awaited between them and this.
        if (this.#seq !== before) this.#markHead();
        await this.sync();
        for (const s of settle) s(false);
        this.committed();
      } catch (reason) {
        this.undone(reason);
        for (const s of settle) s(true);
      }
    }
    this.#draining = false;
  }

  #markHead(): void {
    const signed = this.marks.moveHead({ seq: this.#seq, hash: this.#head });
    if (signed) this.#statements.moveHead.run(signed);
  }

  #apply(job: Job): (lost: boolean) => void {
    const before = { seq: this.#seq, head: this.#head };
    try {
      const value = job.transactional ? this.db.$client.transactionSync(() => this.#write(job)) : this.#write(job);
      return (lost) => (lost ? job.reject(new NotDurable("the commit was lost")) : job.resolve(value));
    } catch (reason) {
      this.#seq = before.seq;
      this.#head = before.head;
      this.undone(reason);
      return () => job.reject(reason);
    }
  }

  #write({ run }: Job): unknown {
    const { value, rows } = run();
    for (const row of rows) this.#append(row);
    return value;
  }

  #append({ timestampMs, ...draft }: NewAuditEntry): void {
    const timestamp = new Date(timestampMs).toISOString();
    const entry: AuditEntry = { ...draft, id: `log_${ulid(timestampMs)}`, seq: this.#seq + 1, timestamp };
    const extraText = canonicalJson(entry.extra_data);
    const hash = linkHash(this.#head, entry, extraText);
    try {
      this.#statements.appendEntry.run(valuesOf(entry, timestampMs, extraText, hash));
    } catch {
      throw new NotDurable("the audit row could not be written");
    }
    this.#seq = entry.seq;
    this.#head = hash;
  }
}
