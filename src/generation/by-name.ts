import { and, asc, eq } from "drizzle-orm";
import { fail } from "../errors";
import type { Context } from "../kernel/context";
import { query } from "../kernel/operation";
import { makeValues } from "./make";
import type { GenerationPolicy } from "./queries";
import { slowValues } from "./slow-values";
import { admitSlow } from "./speed";
import { secretPolicies } from "./tables";

/** Policies that make passwords, as clients know them who have a name and no id. A name is taken once in a space. */

interface Named {
  readonly name: string;
}
const READ = { scope: "secrets:list", category: "secret_policy", resource: "secret_policies", reach: "space" } as const;
const isPassword = and(eq(secretPolicies.policyType, "password"), eq(secretPolicies.isActive, true));
const MAX_NAMES = 1000;

/** Of active ones, sorted. */
export const listPasswordPolicies = query({
  name: "secret_policies.password_names",
  ...READ,
  action: "config_read",
  run: ({ db }, _input: Record<never, never>): readonly string[] =>
    db
      .select({ name: secretPolicies.name })
      .from(secretPolicies)
      .where(isPassword)
      .orderBy(asc(secretPolicies.name))
      .limit(MAX_NAMES)
      .all()
      .map(({ name }) => name),
});

export const readPasswordPolicy = query({
  name: "secret_policies.read_password",
  ...READ,
  action: "config_read",
  run: (ctx, { name }: Named): GenerationPolicy => findByName(ctx, name),
});

/** One value, the first that the policy makes; it is stored nowhere. */
export const generatePassword = query({
  name: "secret_policies.password",
  ...READ,
  action: "secret_policy_preview",
  async run(ctx, { name }: Named): Promise<string> {
    const policy = findByName(ctx, name);
    admitSlow(ctx, policy.fields);
    const [made] = (await makeValues(policy, ctx.now, slowValues(ctx))).values();
    return made ?? fail("secret_policy_not_found");
  },
});

function findByName(ctx: Context, name: string): GenerationPolicy {
  const row = ctx.db
    .select()
    .from(secretPolicies)
    .where(and(isPassword, eq(secretPolicies.name, name)))
    .get();
  if (!row) return fail("secret_policy_not_found");
  ctx.audit.annotate({ secret_policy_id: row.id, name: row.name });
  return row;
}
