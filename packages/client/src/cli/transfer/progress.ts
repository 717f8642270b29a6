import { isAtTerminal, type Shell } from "../shell/shell.ts";

/** Milliseconds between two pictures of the bar. */
const PICTURE_MS = 100;
const WIDTH = 24;
const CLEAR = "\r\u001b[K";

/** How far something is, in one line of a terminal's standard error. Nowhere else anything is shown. */
export class Progress {
  readonly #shell: Shell;
  readonly #isShown: boolean;
  readonly #began: number;
  #shown = Number.NEGATIVE_INFINITY;
  #done = 0;

  /** `verb`: of what is done, as in `reading`. `total`: undefined where it is not known. */
  constructor(
    shell: Shell,
    private readonly verb: string,
    private readonly total?: number,
  ) {
    this.#shell = shell;
    this.#isShown = isAtTerminal(shell);
    this.#began = shell.now();
  }

  readonly step = (): void => {
    this.#done += 1;
    const now = this.#shell.now();
    if (!this.#isShown || now - this.#shown < PICTURE_MS) return;
    this.#shown = now;
    this.#shell.stderr.write(`${CLEAR}${lineOf(this.verb, this.#done, this.total, now - this.#began)}`);
  };

  /** Takes the line away. */
  end(): void {
    if (this.#isShown) this.#shell.stderr.write(CLEAR);
  }
}

/** `writing  ██████░░░░  6000 of 10000  about 12 s left`. Pure. */
export function lineOf(verb: string, done: number, total: number | undefined, elapsedMs: number): string {
  if (total === undefined) return `${verb} ${done}`;
  const full = Math.min(WIDTH, Math.floor((done / Math.max(1, total)) * WIDTH));
  const bar = "█".repeat(full) + "░".repeat(WIDTH - full);
  const leftMs = done === 0 ? 0 : (elapsedMs / done) * (total - done);
  return `${verb}  ${bar}  ${done} of ${total}  about ${spanOf(leftMs)} left`;
}

/** `40 s`, `12 min`, `3 h`: rounded up, in the one unit that says it. */
export function spanOf(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
