import { createCipheriv, createDecipheriv } from "node:crypto";
import { type Bytes, concat } from "./encoding";

/**
 * AES-256-GCM (NIST SP 800-38D). Sealed bytes: nonce (12), ciphertext, tag (16).
 * Nonces are random, so one key may seal at most 2^32 times (section 8.3).
 */
export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** The one answer to everything that does not open: it must not tell what was wrong. */
export class DecryptionFailed extends Error {
  override readonly name = "DecryptionFailed";
  constructor() {
    super("the sealed bytes do not open");
  }
}

export function assertKeyLength(raw: Uint8Array): void {
  if (raw.length !== KEY_BYTES) throw new Error(`a key has ${KEY_BYTES} bytes`);
}

export async function importAeadKey(raw: Bytes, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  assertKeyLength(raw);
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, [usage]);
}

// --- seal ---

export async function seal(key: CryptoKey, plaintext: Bytes, aad: Bytes): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: aad }, key, plaintext);
  return concat(nonce, new Uint8Array(box));
}

/** The same bytes as `seal`, without an await: for mutations, which run inside one transaction. */
export function sealSync(rawKey: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Bytes {
  assertKeyLength(rawKey);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const cipher = createCipheriv("aes-256-gcm", rawKey, nonce);
  cipher.setAAD(aad);
  return concat(nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag());
}

// --- open ---

/** Throws DecryptionFailed, whatever is wrong. */
export async function open(key: CryptoKey, sealed: Bytes, aad: Bytes): Promise<Bytes> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new DecryptionFailed();
  const algorithm = { name: "AES-GCM", iv: sealed.subarray(0, NONCE_BYTES), additionalData: aad };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE_BYTES)));
  } catch {
    throw new DecryptionFailed();
  }
}

/** The same as `open`, without an await. Throws DecryptionFailed, whatever is wrong. */
export function openSync(rawKey: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Bytes {
  assertKeyLength(rawKey);
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new DecryptionFailed();
  try {
    const decipher = createDecipheriv("aes-256-gcm", rawKey, sealed.subarray(0, NONCE_BYTES));
    decipher.setAAD(aad);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return concat(decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final());
  } catch {
    throw new DecryptionFailed();
  }
}
