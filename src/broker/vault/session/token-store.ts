import { NONCE_BYTES } from "../../../crypto/aead";
import { lengthPrefixed, parseUtf8, toHex, utf8 } from "../../../crypto/encoding";
import { DecryptionFailed, type Keyring, NoRootKey, type Sealed, UnknownRootKey } from "../../../crypto/keyring";
import { endsAtMs, type HeldToken } from "./lease";
import type { LoginBackoff } from "./login-backoff";
import type { SessionCall } from "./rpc";

/**
 * What a session object keeps over an eviction: tokens, sealed, and the pause. Three entries at most:
 *  - `held`: the token in use. `candidate`: one won by a trial of a secret id that may be stored soon;
 *  - `pause`: refused logins in a row.
 * A token is sealed with AES-256-GCM under a key of its own purpose; tenant, integration, revision and root key id are bound.
 */
const PURPOSE = "approle-token";

export interface Owner {
  readonly tenantId: string;
  readonly integrationId: string;
}
type StoredToken = Omit<HeldToken, "token"> & { readonly sealed: Sealed };
/** `trial` names the sealed secret id that won it. */
type StoredCandidate = StoredToken & { readonly trial: string };

/** Tells one sealing of a secret id from another by its nonce, which is used once; and all of them from none. */
export const trialOf = ({ sealedSecretId }: SessionCall): string =>
  sealedSecretId === null ? "" : toHex(sealedSecretId.bytes.subarray(0, NONCE_BYTES));

export class TokenStore {
  constructor(
    private readonly storage: DurableObjectStorage,
    private readonly keys: Keyring,
  ) {}

  // --- the token in use ---

  /** Undefined if there is none, or it does not open: then it is thrown away. */
  async held(owner: Owner): Promise<HeldToken | undefined> {
    const stored = this.storage.kv.get<StoredToken>("held");
    const held = stored && (await this.#open(owner, stored));
    if (stored && !held) this.dropHeld();
    return held;
  }

  /** Seals without storing: what follows may be decided once more, and then written without an await between. */
  async seal(owner: Owner, held: HeldToken): Promise<StoredToken> {
    const { token, ...rest } = held;
    return { ...rest, sealed: await this.keys.seal(scopeOf(owner), utf8(token), aadFor(owner, held.revision)) };
  }

  keep(stored: StoredToken): void {
    this.storage.kv.put("held", stored);
  }

  /** The same token with another lease or count of uses: what it was sealed with does not change. */
  update({ token: _, ...rest }: HeldToken): void {
    const stored = this.storage.kv.get<StoredToken>("held");
    if (stored?.generation === rest.generation) this.keep({ ...rest, sealed: stored.sealed });
  }

  dropHeld(): void {
    this.storage.kv.delete("held");
  }

  // --- the token of a trial ---

  /** The token of a trial of this very secret id becomes the one in use. What older trials won is thrown away. */
  async adoptCandidate(call: SessionCall): Promise<HeldToken | undefined> {
    const stored = this.storage.kv.get<StoredCandidate>("candidate");
    if (!stored || stored.revision > call.revision) return undefined;
    this.dropCandidate();
    const { trial, ...token } = stored;
    if (token.revision !== call.revision || trial !== trialOf(call)) return undefined;
    const held = await this.#open(call, token);
    if (held) this.keep(token);
    return held;
  }

  keepCandidate(stored: StoredToken, trial: string): void {
    this.storage.kv.put<StoredCandidate>("candidate", { ...stored, trial });
  }

  dropCandidate(): void {
    this.storage.kv.delete("candidate");
  }

  // --- the pause ---

  pause(): LoginBackoff | undefined {
    return this.storage.kv.get<LoginBackoff>("pause");
  }

  setPause(pause: LoginBackoff | undefined): void {
    if (pause) this.storage.kv.put("pause", pause);
    else this.storage.kv.delete("pause");
  }

  // --- the end ---

  /** Erases tokens whose lease is over and sets the alarm for the next end. Safe to run at any time, and twice. */
  async eraseEnded(nowMs: number): Promise<void> {
    const ends: number[] = [];
    for (const name of ["held", "candidate"]) {
      const stored = this.storage.kv.get<StoredToken>(name);
      if (!stored) continue;
      const end = endsAtMs({ ...stored, token: "" });
      if (end <= nowMs) this.storage.kv.delete(name);
      else ends.push(end);
    }
    if (ends.length > 0) await this.storage.setAlarm(Math.min(...ends));
  }

  async erase(): Promise<void> {
    await this.storage.deleteAlarm();
    await this.storage.deleteAll();
  }

  async #open(owner: Owner, { sealed, ...rest }: StoredToken): Promise<HeldToken | undefined> {
    try {
      const plain = await this.keys.open(scopeOf(owner), sealed, aadFor(owner, rest.revision));
      return { ...rest, token: parseUtf8(plain) };
    } catch (error) {
      // A login follows: that costs one use of the secret id, while a token that does not open is of no use at all.
      if (error instanceof DecryptionFailed || error instanceof UnknownRootKey || error instanceof NoRootKey)
        return undefined;
      throw error;
    }
  }
}

const scopeOf = (owner: Owner) => ({ salt: owner.tenantId, info: PURPOSE });
const aadFor = (owner: Owner, revision: number) => (keyId: string) =>
  lengthPrefixed(PURPOSE, owner.tenantId, owner.integrationId, String(revision), keyId);
