import { and, count, eq, gt, inArray, isNull, or } from "drizzle-orm";
import type { HookContext } from "../kernel/hooks";
import { secretsOfPolicy } from "../rotation/attachments";
import { secrets } from "./tables";

/** What becomes of secrets when a policy that they name goes. */

/** The secrets of a rotation policy, which may be thousands, follow none any more: without a new `updated_at`. */
export function detachSecrets(ctx: HookContext, rotationPolicyId: string): void {
  const ids = secretsOfPolicy(ctx, rotationPolicyId);
  ctx.db.update(secrets).set({ rotationPolicyId: null }).where(inArray(secrets.id, ids)).run();
}

/** How many secrets name a generation policy: live ones, and softly deleted ones that can still be restored. */
export function countSecretsOf({ db, now }: HookContext, generationPolicyId: string): number {
  const held = or(isNull(secrets.recoverableUntilMs), gt(secrets.recoverableUntilMs, now));
  const named = and(eq(secrets.secretPolicyId, generationPolicyId), held);
  return db.select({ total: count() }).from(secrets).where(named).get()?.total ?? 0;
}
