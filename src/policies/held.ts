import { asc, inArray, sql } from "drizzle-orm";
import type { Context } from "../kernel/context";
import { type Holder, policyCache } from "./cache";
import { policies } from "./tables";

export interface NamedPolicy {
  readonly id: string;
  readonly name: string;
}

/** Active policies that somebody holds now, themselves or through groups, by name. */
export function policiesHeld(ctx: Context, holder: Holder): readonly NamedPolicy[] {
  const ids = policyCache(ctx)
    .policiesOf(holder, ctx.now)
    .map(({ id }) => id);
  return ctx.db
    .select({ id: policies.id, name: policies.name })
    .from(policies)
    .where(inArray(policies.id, sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`))
    .orderBy(asc(policies.name))
    .all();
}

export const policyNames = (ctx: Context, holder: Holder): readonly string[] =>
  policiesHeld(ctx, holder).map(({ name }) => name);
