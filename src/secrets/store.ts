import type { Keyring } from "../crypto/keyring";
import { rootKeyUsage } from "../directory/root-key-usage";
import type { SpaceDb } from "../kernel/db";
import { type Glob, matchesGlob } from "../kernel/glob";
import type { HotQuery } from "../kernel/hot-statement";
import { perSpace } from "../kernel/per-space";
import { justAfter } from "../kernel/secret-path";
import { STEPS_PER_UNIT, type Turns, WHOLE_SECRET_UNITS } from "../kernel/turns";
import { SpaceKeys } from "./keys";
import { type CountedStore, END, ListCounts } from "./list-counts";
import { commonRanges, type Facts, type ListFilter, type PathRange, passes, rangesOf } from "./list-filter";
import { ListStatements, type ListValues, type RowValues, type Shaped } from "./list-statements";
import { parseMetadata, tagsOf } from "./metadata-merge";
import { prepareSecretStatements, type SecretStatements } from "./statements";
import type { secrets } from "./tables";

export type Secret = typeof secrets.$inferSelect;

export const factsOf = (secret: Secret): Facts => ({ ...secret, tags: tagsOf(parseMetadata(secret.metadata)) });

/** What a list shows of a secret. */
export type ShortSecret = Shaped<"short">;

/** How secrets are given: rows of a statement, or made of one that was found otherwise. */
interface Selection<T> {
  readonly rows: HotQuery<RowValues, T>;
  readonly from: (secret: Secret) => T;
}

/** What a list or a count asks for. */
export interface Asked {
  readonly filter: ListFilter;
  /** What the caller may list. Nothing outside of them is looked at. */
  readonly globs: readonly Glob[];
  /** Patterns of which one must match too; absent: none is asked. */
  readonly patterns?: readonly Glob[];
  readonly nowMs: number;
}
interface ExpiringFilter {
  readonly nowMs: number;
  readonly untilMs: number;
  readonly prefix: string;
  readonly globs: readonly Glob[];
}
interface ExpiryPosition {
  readonly at: number;
  readonly path: string;
}

/** Rows of an index in one step of a list, and in one of a count that looks at each row. */
const SLICE = 256;
const COUNTED = 512;
/** The same of a count that SQL makes in the index alone: sixteen of its rows take about what a unit is, some two microseconds. */
const COUNTED_IN_INDEX = 4096;
const INDEX_ROWS_PER_UNIT = 16;

/** What this room keeps for the life of the object: its keys, its hot statements, the totals of its lists. */
export class SecretStore implements CountedStore {
  readonly keys: SpaceKeys;
  readonly counts = new ListCounts(this);
  readonly statements: SecretStatements;
  readonly #lists: ListStatements;

  constructor(db: SpaceDb, keyring: Keyring, spaceId: string, announce: (rootKeyId: string) => Promise<void>) {
    this.keys = new SpaceKeys(db, keyring, spaceId, announce);
    this.statements = prepareSecretStatements(db);
    this.#lists = new ListStatements(db);
  }

  /** Live or softly deleted. */
  find(path: string): Secret | undefined {
    return this.statements.secretByPath.get({ path });
  }

  factsAt(path: string): Facts | undefined {
    const secret = this.find(path);
    return secret && secret.deletedAtMs === null ? factsOf(secret) : undefined;
  }

  /** Up to `limit` of them that come after a path, whole. */
  select(asked: Asked, after: string, limit: number, turns: Turns): Promise<Secret[]> {
    return this.#select(asked, after, limit, turns, {
      rows: this.#lists.whole(asked.filter),
      from: (secret) => secret,
    });
  }

  /** The same, with what a list shows of each. */
  selectShort(asked: Asked, after: string, limit: number, turns: Turns): Promise<ShortSecret[]> {
    return this.#select(asked, after, limit, turns, {
      rows: this.#lists.short(asked.filter),
      from: (secret) => secret,
    });
  }

  /** The same, their paths alone. */
  selectPaths(asked: Asked, after: string, limit: number, turns: Turns): Promise<string[]> {
    return this.#select(asked, after, limit, turns, {
      rows: this.#lists.paths(asked.filter),
      from: ({ path }) => path,
    });
  }

  /**
   * In the order of paths: fewer than `limit` only at the end, or where `turns` are exhausted. Reaches only into the ranges of the
   * patterns, and rests between turns: what is written meanwhile may be seen or not.
   */
  async #select<T>(
    asked: Asked,
    after: string,
    limit: number,
    turns: Turns,
    { rows, from: shaped }: Selection<T>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (const range of rangesFor(asked)) {
      for (let from = startIn(range, after); from < range.to && found.length < limit && !turns.exhausted; ) {
        const left = limit - found.length;
        if (isDecided(asked, range)) {
          const decided = rows.all({ ...valuesOf(asked, { ...range, from }), limit: left, slice: SLICE });
          turns.spend(SLICE + decided.length * WHOLE_SECRET_UNITS);
          found.push(...decided);
          if (found.length === limit) {
            await turns.rest();
            return found;
          }
        }
        // Before anything else is written: where rows are gone, the same number of them reaches further.
        const to = this.#endOfSlice(asked, from, range.to, SLICE, turns);
        if (!isDecided(asked, range))
          await this.#matching(asked, { ...range, from, to }, left, turns, (secret) => found.push(shaped(secret)));
        from = to;
        await turns.rest();
      }
    }
    return found;
  }

  /** In slices: `passed` is told, before each of them, up to where all is counted. */
  async countAll(asked: Asked, turns: Turns, passed: (upTo: string, count: number) => number): Promise<void> {
    let total = 0;
    for (const range of rangesFor(asked)) {
      for (let { from } = range; from < range.to; ) {
        await turns.rest();
        total = passed(from, total);
        const inIndex = isCountedInIndex(asked, range);
        const rows = inIndex ? COUNTED_IN_INDEX : COUNTED;
        const slice = { ...range, from, to: this.#endOfSlice(asked, from, range.to, rows, turns) };
        turns.spend(inIndex ? rows / INDEX_ROWS_PER_UNIT : rows);
        total += this.#countSlice(asked, slice, turns);
        from = slice.to;
      }
    }
    passed(END, total);
  }

  expiredBetween(afterMs: number, untilMs: number, limit: number): readonly Facts[] {
    return this.statements.expired.all({ afterMs, untilMs, limit }).map(factsOf);
  }

  /** Live secrets that expire after now and not after `untilMs`, soonest first and then by path, on from a position. */
  async expiring(
    { nowMs, untilMs, prefix, globs }: ExpiringFilter,
    from: ExpiryPosition | undefined,
    limit: number,
    turns: Turns,
  ): Promise<{ path: string; expiresAtMs: number }[]> {
    const found: { path: string; expiresAtMs: number }[] = [];
    if (globs.length === 0) return found;
    let last = from ?? { at: nowMs, path: "" };
    for (let done = false; !done && found.length < limit; ) {
      const rows = this.statements.expiring.all({ ...last, nowMs, untilMs, limit: SLICE });
      for (const { path, expiresAtMs } of rows) {
        if (expiresAtMs === null) continue;
        last = { at: expiresAtMs, path };
        if (path.startsWith(prefix) && matchesAny(globs, path, turns)) found.push({ path, expiresAtMs });
        if (turns.over) await turns.rest();
      }
      turns.spend(rows.length);
      done = rows.length < SLICE;
    }
    return found.slice(0, limit);
  }

  /** Where a slice ends that holds so many rows of the index, whatever the filter lets pass. */
  #endOfSlice({ filter }: Asked, from: string, to: string, slice: number, turns: Turns): string {
    turns.spend(1);
    return this.#lists.end(filter).get({ from, to, tag: filter.tags[0] ?? null, slice }) ?? to;
  }

  /** Where patterns, or more than one tag, decide row by row: only what passes by its path is looked at whole. */
  async #matching(asked: Asked, slice: PathRange, limit: number, turns: Turns, found: (secret: Secret) => void) {
    const paths = this.#lists.paths(asked.filter).all({ ...valuesOf(asked, slice), limit: SLICE, slice: SLICE });
    turns.spend(SLICE);
    let left = limit;
    for (const path of paths) {
      if (left === 0 || turns.exhausted) return;
      if (turns.over) await turns.rest();
      if (!isMeant(asked, path, turns)) continue;
      turns.spend(WHOLE_SECRET_UNITS);
      const secret = this.find(path);
      if (!secret || secret.deletedAtMs !== null) continue;
      if (!passes(asked.filter, asked.globs, factsOf(secret), asked.nowMs)) continue;
      found(secret);
      left--;
    }
  }

  #countSlice(asked: Asked, slice: PathRange, turns: Turns): number {
    if (isDecided(asked, slice)) return this.#lists.count(asked.filter).get(valuesOf(asked, slice)) ?? 0;
    const paths = this.#lists.paths(asked.filter).all({ ...valuesOf(asked, slice), limit: COUNTED, slice: COUNTED });
    const meant = paths.filter((path) => isMeant(asked, path, turns));
    if (asked.filter.tags.length <= 1) return meant.length;
    turns.spend(meant.length * WHOLE_SECRET_UNITS);
    return meant.filter((path) => {
      const facts = this.factsAt(path);
      return facts && passes(asked.filter, asked.globs, facts, asked.nowMs);
    }).length;
  }
}

const rangesFor = ({ globs, patterns, filter }: Asked): PathRange[] => {
  const listed = rangesOf(globs, filter.prefix);
  return patterns ? commonRanges(listed, rangesOf(patterns, filter.prefix)) : listed;
};

/** Does SQL alone tell which secrets of the range are meant? */
const isDecided = ({ filter }: Asked, { whole }: PathRange): boolean => whole && filter.tags.length <= 1;

/** A count by tag looks up the secret of each row; every other one that SQL decides has all that it asks for in one index. */
const isCountedInIndex = (asked: Asked, range: PathRange): boolean =>
  isDecided(asked, range) && asked.filter.tags.length === 0;

const isMeant = ({ globs, patterns }: Asked, path: string, turns: Turns): boolean =>
  matchesAny(globs, path, turns) && (!patterns || matchesAny(patterns, path, turns));

function matchesAny(globs: readonly Glob[], path: string, turns: Turns): boolean {
  const meter = { steps: 0 };
  const matches = globs.some((glob) => matchesGlob(glob, path, meter));
  turns.spend(meter.steps / STEPS_PER_UNIT);
  return matches;
}

const startIn = ({ from }: PathRange, after: string): string => (after < from ? from : justAfter(after));

function valuesOf({ filter, nowMs }: Asked, { from, to }: PathRange): ListValues {
  const { tags, secretType, expiresBeforeMs, updatedAfterMs } = filter;
  return {
    tag: tags[0] ?? null,
    from,
    to,
    nowMs,
    secretType,
    expiresBeforeMs,
    updatedFromMs: updatedAfterMs === null ? null : updatedAfterMs + 1000,
  };
}

/** Is the path taken: live, or softly deleted and still to be restored? */
export const isPathTaken = ({ recoverableUntilMs }: Secret, nowMs: number): boolean =>
  recoverableUntilMs === null || nowMs < recoverableUntilMs;

export const secretStore = perSpace(
  (core) => new SecretStore(core.db, core.keyring, core.space.id, (rootKeyId) => rootKeyUsage(core).reserve(rootKeyId)),
);
