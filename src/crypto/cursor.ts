import { sha256Hex } from "./digest";
import { parseBase64Url, parseUtf8, toBase64Url, utf8 } from "./encoding";

/**
 * Opaque cursors: a position in a list and a check that binds it to one route, one space and one set of filters. The check is
 * no secret: whoever forges a cursor chooses only where their own list goes on.
 */
export type Position = readonly (string | number)[];

const checkOf = (binding: readonly string[], position: Position): string =>
  sha256Hex(JSON.stringify([binding, position])).slice(0, 22);

export const encodeCursor = (binding: readonly string[], position: Position): string =>
  toBase64Url(utf8(JSON.stringify([...position, checkOf(binding, position)])));

/** Undefined if it is malformed, or of another list. */
export function decodeCursor(binding: readonly string[], cursor: string): Position | undefined {
  try {
    const bytes = parseBase64Url(cursor);
    const parsed: unknown = JSON.parse(bytes ? parseUtf8(bytes) : "");
    if (!Array.isArray(parsed) || !parsed.every((part) => typeof part === "string" || typeof part === "number"))
      return undefined;
    const position = parsed.slice(0, -1);
    return parsed.at(-1) === checkOf(binding, position) ? position : undefined;
  } catch {
    return undefined;
  }
}
