import { and, count, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { fail } from "../errors";
import { findGenerationPolicy } from "../generation/queries";
import type { Context } from "../kernel/context";
import type { HookContext } from "../kernel/hooks";
import { secretsOfPolicy } from "../rotation/attachments";
import { droppedPolicies } from "../rotation/drop";
import { findRotationPolicy } from "../rotation/queries";
import type { SecretOptions } from "./options";
import type { Secret } from "./store";
import { secrets } from "./tables";

/** The policies that secrets name: that they are there, and what becomes of the secrets when one goes. */

/** Policies that a body names must be there. Throws AppError rotation_policy_not_found, secret_policy_not_found. */
export function checkPolicies(ctx: Context, { rotationPolicyId, secretPolicyId }: SecretOptions): void {
  if (rotationPolicyId != null && !findRotationPolicy(ctx, rotationPolicyId))
    fail("rotation_policy_not_found", { field: "options.rotation_policy_id" });
  if (secretPolicyId != null && !findGenerationPolicy(ctx, secretPolicyId))
    fail("secret_policy_not_found", { field: "options.secret_policy_id" });
}

/** Some of the secrets of a deleted rotation policy follow none any more: without a new `updated_at`. */
export function detachSecrets(ctx: HookContext, rotationPolicyId: string, limit: number): void {
  const ids = secretsOfPolicy(ctx, rotationPolicyId, limit);
  ctx.db
    .update(secrets)
    .set({ rotationPolicyId: null, metadataVersion: sql`${secrets.metadataVersion} + 1` })
    .where(inArray(secrets.id, ids))
    .run();
}

/** The rotation policy that a secret follows, by its id: none, if that was deleted and the secret is about to be detached. */
export const followedPolicyId = (
  ctx: Context,
  { rotationPolicyId }: Pick<Secret, "rotationPolicyId">,
): string | null => (rotationPolicyId !== null && droppedPolicies(ctx).has(rotationPolicyId) ? null : rotationPolicyId);

/** How many secrets name a generation policy: live ones, and softly deleted ones that can still be restored. */
export function countSecretsOf({ db, now }: HookContext, generationPolicyId: string): number {
  const held = or(isNull(secrets.recoverableUntilMs), gt(secrets.recoverableUntilMs, now));
  const named = and(eq(secrets.secretPolicyId, generationPolicyId), held);
  return db.select({ total: count() }).from(secrets).where(named).get()?.total ?? 0;
}
