import { and, between, sql } from "drizzle-orm";
import { AppError } from "../errors";
import { DAY_MS, wholeSecond } from "../formats";
import type { ReadDb } from "../kernel/db";
import { query } from "../kernel/operation";
import { matching } from "./filters";
import { type Bounds, slicesWithin } from "./scan";
import { auditLog } from "./tables";

export interface SummaryRequest {
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  /** Also day by day. */
  readonly byDay: boolean;
}
/** What happened on a day of UTC. */
export interface DayCounts {
  readonly startMs: number;
  readonly events: number;
  readonly failed: number;
  /** Values of secrets and of credentials that were given: successful rows of these actions. */
  readonly reads: number;
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
  /** Every day that the range touches, the first first; undefined: it was not asked for. */
  readonly days: readonly DayCounts[] | undefined;
}
export type Counted = readonly [name: string, count: number];

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}
const DEFAULT_DAYS = 30;
const MAX_DAYS = 92;
const TOP = 10;

export const summarize = query({
  name: "audit.summary",
  scope: "audit:read",
  category: "audit_query",
  action: "audit_query",
  reach: "space",
  async run(ctx, request: SummaryRequest): Promise<Summary> {
    const range = rangeOf(request, ctx.now);
    const summary = await summaryOf(ctx.db, range, request.byDay);
    ctx.audit.annotate({ query: "summary" });
    return summary;
  },
});

/** The last 30 days, as far as nothing else is said. They end with the second that is passing. */
export function rangeOf(
  { fromMs, toMs }: Pick<SummaryRequest, "fromMs" | "toMs">,
  nowMs: number,
): { fromMs: number; toMs: number } {
  const end = toMs ?? Math.max(wholeSecond(nowMs) + 1000, (fromMs ?? 0) + 1000);
  const start = fromMs ?? Math.max(0, end - DEFAULT_DAYS * DAY_MS);
  if (start >= end || end - start > MAX_DAYS * DAY_MS)
    throw new AppError({ code: "validation_error", details: { fields: { from: "range" } } });
  return { fromMs: start, toMs: end };
}

/** In slices by number: the object serves others between them. Rows written meanwhile are not counted. */
async function summaryOf(db: ReadDb, range: Range, byDay: boolean): Promise<Summary> {
  const tally = new Tally();
  for await (const slice of slicesWithin(db, undefined, range))
    for (const group of groupsIn(db, range, slice, byDay)) tally.add(group);
  return { ...range, ...tally.result(), days: byDay ? tally.days(range) : undefined };
}

type Group = ReturnType<typeof groupsIn>[number];

const groupsIn = (db: ReadDb, range: Range, { firstSeq, lastSeq }: Bounds, byDay: boolean) =>
  db
    .select({
      action: auditLog.action,
      success: auditLog.success,
      errorCode: auditLog.errorCode,
      identityId: auditLog.identityId,
      actorTenantId: auditLog.actorTenantId,
      secretPath: auditLog.secretPath,
      day: byDay ? sql<number>`${auditLog.timestampMs} / ${sql.raw(String(DAY_MS))} as day` : sql<number>`0 as day`,
      count: sql<number>`count(*)`,
    })
    .from(auditLog)
    .where(and(matching(range, "number"), between(auditLog.seq, firstSeq, lastSeq)))
    .groupBy(
      auditLog.action,
      auditLog.success,
      auditLog.errorCode,
      auditLog.identityId,
      auditLog.actorTenantId,
      auditLog.secretPath,
      sql`day`,
    )
    .all();

/** What gives a value. */
const READS: readonly string[] = ["read", "credential.resolved", "credential.leased"];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class Tally {
  #successful = 0;
  #failed = 0;
  readonly #byAction = new Map<string, number>();
  readonly #byError = new Map<string, number>();
  readonly #bySecret = new Map<string, number>();
  /** By id and home: an id means something only there. */
  readonly #byIdentity = new Map<string, number>();
  readonly #byDay = new Map<number, Mutable<Omit<DayCounts, "startMs">>>();

  add({ action, success, errorCode, identityId, actorTenantId, secretPath, day, count }: Group): void {
    const onDay = this.#byDay.get(day) ?? { events: 0, failed: 0, reads: 0 };
    this.#byDay.set(day, onDay);
    onDay.events += count;
    if (!success) onDay.failed += count;
    else if (READS.includes(action)) onDay.reads += count;
    if (success) this.#successful += count;
    else this.#failed += count;
    increment(this.#byAction, action, count);
    increment(this.#byIdentity, `${identityId} ${actorTenantId ?? ""}`, count);
    if (errorCode !== null) increment(this.#byError, errorCode, count);
    if (secretPath !== null) increment(this.#bySecret, secretPath, count);
  }

  days({ fromMs, toMs }: Range): readonly DayCounts[] {
    const first = Math.floor(fromMs / DAY_MS);
    return Array.from({ length: Math.ceil(toMs / DAY_MS) - first }, (_, at) => ({
      startMs: (first + at) * DAY_MS,
      ...(this.#byDay.get(first + at) ?? { events: 0, failed: 0, reads: 0 }),
    }));
  }

  result(): Omit<Summary, "fromMs" | "toMs" | "days"> {
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
