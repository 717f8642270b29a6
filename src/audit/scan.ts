import { and, desc, type SQL, sql } from "drizzle-orm";
import type { TenantDb } from "../tenant/db";
import type { AuditRow } from "./entries";
import { type Driver, driverOf, type LogFilters, matching } from "./filters";
import { auditLog } from "./tables";

/** Place of an entry in a list: newest first, and within one millisecond by number. */
export type Place = readonly [timestampMs: number, seq: number];

/** Paths below a prefix are sorted by time only while they are few; otherwise the log is walked by time. */
const FEW_ROWS = 1_000;

/** The newest `limit` rows that match and lie after `after` in the list. Walks one index, or one per action. */
export function newestRows(
  db: TenantDb,
  filters: LogFilters,
  after: Place | undefined,
  limit: number,
): readonly AuditRow[] {
  const driver = driverOf(filters);
  const { actions } = filters;
  if (driver !== "actions" || !actions || actions.length === 1) return walk(db, filters, driver, after, limit);
  return actions
    .flatMap((action) => walk(db, { ...filters, actions: [action] }, driver, after, limit))
    .sort((a, b) => b.timestampMs - a.timestampMs || b.seq - a.seq)
    .slice(0, limit);
}

function walk(db: TenantDb, filters: LogFilters, wanted: Driver, after: Place | undefined, limit: number): AuditRow[] {
  const sorted = wanted === "pathPrefix" && isFew(db, filters);
  const driver = wanted === "pathPrefix" && !sorted ? "time" : wanted;
  const order: SQL = sorted ? sql`+${auditLog.timestampMs} desc` : desc(auditLog.timestampMs);
  return db
    .select()
    .from(auditLog)
    .where(and(matching(filters, driver), after && following(after)))
    .orderBy(order, desc(auditLog.seq))
    .limit(limit)
    .all();
}

const following = ([timestampMs, seq]: Place): SQL =>
  sql`(${auditLog.timestampMs}, ${auditLog.seq}) < (${timestampMs}, ${seq})`;

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

/** How many rows match, at most `max` + 1, and between which numbers they lie; exact while `rows` is not above `max`. */
export function spanOf(db: TenantDb, filters: LogFilters, max: number): Span {
  const found = db
    .select({ seq: auditLog.seq })
    .from(auditLog)
    .where(matching(filters, driverOf(filters)))
    .limit(max + 1)
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
