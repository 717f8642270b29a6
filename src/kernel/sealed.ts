import type { Keyring } from "../crypto/keyring";
import type { SpaceDb } from "./db";
import type { Space } from "./space";

/** How many records a root key seals, or signs. */
export interface KeyCount {
  readonly rootKeyId: string;
  readonly records: number;
}

/** What sealing anew needs of the object. */
export interface SealingContext {
  readonly space: Space;
  readonly db: SpaceDb;
  readonly keyring: Keyring;
}

/** A kind of record that a root key seals, or signs, in a space's own storage. What the broker seals is in D1 and counted there. */
export interface SealedKind {
  countByRootKey(db: SpaceDb): readonly KeyCount[];
  /** Seals up to `limit` that older root keys sealed under the newest; gives how many. What does not open stays, and is logged. */
  rewrap(core: SealingContext, limit: number): Promise<number>;
}
