import { OPERATOR_SPACE } from "../crypto/token";
import { ok, type Result } from "../errors";
import type { DirectoryDb } from "../kernel/directory";
import { BoundedLookup } from "./bounded-lookup";

/**
 * Which spaces there are, as the directory says. Anyone can write a text that names a space, and an object that is asked keeps a
 * file even if it refuses: whoever brings no proof is looked up before. What was found stays true, because a space is never deleted.
 */
export class KnownSpaces {
  readonly #lookup: BoundedLookup<unknown>;

  /** `lookUp` gives undefined for a space that there is not; it rejects if the directory does not answer. */
  constructor(lookUp: (directory: DirectoryDb, id: string) => PromiseLike<unknown>, clock: () => number = Date.now) {
    this.#lookup = new BoundedLookup(lookUp, { clock });
  }

  /** `isTrusted`: the lookup is not bounded. Refuses with service_unavailable if the directory can't be asked now. */
  async has(directory: DirectoryDb, id: string, isTrusted = false): Promise<Result<boolean>> {
    // The operator's own space is asked for by name elsewhere too, and is always there.
    if (id === OPERATOR_SPACE) return ok(true);
    const found = await this.#lookup.find(directory, id, isTrusted);
    return found.ok ? ok(found.value !== undefined) : found;
  }
}
