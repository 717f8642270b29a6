import type { Keyring } from "../crypto/keyring";
import { type Glob, matchesGlob } from "../policies/glob";
import type { TenantDb } from "../tenant/db";
import { SpaceKeys } from "./keys";
import { type CountedStore, ListCounts } from "./list-counts";
import { type Facts, type ListFilter, type PathRange, passes, rangesOf } from "./list-filter";
import { ListStatements, type ListValues } from "./list-statements";
import { parseMetadata, tagsOf } from "./metadata-merge";
import { prepareSecretStatements, type SecretStatements } from "./statements";
import type { secrets } from "./tables";

export type Secret = typeof secrets.$inferSelect;

export const factsOf = (secret: Secret): Facts => ({ ...secret, tags: tagsOf(parseMetadata(secret.metadata)) });

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

/** Rows looked at in one step where patterns or tags decide row by row. */
const STEP = 256;

/** What this room keeps for the life of the object: its keys, its hot statements, the totals of its lists. */
export class SecretStore implements CountedStore {
  readonly keys: SpaceKeys;
  readonly counts = new ListCounts(this);
  readonly statements: SecretStatements;
  readonly #lists: ListStatements;

  constructor(db: TenantDb, keyring: Keyring, spaceId: string, announce: (rootKeyId: string) => Promise<void>) {
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

  /**
   * Up to `limit` of them that come after a path, in the order of paths. Reaches only into the ranges of the patterns; `may`
   * has the last word.
   */
  select(
    filter: ListFilter,
    globs: readonly Glob[],
    nowMs: number,
    after: string,
    limit: number,
    may: (path: string) => boolean = () => true,
  ): Secret[] {
    const found: Secret[] = [];
    const asked = { filter, globs, nowMs };
    for (const range of rangesOf(globs, filter.prefix)) {
      if (range.to <= after) continue;
      const decided = range.whole && filter.tags.length <= 1;
      for (const secret of decided ? this.#rows(asked, range, after, limit) : this.#walk(asked, range, after)) {
        if (may(secret.path)) found.push(secret);
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  countAll(filter: ListFilter, globs: readonly Glob[], nowMs: number): number {
    const asked = { filter, globs, nowMs };
    return rangesOf(globs, filter.prefix).reduce((total, range) => total + this.#countRange(asked, range), 0);
  }

  expiredBetween(afterMs: number, untilMs: number): readonly Facts[] {
    return this.statements.expired.all({ afterMs, untilMs }).map(factsOf);
  }

  /** Live secrets that expire after now and not after `untilMs`, soonest first and then by path, on from a position. */
  expiring(
    { nowMs, untilMs, prefix, globs }: ExpiringFilter,
    from: ExpiryPosition | undefined,
    limit: number,
  ): { path: string; expiresAtMs: number }[] {
    const found: { path: string; expiresAtMs: number }[] = [];
    let last = from ?? { at: nowMs, path: "" };
    for (let done = false; !done && found.length < limit; ) {
      const rows = this.statements.expiring.all({ ...last, nowMs, untilMs, limit: STEP });
      for (const { path, expiresAtMs } of rows) {
        if (expiresAtMs === null) continue;
        last = { at: expiresAtMs, path };
        if (path.startsWith(prefix) && globs.some((glob) => matchesGlob(glob, path))) found.push({ path, expiresAtMs });
      }
      done = rows.length < STEP;
    }
    return found.slice(0, limit);
  }

  /** Where SQL decides everything: `step` rows at a time. */
  *#rows(asked: Asked, range: PathRange, after: string, step: number): Generator<Secret> {
    const statement = this.#lists.rows(asked.filter);
    for (let last = after; ; ) {
      const rows = statement.all({ ...valuesOf(asked, range, last), limit: step });
      for (const { secret } of rows) yield secret;
      const end = rows.at(-1);
      if (!end || rows.length < step) return;
      last = end.secret.path;
    }
  }

  /** Where patterns, or more than one tag, decide row by row: only what passes by its path is looked at whole. */
  *#walk({ filter, globs, nowMs }: Asked, range: PathRange, after: string): Generator<Secret> {
    for (const path of this.#paths({ filter, globs, nowMs }, range, after)) {
      const secret = this.find(path);
      if (secret && passes(filter, globs, factsOf(secret), nowMs)) yield secret;
    }
  }

  /** Paths that SQL and the patterns let pass. */
  *#paths(asked: Asked, range: PathRange, after: string): Generator<string> {
    const statement = this.#lists.paths(asked.filter);
    for (let last = after; ; ) {
      const rows = statement.all({ ...valuesOf(asked, range, last), limit: STEP });
      for (const { path } of rows) if (asked.globs.some((glob) => matchesGlob(glob, path))) yield path;
      const end = rows.at(-1);
      if (!end || rows.length < STEP) return;
      last = end.path;
    }
  }

  #countRange(asked: Asked, range: PathRange): number {
    if (asked.filter.tags.length > 1) return lengthOf(this.#walk(asked, range, ""));
    if (!range.whole) return lengthOf(this.#paths(asked, range, ""));
    return this.#lists.count(asked.filter).get(valuesOf(asked, range, ""))?.total ?? 0;
  }
}

interface Asked {
  readonly filter: ListFilter;
  readonly globs: readonly Glob[];
  readonly nowMs: number;
}

function lengthOf(items: Iterable<unknown>): number {
  let length = 0;
  for (const _ of items) length++;
  return length;
}

function valuesOf({ filter, nowMs }: Asked, { from, to }: PathRange, after: string): ListValues {
  const { tags, secretType, expiresBeforeMs, updatedAfterMs } = filter;
  return {
    tag: tags[0] ?? null,
    // A space sorts before every letter that a path could go on with.
    from: after < from ? from : `${after} `,
    to,
    nowMs,
    secretType,
    expiresBeforeMs,
    updatedFromMs: updatedAfterMs === null ? null : updatedAfterMs + 1000,
  };
}

/** Is the path taken: live, or softly deleted and still to be restored? */
export const holdsPath = ({ recoverableUntilMs }: Secret, nowMs: number): boolean =>
  recoverableUntilMs === null || nowMs < recoverableUntilMs;
