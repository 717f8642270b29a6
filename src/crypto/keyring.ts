import { hkdfSync } from "node:crypto";
import { assertKeyLength, DecryptionFailed, KEY_BYTES, open, seal, sealSync } from "./aead";
import { hmacSync } from "./digest";
import { type Bytes, utf8 } from "./encoding";

/** A root key as configured: an id that travels with what it sealed, and 32 bytes. */
export interface RootKey {
  readonly id: string;
  readonly key: Bytes;
}
export interface Sealed {
  readonly keyId: string;
  readonly bytes: Bytes;
}

/** No root key is configured: the caller is told `service_unavailable`. */
export class NoRootKey extends Error {
  override readonly name = "NoRootKey";
  constructor() {
    super("no root key is configured");
  }
}

/** The bytes name a root key that is not configured. The id is no secret: the operator needs it. */
export class UnknownRootKey extends Error {
  override readonly name = "UnknownRootKey";
  constructor(readonly keyId: string) {
    super(`root key ${JSON.stringify(keyId)} is not configured`);
  }
}

/**
 * Root keys and what is derived from them (HKDF-SHA-256, RFC 5869: salt the space id, info the purpose).
 * - the newest key seals, all of them open;
 * - a key is found by its id, never by trying: an unknown id fails closed;
 * - derived keys are kept for the life of the holder; those that seal are not extractable;
 * - the roots are out of reach of anything that prints or serialises this object.
 */
export class Keyring {
  readonly #roots: readonly RootKey[];
  readonly #derived = new Map<string, Promise<CryptoKey>>();
  readonly #macKeys = new Map<string, Uint8Array>();

  /** Throws if a key has another length than 32 bytes. */
  constructor(roots: readonly RootKey[]) {
    for (const { key } of roots) assertKeyLength(key);
    this.#roots = roots;
  }

  /** Throws NoRootKey. */
  get newestId(): string {
    return this.#newest().id;
  }

  has(keyId: string): boolean {
    return this.#roots.some((root) => root.id === keyId);
  }

  /** `aadFor` gets the id of the key that seals, so that the id is bound too. Throws NoRootKey. */
  async seal(
    scope: { salt: string; info: string },
    plaintext: Bytes,
    aadFor: (keyId: string) => Bytes,
  ): Promise<Sealed> {
    const root = this.#newest();
    const key = await this.#derive(root, scope, "encrypt");
    return { keyId: root.id, bytes: await seal(key, plaintext, aadFor(root.id)) };
  }

  /** The same bytes as `seal`, without an await: for mutations. Throws NoRootKey. */
  sealSync({ salt, info }: { salt: string; info: string }, plaintext: Bytes, aadFor: (keyId: string) => Bytes): Sealed {
    const root = this.#newest();
    const key = new Uint8Array(hkdfSync("sha256", root.key, utf8(salt), utf8(info), KEY_BYTES));
    const bytes = sealSync(key, plaintext, aadFor(root.id));
    key.fill(0);
    return { keyId: root.id, bytes };
  }

  /** Throws NoRootKey, UnknownRootKey, DecryptionFailed. */
  async open(scope: { salt: string; info: string }, sealed: Sealed, aadFor: (keyId: string) => Bytes): Promise<Bytes> {
    if (this.#roots.length === 0) throw new NoRootKey();
    const root = this.#find(sealed.keyId);
    return open(await this.#derive(root, scope, "decrypt"), sealed.bytes, aadFor(root.id));
  }

  /** HMAC-SHA-256, without an await: for commits. Throws NoRootKey, UnknownRootKey. */
  macSync({ salt, info }: { salt: string; info: string }, keyId: string, message: Uint8Array): Uint8Array {
    if (this.#roots.length === 0) throw new NoRootKey();
    const root = this.#find(keyId);
    const name = JSON.stringify([keyId, salt, info]);
    const key =
      this.#macKeys.get(name) ?? new Uint8Array(hkdfSync("sha256", root.key, utf8(salt), utf8(info), KEY_BYTES));
    this.#macKeys.set(name, key);
    return hmacSync("SHA256", key, message);
  }

  #find(keyId: string): RootKey {
    const root = this.#roots.find(({ id }) => id === keyId);
    if (!root) throw new UnknownRootKey(keyId);
    return root;
  }

  #newest(): RootKey {
    const root = this.#roots.at(-1);
    if (!root) throw new NoRootKey();
    return root;
  }

  #derive(root: RootKey, { salt, info }: { salt: string; info: string }, usage: "encrypt" | "decrypt") {
    const name = JSON.stringify([root.id, salt, info, usage]);
    let key = this.#derived.get(name);
    if (!key) {
      key = derive(root.key, salt, info, usage);
      this.#derived.set(name, key);
    }
    return key;
  }
}

async function derive(root: Bytes, salt: string, info: string, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", root, "HKDF", false, ["deriveKey"]);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt: utf8(salt), info: utf8(info) };
  return crypto.subtle.deriveKey(algorithm, base, { name: "AES-GCM", length: 256 }, false, [usage]);
}

export { DecryptionFailed };
