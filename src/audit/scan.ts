import { and, asc, between, desc, type SQL, sql } from "drizzle-orm";
import type { ReadDb } from "../kernel/db";
import { LOG_ROW_UNITS, Turns } from "../kernel/turns";
import { type Driver, driverOf, type LogFilters, matching } from "./filters";
import { type AuditRow, auditLog, BLOCK_BITS } from "./tables";

/** Place of an entry in a list: its number. Lists follow the chain, newest first, whatever the clock said. */
export type Place = readonly [seq: number];

/** Paths below a prefix are sorted only while they are few; otherwise the log is walked by number. */
const FEW_ROWS = 1_000;
/** Rows of an index in one step of a walk. */
const SLICE_ROWS = 250;
/** A look whether a block holds anything of a span of time. */
const BLOCK_UNITS = 20;

/** The newest `limit` rows that match and lie after `after` in the list. Walks one index, or one per action, in turns. */
export async function newestRows(
  db: ReadDb,
  filters: LogFilters,
  after: Place | undefined,
  limit: number,
  turns = new Turns(),
): Promise<readonly AuditRow[]> {
  const bounds = await boundsOf(db, filters, turns);
  if (!bounds) return [];
  const within = after ? { ...bounds, lastSeq: Math.min(bounds.lastSeq, after[0] - 1) } : bounds;
  const driver = driverOf(filters);
  const { actions } = filters;
  if (driver !== "actions" || !actions || actions.length === 1)
    return await walk(db, filters, driver, within, limit, turns);
  const found: AuditRow[] = [];
  for (const action of actions)
    found.push(...(await walk(db, { ...filters, actions: [action] }, driver, within, limit, turns)));
  return found.sort((a, b) => b.seq - a.seq).slice(0, limit);
}

async function walk(
  db: ReadDb,
  filters: LogFilters,
  wanted: Driver,
  bounds: Bounds,
  limit: number,
  turns: Turns,
): Promise<AuditRow[]> {
  const sorted = wanted === "pathPrefix" && isFew(db, filters);
  const driver = byNumber(wanted, sorted) ? "number" : wanted;
  const where = matching(filters, driver);
  if (sorted || isAll(filters, driver))
    return rowsIn(db, where, bounds, sorted ? sql`+${auditLog.seq} desc` : desc(auditLog.seq), limit);
  return await newestAlong(db, along(filters, driver), where, bounds, limit, turns);
}

/** The newest rows that match `where`, walked in turns along what an index finds (`of`; undefined: by number). */
export async function newestAlong(
  db: ReadDb,
  of: SQL | undefined,
  where: SQL | undefined,
  bounds: Bounds,
  limit: number,
  turns = new Turns(),
): Promise<AuditRow[]> {
  const found: AuditRow[] = [];
  for await (const slice of slicesAlong(db, of, bounds, turns)) {
    found.push(...rowsIn(db, where, slice, desc(auditLog.seq), limit - found.length));
    if (found.length >= limit) break;
  }
  return found;
}

const rowsIn = (db: ReadDb, where: SQL | undefined, { firstSeq, lastSeq }: Bounds, order: SQL, limit: number) =>
  db
    .select()
    .from(auditLog)
    .where(and(where, between(auditLog.seq, firstSeq, lastSeq)))
    .orderBy(order)
    .limit(limit)
    .all();

/** Is what the index finds all that is asked? Then no row is looked at that is not shown. */
const isAll = (filters: LogFilters, driver: Driver): boolean =>
  Object.entries(filters).every(([name, value]) => value === undefined || name === driver);

const byNumber = (driver: Driver, sorted: boolean): boolean =>
  driver === "time" || (driver === "pathPrefix" && !sorted);

/** The one filter that rows are found by; undefined: they are found by their number. */
const along = (filters: LogFilters, driver: Driver): SQL | undefined =>
  driver === "number" || driver === "time" ? undefined : matching({ [driver]: filters[driver] }, driver);

/**
 * The rows of a span of time as spans of numbers, newest first, walked in turns along what an index finds (`of`; undefined: by number).
 * Among them are rows of other times, which the caller tells by their time.
 */
export async function* slicesWithin(
  db: ReadDb,
  of: SQL | undefined,
  span: Pick<LogFilters, "fromMs" | "toMs">,
  turns = new Turns(),
): AsyncGenerator<Bounds> {
  const bounds = await boundsOf(db, span, turns);
  if (bounds) yield* slicesAlong(db, of, bounds, turns);
}

/**
 * Spans of numbers, newest first, that hold up to `SLICE_ROWS` rows each of what an index finds (`of`; undefined: of all). Others
 * are served between them, and rows that are written meanwhile lie in none.
 */
async function* slicesAlong(
  db: ReadDb,
  of: SQL | undefined,
  { firstSeq, lastSeq }: Bounds,
  turns: Turns,
): AsyncGenerator<Bounds> {
  for (let last = lastSeq; last >= firstSeq; ) {
    const first = of ? startOfSlice(db, of, firstSeq, last) : Math.max(firstSeq, last - SLICE_ROWS + 1);
    turns.spend(SLICE_ROWS * LOG_ROW_UNITS);
    yield { firstSeq: first, lastSeq: last };
    last = first - 1;
    await turns.rest();
  }
}

function startOfSlice(db: ReadDb, of: SQL, firstSeq: number, lastSeq: number): number {
  const start = db
    .select({ seq: auditLog.seq })
    .from(auditLog)
    .where(and(of, between(auditLog.seq, firstSeq, lastSeq)))
    .orderBy(desc(auditLog.seq))
    .limit(1)
    .offset(SLICE_ROWS - 1)
    .get();
  return start?.seq ?? firstSeq;
}

/** Both ends of what is stored; undefined: nothing is. */
export function endsOf(db: ReadDb): Bounds | undefined {
  const end = (order: SQL) => db.select({ seq: auditLog.seq }).from(auditLog).orderBy(order).limit(1).get()?.seq;
  const [firstSeq, lastSeq] = [end(asc(auditLog.seq)), end(desc(auditLog.seq))];
  return firstSeq === undefined || lastSeq === undefined ? undefined : { firstSeq, lastSeq };
}

export interface Bounds {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/**
 * Between which numbers the rows of a span of time lie, to a block; undefined: there are none. Numbers and times need not rise
 * together, so blocks are asked one by one, from both ends, each by index.
 */
async function boundsOf(db: ReadDb, { fromMs, toMs }: LogFilters, turns: Turns): Promise<Bounds | undefined> {
  const ends = endsOf(db);
  if (!ends || (fromMs === undefined && toMs === undefined)) return ends;
  const holds = async (block: number): Promise<boolean> => {
    turns.spend(BLOCK_UNITS);
    await turns.rest();
    const row = db
      .select({ seq: auditLog.seq })
      .from(auditLog)
      .where(and(sql`"seq" >> 12 = ${block}`, matching({ fromMs, toMs }, "time")))
      .limit(1)
      .get();
    return row !== undefined;
  };
  const [oldest, newest] = [ends.firstSeq >> BLOCK_BITS, ends.lastSeq >> BLOCK_BITS];
  let high = newest;
  while (high >= oldest && !(await holds(high))) high -= 1;
  if (high < oldest) return undefined;
  let low = oldest;
  while (low < high && !(await holds(low))) low += 1;
  const [first, last] = [low << BLOCK_BITS, ((high + 1) << BLOCK_BITS) - 1];
  return { firstSeq: Math.max(first, ends.firstSeq), lastSeq: Math.min(last, ends.lastSeq) };
}

function isFew(db: ReadDb, { pathPrefix }: LogFilters): boolean {
  const found = db
    .select({ seq: auditLog.seq })
    .from(auditLog)
    .where(matching({ pathPrefix }, "pathPrefix"))
    .limit(FEW_ROWS)
    .all();
  return found.length < FEW_ROWS;
}

export interface Span {
  readonly rows: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/**
 * How many rows match, and between which numbers they lie, in turns; the count breaks off when it is above `atMost`. Rows that are
 * written meanwhile are none of them.
 */
export async function spanOf(db: ReadDb, filters: LogFilters, atMost: number, turns = new Turns()): Promise<Span> {
  const span = { rows: 0, firstSeq: 1, lastSeq: 0 };
  const bounds = await boundsOf(db, filters, turns);
  if (!bounds) return span;
  const wanted = driverOf(filters);
  // Several actions are no single walk along the index.
  const driver = byNumber(wanted, false) || wanted === "actions" ? "number" : wanted;
  for await (const slice of slicesAlong(db, along(filters, driver), bounds, turns)) {
    const { rows, firstSeq, lastSeq } = countIn(db, matching(filters, driver), slice);
    if (firstSeq === null || lastSeq === null) continue;
    span.rows += rows;
    span.firstSeq = firstSeq;
    if (span.lastSeq === 0) span.lastSeq = lastSeq;
    if (span.rows > atMost) break;
  }
  return span;
}

function countIn(db: ReadDb, where: SQL | undefined, { firstSeq, lastSeq }: Bounds) {
  const found = db
    .select({
      rows: sql<number>`count(*)`,
      firstSeq: sql<number | null>`min(${auditLog.seq})`,
      lastSeq: sql<number | null>`max(${auditLog.seq})`,
    })
    .from(auditLog)
    .where(and(where, between(auditLog.seq, firstSeq, lastSeq)))
    .get();
  return found ?? { rows: 0, firstSeq: null, lastSeq: null };
}
