import type { Sealed } from "../../../crypto/keyring";
import type { Result } from "../../../errors";

/**
 * What the tenant's object and an integration's session object say to each other. All of it is plain data, answers are
 * tagged, and nothing is thrown on purpose: classes do not survive RPC.
 */
export interface SessionCall {
  readonly tenantId: string;
  readonly integrationId: string;
  /** As stored; judged again before each call. */
  readonly address: string;
  readonly namespace: string | null;
  readonly authMount: string;
  readonly roleId: string;
  /** Null: the role asks for none. */
  readonly sealedSecretId: Sealed | null;
  /** Of the secret id. Rises with every rotation and is never used twice for different secret ids. */
  readonly revision: number;
}

/** A token, good for a call to the vault. */
export interface Lease {
  readonly token: string;
  /** Names the token without being it. */
  readonly generation: number;
  /** Won by a login during this call, so a 403 to it means a missing right. */
  readonly fresh: boolean;
  /** What the token has left, whole seconds; null if the vault set no end. */
  readonly ttlSeconds: number | null;
  /** For so long it may serve further calls to the same path, milliseconds; 0: for this one alone. */
  readonly keepMs: number;
}
/** A login that was good. The token stays with the session. */
export type Login = Omit<Lease, "token" | "fresh" | "keepMs">;

export interface Denial {
  readonly generation: number;
  /** The token was won, or proven good, within the request that reports this. */
  readonly fresh: boolean;
  /** This was the repeat after an earlier 403 within one request. */
  readonly repeated: boolean;
  /** Method and path of the call, as in `acquire`. */
  readonly path: string;
}

export interface SessionRpc {
  /** `path`: method and path the token is for. `vault_permission_denied` without a login if it was refused too often. */
  acquire(call: SessionCall, path: string): Promise<Result<Lease>>;
  /** The vault answered 403. A token for one repeat, or `vault_permission_denied`: the answer is final. */
  refused(call: SessionCall, denial: Denial): Promise<Result<Lease>>;
  /** A login now, whatever is held. The pause after refused logins holds. */
  login(call: SessionCall): Promise<Result<Login>>;
  /**
   * Tries a secret id that is not stored yet. Its token serves the first call that names the same revision and sealed bytes;
   * a refusal leaves everything about the stored one alone.
   */
  verify(call: SessionCall): Promise<Result<Login>>;
  /** The integration is gone: erases storage, memory and alarm, and keeps nothing from then on. */
  forget(): Promise<void>;
}
