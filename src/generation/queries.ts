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
  const generationPolicy = findGenerationPolicy(ctx, id);
  if (!generationPolicy) return fail("secret_policy_not_found", { id: safeToEcho(id) });
  ctx.audit.annotate({ secret_policy_id: generationPolicy.id, name: generationPolicy.name });
  return generationPolicy;
}

/** As `requireGenerationPolicy`, to make values that are kept. Throws also AppError validation_error. */
export function requireActiveGenerationPolicy(ctx: Context, id: string): GenerationPolicy {
  const generationPolicy = requireGenerationPolicy(ctx, id);
  return generationPolicy.isActive ? generationPolicy : fail("validation_error", { reason: "secret_policy_inactive" });
}
