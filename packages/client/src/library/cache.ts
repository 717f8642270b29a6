/** Values that were read, for a while. */
export interface CacheOptions {
  /** Milliseconds that a value counts, and so that a change elsewhere, or a right that was taken away, goes unseen. Default 60 000. */
  readonly maxAgeMs?: number;
  /** Default 200. */
  readonly maxEntries?: number;
  /** Of all values together, as JSON. Default 4 MiB. */
  readonly maxCharacters?: number;
}

interface Entry {
  readonly text: string;
  readonly untilMs: number;
}

const DEFAULTS = { maxAgeMs: 60_000, maxEntries: 200, maxCharacters: 4 * 1024 * 1024 };

/** In memory alone, bounded, the longest unused goes first. Kept as text, so that nobody changes what another one is given. */
export class ReadCache {
  readonly #limits: Required<CacheOptions>;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  #characters = 0;
  #changes = 0;

  constructor(options: CacheOptions, now: () => number) {
    this.#limits = { ...DEFAULTS, ...options };
    this.#now = now;
  }

  /** Changes when something is forgotten: what was read before that may be older than it. */
  get epoch(): number {
    return this.#changes;
  }

  find(key: string): string | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#drop(key, entry);
    if (entry.untilMs <= this.#now()) return undefined;
    this.#add(key, entry);
    return entry.text;
  }

  /** `endsAtMs`: when the value itself ends, or null. `epoch`: that from before it was read. */
  keep(key: string, text: string, endsAtMs: number | null, epoch: number): void {
    if (epoch !== this.#changes) return;
    this.#remove(key);
    if (text.length > this.#limits.maxCharacters) return;
    this.#add(key, {
      text,
      untilMs: Math.min(this.#now() + this.#limits.maxAgeMs, endsAtMs ?? Number.POSITIVE_INFINITY),
    });
    for (const [oldest, entry] of this.#entries) {
      if (this.#entries.size <= this.#limits.maxEntries && this.#characters <= this.#limits.maxCharacters) return;
      this.#drop(oldest, entry);
    }
  }

  forget(key: string): void {
    this.#changes += 1;
    this.#remove(key);
  }

  clear(): void {
    this.#changes += 1;
    this.#entries.clear();
    this.#characters = 0;
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) this.#drop(key, entry);
  }

  #add(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#characters += entry.text.length;
  }

  #drop(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#characters -= entry.text.length;
  }
}
