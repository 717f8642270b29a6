import { type Bytes, parseBase64, toBase64, utf8 } from "./encoding";

/**
 * Signatures of Standard Webhooks 1.0.0 (https://github.com/standard-webhooks/standard-webhooks, symmetric scheme): HMAC-SHA-256
 * (RFC 2104) over `{id}.{timestamp}.{body}`, keyed with the bytes that the secret's text encodes.
 */
const PREFIX = "whsec_";
const MIN_BYTES = 24;
const MAX_BYTES = 64;
const NEW_BYTES = 32;

/** The key bytes of `whsec_` and canonical base64 of 24 to 64 bytes; undefined for any other text. */
export function parseWebhookSecret(text: string): Bytes | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  const bytes = parseBase64(text.slice(PREFIX.length));
  return bytes && bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES ? bytes : undefined;
}

/** 32 random bytes, as text. */
export const newWebhookSecret = (): string => PREFIX + toBase64(crypto.getRandomValues(new Uint8Array(NEW_BYTES)));

/** Not extractable; signs only. */
export const importSigningKey = (secret: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);

export interface SignedMessage {
  readonly id: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/** The header `webhook-signature`: one `v1,<base64>` per key, in the order of the keys, a space between. */
export async function signWebhook(keys: readonly CryptoKey[], { id, timestamp, body }: SignedMessage): Promise<string> {
  const message = utf8(`${id}.${timestamp}.${body}`);
  const macs = await Promise.all(keys.map((key) => crypto.subtle.sign("HMAC", key, message)));
  return macs.map((mac) => `v1,${toBase64(new Uint8Array(mac))}`).join(" ");
}
