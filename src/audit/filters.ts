import { and, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { endOfPrefix } from "../kernel/secret-path";
import { auditLog } from "./tables";

/** What a list of entries is narrowed to; a key that is undefined narrows nothing. */
export interface LogFilters {
  /** Inclusive, in milliseconds. */
  readonly fromMs?: number | undefined;
  /** Exclusive, in milliseconds. */
  readonly toMs?: number | undefined;
  /** Not empty, without duplicates. */
  readonly actions?: readonly string[] | undefined;
  readonly identityId?: string | undefined;
  readonly identityType?: string | undefined;
  readonly path?: string | undefined;
  /** Compared as a string. */
  readonly pathPrefix?: string | undefined;
  readonly success?: boolean | undefined;
  readonly sourceIp?: string | undefined;
  readonly requestId?: string | undefined;
  /** Rows about this trust, and those of whoever was there by its word. */
  readonly trustId?: string | undefined;
}
export type FilterName = Exclude<keyof LogFilters, "fromMs" | "toMs">;

/** What rows are found by: a filter with an index, the time, or the number. */
export type Driver = FilterName | "time" | "number";

/** Filters that an index serves, the narrowest first. `success: true` has none: it hardly narrows. */
const DRIVERS: readonly FilterName[] = [
  "requestId",
  "path",
  "trustId",
  "sourceIp",
  "identityId",
  "actions",
  "success",
  "identityType",
  "pathPrefix",
];

export const driverOf = (filters: LogFilters): Driver =>
  DRIVERS.find((name) => (name === "success" ? filters.success === false : filters[name] !== undefined)) ?? "time";

/**
 * Where the filters hold. A unary plus takes a term out of the planner's choice, so that it walks the index of the driver,
 * which is in the order asked for, and no other.
 */
export function matching(filters: LogFilters, driver: Driver): SQL | undefined {
  const { actions, identityId, identityType, path, pathPrefix, success, sourceIp, requestId, trustId } = filters;
  const equals = (name: FilterName, column: SQLiteColumn, value: string | undefined) =>
    value === undefined ? undefined : name === driver ? eq(column, value) : sql`+${column} = ${value}`;
  return and(
    within(filters, driver),
    equals("requestId", auditLog.requestId, requestId),
    equals("path", auditLog.secretPath, path),
    equals("trustId", auditLog.trustId, trustId),
    equals("sourceIp", auditLog.sourceIp, sourceIp),
    equals("identityId", auditLog.identityId, identityId),
    equals("identityType", auditLog.identityType, identityType),
    actions && (driver === "actions" ? inArray(auditLog.action, [...actions]) : among(actions)),
    success === undefined ? undefined : outcome(success, driver),
    pathPrefix === undefined ? undefined : below(pathPrefix, driver),
  );
}

const within = ({ fromMs, toMs }: LogFilters, driver: Driver): SQL | undefined => {
  const time = driver === "time" ? sql`${auditLog.timestampMs}` : sql`+${auditLog.timestampMs}`;
  return and(
    fromMs === undefined ? undefined : sql`${time} >= ${fromMs}`,
    toMs === undefined ? undefined : sql`${time} < ${toMs}`,
  );
};

const among = (actions: readonly string[]): SQL =>
  sql`+${auditLog.action} in (${sql.join(
    actions.map((action) => sql`${action}`),
    sql`, `,
  )})`;

/** A literal: a partial index is not used for a value that is bound. */
const outcome = (success: boolean, driver: Driver): SQL =>
  driver === "success" ? sql`success = 0` : sql`+${auditLog.success} = ${success ? 1 : 0}`;

const below = (prefix: string, driver: Driver): SQL | undefined =>
  driver === "pathPrefix"
    ? and(gte(auditLog.secretPath, prefix), lt(auditLog.secretPath, endOfPrefix(prefix)))
    : sql`+${auditLog.secretPath} >= ${prefix} and +${auditLog.secretPath} < ${endOfPrefix(prefix)}`;
