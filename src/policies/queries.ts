import { and, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { safeToEcho } from "../crypto/token";
import { fail } from "../errors";
import type { Context, MutationContext } from "../kernel/context";
import { bindings, policies } from "./tables";

export type PolicyRow = typeof policies.$inferSelect;
export type Binding = typeof bindings.$inferSelect;
export type PolicyScope = "tenant" | "partner";
export interface Policy extends PolicyRow {
  readonly scope: PolicyScope;
  /** Live ones, newest first. */
  readonly bindings: readonly Binding[];
}

export const scopeOf = ({ space }: Context): PolicyScope => (space.kind === "partner" ? "partner" : "tenant");

/** An expired binding counts as gone, whether or not its row is still there. */
export const isLive = (nowMs: number) => or(isNull(bindings.expiresAtMs), gt(bindings.expiresAtMs, nowMs));

/** Also names the policy in the audit row. Throws AppError policy_not_found. */
export function findPolicy(ctx: Context, id: string): PolicyRow {
  const row = ctx.db.select().from(policies).where(eq(policies.id, id)).get();
  if (!row) return fail("policy_not_found", { id: safeToEcho(id) });
  ctx.audit.annotate({ policy_id: id, name: row.name });
  return row;
}

/** The row as the API shows it. */
export const withBindings = (ctx: Context, row: PolicyRow): Policy => ({
  ...row,
  scope: scopeOf(ctx),
  bindings: liveBindings(ctx, row.id),
});

export const liveBindings = ({ db, now }: Context, policyId: string): Binding[] =>
  db
    .select()
    .from(bindings)
    .where(and(eq(bindings.policyId, policyId), isLive(now)))
    .orderBy(desc(bindings.id))
    .all();

export const countLiveBindings = ({ db, now }: Context, policyId: string): number =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(bindings)
    .where(and(eq(bindings.policyId, policyId), isLive(now)))
    .get()?.count ?? 0;

export const dropExpiredBindings = ({ db, now }: MutationContext, policyId: string): void => {
  db.delete(bindings)
    .where(and(eq(bindings.policyId, policyId), lte(bindings.expiresAtMs, now)))
    .run();
};
