import type { Glob } from "../policies/glob";
import { type Facts, type ListFilter, passes } from "./list-filter";

/** What the counts ask of the store. Expired secrets are live here, softly deleted ones are not. */
export interface CountedStore {
  /** Counts by the filter, as of an instant: looks at everything the filter can reach. */
  countAll(filter: ListFilter, globs: readonly Glob[], nowMs: number): number;
  factsAt(path: string): Facts | undefined;
  /** Those whose expiry lies after one instant and not after another. */
  expiredBetween(afterMs: number, untilMs: number): readonly Facts[];
}
interface Entry {
  readonly filter: ListFilter;
  readonly globs: readonly Glob[];
  count: number;
  asOfMs: number;
}

const MAX_ENTRIES = 64;
const MAX_TOUCHED = 1000;

/**
 * Exact totals of lists, by filter and rights, in memory: counted once, then kept up. A change only notes what was at its path
 * before; the next list compares that with what is there now, so a change that was rolled back counts for nothing. Time is
 * kept up by the secrets that have expired in between.
 */
export class ListCounts {
  readonly #entries = new Map<string, Entry>();
  readonly #touched = new Map<string, Facts | undefined>();

  constructor(private readonly store: CountedStore) {}

  /** Before each change at a path; `before`: what is live there. */
  touch(path: string, before: Facts | undefined): void {
    if (this.#entries.size === 0 || this.#touched.has(path)) return;
    this.#touched.set(path, before);
    if (this.#touched.size <= MAX_TOUCHED) return;
    this.#entries.clear();
    this.#touched.clear();
  }

  count(filter: ListFilter, globs: readonly Glob[], nowMs: number): number {
    this.#settle();
    const key = JSON.stringify([filter, globs.map(({ text }) => text).toSorted()]);
    const known = this.#entries.get(key);
    // Rows by age of use: what is asked for again moves to the young end.
    this.#entries.delete(key);
    const entry = known && nowMs >= known.asOfMs ? this.#advance(known, nowMs) : this.#countAnew(filter, globs, nowMs);
    this.#entries.set(key, entry);
    const oldest = this.#entries.keys().next().value;
    if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
    return entry.count;
  }

  #settle(): void {
    for (const [path, before] of this.#touched) {
      const after = this.store.factsAt(path);
      for (const entry of this.#entries.values()) {
        const counted = (facts: Facts | undefined) =>
          facts && passes(entry.filter, entry.globs, facts, entry.asOfMs) ? 1 : 0;
        entry.count += counted(after) - counted(before);
      }
    }
    this.#touched.clear();
  }

  #advance(entry: Entry, nowMs: number): Entry {
    if (!entry.filter.includeExpired && nowMs > entry.asOfMs)
      for (const facts of this.store.expiredBetween(entry.asOfMs, nowMs))
        if (passes(entry.filter, entry.globs, facts, entry.asOfMs)) entry.count--;
    entry.asOfMs = nowMs;
    return entry;
  }

  #countAnew(filter: ListFilter, globs: readonly Glob[], nowMs: number): Entry {
    return { filter, globs, count: this.store.countAll(filter, globs, nowMs), asOfMs: nowMs };
  }
}
