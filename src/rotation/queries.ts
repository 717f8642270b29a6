import { and, count, eq, sql } from "drizzle-orm";
import { safeToEcho } from "../crypto/token";
import { fail } from "../errors";
import type { Context } from "../kernel/context";
import type { Core } from "../kernel/core";
import { msOf } from "../settings/rules";
import type { RotationTerms } from "./schedule";
import { rotationAttachments, rotationPolicies } from "./tables";
import { timingOf } from "./timing-texts";

/** A rotation policy as it is stored. */
export type RotationPolicy = typeof rotationPolicies.$inferSelect;
/** Which rotation policy a secret follows, and how far it has come. */
export type Attachment = typeof rotationAttachments.$inferSelect;
/** As the API shows it. */
export interface CountedPolicy extends RotationPolicy {
  /** Live ones. */
  readonly secretsCount: number;
}
type Tables = Pick<Context, "db">;

/** In this space. */
export const findRotationPolicy = ({ db }: Tables, id: string): RotationPolicy | undefined =>
  db.select().from(rotationPolicies).where(eq(rotationPolicies.id, id)).get();

/** The one that a URL names, and it is named in the audit row. Throws AppError rotation_policy_not_found. */
export function requireRotationPolicy(ctx: Context, id: string): RotationPolicy {
  const policy = findRotationPolicy(ctx, id);
  if (!policy) return fail("rotation_policy_not_found", { id: safeToEcho(id) });
  ctx.audit.annotate({ rotation_policy_id: policy.id, name: policy.name });
  return policy;
}

const known = new WeakMap<RotationPolicy, RotationTerms>();

/** All texts were checked before they were stored. They are read once for a row, which many secrets may be held against. */
export function termsOf(policy: RotationPolicy): RotationTerms {
  const terms = known.get(policy) ?? {
    timing: timingOf(policy),
    graceMs: msOf(policy.gracePeriod),
    warningsMs: policy.warnBefore.map(msOf),
    autoGenerate: policy.autoGenerate,
  };
  known.set(policy, terms);
  return terms;
}

/** The live secrets of a policy, as a column of a query that names `rotation_policies`. */
export const liveCount = sql<number>`(select count(*) from ${rotationAttachments} where ${and(
  eq(rotationAttachments.policyId, rotationPolicies.id),
  eq(rotationAttachments.isLive, true),
)})`;

export function withSecretCount({ db }: Tables, policy: RotationPolicy): CountedPolicy {
  const { policyId, isLive } = rotationAttachments;
  const live = and(eq(policyId, policy.id), eq(isLive, true));
  const total = db.select({ total: count() }).from(rotationAttachments).where(live).get();
  return { ...policy, secretsCount: total?.total ?? 0 };
}

/** How many rotation policies name a generation policy. */
export const countPoliciesOf = ({ db }: Tables, secretPolicyId: string): number =>
  db.select({ total: count() }).from(rotationPolicies).where(eq(rotationPolicies.secretPolicyId, secretPolicyId)).get()
    ?.total ?? 0;

/** A webhook that is deleted gets no more of any policy. Only those that name it are read: nothing bounds how many others there are. */
export function dropWebhookId({ db }: Pick<Core, "db">, webhookId: string): void {
  const named = sql`exists (select 1 from json_each(${rotationPolicies.webhookIds}) where value = ${webhookId})`;
  for (const { id, webhookIds } of db.select().from(rotationPolicies).where(named).all())
    db.update(rotationPolicies)
      .set({ webhookIds: webhookIds.filter((other) => other !== webhookId) })
      .where(eq(rotationPolicies.id, id))
      .run();
}
