import type { TenantLoginRpc } from "../broker/vault/login-gate";
import type { Result } from "../errors";
import type { KeyState } from "../secrets/keys";
import type { Draft } from "./audit";
import type { Call, DelegationReply, Reply } from "./call";
import type { Space } from "./space";

export interface SpaceChange {
  readonly name: string | undefined;
  readonly status: Space["status"] | undefined;
  readonly updatedAtMs: number;
}

/** A row for another space's log, by the change that it is about: asked for twice, it is written once. */
export interface SpaceEntry {
  /** `chg_<ulid>` */
  readonly changeId: string;
  readonly row: Draft;
}

/**
 * What a space's object answers, typed by hand: the raw stub type loses branches that hold `unknown`. Only this Worker's own
 * code can reach these methods.
 */
export interface SpaceRpc extends TenantLoginRpc {
  /** An operation, behind the guard. */
  run(call: Call): Promise<Reply>;
  /** At the caller's home: may this token act in the space it names? */
  delegate(call: Call): Promise<DelegationReply>;
  /** Changes who this space is: here, in memory, and in the directory. The row goes into this space's log. */
  restate(change: SpaceChange, entry: SpaceEntry): Promise<Result<null>>;
  /** What became of a change that this space was asked for? One that never came never will: then the row, of a failure, is written. */
  conclude(entry: SpaceEntry): Promise<Result<{ tookEffect: boolean }>>;
  /** Creates the tables and the first row; repeating it changes nothing. */
  provision(space: Space, entry: SpaceEntry): Promise<Result<null>>;
  /** Seals the secret ids of these integrations under the newest root key. */
  rewrapSecretIds(integrationIds: readonly string[]): Promise<Result<{ rewrapped: number }>>;
  /** Seals up to `limit` records that older root keys sealed in this space's own storage under the newest one. */
  rewrapSealed(limit: number): Promise<Result<{ rewrapped: number }>>;
  /** A new key for the space's secrets, unless older versions still wait for the last one. `row` goes into this space's log. */
  rotateSpaceKey(row: Draft): Promise<Result<KeyState>>;
  /** Does the storage answer? */
  ping(): Promise<void>;
  /** A row that another space's operation leaves in this log. */
  append(entry: SpaceEntry): Promise<Result<null>>;
}

/** The one place where the stub meets its types. */
export const spaceStub = (env: Env, spaceId: string): SpaceRpc => env.TENANTS.getByName(spaceId) as unknown as SpaceRpc;
