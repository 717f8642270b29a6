/** How long what an issuer publishes is used after it was asked for. One that takes a key back is obeyed after that. */
export const LIFE_MS = 10 * 60_000;
/** A key that nobody knows may be new, or made up by a stranger: the issuer is asked so often because of one, and no more. */
export const REFRESH_INTERVAL_MS = 60_000;
/** How long an issuer that gave nothing is left alone, so that a flood of tokens is no flood of requests. */
export const FAILURE_PAUSE_MS = 5_000;

export interface CacheParts<T> {
  /** Undefined: it could not be had. */
  readonly fetch: () => Promise<T | undefined>;
  /** Milliseconds. */
  readonly clock: () => number;
}

/**
 * What one issuer publishes, its keys or where people sign in, as it was last. One request is under way at a time, and all that need it
 * wait for it. What is too old is never used, also where nothing newer can be had: a key that was taken back must end.
 */
export class Cached<T> {
  #held: { readonly value: T; readonly askedAtMs: number } | undefined;
  /** When the last question ended, if nothing came. */
  #failedAtMs: number | undefined;
  #refreshedAtMs = Number.NEGATIVE_INFINITY;
  #pending: Promise<T | undefined> | undefined;

  constructor(private readonly parts: CacheParts<T>) {}

  /** Undefined: there is nothing that may be used. */
  get current(): T | undefined {
    return this.#held && this.parts.clock() - this.#held.askedAtMs < LIFE_MS ? this.#held.value : undefined;
  }

  /** Did the issuer give it before, so that what there is has only got too old? */
  get wasHeld(): boolean {
    return this.#held !== undefined;
  }

  /** Did the issuer give nothing when it was asked last? */
  get hasFailed(): boolean {
    return this.#failedAtMs !== undefined;
  }

  /** Is the issuer left alone, because it gave nothing a moment ago? */
  get isPaused(): boolean {
    return this.#failedAtMs !== undefined && this.parts.clock() - this.#failedAtMs < FAILURE_PAUSE_MS;
  }

  /** May the issuer be asked because of a key that the current ones do not have? */
  get mayRefresh(): boolean {
    return this.#pending !== undefined || this.parts.clock() - this.#refreshedAtMs >= REFRESH_INTERVAL_MS;
  }

  /** As `load`, because of an unknown key. */
  refresh(): Promise<T | undefined> {
    if (this.#pending === undefined) this.#refreshedAtMs = this.parts.clock();
    return this.load();
  }

  /** Asks the issuer, or waits for the question that is under way. Undefined: nothing came. */
  load(): Promise<T | undefined> {
    this.#pending ??= this.#ask().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #ask(): Promise<T | undefined> {
    const askedAtMs = this.parts.clock();
    const value = await this.parts.fetch();
    this.#failedAtMs = value === undefined ? this.parts.clock() : undefined;
    if (value !== undefined) this.#held = { value, askedAtMs };
    return value;
  }
}
