import { and, count, eq, gt, isNull, or } from "drizzle-orm";
import type { Context } from "../kernel/context";
import { secrets } from "./tables";

/** Secrets that name a generation policy: live ones, and softly deleted ones that can still be restored. */
export function countSecretsOf({ db, now }: Context, secretPolicyId: string): number {
  const held = or(isNull(secrets.recoverableUntilMs), gt(secrets.recoverableUntilMs, now));
  const named = and(eq(secrets.secretPolicyId, secretPolicyId), held);
  return db.select({ total: count() }).from(secrets).where(named).get()?.total ?? 0;
}
