import { wholeSecond } from "../formats";
import { type Glob, literalPrefix, matchesGlob } from "../kernel/glob";
import { endOfPrefix, justAfter } from "../kernel/secret-path";
import type { SecretType } from "../kernel/secret-type";

/** Which secrets a list shows, and where in the order of paths they can lie. Pure. */

export interface ListFilter {
  readonly prefix: string;
  /** All must be there. */
  readonly tags: readonly string[];
  readonly secretType: SecretType | null;
  readonly expiresBeforeMs: number | null;
  readonly updatedAfterMs: number | null;
  readonly includeExpired: boolean;
}
/** What a filter asks of a live secret. */
export interface Facts {
  readonly path: string;
  readonly secretType: SecretType;
  readonly tags: readonly string[];
  readonly expiresAtMs: number | null;
  readonly updatedAtMs: number;
}

export function passes(filter: ListFilter, globs: readonly Glob[], facts: Facts, nowMs: number): boolean {
  const { expiresAtMs } = facts;
  if (!facts.path.startsWith(filter.prefix)) return false;
  if (filter.secretType !== null && facts.secretType !== filter.secretType) return false;
  if (!filter.includeExpired && expiresAtMs !== null && nowMs >= expiresAtMs) return false;
  if (filter.expiresBeforeMs !== null && (expiresAtMs === null || expiresAtMs >= filter.expiresBeforeMs)) return false;
  // What clients see is cut to the second, and so is what is compared.
  if (filter.updatedAfterMs !== null && wholeSecond(facts.updatedAtMs) <= filter.updatedAfterMs) return false;
  return filter.tags.every((tag) => facts.tags.includes(tag)) && globs.some((glob) => matchesGlob(glob, facts.path));
}

/** Paths from `from`, up to but without `to`, in byte order. */
export interface PathRange {
  readonly from: string;
  readonly to: string;
  /** Every path in it matches a pattern. */
  readonly whole: boolean;
}

/** Where paths that match a pattern and start with `prefix` can lie: ranges in order that do not overlap. */
export function rangesOf(globs: readonly Glob[], prefix: string): PathRange[] {
  const sorted = globs
    .map((glob) => within(rangeOf(glob), prefix))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? 1 : -1));
  const merged: PathRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (!last || range.from >= last.to) merged.push(range);
    else if (!(last.whole && range.to <= last.to)) merged.splice(-1, 1, join(last, range));
  }
  return merged;
}

/** Where both have paths. */
export function commonRanges(a: readonly PathRange[], b: readonly PathRange[]): PathRange[] {
  const common: PathRange[] = [];
  for (let i = 0, j = 0; ; ) {
    const [one, other] = [a[i], b[j]];
    if (!one || !other) return common;
    const from = one.from > other.from ? one.from : other.from;
    const to = one.to < other.to ? one.to : other.to;
    if (from < to) common.push({ from, to, whole: one.whole && other.whole });
    if (one.to < other.to) i++;
    else j++;
  }
}

function rangeOf(glob: Glob): PathRange {
  const start = literalPrefix(glob);
  if (start === glob.text) return { from: start, to: justAfter(start), whole: true };
  return { from: start, to: endOfPrefix(start), whole: glob.text === `${start}**` };
}

const within = ({ from, to, whole }: PathRange, prefix: string): PathRange => {
  const end = endOfPrefix(prefix);
  return { from: from > prefix ? from : prefix, to: to < end ? to : end, whole };
};

const join = (a: PathRange, b: PathRange): PathRange => ({
  from: a.from,
  to: a.to > b.to ? a.to : b.to,
  whole: (a.whole && b.whole) || (b.whole && b.from === a.from && b.to >= a.to),
});
