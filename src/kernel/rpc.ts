import type { Result } from "../errors";
import type { NewAuditEntry } from "./audit";
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
  readonly row: NewAuditEntry;
}

/**
 * What a space's object answers, typed by hand: the raw stub type loses branches that hold `unknown`. Only this Worker's own
 * code can reach these methods.
 */
export interface SpaceRpc {
  /** An operation, behind the guard. */
  run(call: Call): Promise<Reply>;
  /** At the caller's home: may this token act in the space it names? */
  delegate(call: Call): Promise<DelegationReply>;
  /** Creates the tables and the first row; repeating it changes nothing. */
  provision(space: Space, entry: SpaceEntry): Promise<Result<null>>;
  /** An internal operation, by its name; asked through `callSpace`, which types it. */
  internal(name: string, input: unknown): Promise<Result<unknown>>;
  /** Does the storage answer? */
  ping(): Promise<void>;
}

/** The one place where the stub meets its types. */
export const spaceStub = (env: Env, spaceId: string): SpaceRpc => env.SPACES.getByName(spaceId) as unknown as SpaceRpc;
