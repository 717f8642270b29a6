import { asc, eq } from "drizzle-orm";
import { fail } from "../errors";
import { query } from "../kernel/operation";
import type { RuleText } from "../kernel/policy";
import { READ } from "./operations";
import { policies } from "./tables";

/** Policies as clients know them who have a name and no id. A name is taken once in a space. */

export interface NamedRules {
  readonly name: string;
  readonly rules: readonly RuleText[];
  readonly revision: number;
  readonly updatedAtMs: number;
}
/** Of active ones, sorted: there are no more in a space than an answer holds. */
export const listPolicyNames = query({
  name: "policies.names",
  ...READ,
  run: ({ db }, _input: Record<never, never>): readonly string[] =>
    db
      .select({ name: policies.name })
      .from(policies)
      .where(eq(policies.isActive, true))
      .orderBy(asc(policies.name))
      .all()
      .map(({ name }) => name),
});

export const readPolicyByName = query({
  name: "policies.read_by_name",
  ...READ,
  run(ctx, { name }: { readonly name: string }): NamedRules {
    const row = ctx.db.select().from(policies).where(eq(policies.name, name)).get();
    if (!row?.isActive) return fail("policy_not_found");
    ctx.audit.annotate({ policy_id: row.id, name: row.name });
    return row;
  },
});
