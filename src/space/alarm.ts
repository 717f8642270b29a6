import type { ObjectCore } from "../kernel/core";
import { schedulerSource } from "../kernel/event";
import type { Job, JobContext } from "../kernel/job";
import { logError, nameOf } from "../log";
import { outbox } from "../webhooks/outbox";

const RETRY_MS = 60_000;
/** Workers refuse an alarm after 2189. One too early finds nothing and is set anew. */
const LATEST_MS = Date.UTC(2189, 0, 1);

/**
 * The one alarm of an object, at the earliest of all due work.
 * - `wake` is told by whoever makes work due; an alarm too early finds nothing and is set anew;
 * - work that fails is tried again after a minute, and keeps no other waiting;
 * - a run that is cut off is made up for after a minute: Workers repeat it by themselves only if it set no other alarm before.
 */
export class Alarm {
  #atMs: number | null = null;
  /** While a run is under way: when to look again if it is cut off. */
  #guardMs: number | null = null;
  readonly #retryAtMs = new Map<string, number>();

  constructor(
    private readonly storage: DurableObjectStorage,
    private readonly works: readonly Job[],
  ) {}

  /** When the object starts: the alarm that is set, and what its tables say. */
  async start(core: ObjectCore): Promise<void> {
    this.#atMs = await this.storage.getAlarm();
    const next = this.#earliest(core);
    if (next !== null) this.schedule(next);
  }

  /**
   * Some work falls due at this time. Never inside the caller's transaction: if that is rolled back the alarm would be too,
   * and this would not know.
   */
  schedule(atMs: number): void {
    if (this.#atMs !== null && this.#atMs <= atMs) return;
    this.#atMs = Math.min(Math.max(1, atMs), LATEST_MS);
    this.#set();
  }

  async run(core: ObjectCore): Promise<void> {
    const now = core.clock();
    const source = schedulerSource(now);
    const ctx: JobContext = { ...core, now, emit: (event) => outbox(core).add(source, event) };
    this.#atMs = null;
    this.#guardMs = Math.min(ctx.now + RETRY_MS, LATEST_MS);
    this.#set();
    for (const work of this.works) {
      if (this.#dueMs(work, ctx) > ctx.now) continue;
      try {
        await work.run(ctx);
        this.#retryAtMs.delete(work.name);
      } catch (e) {
        this.#retryAtMs.set(work.name, ctx.now + RETRY_MS);
        logError({ error: nameOf(e), work: work.name, space: ctx.space.id });
      }
    }
    const next = this.#earliest(ctx);
    if (next !== null) this.schedule(Math.max(next, ctx.now));
    this.#guardMs = null;
    this.#set();
  }

  #set(): void {
    const earliest = Math.min(this.#atMs ?? Number.POSITIVE_INFINITY, this.#guardMs ?? Number.POSITIVE_INFINITY);
    queueMicrotask(
      () => void (Number.isFinite(earliest) ? this.storage.setAlarm(earliest) : this.storage.deleteAlarm()),
    );
  }

  #dueMs(work: Job, core: ObjectCore): number {
    return Math.max(work.nextDueMs(core) ?? Number.POSITIVE_INFINITY, this.#retryAtMs.get(work.name) ?? 0);
  }

  #earliest(core: ObjectCore): number | null {
    const next = Math.min(...this.works.map((work) => this.#dueMs(work, core)));
    return Number.isFinite(next) ? next : null;
  }
}
