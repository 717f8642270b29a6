import type { TenantLoginRpc } from "../broker/login-gate";
import type { Result } from "../errors";
import type { Draft } from "./journal";
import type { Call, DelegationReply, Reply } from "./operation";
import type { Space } from "./space";

/**
 * What a space's object answers, typed by hand: the raw stub type loses branches that hold `unknown`. Only this Worker's own
 * code can reach these methods.
 */
export interface SpaceRpc extends TenantLoginRpc {
  /** An operation, behind the guard. */
  run(call: Call): Promise<Reply>;
  /** At the caller's home: may this token act in the space it names? */
  delegate(call: Call): Promise<DelegationReply>;
  /** Creates the tables and the first row; repeating it changes nothing. */
  provision(space: Space, row: Draft): Promise<Result<null>>;
  /** Seals the secret ids of these integrations under the newest root key. */
  rewrapSecretIds(integrationIds: readonly string[]): Promise<Result<{ rewrapped: number }>>;
  /** Does the storage answer? */
  ping(): Promise<void>;
  /** A row that another space's operation leaves in this log. */
  append(row: Draft): Promise<Result<null>>;
}

/** The one place where the stub meets its types. */
export const spaceStub = (env: Env, spaceId: string): SpaceRpc => env.TENANTS.getByName(spaceId) as unknown as SpaceRpc;
