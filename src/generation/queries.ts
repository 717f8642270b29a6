import { eq } from "drizzle-orm";
import { safeToEcho } from "../crypto/token";
import { fail } from "../errors";
import type { Context } from "../kernel/context";
import { secretPolicies } from "./tables";

/** A generation policy as it is stored. */
export type GenerationPolicy = typeof secretPolicies.$inferSelect;

/** In this space. */
export const findGenerationPolicy = ({ db }: Pick<Context, "db">, id: string): GenerationPolicy | undefined =>
  db.select().from(secretPolicies).where(eq(secretPolicies.id, id)).get();

/** The one that a URL names, and it is named in the audit row. Throws AppError secret_policy_not_found. */
export function requireGenerationPolicy(ctx: Context, id: string): GenerationPolicy {
  const recipe = findGenerationPolicy(ctx, id);
  if (!recipe) return fail("secret_policy_not_found", { id: safeToEcho(id) });
  ctx.audit.annotate({ secret_policy_id: recipe.id, name: recipe.name });
  return recipe;
}

/** As `requireRecipe`, to make values that are kept. Throws also AppError validation_error. */
export function requireActiveGenerationPolicy(ctx: Context, id: string): GenerationPolicy {
  const recipe = requireGenerationPolicy(ctx, id);
  return recipe.isActive ? recipe : fail("validation_error", { reason: "secret_policy_inactive" });
}
