import type { Claims } from "./trust";

/** Where a claim stands in a token. Pure. */

const MAX_PATH_LENGTH = 256;
const MAX_SEGMENTS = 16;
/** No sign that isn't seen: the path is shown in answers and in the log. */
const SHOWN = /^[^\p{C}\p{Z}]+$/u;
/** RFC 6901: `~` stands for nothing but itself (`~0`) and the slash (`~1`). */
const BROKEN_ESCAPE = /~(?![01])/;
/** RFC 6901, section 4: no leading zeros, no sign. */
const INDEX = /^(0|[1-9][0-9]{0,5})$/;

interface ClaimPath {
  readonly segments: readonly string[];
  /** A pointer also leads into lists, by their indexes. A dot path does not: `groups.0` is a name that nobody means. */
  readonly isPointer: boolean;
}

/** `kubernetes.namespace`, or as a JSON pointer where a name has dots itself: `/kubernetes.io/namespace`. Undefined: neither. */
export function parseClaimPath(text: string): ClaimPath | undefined {
  if (text.length > MAX_PATH_LENGTH || !SHOWN.test(text)) return undefined;
  const isPointer = text.startsWith("/");
  const segments = isPointer ? text.slice(1).split("/") : text.split(".");
  if (segments.length > MAX_SEGMENTS) return undefined;
  if (!isPointer) return segments.includes("") ? undefined : { segments, isPointer };
  if (BROKEN_ESCAPE.test(text)) return undefined;
  // In this order, so that `~01` is `~1` and no slash.
  return { segments: segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~")), isPointer };
}

/** What stands there; undefined: nothing. Only what the token itself holds is found, whatever objects inherit. */
export function claimAt(claims: Claims, path: string): unknown {
  const parsed = parseClaimPath(path);
  return parsed?.segments.reduce<unknown>((outer, segment) => memberOf(outer, segment, parsed.isPointer), claims);
}

function memberOf(outer: unknown, segment: string, isPointer: boolean): unknown {
  if (typeof outer !== "object" || outer === null) return undefined;
  if (Array.isArray(outer)) return isPointer && INDEX.test(segment) ? outer[Number(segment)] : undefined;
  return Object.getOwnPropertyDescriptor(outer, segment)?.value;
}

/** Do both name the same claim? One may be a pointer and the other a dot path. */
export function isSameClaim(one: string, other: string): boolean {
  const segments = parseClaimPath(one)?.segments;
  const others = parseClaimPath(other)?.segments;
  if (!segments || !others || segments.length !== others.length) return false;
  return segments.every((segment, at) => segment === others[at]);
}
