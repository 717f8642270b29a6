/** Paths of secrets: what one may be, and which are taken by routes. Pure. */

export const MAX_PATH_LENGTH = 512;
const MAX_SEGMENTS = 10;
export type PathFault = "length" | "characters" | "empty_segment" | "depth" | "reserved";

/** Also of the beginning of a path. */
export const hasPathCharacters = (text: string): boolean => /^[a-z0-9_/-]*$/.test(text);

/** The first fault, or undefined. An empty path is an empty segment. */
export function pathFault(path: string): PathFault | undefined {
  if (path.length > MAX_PATH_LENGTH) return "length";
  if (!hasPathCharacters(path)) return "characters";
  const segments = path.split("/");
  if (segments.includes("")) return "empty_segment";
  if (segments.length > MAX_SEGMENTS) return "depth";
  return isReserved(path) ? "reserved" : undefined;
}

/** Names below which, or at whose end, routes of the store lie. Each of the longer ones alone is an ordinary path. */
const isReserved = (path: string): boolean =>
  /^(expiring|batch)$/.test(path) || /^(metadata|batch)\//.test(path) || /\/(versions|restore|rotate)$/.test(path);

/** One past every path that starts with `prefix`, in byte order: `~` comes after every letter a path can have. */
export const endOfPrefix = (prefix: string): string => `${prefix}~`;
