import { and, asc, count, eq, gt, gte, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import type { ListFilter } from "./list-filter";
import { secrets, secretTags } from "./tables";

const p = sql.placeholder;

/** What a statement of a list is asked with. Those that the filter does not set are not looked at. */
export interface ListValues extends Record<string, unknown> {
  readonly tag: string | null;
  readonly from: string;
  readonly to: string;
  readonly nowMs: number;
  readonly secretType: string | null;
  readonly expiresBeforeMs: number | null;
  readonly updatedFromMs: number | null;
}

/**
 * What SQL can decide of a list: all but patterns and further tags. A statement is built once for each set of filters that are
 * in use, because building one takes longer than a page of rows.
 */
export class ListStatements {
  readonly #rows = new Map<string, ReturnType<typeof prepareRows>>();
  readonly #paths = new Map<string, ReturnType<typeof preparePaths>>();
  readonly #counts = new Map<string, ReturnType<typeof prepareCount>>();
  readonly #ends = new Map<string, ReturnType<typeof prepareEnd>>();

  constructor(private readonly db: SpaceDb) {}

  /** Further value: `limit`. */
  rows(filter: ListFilter): ReturnType<typeof prepareRows> {
    return kept(this.#rows, filter, () => prepareRows(this.db, filter));
  }

  /** Further value: `limit`. */
  paths(filter: ListFilter): ReturnType<typeof preparePaths> {
    return kept(this.#paths, filter, () => preparePaths(this.db, filter));
  }

  /** The path, if any, that lies `offset` rows of the index after `from`: what ends a slice, whatever the filter lets pass. */
  end(filter: ListFilter): ReturnType<typeof prepareEnd> {
    return kept(this.#ends, filter, () => prepareEnd(this.db, filter));
  }

  count(filter: ListFilter): ReturnType<typeof prepareCount> {
    return kept(this.#counts, filter, () => prepareCount(this.db, filter));
  }
}

/** Which filters are in use; not with what values. */
const shapeOf = ({ tags, secretType, expiresBeforeMs, updatedAfterMs, includeExpired }: ListFilter): string =>
  [tags.length > 0, secretType !== null, expiresBeforeMs !== null, updatedAfterMs !== null, includeExpired].join(" ");

function kept<T>(statements: Map<string, T>, filter: ListFilter, prepare: () => T): T {
  const shape = shapeOf(filter);
  const statement = statements.get(shape) ?? prepare();
  statements.set(shape, statement);
  return statement;
}

const prepareRows = (db: SpaceDb, filter: ListFilter) =>
  from(db, { secret: secrets }, filter)
    .where(conditionsOf(filter))
    .orderBy(asc(pathOf(filter)))
    .limit(p("limit"))
    .prepare();

const preparePaths = (db: SpaceDb, filter: ListFilter) =>
  from(db, { path: secrets.path }, filter)
    .where(conditionsOf(filter))
    .orderBy(asc(pathOf(filter)))
    .limit(p("limit"))
    .prepare();

const prepareCount = (db: SpaceDb, filter: ListFilter) =>
  from(db, { total: count() }, filter).where(conditionsOf(filter)).prepare();

const prepareEnd = (db: SpaceDb, { tags }: ListFilter) =>
  tags.length === 0
    ? db
        .select({ path: secrets.path })
        .from(secrets)
        .where(and(gte(secrets.path, p("from")), lt(secrets.path, p("to"))))
        .orderBy(asc(secrets.path))
        .limit(1)
        .offset(p("offset"))
        .prepare()
    : db
        .select({ path: secretTags.path })
        .from(secretTags)
        .where(and(eq(secretTags.tag, p("tag")), gte(secretTags.path, p("from")), lt(secretTags.path, p("to"))))
        .orderBy(asc(secretTags.path))
        .limit(1)
        .offset(p("offset"))
        .prepare();

type Selected = { secret: typeof secrets } | { path: typeof secrets.path } | { total: SQL<number> };

function from<T extends Selected>(db: SpaceDb, select: T, filter: ListFilter) {
  return filter.tags.length === 0
    ? db.select(select).from(secrets)
    : db.select(select).from(secretTags).innerJoin(secrets, eq(secrets.id, secretTags.secretId));
}

/** A list by tag goes along the tag's own index. */
const pathOf = ({ tags }: ListFilter) => (tags.length === 0 ? secrets.path : secretTags.path);

function conditionsOf(filter: ListFilter): SQL | undefined {
  const path = pathOf(filter);
  return and(
    filter.tags.length === 0 ? undefined : eq(secretTags.tag, p("tag")),
    gte(path, p("from")),
    lt(path, p("to")),
    isNull(secrets.deletedAtMs),
    filter.secretType === null ? undefined : eq(secrets.secretType, p("secretType")),
    filter.includeExpired ? undefined : or(isNull(secrets.expiresAtMs), gt(secrets.expiresAtMs, p("nowMs"))),
    filter.expiresBeforeMs === null ? undefined : lt(secrets.expiresAtMs, p("expiresBeforeMs")),
    filter.updatedAfterMs === null ? undefined : gte(secrets.updatedAtMs, p("updatedFromMs")),
  );
}
