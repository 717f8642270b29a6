import type { Space } from "../kernel/space";
import { logError } from "../log";

/** What Cloudflare lets the SQLite file of one object hold. Bytes. */
const FILE_LIMIT_BYTES = 10_000_000_000;
/** From this share of the limit on, what is left is kept for whoever makes room. */
const KEPT_FROM_PERCENT = 95;
/** From this share of the limit on, each further percent leaves a line in the log of errors. */
const TOLD_FROM_PERCENT = 80;
/** Below this share the file is measured after one commit of so many: it takes processor time. No 64 commits bring a tenth of the limit. */
const CLOSE_PERCENT = 90;
const COMMITS_PER_LOOK = 64;

/**
 * How full the file of one object is. Every read of a value leaves a row, so a file can fill; in a full one nothing can be
 * written, also not what would make room. So the last part is kept for administrators, while everybody else is refused (decision
 * 0042). Pages that deletions freed do not count.
 */
export class FileGauge {
  #percent = 0;
  #commits = 0;

  constructor(
    private readonly space: Pick<Space, "id">,
    /** Bytes in use. */
    private readonly size: () => number,
    /** Bytes; undefined: what the platform lets a file hold. */
    private readonly limit: () => number | undefined,
  ) {
    this.#measure();
  }

  /** After each commit. */
  committed(): void {
    this.#commits++;
    if (this.#percent >= CLOSE_PERCENT || this.#commits % COMMITS_PER_LOOK === 0) this.#measure();
  }

  #measure(): void {
    const before = this.#percent;
    this.#percent = Math.floor((this.size() / (this.limit() ?? FILE_LIMIT_BYTES)) * 100);
    if (this.#percent <= before || this.#percent < TOLD_FROM_PERCENT) return;
    logError({ error: "file_filling", percent: this.#percent, space: this.space.id });
  }

  get isNearlyFull(): boolean {
    return this.#percent >= KEPT_FROM_PERCENT;
  }
}
