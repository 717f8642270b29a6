import { OPERATOR_SPACE } from "../crypto/token";
import { ok, type Result, refuse } from "../errors";
import type { DirectoryDb } from "../kernel/directory";
import { logError } from "../log";

/** Spaces that are kept in mind; one takes about a hundred bytes. */
const MAX_KNOWN = 10_000;
/** Lookups that found nothing: so many at once, and so many a second in the long run. */
const MAX_MISSES = 1000;
const MISSES_PER_MS = 50 / 1000;

/**
 * Which spaces there are, as the directory says. Anyone can write a text that names a space, and an object that is asked keeps a
 * file even if it refuses: whoever brings no proof is looked up before.
 * - What was found is kept in mind, which stays true because a space is never deleted.
 * - What was not found is not: it may be made the next moment. Those lookups are bounded instead, so that a flood of invented
 *   names becomes neither a flood of reads nor a memory of them. Real names cost nothing of that.
 */
export class KnownSpaces {
  readonly #known = new Set<string>([OPERATOR_SPACE]);
  #misses = MAX_MISSES;
  #atMs = 0;

  constructor(
    /** Gives undefined for a space that there is not; rejects if the directory does not answer. */
    private readonly lookUp: (directory: DirectoryDb, id: string) => PromiseLike<unknown>,
    private readonly clock: () => number = Date.now,
  ) {}

  /** `isTrusted`: the lookup is not bounded. Refuses with service_unavailable if the directory can't be asked now. */
  async has(directory: DirectoryDb, id: string, isTrusted = false): Promise<Result<boolean>> {
    if (this.#known.has(id)) return ok(true);
    if (!isTrusted && !this.#take()) return { ok: false, error: { code: "service_unavailable", retryAfter: 1 } };
    try {
      if ((await this.lookUp(directory, id)) === undefined) return ok(false);
    } catch {
      logError({ error: "directory_unavailable" });
      return refuse("service_unavailable");
    }
    if (!isTrusted) this.#misses = Math.min(MAX_MISSES, this.#misses + 1);
    this.#remember(id);
    return ok(true);
  }

  #take(): boolean {
    const now = this.clock();
    this.#misses = Math.min(MAX_MISSES, this.#misses + Math.max(0, now - this.#atMs) * MISSES_PER_MS);
    this.#atMs = now;
    if (this.#misses < 1) return false;
    this.#misses -= 1;
    return true;
  }

  /** Whoever came first goes first. The operator's own space is asked for by name elsewhere too, and is always there. */
  #remember(id: string): void {
    const [, oldest] = this.#known;
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    this.#known.add(id);
  }
}
