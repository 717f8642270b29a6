import type { Glob } from "../kernel/glob";
import { endOfPrefix } from "../kernel/secret-path";
import type { Turns } from "../kernel/turns";
import { type Facts, type ListFilter, passes } from "./list-filter";

/** What the counts ask of the store. Expired secrets are live here, softly deleted ones are not. */
export interface CountedStore {
  /**
   * Counts by the filter, as of an instant: looks at everything the filter can reach, in slices. Before each of them `passed` is
   * told up to where all is counted and what came of it, and gives the count to go on with. The last time it is told `END`.
   */
  countAll(asked: Asked, turns: Turns, passed: (upTo: string, count: number) => number): Promise<void>;
  factsAt(path: string): Facts | undefined;
  /** Those whose expiry lies after one instant and not after another, at most `limit`. */
  expiredBetween(afterMs: number, untilMs: number, limit: number): readonly Facts[];
}
interface Asked {
  readonly filter: ListFilter;
  readonly globs: readonly Glob[];
  readonly nowMs: number;
}
interface Entry {
  readonly filter: ListFilter;
  readonly globs: readonly Glob[];
  count: number;
  asOfMs: number;
}
/** A count under way: paths below `upTo` are in it. */
interface Unfinished extends Entry {
  upTo: string;
  isLost: boolean;
}

/** Sorts after every path. */
export const END = endOfPrefix("");
const MAX_ENTRIES = 64;
const MAX_TOUCHED = 1000;
/** What keeping totals up may cost at once: paths that changed, for each total. More is counted anew. */
const MAX_COMPARED = 10_000;
/** Secrets that expired since a total was asked for; with more of them it is counted anew. */
const MAX_EXPIRED = 500;

/**
 * Exact totals of lists, by filter and rights, in memory: counted once, then kept up. A change only notes what was at its path
 * before; the next list compares that with what is there now, so a change that was rolled back counts for nothing. Time is
 * kept up by the secrets that have expired in between.
 */
export class ListCounts {
  readonly #entries = new Map<string, Entry>();
  readonly #unfinished = new Set<Unfinished>();
  readonly #touched = new Map<string, Facts | undefined>();

  constructor(private readonly store: CountedStore) {}

  /** Before each change at a path; `before`: what is live there. */
  touch(path: string, before: Facts | undefined): void {
    const totals = this.#entries.size + this.#unfinished.size;
    if (totals === 0 || this.#touched.has(path)) return;
    this.#touched.set(path, before);
    if (this.#touched.size <= MAX_TOUCHED && this.#touched.size * totals <= MAX_COMPARED) return;
    this.#entries.clear();
    for (const count of this.#unfinished) count.isLost = true;
    this.#touched.clear();
  }

  /** Rests between turns; what is written meanwhile is in the total. */
  async count(filter: ListFilter, globs: readonly Glob[], nowMs: number, turns: Turns): Promise<number> {
    if (globs.length === 0) return 0;
    this.#settle();
    const key = JSON.stringify([filter, globs.map(({ text }) => text).toSorted()]);
    const known = this.#entries.get(key);
    // Rows by age of use: what is asked for again moves to the young end.
    this.#entries.delete(key);
    const kept = known && nowMs >= known.asOfMs ? this.#advance(known, nowMs) : undefined;
    const entry = kept ?? (await this.#countAnew(key, { filter, globs, nowMs }, turns));
    if (kept) this.#entries.set(key, kept);
    const oldest = this.#entries.keys().next().value;
    if (this.#entries.size > MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
    return entry.count;
  }

  #settle(): void {
    for (const [path, before] of this.#touched) {
      const after = this.store.factsAt(path);
      const update = (entry: Entry) => {
        const counted = (facts: Facts | undefined) =>
          facts && passes(entry.filter, entry.globs, facts, entry.asOfMs) ? 1 : 0;
        entry.count += counted(after) - counted(before);
      };
      for (const entry of this.#entries.values()) update(entry);
      // What lies further on is counted as it will then be.
      for (const count of this.#unfinished) if (path < count.upTo) update(count);
    }
    this.#touched.clear();
  }

  /** Undefined: counting anew costs less. */
  #advance(entry: Entry, nowMs: number): Entry | undefined {
    if (!entry.filter.includeExpired && nowMs > entry.asOfMs) {
      const expired = this.store.expiredBetween(entry.asOfMs, nowMs, MAX_EXPIRED + 1);
      if (expired.length > MAX_EXPIRED) return undefined;
      for (const facts of expired) if (passes(entry.filter, entry.globs, facts, entry.asOfMs)) entry.count--;
    }
    entry.asOfMs = nowMs;
    return entry;
  }

  /** The total takes the place of the unfinished count at once: no change falls between the two. */
  async #countAnew(key: string, asked: Asked, turns: Turns): Promise<Entry> {
    const { nowMs, ...of } = asked;
    for (;;) {
      const under: Unfinished = { ...of, count: 0, asOfMs: nowMs, upTo: "", isLost: false };
      this.#unfinished.add(under);
      try {
        await this.store.countAll(asked, turns, (upTo, soFar) => {
          under.count = soFar;
          this.#settle();
          under.upTo = upTo;
          return under.count;
        });
        if (under.isLost) continue;
        const entry = { ...of, count: under.count, asOfMs: nowMs };
        this.#entries.set(key, entry);
        return entry;
      } finally {
        this.#unfinished.delete(under);
      }
    }
  }
}
