import { sha256Hex } from "../crypto/digest";
import { concat, parseBase64Url, toBase64Url, utf8 } from "../crypto/encoding";

/**
 * Cursors of lists by path: 12 bytes that bind one to its list, 6 bytes of a number, up to 512 of the path; 707 characters at
 * most. What binds is no secret: whoever forges a cursor chooses only where their own list goes on.
 */
export interface PathPosition {
  /** What the list is sorted by before the path; 0 where it is by path alone. Below 2^48. */
  readonly at: number;
  readonly path: string;
}

const CHECK_BYTES = 12;
const NUMBER_BYTES = 6;

export function encodePathCursor(binding: readonly string[], position: PathPosition): string {
  const number = Buffer.alloc(NUMBER_BYTES);
  number.writeUIntBE(position.at, 0, NUMBER_BYTES);
  return toBase64Url(concat(checkOf(binding, position), number, utf8(position.path)));
}

/** Undefined if it is malformed, or of another list. */
export function decodePathCursor(binding: readonly string[], cursor: string): PathPosition | undefined {
  const bytes = Buffer.from(parseBase64Url(cursor) ?? []);
  if (bytes.length < CHECK_BYTES + NUMBER_BYTES) return undefined;
  const path = bytes.toString("utf8", CHECK_BYTES + NUMBER_BYTES);
  const position = { at: bytes.readUIntBE(CHECK_BYTES, NUMBER_BYTES), path };
  return checkOf(binding, position).equals(bytes.subarray(0, CHECK_BYTES)) ? position : undefined;
}

const checkOf = (binding: readonly string[], { at, path }: PathPosition): Buffer =>
  Buffer.from(sha256Hex(JSON.stringify([binding, at, path])), "hex").subarray(0, CHECK_BYTES);
