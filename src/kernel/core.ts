import type { Config } from "../config";
import type { Keyring } from "../crypto/keyring";
import type { JournalWriter } from "./audit";
import type { PendingChanges } from "./change";
import type { SpaceDb } from "./db";
import type { DirectoryDb, DirectoryWriter } from "./directory";
import type { Hooks } from "./hooks";
import type { SpaceRpc } from "./rpc";
import type { SealedKind } from "./sealed";
import type { Space } from "./space";

/** What the object gives to all of its work: the same for every call. */
export interface Core {
  readonly space: Space;
  /** The object's own tables. */
  readonly db: SpaceDb;
  readonly keyring: Keyring;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Some job of this object falls due at this time, in milliseconds. */
  readonly schedule: (atMs: number) => void;
  /** What other rooms do because of this one. */
  readonly hooks: Hooks;
}

/** What a room's store and the object's own work may touch besides: no operation is given this. */
export interface ObjectCore extends Core {
  readonly env: Env;
  readonly config: Config;
  /** D1, to be read. */
  readonly directory: DirectoryDb;
  /** Another space's object: for provisioning, and for rows that lie in its log. */
  readonly spaceRpc: (spaceId: string) => SpaceRpc;
  readonly journal: JournalWriter;
  readonly writer: DirectoryWriter;
  /** Changes outside of this object. */
  readonly changes: PendingChanges;
  /** All kinds of records that a root key seals, or signs, in this space's storage. */
  readonly sealed: readonly SealedKind[];
}
