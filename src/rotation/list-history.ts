import { and, desc, eq, gte, lt, or } from "drizzle-orm";
import { query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { type HistoryRow, type HistoryStatus, KEPT_MS } from "./history";
import { requireRotationPolicy } from "./queries";
import { policyRevisions } from "./settle";
import { rotationHistory } from "./tables";

export interface HistoryRequest extends PageRequest {
  readonly id: string;
  readonly status: HistoryStatus | undefined;
}

/** Newest first. Rows from before the policy was made are of another that had its id. */
export const listHistory = query({
  name: "rotation_policies.history",
  scope: "audit:read",
  category: "rotation",
  action: "audit_query",
  reach: "space",
  async run(ctx, request: HistoryRequest): Promise<Page<HistoryRow>> {
    const { id, status, limit } = request;
    const binding = ["rotation/history", ctx.space.id, id, status ?? ""];
    const [at, before] = startOf(request, binding, ["number", "string"]) ?? [];
    const policy = requireRotationPolicy(ctx, id);
    await policyRevisions(ctx).settle(id);
    const { policyId, startedAtMs, id: rowId, status: is } = rotationHistory;
    const older =
      at === undefined || before === undefined
        ? undefined
        : or(lt(startedAtMs, at), and(eq(startedAtMs, at), lt(rowId, before)));
    const rows = ctx.db
      .select()
      .from(rotationHistory)
      .where(
        and(
          eq(policyId, id),
          status === undefined ? undefined : eq(is, status),
          gte(startedAtMs, Math.max(policy.createdAtMs, ctx.now - KEPT_MS + 1)),
          older,
        ),
      )
      .orderBy(desc(startedAtMs), desc(rowId))
      .limit(limit + 1)
      .all();
    return pageOf(rows, request, binding, (row) => [row.startedAtMs, row.id]);
  },
});
