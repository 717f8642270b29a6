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
    for (const range of rangesOf(globs, filter.prefix)) {
      let last = after;
      for (let done = range.to <= after; !done && found.length < limit; ) {
        const size = range.whole && filter.tags.length <= 1 ? limit - found.length : STEP;
        const rows = this.#step(filter, range, nowMs, last, size);
        found.push(...rows.filter((row) => passes(filter, globs, factsOf(row), nowMs) && may(row.path)));
        last = rows.at(-1)?.path ?? last;
        done = rows.length < size;
      }
    }
    return found.slice(0, limit);
  }

  countAll(filter: ListFilter, globs: readonly Glob[], nowMs: number): number {
    return rangesOf(globs, filter.prefix).reduce(
      (total, range) =>
        total +
        (range.whole && filter.tags.length === 0
          ? this.#countRange(filter, range, nowMs)
          : this.#countRows(filter, globs, range, nowMs)),
      0,
    );
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

  #step(filter: ListFilter, range: PathRange, nowMs: number, after: string, limit: number): Secret[] {
    const [tag] = filter.tags;
    if (tag === undefined) {
      const where = and(...inRange(secrets.path, range, after), ...conditionsOf(filter, nowMs));
      return this.db.select().from(secrets).where(where).orderBy(asc(secrets.path)).limit(limit).all();
    }
    const where = and(
      eq(secretTags.tag, tag),
      ...inRange(secretTags.path, range, after),
      ...conditionsOf(filter, nowMs),
    );
    const rows = this.db
      .select({ secret: secrets })
      .from(secretTags)
      .innerJoin(secrets, eq(secrets.id, secretTags.secretId))
      .where(where)
      .orderBy(asc(secretTags.path))
      .limit(limit)
      .all();
    return rows.map(({ secret }) => secret);
  }

  #countRange(filter: ListFilter, range: PathRange, nowMs: number): number {
    const where = and(...inRange(secrets.path, range, ""), ...conditionsOf(filter, nowMs));
    return this.db.select({ total: count() }).from(secrets).where(where).get()?.total ?? 0;
  }

  #countRows(filter: ListFilter, globs: readonly Glob[], range: PathRange, nowMs: number): number {
    let total = 0;
    let after = "";
    for (let full = true; full; ) {
      const rows = this.#step(filter, range, nowMs, after, STEP);
      total += rows.filter((row) => passes(filter, globs, factsOf(row), nowMs)).length;
      after = rows.at(-1)?.path ?? after;
      full = rows.length === STEP;
    }
    return total;
  }
}

const inRange = (path: typeof secrets.path | typeof secretTags.path, { from, to }: PathRange, after: string): SQL[] => [
  after < from ? gte(path, from) : gt(path, after),
  lt(path, to),
];

/** What SQL can decide; `passes` decides all of it again. */
function conditionsOf(filter: ListFilter, nowMs: number): (SQL | undefined)[] {
  const { secretType, expiresBeforeMs, updatedAfterMs, includeExpired } = filter;
  return [
    isNull(secrets.deletedAtMs),
    secretType === null ? undefined : eq(secrets.secretType, secretType),
    includeExpired ? undefined : or(isNull(secrets.expiresAtMs), gt(secrets.expiresAtMs, nowMs)),
    expiresBeforeMs === null ? undefined : lt(secrets.expiresAtMs, expiresBeforeMs),
    updatedAfterMs === null ? undefined : gte(secrets.updatedAtMs, updatedAfterMs + 1000),
  ];
}

/** Is the path taken: live, or softly deleted and still to be restored? */
export const holdsPath = ({ recoverableUntilMs }: Secret, nowMs: number): boolean =>
  recoverableUntilMs === null || nowMs < recoverableUntilMs;
