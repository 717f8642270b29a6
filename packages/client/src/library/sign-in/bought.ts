import type { TokenSource } from "../calls/sender.ts";

/** A token that was bought, and how long it lives from the moment it was asked for. */
export interface Bought {
  readonly token: string;
  /** Milliseconds; null: without an end. */
  readonly lifeMs: number | null;
}

/** A token is not shown in the last tenth of its life, a minute at most: a request must arrive before it ends. */
const MAX_MARGIN_MS = 60_000;

/** Buys a token at the first request, and another one when it nears its end or is refused. Requests at one time share it. */
export class BoughtTokens implements TokenSource {
  readonly #buy: () => Promise<Bought>;
  readonly #now: () => number;
  #kept: { readonly token: string; readonly untilMs: number } | undefined;
  #buying: Promise<{ readonly token: string; readonly untilMs: number }> | undefined;

  /** `buy` is for all who wait, so no one's signal ends it; an attempt has its own end. `now`: milliseconds since 1970. */
  constructor(buy: () => Promise<Bought>, now: () => number) {
    this.#buy = buy;
    this.#now = now;
  }

  async token(signal: AbortSignal | undefined): Promise<string> {
    if (this.#kept && this.#now() < this.#kept.untilMs) return this.#kept.token;
    this.#buying ??= this.#begin().finally(() => {
      this.#buying = undefined;
    });
    this.#kept = await unlessAborted(this.#buying, signal);
    return this.#kept.token;
  }

  refused(token: string): boolean {
    if (this.#kept?.token === token) this.#kept = undefined;
    return true;
  }

  async #begin() {
    const sinceMs = this.#now();
    const { token, lifeMs } = await this.#buy();
    const life = lifeMs ?? Number.POSITIVE_INFINITY;
    return { token, untilMs: sinceMs + life - Math.min(life / 10, MAX_MARGIN_MS) };
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
