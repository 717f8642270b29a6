import type { PublicKeys } from "./public-keys";

/** How long keys are used after they were asked for. An issuer that takes one back is obeyed after that. */
export const KEYS_LIFE_MS = 10 * 60_000;
/** A key that nobody knows may be new, or made up by a stranger: the issuer is asked so often because of one, and no more. */
export const REFRESH_INTERVAL_MS = 60_000;
/** How long an issuer that gave no keys is left alone, so that a flood of tokens is no flood of requests. */
export const FAILURE_PAUSE_MS = 5_000;

export interface CacheParts {
  /** Undefined: they could not be had. */
  readonly fetch: () => Promise<PublicKeys | undefined>;
  /** Milliseconds. */
  readonly clock: () => number;
}

/**
 * The keys of one issuer, as it published them last. One request is under way at a time, and all that need it wait for it. Keys
 * that are too old are never used, also where newer ones can't be had: a key that was taken back must end.
 */
export class CachedKeys {
  #held: { readonly keys: PublicKeys; readonly askedAtMs: number } | undefined;
  /** When the last question ended, if no keys came. */
  #failedAtMs: number | undefined;
  #refreshedAtMs = Number.NEGATIVE_INFINITY;
  #pending: Promise<PublicKeys | undefined> | undefined;

  constructor(private readonly parts: CacheParts) {}

  /** Undefined: there are none that may be used. */
  get current(): PublicKeys | undefined {
    return this.#held && this.parts.clock() - this.#held.askedAtMs < KEYS_LIFE_MS ? this.#held.keys : undefined;
  }

  /** Did the issuer give keys before, so that what there is has only got too old? */
  get wasHeld(): boolean {
    return this.#held !== undefined;
  }

  /** Did the issuer give no keys when it was asked last? */
  get hasFailed(): boolean {
    return this.#failedAtMs !== undefined;
  }

  /** Is the issuer left alone, because it gave no keys a moment ago? */
  get isPaused(): boolean {
    return this.#failedAtMs !== undefined && this.parts.clock() - this.#failedAtMs < FAILURE_PAUSE_MS;
  }

  /** May the issuer be asked because of a key that the current ones do not have? */
  get mayRefresh(): boolean {
    return this.#pending !== undefined || this.parts.clock() - this.#refreshedAtMs >= REFRESH_INTERVAL_MS;
  }

  /** As `load`, because of an unknown key. */
  refresh(): Promise<PublicKeys | undefined> {
    if (this.#pending === undefined) this.#refreshedAtMs = this.parts.clock();
    return this.load();
  }

  /** Asks the issuer, or waits for the question that is under way. Undefined: no keys came. */
  load(): Promise<PublicKeys | undefined> {
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #ask(): Promise<PublicKeys | undefined> {
    const askedAtMs = this.parts.clock();
    const keys = await this.parts.fetch();
    this.#failedAtMs = keys ? undefined : this.parts.clock();
    if (keys) this.#held = { keys, askedAtMs };
    return keys;
  }
}
