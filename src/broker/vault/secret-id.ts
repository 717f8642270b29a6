import { lengthPrefixed, parseUtf8, utf8 } from "../../crypto/encoding";
import type { Keyring, Sealed } from "../../crypto/keyring";

/**
 * The AppRole secret id at rest: the one credential of a customer that Postern keeps.
 * AES-256-GCM under a key derived from a root key (HKDF-SHA-256, salt the tenant id, info the purpose). The associated data
 * binds purpose, tenant, integration and root key, each behind its length: moved to another row or tenant it does not open.
 */
const PURPOSE = "approle-secret-id";

/** The form of the sealed bytes, stored beside them: nonce (12), ciphertext, tag (16), with the associated data above. */
export const SECRET_ID_FORMAT = 1;

export interface SecretIdOwner {
  readonly tenantId: string;
  readonly integrationId: string;
}

const scopeOf = (owner: SecretIdOwner) => ({ salt: owner.tenantId, info: PURPOSE });
const aadFor = (owner: SecretIdOwner) => (keyId: string) =>
  lengthPrefixed(PURPOSE, owner.tenantId, owner.integrationId, keyId);

/** Sealed under the newest root key with a fresh nonce. Throws NoRootKey. */
export async function sealSecretId(keys: Keyring, owner: SecretIdOwner, secretId: string): Promise<Sealed> {
  return keys.seal(scopeOf(owner), utf8(secretId), aadFor(owner));
}

/** For the login alone. Throws NoRootKey, UnknownRootKey, DecryptionFailed: none of them says more than a key id. */
export async function openSecretId(keys: Keyring, owner: SecretIdOwner, sealed: Sealed): Promise<string> {
  return parseUtf8(await keys.open(scopeOf(owner), sealed, aadFor(owner)));
}

/** The same secret id under the newest root key, or undefined if it is there already. Throws as the two above. */
export async function resealSecretId(keys: Keyring, owner: SecretIdOwner, sealed: Sealed): Promise<Sealed | undefined> {
  if (sealed.keyId === keys.newestId) return undefined;
  const plain = await keys.open(scopeOf(owner), sealed, aadFor(owner));
  return keys.seal(scopeOf(owner), plain, aadFor(owner));
}
