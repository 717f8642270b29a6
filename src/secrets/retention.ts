import { NO_KEY } from "./tables";

/** Which versions of a secret are kept, and which can be read. Pure. */

/** What decides about a version. */
export interface VersionState {
  /** The end of its grace after a rotation; null: as long as it is kept. */
  readonly readableUntilMs: number | null;
  /** When it is softly deleted, which may lie ahead; null: it is not. */
  readonly deletedAtMs: number | null;
  /** `NO_KEY`: its value is gone. */
  readonly keyVersion: number;
}
export type NumberedVersion = VersionState & { readonly number: number };

/** From this instant on it is not read: it was deleted, or its grace ends. Null: as long as it is kept. */
export function deletionOf({ readableUntilMs, deletedAtMs }: Omit<VersionState, "keyVersion">): number | null {
  if (readableUntilMs === null || deletedAtMs === null) return readableUntilMs ?? deletedAtMs;
  return Math.min(readableUntilMs, deletedAtMs);
}

/** An instant that has come; null: there is none, or it lies ahead. */
export const past = (atMs: number | null, nowMs: number): number | null =>
  atMs !== null && atMs <= nowMs ? atMs : null;

/**
 * When a version that is destroyed now counts as deleted. The end of a grace that runs is not kept: nothing comes to an end then.
 * A deletion that was planned is, as clients of Vault's interface expect.
 */
export const deletionOfDestroyed = ({ deletedAtMs, readableUntilMs }: VersionState, nowMs: number): number | null =>
  deletionOf({ deletedAtMs, readableUntilMs: past(readableUntilMs, nowMs) });

/** Is the value there? Past the end of its grace it may be, or may be gone already: nobody can tell. */
const hasValue = ({ keyVersion, readableUntilMs }: VersionState, nowMs: number): boolean =>
  keyVersion !== NO_KEY && (readableUntilMs === null || nowMs < readableUntilMs);

export const isReadable = (version: VersionState, nowMs: number): boolean =>
  hasValue(version, nowMs) && (version.deletedAtMs === null || nowMs < version.deletedAtMs);

/** Deleted, or about to be, and still to be brought back. */
export const isRestorable = (version: VersionState, nowMs: number): boolean => hasValue(version, nowMs);

/** Destroyed by somebody. One whose grace is over is deleted, although its value is gone as well. */
export const isDestroyed = ({ keyVersion, readableUntilMs }: VersionState): boolean =>
  keyVersion === NO_KEY && readableUntilMs === null;

/**
 * Numbers of which nothing is kept after a write, ascending: all but the newest `max`, except the version that was current before
 * the latest rotation (`rotatedFrom`) while its grace runs.
 */
export function toPrune(
  versions: readonly NumberedVersion[],
  { max, rotatedFrom, nowMs }: { max: number; rotatedFrom: number | null; nowMs: number },
): number[] {
  const newestFirst = versions.toSorted((a, b) => b.number - a.number);
  const spared = (version: NumberedVersion) =>
    version.number === rotatedFrom && version.readableUntilMs !== null && isReadable(version, nowMs);
  return newestFirst
    .slice(max)
    .filter((version) => !spared(version))
    .map(({ number }) => number)
    .reverse();
}
