/** Bytes that own their memory: what WebCrypto takes and gives. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Bytes => new Uint8Array(encoder.encode(text));
/** Throws on bytes that are not UTF-8. */
export const parseUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
export const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** Canonical base64 only: what does not encode back to the same text gives undefined. */
export function parseBase64(text: string): Bytes | undefined {
  const bytes = new Uint8Array(Buffer.from(text, "base64"));
  return toBase64(bytes) === text ? bytes : undefined;
}

/** Canonical unpadded base64url only. */
export function parseBase64Url(text: string): Bytes | undefined {
  const bytes = new Uint8Array(Buffer.from(text, "base64url"));
  return toBase64Url(bytes) === text ? bytes : undefined;
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/**
 * Associated data: each part behind its length (4 bytes, big endian), so that no two lists of parts give one text. Throws
 * on an unpaired surrogate, which UTF-8 cannot tell from U+FFFD.
 */
export function lengthPrefixed(...parts: readonly string[]): Bytes {
  return concat(
    ...parts.flatMap((part) => {
      if (!part.isWellFormed()) throw new RangeError("associated data must be well-formed text");
      const bytes = utf8(part);
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, bytes.length);
      return [length, bytes];
    }),
  );
}
