import { and, asc, eq, lte, sql } from "drizzle-orm";
import { holds } from "../tenant/actor";
import type { Context } from "../tenant/context";
import { query } from "../tenant/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../tenant/pages";
import { requireRotationPolicy, termsOf } from "./records";
import { hoursUntil } from "./schedule";
import { rotationAttachments, rotationPolicies } from "./tables";

export interface DueRotation {
  readonly path: string;
  readonly policyId: string;
  readonly policyName: string;
  readonly dueMs: number;
  /** Its grace period passed and nothing new came. */
  readonly overdue: boolean;
  readonly hoursUntilDue: number;
}
export interface DueRequest extends PageRequest {
  readonly withinHours: number;
  readonly includeOverdue: boolean;
  /** Null: of all policies. */
  readonly policyId: string | null;
}

const HOUR_MS = 3_600_000;
/** Rows looked at in one step. */
const STEP = 256;

/** Soonest first, then by path. Without `admin` only paths that the caller may rotate or list. */
export const listDue = query({
  scope: "secrets:rotate",
  category: "rotation",
  action: "list",
  reach: "space",
  run(ctx, request: DueRequest): Page<DueRotation> {
    const { withinHours, includeOverdue, policyId } = request;
    const binding = ["rotation/due", ctx.space.id, String(withinHours), String(includeOverdue), policyId ?? ""];
    const [at, path] = startOf(request, binding, ["number", "string"]) ?? [];
    if (policyId !== null) requireRotationPolicy(ctx, policyId);
    const seesAll = holds(ctx.actor, "admin");
    const shows = ({ path: where, overdue }: DueRotation) =>
      (includeOverdue || !overdue) && (seesAll || ctx.may("rotate", where) || ctx.may("list", where));
    const found: DueRotation[] = [];
    let last = { at: at ?? -1, path: path ?? "" };
    for (let full = true; full && found.length <= request.limit; ) {
      const rows = step(ctx, request, last);
      found.push(...rows.filter(shows));
      const end = rows.at(-1);
      if (end) last = { at: end.dueMs, path: end.path };
      full = rows.length === STEP;
    }
    return pageOf(found, request, binding, (row) => [row.dueMs, row.path]);
  },
});

function step(ctx: Context, { withinHours, policyId }: DueRequest, after: { at: number; path: string }): DueRotation[] {
  const { dueMs, path, isLive } = rotationAttachments;
  return ctx.db
    .select({ path, dueMs, policy: rotationPolicies })
    .from(rotationAttachments)
    .innerJoin(rotationPolicies, eq(rotationPolicies.id, rotationAttachments.policyId))
    .where(
      and(
        policyId === null ? undefined : eq(rotationAttachments.policyId, policyId),
        lte(dueMs, ctx.now + withinHours * HOUR_MS),
        sql`(${dueMs}, ${path}) > (${after.at}, ${after.path})`,
        eq(isLive, true),
        eq(rotationPolicies.isActive, true),
      ),
    )
    .orderBy(asc(dueMs), asc(path))
    .limit(STEP)
    .all()
    .map(({ policy, ...row }) => ({
      path: row.path,
      policyId: policy.id,
      policyName: policy.name,
      dueMs: row.dueMs,
      overdue: ctx.now >= row.dueMs + termsOf(policy).graceMs,
      hoursUntilDue: hoursUntil(row.dueMs, ctx.now),
    }));
}
