import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { ReadSecret } from "./exact-batch.ts";
import type { Values } from "./values.ts";

/** What a file of values is good for: only there, and for these references, does it open. */
export interface Binding {
  readonly url: string;
  readonly tenant: string | null;
  readonly references: readonly string[];
}

const VERSION = 1;
const CIPHER = "aes-256-gcm";
const SALT_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Values as a text that can be kept: JSON with `version`, `created_at`, `salt`, `nonce` and `sealed`. AES-256-GCM, the key by HKDF-SHA-256 from
 * `secret` and a salt that is drawn for each text; the time and the binding are authenticated.
 */
export function seal(values: Values, secret: string, binding: Binding, nowMs: number): string {
  const createdAt = new Date(nowMs).toISOString();
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret, salt), nonce);
  cipher.setAAD(contextOf(createdAt, binding));
  const text = JSON.stringify([...values]);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  const encoded = {
    salt: salt.toString("base64url"),
    nonce: nonce.toString("base64url"),
    sealed: sealed.toString("base64url"),
  };
  return `${JSON.stringify({ version: VERSION, created_at: createdAt, ...encoded })}\n`;
}

/** Undefined: no such text, or one of another secret or binding, or one that was changed. Which of them can't be told. */
export function unseal(
  text: string,
  secret: string,
  binding: Binding,
): { readonly values: Values; readonly createdAtMs: number } | undefined {
  const parts = partsIn(text);
  if (!parts) return undefined;
  const { createdAt, salt, nonce, sealed } = parts;
  const decipher = createDecipheriv(CIPHER, keyOf(secret, salt), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(contextOf(createdAt, binding));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const opened = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    // What opens was written by `seal`.
    return {
      values: new Map(JSON.parse(opened.toString("utf8")) as [string, ReadSecret][]),
      createdAtMs: Date.parse(createdAt),
    };
  } catch {
    return undefined; // It does not open, for whatever reason: nothing is told of it.
  }
}

const keyOf = (secret: string, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, salt, "postern run --fallback 1", 32));

const contextOf = (createdAt: string, { url, tenant, references }: Binding): Buffer =>
  Buffer.from(JSON.stringify(["postern-fallback", VERSION, createdAt, url, tenant, [...new Set(references)].sort()]));

function partsIn(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined; // The parser's own error repeats what it read.
  }
  if (typeof value !== "object" || value === null || !("version" in value) || value.version !== VERSION)
    return undefined;
  const read = value as Readonly<Record<string, unknown>>;
  const { created_at: createdAt } = read;
  const [salt, nonce, sealed] = [bytesIn(read.salt), bytesIn(read.nonce), bytesIn(read.sealed)];
  if (typeof createdAt !== "string" || Number.isNaN(Date.parse(createdAt))) return undefined;
  const isWhole = salt.length === SALT_BYTES && nonce.length === NONCE_BYTES && sealed.length >= TAG_BYTES;
  return isWhole ? { createdAt, salt, nonce, sealed } : undefined;
}

const bytesIn = (value: unknown): Buffer => Buffer.from(typeof value === "string" ? value : "", "base64url");
