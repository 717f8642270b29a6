import { and, eq, inArray, sql } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { identityTypeOf } from "../kernel/actor";
import type { Context, MutationContext } from "../kernel/context";
import { checkQuota } from "../kernel/quota";
import type { NamedPolicy } from "./held";
import { type Binding, countLiveBindings, dropExpiredBindings, isLive } from "./queries";
import { bindings, policies } from "./tables";

const MAX_BINDINGS = 1000;

type NewBinding = Pick<Binding, "policyId" | "identityId" | "expiresAtMs">;

/** Throws AppError validation_error if the policy has as many as it may. The caller has looked whether there is one already. */
export function addBinding(ctx: MutationContext, given: NewBinding): Binding {
  dropExpiredBindings(ctx, given.policyId);
  checkQuota(countLiveBindings(ctx, given.policyId), MAX_BINDINGS);
  const row = { ...given, id: `bnd_${ulid(ctx.now)}`, createdBy: ctx.actor.identityId, createdAtMs: ctx.now };
  ctx.db.insert(bindings).values(row).run();
  ctx.emit({ type: "policy.binding.created", data: aboutBinding(row) });
  return row;
}

export function dropBinding(ctx: MutationContext, row: Binding): void {
  ctx.db.delete(bindings).where(eq(bindings.id, row.id)).run();
  ctx.emit({ type: "policy.binding.deleted", data: aboutBinding(row) });
}

/** Those of these names that there are. */
export const policiesNamed = ({ db }: Context, names: readonly string[]): readonly NamedPolicy[] =>
  db
    .select({ id: policies.id, name: policies.name })
    .from(policies)
    .where(inArray(policies.name, sql`(SELECT value FROM json_each(${JSON.stringify(names)}))`))
    .all();

/** Policies that are bound to these identities themselves, not to groups of them, active or not; of each by name. */
export function policiesBoundTo(
  { db, now }: Context,
  identityIds: readonly string[],
): ReadonlyMap<string, readonly NamedPolicy[]> {
  const rows = db
    .select({ identityId: bindings.identityId, id: policies.id, name: policies.name })
    .from(bindings)
    .innerJoin(policies, eq(policies.id, bindings.policyId))
    .where(
      and(
        inArray(bindings.identityId, sql`(SELECT value FROM json_each(${JSON.stringify(identityIds)}))`),
        isLive(now),
      ),
    )
    .orderBy(policies.name)
    .all();
  return Map.groupBy(rows, ({ identityId }) => identityId);
}

/** The same of one. */
export const policiesBound = (ctx: Context, identityId: string): readonly NamedPolicy[] =>
  policiesBoundTo(ctx, [identityId]).get(identityId) ?? [];

/** From now on just these are bound to the identity itself; what is bound already stays as it is. Each change has its own row. */
export function bindJust(ctx: MutationContext, identityId: string, wanted: readonly NamedPolicy[]): void {
  const mine = and(eq(bindings.identityId, identityId), isLive(ctx.now));
  const rows = ctx.db.select().from(bindings).where(mine).all();
  const about = (row: Binding) => ({ policy_id: row.policyId, target_identity_id: identityId, binding_id: row.id });
  for (const row of rows) {
    if (wanted.some(({ id }) => id === row.policyId)) continue;
    dropBinding(ctx, row);
    ctx.audit.add("policy_unbind", about(row));
  }
  for (const { id: policyId } of wanted) {
    if (rows.some((row) => row.policyId === policyId)) continue;
    ctx.audit.add("policy_bind", about(addBinding(ctx, { policyId, identityId, expiresAtMs: null })));
  }
  ctx.hooks.rightsChanged(ctx);
}

const aboutBinding = ({ id, policyId, identityId }: Binding) => ({
  policy_id: policyId,
  binding_id: id,
  identity_type: identityTypeOf(identityId),
  identity_id: identityId,
});
