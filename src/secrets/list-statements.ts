import { and, asc, count, eq, getTableColumns, gt, gte, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import { type DriverRow, HotQuery, rowDecoder } from "../kernel/hot-statement";
import type { ListFilter } from "./list-filter";
import { secrets, secretTags } from "./tables";

const p = sql.placeholder;

/** What a statement of a list is asked with. Those that the filter does not set are not looked at. */
export interface ListValues {
  readonly tag: string | null;
  readonly from: string;
  readonly to: string;
  readonly nowMs: number;
  readonly secretType: string | null;
  readonly expiresBeforeMs: number | null;
  readonly updatedFromMs: number | null;
}
/** `slice`: how many rows of the index are looked at, whatever the filter lets pass. */
export type RowValues = ListValues & { readonly limit: number; readonly slice: number };
export type EndValues = Pick<ListValues, "tag" | "from" | "to"> & Pick<RowValues, "slice">;

/** How much of a secret a list asks for: what is short stands beside the index, and is not decoded column by column. */
const SHORT = {
  path: secrets.path,
  secretType: secrets.secretType,
  version: secrets.version,
  updatedAtMs: secrets.updatedAtMs,
  expiresAtMs: secrets.expiresAtMs,
  metadata: secrets.metadata,
};
const SHAPES = { whole: getTableColumns(secrets), short: SHORT };
const DECODERS = { whole: rowDecoder(SHAPES.whole), short: rowDecoder(SHAPES.short) };
export type Shape = keyof typeof SHAPES;
/** A row of a list, in its shape. */
export type Shaped<S extends Shape> = ReturnType<(typeof DECODERS)[S]>;

/**
 * What SQL can decide of a list: all but patterns and further tags. A statement is built once for each set of filters that are
 * in use, because building one takes longer than a page of rows.
 */
export class ListStatements {
  readonly #whole = new Map<string, HotQuery<RowValues, Shaped<"whole">>>();
  readonly #short = new Map<string, HotQuery<RowValues, Shaped<"short">>>();
  readonly #paths = new Map<string, HotQuery<RowValues, string>>();
  readonly #counts = new Map<string, HotQuery<ListValues, number>>();
  readonly #ends = new Map<string, HotQuery<EndValues, string>>();

  constructor(private readonly db: SpaceDb) {}

  whole(filter: ListFilter): HotQuery<RowValues, Shaped<"whole">> {
    return kept(this.#whole, filter, () => this.#rows(filter, SHAPES.whole, DECODERS.whole));
  }

  short(filter: ListFilter): HotQuery<RowValues, Shaped<"short">> {
    return kept(this.#short, filter, () => this.#rows(filter, SHAPES.short, DECODERS.short));
  }

  paths(filter: ListFilter): HotQuery<RowValues, string> {
    return kept(this.#paths, filter, () => this.#rows(filter, { path: secrets.path }, ([path]) => String(path)));
  }

  /** The path, if any, where a slice ends. */
  end(filter: ListFilter): HotQuery<EndValues, string> {
    return kept(this.#ends, filter, () => new HotQuery(this.db, endOf(this.db, filter), ([path]) => String(path)));
  }

  count(filter: ListFilter): HotQuery<ListValues, number> {
    return kept(this.#counts, filter, () => {
      const statement = from(this.db, { total: count() }, filter).where(conditionsOf(filter));
      return new HotQuery(this.db, statement, ([total]) => Number(total));
    });
  }

  #rows<T>(filter: ListFilter, columns: Columns, decode: (row: DriverRow) => T): HotQuery<RowValues, T> {
    const path = pathOf(filter);
    const statement = from(this.db, columns, filter)
      .where(conditionsOf(filter, sql`coalesce((${endOf(this.db, filter)}), ${p("to")})`))
      .orderBy(asc(path))
      .limit(p("limit"));
    return new HotQuery(this.db, statement, decode);
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

const endOf = (db: SpaceDb, { tags }: ListFilter) =>
  tags.length === 0
    ? db
        .select({ path: secrets.path })
        .from(secrets)
        .where(and(gte(secrets.path, p("from")), lt(secrets.path, p("to"))))
        .orderBy(asc(secrets.path))
        .limit(1)
        .offset(p("slice"))
    : db
        .select({ path: secretTags.path })
        .from(secretTags)
        .where(and(eq(secretTags.tag, p("tag")), gte(secretTags.path, p("from")), lt(secretTags.path, p("to"))))
        .orderBy(asc(secretTags.path))
        .limit(1)
        .offset(p("slice"));

type Columns = typeof SHAPES.whole | typeof SHORT | { path: typeof secrets.path } | { total: SQL<number> };

function from(db: SpaceDb, select: Columns, filter: ListFilter) {
  return filter.tags.length === 0
    ? db.select(select).from(secrets)
    : db.select(select).from(secretTags).innerJoin(secrets, eq(secrets.id, secretTags.secretId));
}

/** A list by tag goes along the tag's own index. */
const pathOf = ({ tags }: ListFilter) => (tags.length === 0 ? secrets.path : secretTags.path);

/** One upper end alone, or SQLite might go along the index to the further one. */
function conditionsOf(filter: ListFilter, to: SQL = sql`${p("to")}`): SQL | undefined {
  const path = pathOf(filter);
  return and(
    filter.tags.length === 0 ? undefined : eq(secretTags.tag, p("tag")),
    gte(path, p("from")),
    lt(path, to),
    isNull(secrets.deletedAtMs),
    filter.secretType === null ? undefined : eq(secrets.secretType, p("secretType")),
    filter.includeExpired ? undefined : or(isNull(secrets.expiresAtMs), gt(secrets.expiresAtMs, p("nowMs"))),
    filter.expiresBeforeMs === null ? undefined : lt(secrets.expiresAtMs, p("expiresBeforeMs")),
    filter.updatedAfterMs === null ? undefined : gte(secrets.updatedAtMs, p("updatedFromMs")),
  );
}
