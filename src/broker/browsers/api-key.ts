import { lengthPrefixed, parseUtf8, utf8 } from "../../crypto/encoding";
import type { Keyring, Sealed } from "../../crypto/keyring";

/**
 * A browser's API key at rest.
 * AES-256-GCM under a key derived from a root key (HKDF-SHA-256, salt the tenant id, info the purpose). The associated data
 * binds purpose, tenant, browser and root key, each behind its length: moved to another row or tenant it does not open.
 */
const PURPOSE = "browser-api-key";

/** The form of the sealed bytes, stored beside them: nonce (12), ciphertext, tag (16), with the associated data above. */
export const API_KEY_FORMAT = 1;

export interface ApiKeyOwner {
  readonly tenantId: string;
  readonly browserId: string;
}

const scopeOf = (owner: ApiKeyOwner) => ({ salt: owner.tenantId, info: PURPOSE });
const aadFor = (owner: ApiKeyOwner) => (keyId: string) =>
  lengthPrefixed(PURPOSE, owner.tenantId, owner.browserId, keyId);

/** Sealed under the newest root key with a fresh nonce. Throws NoRootKey. */
export async function sealApiKey(keys: Keyring, owner: ApiKeyOwner, apiKey: string): Promise<Sealed> {
  return keys.seal(scopeOf(owner), utf8(apiKey), aadFor(owner));
}

/** Where the socket is opened, and nowhere else. Throws NoRootKey, UnknownRootKey, DecryptionFailed: none of them says more than a key id. */
export async function openApiKey(keys: Keyring, owner: ApiKeyOwner, sealed: Sealed): Promise<string> {
  return parseUtf8(await keys.open(scopeOf(owner), sealed, aadFor(owner)));
}

/** The same key under the newest root key, or undefined if it is there already. Throws as the two above. */
export async function resealApiKey(keys: Keyring, owner: ApiKeyOwner, sealed: Sealed): Promise<Sealed | undefined> {
  if (sealed.keyId === keys.newestId) return undefined;
  const plain = await keys.open(scopeOf(owner), sealed, aadFor(owner));
  return keys.seal(scopeOf(owner), plain, aadFor(owner));
}
