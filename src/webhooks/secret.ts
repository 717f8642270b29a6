import { lengthPrefixed, parseUtf8, utf8 } from "../crypto/encoding";
import type { Keyring, Sealed } from "../crypto/keyring";
import { importSigningKey, parseWebhookSecret } from "../crypto/webhook-signature";

/**
 * A webhook's secret at rest: AES-256-GCM under a key derived from a root key (HKDF-SHA-256, salt the space id, info the
 * purpose). The associated data binds purpose, space, webhook and root key, each behind its length: moved to another webhook or
 * space it does not open.
 */
const PURPOSE = "webhook-secret";

export interface SecretOwner {
  readonly spaceId: string;
  readonly webhookId: string;
}
const scopeOf = ({ spaceId }: SecretOwner) => ({ salt: spaceId, info: PURPOSE });
const aadFor =
  ({ spaceId, webhookId }: SecretOwner) =>
  (keyId: string) =>
    lengthPrefixed(PURPOSE, spaceId, webhookId, keyId);

/** Under the newest root key. Throws NoRootKey. */
export const sealWebhookSecret = (keyring: Keyring, owner: SecretOwner, secret: string): Sealed =>
  keyring.sealSync(scopeOf(owner), utf8(secret), aadFor(owner));

/** The key that signs; not extractable. Throws NoRootKey, UnknownRootKey, DecryptionFailed. */
export async function openSigningKey(keyring: Keyring, owner: SecretOwner, sealed: Sealed): Promise<CryptoKey> {
  const text = parseUtf8(await keyring.open(scopeOf(owner), sealed, aadFor(owner)));
  const secret = parseWebhookSecret(text);
  // It was checked before it was sealed, and what was sealed can't be changed.
  if (!secret) throw new Error("the sealed text is no webhook secret");
  return await importSigningKey(secret);
}

/** The same secret under the newest root key, or undefined if it is there already. Throws as the two above. */
export async function resealWebhookSecret(
  keyring: Keyring,
  owner: SecretOwner,
  sealed: Sealed,
): Promise<Sealed | undefined> {
  if (sealed.keyId === keyring.newestId) return undefined;
  const plain = await keyring.open(scopeOf(owner), sealed, aadFor(owner));
  return keyring.sealSync(scopeOf(owner), plain, aadFor(owner));
}
