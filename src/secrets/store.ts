import { and, asc, count, eq, gt, gte, isNull, lt, lte, or, type SQL } from "drizzle-orm";
import type { Keyring } from "../crypto/keyring";
import { type Glob, matchesGlob } from "../policies/glob";
import type { TenantDb } from "../tenant/db";
import { SpaceKeys } from "./keys";
import { type CountedStore, ListCounts } from "./list-counts";
import { type Facts, type ListFilter, type PathRange, passes, rangesOf } from "./list-filter";
import { parseMetadata, tagsOf } from "./metadata-merge";
import { prepareSecretStatements, type SecretStatements } from "./statements";
import { secrets, secretTags } from "./tables";

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

  constructor(
    private readonly db: TenantDb,
    keyring: Keyring,
    spaceId: string,
    announce: (rootKeyId: string) => Promise<void>,
  ) {
    this.keys = new SpaceKeys(db, keyring, spaceId, announce);
    this.statements = prepareSecretStatements(db);
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
    const gone = and(isNull(secrets.deletedAtMs), gt(secrets.expiresAtMs, afterMs), lte(secrets.expiresAtMs, untilMs));
    return this.db.select().from(secrets).where(gone).all().map(factsOf);
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
  *#rows({ filter, nowMs }: Asked, range: PathRange, after: string, step: number): Generator<Secret> {
    const select = { secret: secrets };
    for (let last = after; ; ) {
      const query = filter.tags.length === 0 ? this.db.select(select).from(secrets) : this.#tagged(select);
      const where = conditionsOf(filter, range, nowMs, last);
      const rows = query
        .where(where)
        .orderBy(asc(pathOf(filter)))
        .limit(step)
        .all();
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
  *#paths({ filter, globs, nowMs }: Asked, range: PathRange, after: string): Generator<string> {
    const select = { path: secrets.path };
    for (let last = after; ; ) {
      const query = filter.tags.length === 0 ? this.db.select(select).from(secrets) : this.#tagged(select);
      const where = conditionsOf(filter, range, nowMs, last);
      const rows = query
        .where(where)
        .orderBy(asc(pathOf(filter)))
        .limit(STEP)
        .all();
      for (const { path } of rows) if (globs.some((glob) => matchesGlob(glob, path))) yield path;
      const end = rows.at(-1);
      if (!end || rows.length < STEP) return;
      last = end.path;
    }
  }

  #tagged<T extends { secret: typeof secrets } | { path: typeof secrets.path }>(select: T) {
    return this.db.select(select).from(secretTags).innerJoin(secrets, eq(secrets.id, secretTags.secretId));
  }

  #countRange({ filter, globs, nowMs }: Asked, range: PathRange): number {
    if (filter.tags.length > 1) return lengthOf(this.#walk({ filter, globs, nowMs }, range, ""));
    if (!range.whole) return lengthOf(this.#paths({ filter, globs, nowMs }, range, ""));
    const select = { total: count() };
    const from = this.db.select(select).from(filter.tags.length === 0 ? secrets : secretTags);
    const query = filter.tags.length === 0 ? from : from.innerJoin(secrets, eq(secrets.id, secretTags.secretId));
    return query.where(conditionsOf(filter, range, nowMs, "")).get()?.total ?? 0;
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

/** A list by tag goes along the tag's own index. */
const pathOf = ({ tags }: ListFilter) => (tags.length === 0 ? secrets.path : secretTags.path);

/** What SQL can decide: all but patterns and further tags. */
function conditionsOf(filter: ListFilter, { from, to }: PathRange, nowMs: number, after: string): SQL | undefined {
  const { secretType, expiresBeforeMs, updatedAfterMs, includeExpired } = filter;
  const [tag] = filter.tags;
  const path = pathOf(filter);
  return and(
    tag === undefined ? undefined : eq(secretTags.tag, tag),
    after < from ? gte(path, from) : gt(path, after),
    lt(path, to),
    isNull(secrets.deletedAtMs),
    secretType === null ? undefined : eq(secrets.secretType, secretType),
    includeExpired ? undefined : or(isNull(secrets.expiresAtMs), gt(secrets.expiresAtMs, nowMs)),
    expiresBeforeMs === null ? undefined : lt(secrets.expiresAtMs, expiresBeforeMs),
    updatedAfterMs === null ? undefined : gte(secrets.updatedAtMs, updatedAfterMs + 1000),
  );
}

/** Is the path taken: live, or softly deleted and still to be restored? */
export const holdsPath = ({ recoverableUntilMs }: Secret, nowMs: number): boolean =>
  recoverableUntilMs === null || nowMs < recoverableUntilMs;
