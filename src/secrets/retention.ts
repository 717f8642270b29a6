/** Which versions of a secret are kept, and which can be read. Pure. */

export interface VersionState {
  readonly number: number;
  /** Null: as long as it is kept. */
  readonly readableUntilMs: number | null;
}

export const isReadable = ({ readableUntilMs }: Pick<VersionState, "readableUntilMs">, nowMs: number): boolean =>
  readableUntilMs === null || nowMs < readableUntilMs;

/**
 * Numbers to destroy after a write, ascending: all but the newest `max`, except the version that was current before the latest
 * rotation (`rotatedFrom`) while its grace runs.
 */
export function toPrune(
  versions: readonly VersionState[],
  { max, rotatedFrom, nowMs }: { max: number; rotatedFrom: number | null; nowMs: number },
): number[] {
  const newestFirst = versions.toSorted((a, b) => b.number - a.number);
  const spared = ({ number, readableUntilMs }: VersionState) =>
    number === rotatedFrom && readableUntilMs !== null && nowMs < readableUntilMs;
  return newestFirst
    .slice(max)
    .filter((version) => !spared(version))
    .map(({ number }) => number)
    .reverse();
}
