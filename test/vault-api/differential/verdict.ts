import type { Found } from "./compare";
import type { Difference } from "./differences/difference";

export interface Verdict {
  /** Differences that nobody meant. */
  readonly unlisted: readonly string[];
  /** Places of the list that no answer needed. */
  readonly unneeded: readonly string[];
}

/** Holds what was found against the list: both must be the same. */
export function verdictOf(found: readonly Found[], list: readonly Difference[]): Verdict {
  const needed = new Set<string>();
  const unlisted = found.filter((one) => {
    const places = list.flatMap((entry) => entry.on.filter((on) => covers(entry, on, one)));
    for (const place of places) needed.add(place);
    return places.length === 0;
  });
  return {
    unlisted: unlisted.map(({ where, judge, ours }) => `${where}: OpenBao ${shown(judge)}, here ${shown(ours)}`),
    unneeded: list.flatMap(({ on }) => on).filter((place) => !needed.has(place)),
  };
}

function covers(entry: Difference, on: string, { where, judge, ours }: Found): boolean {
  if (!patternOf(on).test(where)) return false;
  const { without } = entry;
  if (without !== undefined && shown(Array.isArray(judge) && judge.filter((item) => item !== without)) !== shown(ours))
    return false;
  return (
    (entry.judge === undefined || shown(entry.judge) === shown(judge)) &&
    (entry.ours === undefined || shown(entry.ours) === shown(ours))
  );
}

const patternOf = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`, "s");

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
