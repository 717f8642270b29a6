import { ok, type Result, refuse } from "../errors";
import type { DirectoryDb } from "../kernel/directory";
import { logError } from "../log";

/** Found values that are kept in mind; one takes about a hundred bytes. */
const MAX_KNOWN = 10_000;
/** Lookups that found nothing: so many at once, and so many a second in the long run. */
const MAX_MISSES = 1000;
const MISSES_PER_MS = 50 / 1000;

interface Options {
  readonly clock?: () => number;
  /** How long a value is true; absent: for ever. Milliseconds. */
  readonly trueForMs?: number;
}
interface Known<T> {
  readonly value: T;
  readonly untilMs: number;
}

/**
 * What the directory says of a text that anyone may write. What was found is kept in mind. What was not found is not, because it
 * may be made the next moment: those lookups are bounded instead, so that a flood of invented names becomes neither a flood of reads
 * nor a memory of them. Real names cost nothing of that.
 */
export class BoundedLookup<T> {
  readonly #known = new Map<string, Known<T>>();
  readonly #clock: () => number;
  readonly #trueForMs: number;
  #misses = MAX_MISSES;
  #atMs = 0;

  constructor(
    /** Gives undefined for what there is not; rejects if the directory does not answer. */
    private readonly lookUp: (directory: DirectoryDb, key: string) => PromiseLike<T | undefined>,
    { clock = Date.now, trueForMs = Number.POSITIVE_INFINITY }: Options = {},
  ) {
    this.#clock = clock;
    this.#trueForMs = trueForMs;
  }

  /** `isTrusted`: the lookup is not bounded. Refuses with service_unavailable if the directory can't be asked now. */
  async find(directory: DirectoryDb, key: string, isTrusted = false): Promise<Result<T | undefined>> {
    const known = this.#known.get(key);
    if (known && known.untilMs > this.#clock()) return ok(known.value);
    // Whoever floods it with invented names keeps out nobody whose name was found before.
    const isBounded = !isTrusted && !known;
    if (isBounded && !this.#take()) return { ok: false, error: { code: "service_unavailable", retryAfter: 1 } };
    let value: T | undefined;
    try {
      value = await this.lookUp(directory, key);
    } catch {
      logError({ error: "directory_unavailable" });
      return refuse("service_unavailable");
    }
    if (value === undefined) {
      this.#known.delete(key);
      return ok(undefined);
    }
    if (isBounded) this.#misses = Math.min(MAX_MISSES, this.#misses + 1);
    this.#remember(key, value);
    return ok(value);
  }

  #take(): boolean {
    const now = this.#clock();
    this.#misses = Math.min(MAX_MISSES, this.#misses + Math.max(0, now - this.#atMs) * MISSES_PER_MS);
    this.#atMs = now;
    if (this.#misses < 1) return false;
    this.#misses -= 1;
    return true;
  }

  /** Whoever came first goes first. */
  #remember(key: string, value: T): void {
    this.#known.delete(key);
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, { value, untilMs: this.#clock() + this.#trueForMs });
  }
}
