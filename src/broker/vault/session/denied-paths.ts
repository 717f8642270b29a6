/**
 * Which paths the role may not read, for a minute: so that a missing right cannot burn the uses of a secret id.
 * A path is closed when a fresh token did not mend its 403, or when two fresh tokens in a row met one. In memory only.
 */
const REMEMBERED_MS = 60_000;
/** More than a tenant can point at; past it the oldest goes. */
const MAX_PATHS = 2000;

interface Entry {
  readonly untilMs: number;
  readonly closed: boolean;
  readonly generation: number;
}

export class DeniedPaths {
  readonly #entries = new Map<string, Entry>();

  isDenied(path: string, nowMs: number): boolean {
    const entry = this.#entries.get(path);
    return entry?.closed === true && nowMs < entry.untilMs;
  }

  /** A 403 that stands. `repeated`: it had met another token just before, within the same request. */
  refusedFinally(path: string, generation: number, repeated: boolean, nowMs: number): void {
    const before = this.#entries.get(path);
    const alive = before !== undefined && nowMs < before.untilMs ? before : undefined;
    if (alive?.closed) return; // not prolonged: a right that is given takes effect within a minute
    const closed = repeated || (alive !== undefined && alive.generation !== generation);
    this.#entries.delete(path);
    this.#entries.set(path, { untilMs: nowMs + REMEMBERED_MS, closed, generation });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_PATHS && oldest !== undefined) this.#entries.delete(oldest);
  }

  clear(): void {
    this.#entries.clear();
  }
}
