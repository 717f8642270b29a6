/**
 * One thread serves everybody in an object. Whatever walks rows without a fixed bound works in turns: it counts its units, and
 * after a turn's worth of them others are served. A unit is some microseconds: a row of an index, or 100 steps of a pattern.
 */
export const UNITS_PER_TURN = 2_000;
/** Units of a row of the audit log that is read whole and tried against filters, and of one that is told or checked besides. */
export const LOG_ROW_UNITS = 10;
export const TOLD_ROW_UNITS = 50;
/** Units of a secret that is read whole, with its metadata parsed. */
export const WHOLE_SECRET_UNITS = 20;
export const STEPS_PER_UNIT = 100;

/** Between two turns of a long walk, others are served. What is read afterwards may be newer. */
export const yieldToOthers = (): Promise<void> => scheduler.wait(0);

/** The turns of one call. */
export class Turns {
  #thisTurn = 0;
  #spent = 0;

  /** `maxUnits`: what the call may take in all; past it `exhausted` is true. `pause` ends a turn. */
  constructor(
    private readonly maxUnits = Number.POSITIVE_INFINITY,
    private readonly pause: (units: number) => Promise<void> = yieldToOthers,
  ) {}

  spend(units: number): void {
    this.#thisTurn += units;
    this.#spent += units;
  }

  /** The turn is over: call `rest` before more is done. */
  get over(): boolean {
    return this.#thisTurn >= UNITS_PER_TURN;
  }

  get exhausted(): boolean {
    return this.#spent > this.maxUnits;
  }

  /** What this turn has taken so far. */
  get units(): number {
    return this.#thisTurn;
  }

  /** Serves others if the turn is over. */
  async rest(): Promise<void> {
    if (!this.over) return;
    const units = this.#thisTurn;
    this.#thisTurn = 0;
    await this.pause(units);
  }
}

/** Runs pieces of work that each hold the thread one after the other, whoever asked for them, and serves others after each. */
export class OneByOne {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.then(yieldToOthers, yieldToOthers);
    return mine;
  }
}
