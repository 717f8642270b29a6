import { importAeadKey, KEY_BYTES, open, openSync, sealSync } from "./aead";
import { type Bytes, lengthPrefixed } from "./encoding";
import type { Keyring, Sealed } from "./keyring";

/**
 * The keys of the secrets store, AES-256-GCM throughout (NIST SP 800-38D, see `aead.ts`):
 *
 *   root key --HKDF(salt space id, info "space-key")--> wraps the space key (random, one per space and key version)
 *   space key --> wraps a data key (random, one per version of a secret) --> seals the value
 *
 * Each layer binds what it is about by its associated data, every part behind its length:
 * - space key: space, key version, root key id
 * - data key: space, secret id, version, key version of the space
 * - value: space, secret id, version, format
 * so a stored part that is moved to another row, space or secret does not open. The value does not name the key version of the
 * space: a data key can then be wrapped anew without touching the value.
 */
const SPACE_KEY = "space-key";
const DATA_KEY = "secret-data-key";
const VALUE = "secret-value";

/** Nonce, ciphertext, tag, with the associated data above. */
export const VALUE_FORMAT = 1;

/** Which version of which secret; the id never changes, the path is not bound. */
export interface VersionName {
  readonly spaceId: string;
  readonly secretId: string;
  readonly version: number;
}
export interface SealedVersion {
  readonly wrappedKey: Bytes;
  readonly format: number;
  readonly sealed: Bytes;
}

const scopeOf = (spaceId: string) => ({ salt: spaceId, info: SPACE_KEY });
const spaceKeyAad = (spaceId: string, version: number) => (rootKeyId: string) =>
  lengthPrefixed(SPACE_KEY, spaceId, String(version), rootKeyId);
const dataKeyAad = ({ spaceId, secretId, version }: VersionName, keyVersion: number) =>
  lengthPrefixed(DATA_KEY, spaceId, secretId, String(version), String(keyVersion));
const valueAad = ({ spaceId, secretId, version }: VersionName, format: number) =>
  lengthPrefixed(VALUE, spaceId, secretId, String(version), String(format));

const randomKey = (): Bytes => crypto.getRandomValues(new Uint8Array(KEY_BYTES));

// --- the key of a space ---

/** A fresh key, and the same wrapped under the newest root key. Throws NoRootKey. */
export async function newSpaceKey(
  keyring: Keyring,
  spaceId: string,
  version: number,
): Promise<{ raw: Bytes; wrapped: Sealed }> {
  const raw = randomKey();
  return { raw, wrapped: await keyring.seal(scopeOf(spaceId), raw, spaceKeyAad(spaceId, version)) };
}

/** Throws NoRootKey, UnknownRootKey, DecryptionFailed: none of them says more than a key id. */
export async function openSpaceKey(
  keyring: Keyring,
  spaceId: string,
  version: number,
  wrapped: Sealed,
): Promise<Bytes> {
  return keyring.open(scopeOf(spaceId), wrapped, spaceKeyAad(spaceId, version));
}

/** The same key under the newest root key, or undefined if it is there already. Throws as the two above. */
export async function rewrapSpaceKey(
  keyring: Keyring,
  spaceId: string,
  version: number,
  wrapped: Sealed,
): Promise<Sealed | undefined> {
  if (wrapped.keyId === keyring.newestId) return undefined;
  const raw = await openSpaceKey(keyring, spaceId, version, wrapped);
  return keyring.seal(scopeOf(spaceId), raw, spaceKeyAad(spaceId, version));
}

// --- a version ---

/** Under a fresh data key; without an await, for mutations. */
export function sealVersion(
  spaceKey: Uint8Array,
  keyVersion: number,
  name: VersionName,
  plaintext: Uint8Array,
): SealedVersion {
  const dataKey = randomKey();
  const wrappedKey = sealSync(spaceKey, dataKey, dataKeyAad(name, keyVersion));
  const sealed = sealSync(dataKey, plaintext, valueAad(name, VALUE_FORMAT));
  dataKey.fill(0);
  return { wrappedKey, format: VALUE_FORMAT, sealed };
}

/** For `openValue`; it may be kept for as long as the version lives. Throws DecryptionFailed. */
export async function openDataKey(
  spaceKey: CryptoKey,
  keyVersion: number,
  name: VersionName,
  wrappedKey: Bytes,
): Promise<CryptoKey> {
  const raw = await open(spaceKey, wrappedKey, dataKeyAad(name, keyVersion));
  const key = await importAeadKey(raw, "decrypt");
  raw.fill(0);
  return key;
}

/** Throws DecryptionFailed, also on a format that is not known. */
export async function openValue(
  dataKey: CryptoKey,
  name: VersionName,
  { format, sealed }: Pick<SealedVersion, "format" | "sealed">,
): Promise<Bytes> {
  return open(dataKey, sealed, valueAad(name, format));
}

/** The two above without an await, for mutations. Throws DecryptionFailed, also on a format that is not known. */
export function openVersion(
  spaceKey: Uint8Array,
  keyVersion: number,
  name: VersionName,
  { wrappedKey, format, sealed }: { wrappedKey: Uint8Array; format: number; sealed: Uint8Array },
): Bytes {
  const dataKey = openSync(spaceKey, wrappedKey, dataKeyAad(name, keyVersion));
  try {
    return openSync(dataKey, sealed, valueAad(name, format));
  } finally {
    dataKey.fill(0);
  }
}

/** The data key under another key of the space; the value stays as it is. Throws DecryptionFailed. */
export function rewrapDataKey(
  from: { readonly raw: Uint8Array; readonly version: number },
  to: { readonly raw: Uint8Array; readonly version: number },
  name: VersionName,
  wrappedKey: Uint8Array,
): Bytes {
  const dataKey = openSync(from.raw, wrappedKey, dataKeyAad(name, from.version));
  const anew = sealSync(to.raw, dataKey, dataKeyAad(name, to.version));
  dataKey.fill(0);
  return anew;
}
