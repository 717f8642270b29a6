import { and, asc, eq, lte, sql } from "drizzle-orm";
import { hasScope } from "../kernel/actor";
import type { Context } from "../kernel/context";
import { matchesGlob } from "../kernel/glob";
import { query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { STEPS_PER_UNIT, Turns } from "../kernel/turns";
import { msOf } from "../settings/rules";
import { type Attachment, findRotationPolicy, type RotationPolicy, requireRotationPolicy } from "./queries";
import { hoursUntil } from "./schedule";
import { policyRevisions } from "./settle";
import { rotationAttachments } from "./tables";

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
  name: "rotation.due",
  scope: "secrets:rotate",
  category: "rotation",
  action: "list",
  reach: "space",
  async run(ctx, request: DueRequest): Promise<Page<DueRotation>> {
    const { withinHours, includeOverdue, policyId } = request;
    const binding = ["rotation/due", ctx.space.id, String(withinHours), String(includeOverdue), policyId ?? ""];
    const [at, path] = startOf(request, binding, ["number", "string"]) ?? [];
    if (policyId !== null) requireRotationPolicy(ctx, policyId);
    const seesAll = hasScope(ctx.actor, "admin");
    const rules = [...ctx.rulesFor("rotate"), ...ctx.rulesFor("list")];
    // Whoever may see nothing causes no work.
    const seesAny = seesAll || rules.length > 0;
    const turns = new Turns();
    const meter = { steps: 0 };
    const maySee = (where: string) => seesAll || rules.some((glob) => matchesGlob(glob, where, meter));
    const view = ({ path: where, dueMs, policyId: id, policy }: DatedRow): DueRotation[] => {
      if (!policy?.isActive) return [];
      const overdue = ctx.now >= dueMs + msOf(policy.gracePeriod);
      if ((overdue && !includeOverdue) || !maySee(where)) return [];
      const hoursUntilDue = hoursUntil(dueMs, ctx.now);
      return [{ path: where, policyId: id, policyName: policy.name, dueMs, overdue, hoursUntilDue }];
    };
    const found: DueRotation[] = [];
    let last = { at: at ?? -1, path: path ?? "" };
    for (let full = seesAny; full && found.length <= request.limit; ) {
      // For each step, because a policy may be changed between two turns: a date goes with the policy that gave it.
      await policyRevisions(ctx).settle(policyId);
      const policyOf = memoized(ctx);
      const rows = step(ctx, request, last).map((row) => ({ ...row, policy: policyOf(row.policyId) }));
      for (const row of rows) {
        found.push(...view(row));
        turns.spend(2 + meter.steps / STEPS_PER_UNIT);
        meter.steps = 0;
        if (turns.over) await turns.rest();
      }
      const end = rows.at(-1);
      if (end) last = { at: end.dueMs, path: end.path };
      full = rows.length === STEP;
    }
    return pageOf(found, request, binding, (row) => [row.dueMs, row.path]);
  },
});

type Row = Pick<Attachment, "path" | "dueMs" | "policyId">;
type DatedRow = Row & { readonly policy: RotationPolicy | undefined };

function step(ctx: Context, { withinHours, policyId: asked }: DueRequest, after: { at: number; path: string }): Row[] {
  const { dueMs, path, isLive, policyId } = rotationAttachments;
  return ctx.db
    .select({ path, dueMs, policyId })
    .from(rotationAttachments)
    .where(
      and(
        asked === null ? undefined : eq(policyId, asked),
        lte(dueMs, ctx.now + withinHours * HOUR_MS),
        sql`(${dueMs}, ${path}) > (${after.at}, ${after.path})`,
        eq(isLive, true),
      ),
    )
    .orderBy(asc(dueMs), asc(path))
    .limit(STEP)
    .all();
}

/** Policies are few and rows are many: each policy is read once for a step. */
function memoized(ctx: Context): (id: string) => RotationPolicy | undefined {
  const known = new Map<string, RotationPolicy | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, findRotationPolicy(ctx, id));
    return known.get(id);
  };
}

/** The name that the list had before. */
export const listPending = { ...listDue, name: "rotation.pending" };
