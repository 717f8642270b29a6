/** What an import finds, wherever it comes from. */

/** A value as compact JSON of an object, with each number's own digits; null: it is gone (deleted, destroyed or dropped by its vault). */
export type Version = string | null;

/** One secret of a source, with the path that it gets. */
export interface Entry {
  readonly path: string;
  /** Oldest first: the first is to be version 1. At least one. */
  readonly versions: readonly Version[];
  /** Whether the numbers of the versions count: then Postern's history is to be this one. Else the value alone is compared. */
  readonly isHistory: boolean;
  /** Of a secret that is new. Compact JSON of an object, or null. */
  readonly metadata: string | null;
  /** Of a secret that is new; null: the space's own setting. */
  readonly maxVersions: number | null;
  /** What of it is not carried over, in words. */
  readonly notes: readonly string[];
}

/** What can't be a secret here, and why. `name`: as the source calls it. Neither holds a value. */
export interface Refused {
  readonly name: string;
  readonly reason: string;
}

export interface Found {
  readonly entries: readonly Entry[];
  readonly refused: readonly Refused[];
}

/** An entry of a source that knows one value alone. */
export const entryOf = (path: string, value: string, notes: readonly string[] = []): Entry => ({
  path,
  versions: [value],
  isHistory: false,
  metadata: null,
  maxVersions: null,
  notes,
});

/** `app` and `app/` are one folder; none is the root. */
export const inFolder = (folder: string, name: string): string =>
  folder === "" ? name : `${folder.replace(/\/+$/, "")}/${name}`;
