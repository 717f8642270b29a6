import { containsToken } from "../crypto/redact";

/** Paths of secrets: what one may be, which are taken by routes, and where they lie in byte order. Pure. */

/** Every character is one byte, so characters, bytes and their order are the same to SQL and to memory. */
export const MAX_PATH_LENGTH = 512;
export const MAX_PATH_SEGMENTS = 32;
export type PathFault = "length" | "characters" | "token" | "empty_segment" | "depth" | "path_segments" | "whitespace";
/** Text of which a path, or a pattern of paths, may not be made. */
export type TextFault = "characters" | "token";

/** A path as a JSON schema tells it. Segments by length, so that `.` and `..` are none, and spaces stand inside. */
const SIGN = "[A-Za-z0-9._~@+:=,-]";
const NO_DOT = "[A-Za-z0-9_~@+:=,-]";
const SEGMENT = `(${NO_DOT}${SIGN}?|\\.${NO_DOT}|${SIGN}[A-Za-z0-9._~@+:=, -]+${SIGN})`;
export const PATH_PATTERN = `^${SEGMENT}(/${SEGMENT}){0,${MAX_PATH_SEGMENTS - 1}}$`;

/** The first fault, or undefined. An empty path is an empty segment. */
export function pathFault(path: string): PathFault | undefined {
  if (path.length > MAX_PATH_LENGTH) return "length";
  const fault = textFault(path);
  if (fault) return fault;
  const segments = path.split("/");
  if (segments.includes("")) return "empty_segment";
  if (segments.length > MAX_PATH_SEGMENTS) return "depth";
  if (segments.some((segment) => segment === "." || segment === "..")) return "path_segments";
  return segments.some(hasOuterSpace) ? "whitespace" : undefined;
}

/** The first fault of a path as an address below the store's names it, where routes have taken some words. */
export const addressFault = (path: string): PathFault | "reserved" | undefined =>
  pathFault(path) ?? (isReserved(path) ? "reserved" : undefined);

/** Also of the beginning of a path, which may end within a segment. */
export function textFault(text: string): TextFault | undefined {
  if (!/^[A-Za-z0-9._~@+:=,/ -]*$/.test(text)) return "characters";
  return holdsToken(text) ? "token" : undefined;
}

/**
 * Paths are stored, logged and sent in events as they are, so none may be a token that somebody put into the wrong place. What is
 * in lower case throughout was a path before upper case could be in one, and stays one; a real token has upper case.
 */
export const holdsToken = (text: string): boolean => /[^a-z0-9\-_./*?]/.test(text) && containsToken(text);

export const hasOuterSpace = (segment: string): boolean => segment.startsWith(" ") || segment.endsWith(" ");

/** Names below which, or at whose end, routes of the store lie. Each of the longer ones alone is an ordinary path. */
const isReserved = (path: string): boolean =>
  /^(expiring|batch)$/.test(path) || /^(metadata|batch)\//.test(path) || /\/(versions|restore|rotate)$/.test(path);

/** One past every path that starts with `prefix`, in byte order: DEL comes after `~`, the last character of paths. */
export const endOfPrefix = (prefix: string): string => `${prefix}\u007f`;

/** After `path`, and before every other path that comes after it: no character of paths comes before a space. */
export const justAfter = (path: string): string => `${path}\u001f`;
