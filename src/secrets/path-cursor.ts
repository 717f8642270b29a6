import { sha256Hex } from "../crypto/digest";
import { concat, parseBase64Url, toBase64Url } from "../crypto/encoding";

/**
 * Cursors of lists by path. A path may be as long as a cursor, so it is packed, three characters in two bytes (base 40):
 * 12 bytes that bind it to one list, 6 bytes of a number, up to 342 of the path; 480 characters at most. What binds is no
 * secret: whoever forges a cursor chooses only where their own list goes on.
 */
export interface PathPosition {
  /** What the list is sorted by before the path; 0 where it is by path alone. Below 2^48. */
  readonly at: number;
  readonly path: string;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789-_/";
const CHECK_BYTES = 12;
const NUMBER_BYTES = 6;

export function encodePathCursor(binding: readonly string[], position: PathPosition): string {
  const number = Buffer.alloc(NUMBER_BYTES);
  number.writeUIntBE(position.at, 0, NUMBER_BYTES);
  return toBase64Url(concat(checkOf(binding, position), number, pack(position.path)));
}

/** Undefined if it is malformed, or of another list. */
export function decodePathCursor(binding: readonly string[], cursor: string): PathPosition | undefined {
  const bytes = Buffer.from(parseBase64Url(cursor) ?? []);
  if (bytes.length < CHECK_BYTES + NUMBER_BYTES) return undefined;
  const path = unpack(bytes.subarray(CHECK_BYTES + NUMBER_BYTES));
  if (path === undefined) return undefined;
  const position = { at: bytes.readUIntBE(CHECK_BYTES, NUMBER_BYTES), path };
  return checkOf(binding, position).equals(bytes.subarray(0, CHECK_BYTES)) ? position : undefined;
}

const checkOf = (binding: readonly string[], { at, path }: PathPosition): Buffer =>
  Buffer.from(sha256Hex(JSON.stringify([binding, at, path])), "hex").subarray(0, CHECK_BYTES);

/** 0 fills up; characters count from 1. */
function pack(path: string): Uint8Array {
  const packed = Buffer.alloc(Math.ceil(path.length / 3) * 2);
  for (let i = 0; i < path.length; i += 3) {
    const [a = 0, b = 0, c = 0] = Array.from(path.slice(i, i + 3), (letter) => ALPHABET.indexOf(letter) + 1);
    packed.writeUInt16BE((a * 40 + b) * 40 + c, (i / 3) * 2);
  }
  return packed;
}

function unpack(packed: Buffer): string | undefined {
  if (packed.length % 2 !== 0) return undefined;
  let path = "";
  for (let i = 0; i < packed.length; i += 2) {
    const word = packed.readUInt16BE(i);
    for (const digit of [Math.floor(word / 1600), Math.floor(word / 40) % 40, word % 40])
      if (digit > 0) path += ALPHABET[digit - 1] ?? "?";
  }
  return path;
}
