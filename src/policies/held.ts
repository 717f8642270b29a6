import { asc, inArray, sql } from "drizzle-orm";
import type { Context } from "../kernel/context";
import { policyCache } from "./cache";
import { policies } from "./tables";

export interface NamedPolicy {
  readonly id: string;
  readonly name: string;
}

/** Active policies that an identity holds now, itself or through its groups, by name. `only`: of these alone; null: of all. */
export function policiesHeld(ctx: Context, identityId: string, only: readonly string[] | null): readonly NamedPolicy[] {
  const ids = policyCache(ctx)
    .policiesOf(identityId, ctx.now, only)
    .map(({ id }) => id);
  return ctx.db
    .select({ id: policies.id, name: policies.name })
    .from(policies)
    .where(inArray(policies.id, sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`))
    .orderBy(asc(policies.name))
    .all();
}

export const policyNames = (ctx: Context, identityId: string, only: readonly string[] | null): readonly string[] =>
  policiesHeld(ctx, identityId, only).map(({ name }) => name);
