/** As long as any command tries: whoever has begun nothing yet is told at once that nobody is there. */
const AT_FIRST_MS = 8000;
/** As long as a server takes to come back, and several times the longest pause between two attempts. */
const UNDER_WAY_MS = 300_000;
/** What is shorter than this is no news: a connection that broke off, on a busy machine. */
const SAID_AFTER_MS = 5000;

export interface SilenceParts {
  /** Told once in each silence of a server that was there before. */
  readonly onWaiting: () => void;
  /** The silence was too long. `error`: what came of the last attempt. */
  readonly onEnd: (error: Error | undefined) => void;
}

/** The time in which nobody answers, or nobody for now. It ends with the next answer, or ends everything. */
export class Silence {
  readonly #parts: SilenceParts;
  #isUnderWay = false;
  #timers: readonly NodeJS.Timeout[] = [];
  #error: Error | undefined;

  constructor(parts: SilenceParts) {
    this.#parts = parts;
  }

  /** From here on there is something to lose: a silence is waited out. */
  beUnderWay(): void {
    this.#isUnderWay = true;
  }

  /** An attempt brought no answer. */
  heard(error: Error): void {
    this.#error = error;
    if (this.#timers.length > 0) return;
    const end = setTimeout(() => this.#parts.onEnd(this.#error), this.#isUnderWay ? UNDER_WAY_MS : AT_FIRST_MS);
    this.#timers = this.#isUnderWay ? [end, setTimeout(this.#parts.onWaiting, SAID_AFTER_MS)] : [end];
    // Whoever has nothing else to do is not kept by it.
    for (const timer of this.#timers) timer.unref();
  }

  /** An answer came, or none is wanted any more. */
  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
