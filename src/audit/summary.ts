import { and, asc, max, type SQL, sql } from "drizzle-orm";
import { AppError } from "../errors";
import { DAY_MS, wholeSecond } from "../formats";
import type { ReadDb } from "../kernel/db";
import { query } from "../kernel/operation";
import { LOG_ROW_UNITS, Turns, UNITS_PER_TURN } from "../kernel/turns";
import { matching } from "./filters";
import { auditLog } from "./tables";

export interface SummaryRequest {
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
}
export interface Summary {
  readonly fromMs: number;
  readonly toMs: number;
  readonly successful: number;
  readonly failed: number;
  readonly identities: number;
  readonly secrets: number;
  readonly byAction: ReadonlyMap<string, number>;
  readonly byError: ReadonlyMap<string, number>;
  /** Most frequent first, then by name. */
  readonly topSecrets: readonly Counted[];
  readonly topIdentities: readonly Counted[];
}
export type Counted = readonly [name: string, count: number];

const DEFAULT_DAYS = 30;
const MAX_DAYS = 92;
const TOP = 10;
/** Rows that are counted before others are served. */
const SLICE_ROWS = UNITS_PER_TURN / LOG_ROW_UNITS;

export const summarize = query({
  name: "audit.summary",
  scope: "audit:read",
  category: "audit_query",
  action: "audit_query",
  reach: "space",
  async run(ctx, request: SummaryRequest): Promise<Summary> {
    const range = rangeOf(request, ctx.now);
    const summary = await summaryOf(ctx.db, range);
    ctx.audit.annotate({ query: "summary" });
    return summary;
  },
});

/** The last 30 days, as far as nothing else is said. They end with the second that is passing. */
export function rangeOf({ fromMs, toMs }: SummaryRequest, nowMs: number): { fromMs: number; toMs: number } {
  const end = toMs ?? Math.max(wholeSecond(nowMs) + 1000, (fromMs ?? 0) + 1000);
  const start = fromMs ?? Math.max(0, end - DEFAULT_DAYS * DAY_MS);
  if (start >= end || end - start > MAX_DAYS * DAY_MS)
    throw new AppError({ code: "validation_error", details: { fields: { from: "range" } } });
  return { fromMs: start, toMs: end };
}

/** In slices along the index of time: the object serves others between them. Rows written meanwhile are not counted. */
async function summaryOf(db: ReadDb, range: { fromMs: number; toMs: number }): Promise<Summary> {
  const tally = new Tally();
  const turns = new Turns();
  const newest =
    db
      .select({ seq: max(auditLog.seq) })
      .from(auditLog)
      .get()?.seq ?? 0;
  for (let after: Moment | undefined = [range.fromMs, 0]; after; ) {
    const end = endOfSlice(db, range, after);
    for (const group of groupsIn(db, range, after, end, newest)) tally.add(group);
    after = end;
    turns.spend(SLICE_ROWS * LOG_ROW_UNITS);
    if (after) await turns.rest();
  }
  return { ...range, ...tally.result() };
}

/** A place along the index of time. */
type Moment = readonly [timestampMs: number, seq: number];

/** The place so many rows on; undefined: fewer are left. */
function endOfSlice(db: ReadDb, range: { fromMs: number; toMs: number }, after: Moment): Moment | undefined {
  const end = db
    .select({ timestampMs: auditLog.timestampMs, seq: auditLog.seq })
    .from(auditLog)
    .where(and(matching({ fromMs: after[0], toMs: range.toMs }, "time"), behind(after)))
    .orderBy(asc(auditLog.timestampMs), asc(auditLog.seq))
    .limit(1)
    .offset(SLICE_ROWS - 1)
    .get();
  return end && [end.timestampMs, end.seq];
}

const behind = ([timestampMs, seq]: Moment): SQL =>
  sql`(${auditLog.timestampMs}, ${auditLog.seq}) > (${timestampMs}, ${seq})`;
const upTo = ([timestampMs, seq]: Moment): SQL =>
  sql`(${auditLog.timestampMs}, ${auditLog.seq}) <= (${timestampMs}, ${seq})`;

/** The times of one slice. The index is entered at them: by the whole range, each slice would be looked for from the beginning. */
const between = ({ toMs }: { toMs: number }, [fromMs]: Moment, end: Moment | undefined) => ({
  fromMs,
  toMs: end ? Math.min(toMs, end[0] + 1) : toMs,
});

type Group = ReturnType<typeof groupsIn>[number];

const groupsIn = (
  db: ReadDb,
  range: { fromMs: number; toMs: number },
  after: Moment,
  end: Moment | undefined,
  newest: number,
) =>
  db
    .select({
      action: auditLog.action,
      success: auditLog.success,
      errorCode: auditLog.errorCode,
      identityId: auditLog.identityId,
      actorTenantId: auditLog.actorTenantId,
      secretPath: auditLog.secretPath,
      count: sql<number>`count(*)`,
    })
    .from(auditLog)
    .where(
      and(
        matching(between(range, after, end), "time"),
        behind(after),
        end && upTo(end),
        sql`+${auditLog.seq} <= ${newest}`,
      ),
    )
    .groupBy(
      auditLog.action,
      auditLog.success,
      auditLog.errorCode,
      auditLog.identityId,
      auditLog.actorTenantId,
      auditLog.secretPath,
    )
    .all();

class Tally {
  #successful = 0;
  #failed = 0;
  readonly #byAction = new Map<string, number>();
  readonly #byError = new Map<string, number>();
  readonly #bySecret = new Map<string, number>();
  /** By id and home: an id means something only there. */
  readonly #byIdentity = new Map<string, number>();

  add({ action, success, errorCode, identityId, actorTenantId, secretPath, count }: Group): void {
    if (success) this.#successful += count;
    else this.#failed += count;
    increment(this.#byAction, action, count);
    increment(this.#byIdentity, `${identityId} ${actorTenantId ?? ""}`, count);
    if (errorCode !== null) increment(this.#byError, errorCode, count);
    if (secretPath !== null) increment(this.#bySecret, secretPath, count);
  }

  result(): Omit<Summary, "fromMs" | "toMs"> {
    return {
      successful: this.#successful,
      failed: this.#failed,
      identities: this.#byIdentity.size,
      secrets: this.#bySecret.size,
      byAction: this.#byAction,
      byError: this.#byError,
      topSecrets: topOf(this.#bySecret),
      topIdentities: topOf(this.#byIdentity).map(([key, count]) => [key.slice(0, key.indexOf(" ")), count]),
    };
  }
}

const increment = (counts: Map<string, number>, key: string, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

const topOf = (counts: ReadonlyMap<string, number>): Counted[] =>
  [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, TOP);
