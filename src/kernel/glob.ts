import { hasOuterSpace, MAX_PATH_LENGTH, MAX_PATH_SEGMENTS, type TextFault, textFault } from "./secret-path";

/**
 * Path patterns of access policies: characters of paths, `*` and `?`. A pattern is cut into segments and walked; no regular
 * expression is ever built from it, and the walk never takes more steps than pattern characters times path characters.
 */
export interface Glob {
  readonly text: string;
  /** Without the bounds that `**` has at the ends: there it became `**` and one `*` (see parseGlob). */
  readonly segments: readonly string[];
}
/** Counts the steps that comparisons took, for whoever shares a thread. */
export interface Meter {
  steps: number;
}
export type GlobFault = "empty" | "length" | TextFault | "empty_segment" | "depth" | "whitespace" | "double_star";

const MAX_DOUBLE_STARS = 4;
/** Any run of whole segments, also none. */
const RUN = "**";

/** The first fault in the order of GlobFault. A slash at either end is an empty segment. */
export function parseGlob(text: string): { ok: true; glob: Glob } | { ok: false; reason: GlobFault } {
  if (text === "") return { ok: false, reason: "empty" };
  if (text.length > MAX_PATH_LENGTH) return { ok: false, reason: "length" };
  const fault = textFault(text.replaceAll(/[*?]/g, " "));
  if (fault) return { ok: false, reason: fault };
  const segments = text.split("/");
  if (segments.includes("")) return { ok: false, reason: "empty_segment" };
  if (segments.length > MAX_PATH_SEGMENTS) return { ok: false, reason: "depth" };
  if (segments.some(hasOuterSpace)) return { ok: false, reason: "whitespace" };
  if (hasBadDoubleStar(segments)) return { ok: false, reason: "double_star" };
  // `**` needs a segment where it leads or trails. Alone it does both, and one segment is enough.
  const bounded = [
    ...(segments[0] === RUN && segments.length > 1 ? ["*"] : []),
    ...segments,
    ...(segments.at(-1) === RUN ? ["*"] : []),
  ];
  return { ok: true, glob: { text, segments: bounded } };
}

function hasBadDoubleStar(segments: readonly string[]): boolean {
  if (segments.some((segment) => segment.includes(RUN) && segment !== RUN)) return true;
  if (segments.some((segment, index) => segment === RUN && segments[index + 1] === RUN)) return true;
  return segments.filter((segment) => segment === RUN).length > MAX_DOUBLE_STARS;
}

/** The whole path is compared. A path with an empty segment is none, and matches nothing. */
export function matchesGlob({ segments }: Glob, path: string, meter: Meter = { steps: 0 }): boolean {
  const parts = path.split("/");
  if (parts.includes("")) return false;
  return walk(segments, parts, RUN, meter, (wanted, part) => matchesSegment(wanted, part, meter));
}

/** The longest text that every matching path starts with: lower bound of a range over an index of paths. */
export function literalPrefix({ text }: Glob): string {
  const wild = text.search(/[*?]/);
  return wild === -1 ? text : text.slice(0, wild);
}

const matchesSegment = (pattern: string, segment: string, meter: Meter): boolean =>
  pattern === "*" || walk(pattern, segment, "*", meter, (wanted, letter) => wanted === "?" || wanted === letter);

/**
 * Does the pattern fit all of the subject, where `run` stands for any run of elements? Goes back to the last run only: what
 * an earlier one could take instead, the last one can take too. So the steps are at most the product of the lengths.
 */
function walk<T extends ArrayLike<string>>(
  pattern: T,
  subject: T,
  run: string,
  meter: Meter,
  fits: (p: string, s: string) => boolean,
): boolean {
  let at = 0;
  let next = 0;
  let afterRun = -1;
  let retryAt = 0;
  while (at < subject.length) {
    meter.steps++;
    const wanted = pattern[next];
    const element = subject[at] ?? "";
    if (wanted === run) {
      afterRun = ++next;
      retryAt = at;
    } else if (wanted !== undefined && fits(wanted, element)) {
      next++;
      at++;
    } else if (afterRun !== -1) {
      next = afterRun;
      at = ++retryAt;
    } else return false;
  }
  while (pattern[next] === run) next++;
  return next === pattern.length;
}
