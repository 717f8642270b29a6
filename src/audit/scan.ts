import { and, asc, between, desc, type SQL, sql } from "drizzle-orm";
import type { TenantDb } from "../tenant/db";
import type { AuditRow } from "./entries";
import { type Driver, driverOf, type LogFilters, matching } from "./filters";
import { auditLog, BLOCK_BITS } from "./tables";

/** Place of an entry in a list: its number. Lists follow the chain, newest first, whatever the clock said. */
export type Place = readonly [seq: number];

/** Paths below a prefix are sorted only while they are few; otherwise the log is walked by number. */
const FEW_ROWS = 1_000;

/** The newest `limit` rows that match and lie after `after` in the list. Walks one index, or one per action. */
export function newestRows(
  db: TenantDb,
  filters: LogFilters,
  after: Place | undefined,
  limit: number,
): readonly AuditRow[] {
  const bounds = boundsOf(db, filters);
  if (!bounds) return [];
  const last = after ? Math.min(bounds.lastSeq, after[0] - 1) : bounds.lastSeq;
  const within = between(auditLog.seq, bounds.firstSeq, last);
  const driver = driverOf(filters);
  const { actions } = filters;
  if (driver !== "actions" || !actions || actions.length === 1) return walk(db, filters, driver, within, limit);
  return actions
    .flatMap((action) => walk(db, { ...filters, actions: [action] }, driver, within, limit))
    .sort((a, b) => b.seq - a.seq)
    .slice(0, limit);
}

function walk(db: TenantDb, filters: LogFilters, wanted: Driver, within: SQL, limit: number): AuditRow[] {
  const sorted = wanted === "pathPrefix" && isFew(db, filters);
  const byNumber = wanted === "time" || (wanted === "pathPrefix" && !sorted);
  return db
    .select()
    .from(auditLog)
    .where(and(matching(filters, byNumber ? "number" : wanted), within))
    .orderBy(sorted ? sql`+${auditLog.seq} desc` : desc(auditLog.seq))
    .limit(limit)
    .all();
}

interface Bounds {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/**
 * Between which numbers the rows of a span of time lie, to a block; undefined: there are none. Numbers and times need not rise
 * together, so blocks are asked one by one, from both ends, each by index.
 */
function boundsOf(db: TenantDb, { fromMs, toMs }: LogFilters): Bounds | undefined {
  if (fromMs === undefined && toMs === undefined) return { firstSeq: 1, lastSeq: Number.MAX_SAFE_INTEGER };
  const end = (order: SQL) => db.select({ seq: auditLog.seq }).from(auditLog).orderBy(order).limit(1).get()?.seq;
  const [first, last] = [end(asc(auditLog.seq)), end(desc(auditLog.seq))];
  if (first === undefined || last === undefined) return undefined;
  const holds = (block: number) =>
    db
      .select({ seq: auditLog.seq })
      .from(auditLog)
      .where(and(sql`"seq" >> 12 = ${block}`, matching({ fromMs, toMs }, "time")))
      .limit(1)
      .get() !== undefined;
  const [oldest, newest] = [first >> BLOCK_BITS, last >> BLOCK_BITS];
  let high = newest;
  while (high >= oldest && !holds(high)) high -= 1;
  if (high < oldest) return undefined;
  let low = oldest;
  while (low < high && !holds(low)) low += 1;
  return { firstSeq: low << BLOCK_BITS, lastSeq: ((high + 1) << BLOCK_BITS) - 1 };
}

function isFew(db: TenantDb, { pathPrefix }: LogFilters): boolean {
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

/** How many rows match, at most `atMost` + 1, and between which numbers they lie; exact while `rows` is not above `atMost`. */
export function spanOf(db: TenantDb, filters: LogFilters, atMost: number): Span {
  const bounds = boundsOf(db, filters);
  if (!bounds) return { rows: 0, firstSeq: 1, lastSeq: 0 };
  const within = between(auditLog.seq, bounds.firstSeq, bounds.lastSeq);
  const driver = driverOf(filters);
  const found = db
    .select({ seq: auditLog.seq })
    .from(auditLog)
    .where(and(matching(filters, driver), driver === "time" ? undefined : within))
    .limit(atMost + 1)
    .as("found");
  const span = db
    .select({
      rows: sql<number>`count(*)`,
      firstSeq: sql<number | null>`min(${found.seq})`,
      lastSeq: sql<number | null>`max(${found.seq})`,
    })
    .from(found)
    .get();
  return { rows: span?.rows ?? 0, firstSeq: span?.firstSeq ?? 1, lastSeq: span?.lastSeq ?? 0 };
}
