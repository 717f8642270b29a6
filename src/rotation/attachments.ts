import { and, asc, eq, gt, inArray, isNotNull, lte, min, sql } from "drizzle-orm";
import type { Context, MutationContext } from "../kernel/context";
import type { Core } from "../kernel/core";
import { withdrawHistory } from "./history";
import { findRotationPolicy, type RotationPolicy, termsOf } from "./queries";
import { dueMs, freshProgress, nextStepMs, type Progress } from "./schedule";
import { rotationAttachments, rotationHistory } from "./tables";

/** Which secret follows which rotation policy, and how far it has come. */

export type Attachment = typeof rotationAttachments.$inferSelect;
/** What is asked of a secret here. */
export interface Followed {
  readonly id: string;
  readonly path: string;
  readonly rotationPolicyId: string | null;
  readonly deletedAtMs: number | null;
}
type Doing = Pick<MutationContext, "db" | "now" | "schedule">;

export const findAttachment = ({ db }: Pick<Context, "db">, secretId: string): Attachment | undefined =>
  db.select().from(rotationAttachments).where(eq(rotationAttachments.secretId, secretId)).get();

/** The policy that a secret follows. */
export const policyOf = (
  ctx: Pick<Context, "db">,
  { rotationPolicyId }: Pick<Followed, "rotationPolicyId">,
): RotationPolicy | undefined => (rotationPolicyId === null ? undefined : findRotationPolicy(ctx, rotationPolicyId));

/** After every change of a secret: attaches, moves, detaches, and lets a softly deleted one wait. */
export function syncAttachment(ctx: Doing, before: Followed | undefined, after: Followed): void {
  if ((before?.rotationPolicyId ?? null) !== after.rotationPolicyId) {
    if (before && before.rotationPolicyId !== null) forgetAttachment(ctx, after.id);
    if (after.rotationPolicyId !== null) attach(ctx, after, after.rotationPolicyId);
  } else if (before && after.rotationPolicyId !== null && before.deletedAtMs !== after.deletedAtMs)
    setLive(ctx, after.id, after.deletedAtMs === null);
}

/** With the row of the history that waits for it. */
export function forgetAttachment({ db }: Pick<MutationContext, "db">, secretId: string): void {
  const gone = db.delete(rotationAttachments).where(eq(rotationAttachments.secretId, secretId)).returning().get();
  withdrawHistory({ db }, gone?.pendingId ?? null);
}

/** The time of the attachment counts as last rotation. */
function attach(ctx: Doing, { id, path, deletedAtMs }: Followed, policyId: string): void {
  const policy = findRotationPolicy(ctx, policyId);
  if (!policy) throw new Error("a policy that was found is not there");
  const isLive = deletedAtMs === null;
  const row = { secretId: id, path, policyId, isLive, assignedAtMs: ctx.now, pendingId: null };
  ctx.db
    .insert(rotationAttachments)
    .values({ ...row, ...scheduled(ctx, policy, freshProgress(ctx.now), isLive) })
    .run();
}

/** Due and next step that follow from how far a secret has come; also wakes the scheduler for it. */
function scheduled(ctx: Pick<Context, "schedule">, policy: RotationPolicy, progress: Progress, isLive: boolean) {
  const terms = termsOf(policy);
  const stepAtMs = policy.isActive && isLive ? nextStepMs(terms, progress) : null;
  if (stepAtMs !== null) ctx.schedule(stepAtMs);
  return { ...progress, dueMs: dueMs(terms, progress.lastRotatedMs), stepAtMs };
}

export function saveProgress(
  ctx: Doing,
  policy: RotationPolicy,
  { secretId, isLive }: Pick<Attachment, "secretId" | "isLive">,
  progress: Progress,
  pendingId: string | null,
): void {
  ctx.db
    .update(rotationAttachments)
    .set({ ...scheduled(ctx, policy, progress, isLive), pendingId, begun: 0 })
    .where(eq(rotationAttachments.secretId, secretId))
    .run();
}

export const progressOf = (row: Attachment): Progress => ({
  lastRotatedMs: row.lastRotatedMs,
  warnedMs: row.warnedMs,
  announced: row.announced,
  attempts: row.attempts,
  triedAtMs: row.triedAtMs,
  overdue: row.overdue,
});

/** Back from a soft deletion the scheduler looks at once: what fell due meanwhile is due now. */
function setLive(ctx: Doing, secretId: string, isLive: boolean): void {
  const row = findAttachment(ctx, secretId);
  const policy = row && findRotationPolicy(ctx, row.policyId);
  if (!row || !policy) return;
  const position = scheduled(ctx, policy, progressOf(row), isLive);
  ctx.db
    .update(rotationAttachments)
    .set({ ...position, isLive })
    .where(eq(rotationAttachments.secretId, secretId))
    .run();
}

/** A value begins the interval: the first, or the first after one that was deleted. What was told of an earlier date does not count any more. */
export function restartInterval(ctx: Doing, secretId: string): void {
  const row = findAttachment(ctx, secretId);
  const policy = row && findRotationPolicy(ctx, row.policyId);
  if (!row || !policy) return;
  withdrawHistory(ctx, row.pendingId);
  saveProgress(ctx, policy, row, freshProgress(ctx.now), null);
}

/** The value is back that the server could not rotate: tries that failed do not count any more, and what fell due is due now. */
export function forgetTries(ctx: Doing, secretId: string): void {
  const row = findAttachment(ctx, secretId);
  const policy = row && findRotationPolicy(ctx, row.policyId);
  if (!row || !policy || row.attempts === 0) return;
  saveProgress(ctx, policy, row, { ...progressOf(row), attempts: 0, triedAtMs: null }, row.pendingId);
}

/**
 * After a change of the policy: every secret's date anew, and the scheduler looks at each of them again, in batches.
 * `anew`: what was told of the date before, and tries that failed, do not count any more.
 */
export function reconsider(ctx: Doing, policy: RotationPolicy, anew: "all" | "tries" | "nothing"): void {
  const { policyId, isLive, lastRotatedMs } = rotationAttachments;
  const { intervalMs } = termsOf(policy);
  const { lastRotatedMs: _, ...fresh } = freshProgress(0);
  const forgotten = { all: fresh, tries: { attempts: 0, triedAtMs: null }, nothing: {} }[anew];
  ctx.db
    .update(rotationAttachments)
    .set({
      ...forgotten,
      dueMs: sql`${lastRotatedMs} / 1000 * 1000 + ${intervalMs}`,
      stepAtMs: policy.isActive ? sql`case when ${isLive} then 0 end` : null,
    })
    .where(eq(policyId, policy.id))
    .run();
  if (anew === "all") withdrawNotYetDue(ctx, policy.id);
  if (policy.isActive) ctx.schedule(ctx.now);
}

/** What is not due any more is not waited for. */
function withdrawNotYetDue({ db, now }: Doing, policy: string): void {
  const { policyId, pendingId } = rotationAttachments;
  const later = and(eq(policyId, policy), isNotNull(pendingId), gt(rotationAttachments.dueMs, now));
  const waiting = db.select({ id: pendingId }).from(rotationAttachments).where(later);
  db.delete(rotationHistory).where(inArray(rotationHistory.id, waiting)).run();
  db.update(rotationAttachments).set({ pendingId: null }).where(later).run();
}

/** The secrets of a policy, live or softly deleted, as a query. */
export const secretsOfPolicy = ({ db }: Pick<Context, "db">, policyId: string) =>
  db
    .select({ id: rotationAttachments.secretId })
    .from(rotationAttachments)
    .where(eq(rotationAttachments.policyId, policyId));

/** Paths of the live secrets of a policy, those first that are due first. */
export function mostOverdue({ db }: Pick<Context, "db">, id: string, limit: number): string[] {
  const { policyId, isLive, dueMs, path } = rotationAttachments;
  return db
    .select({ path })
    .from(rotationAttachments)
    .where(and(eq(policyId, id), eq(isLive, true)))
    .orderBy(asc(dueMs), asc(path))
    .limit(limit)
    .all()
    .map((row) => row.path);
}

const { secretId, stepAtMs } = rotationAttachments;

/** When the first step of any secret falls due, in milliseconds; null: never. */
export const firstStepMs = ({ db }: Pick<Context, "db">): number | null =>
  db
    .select({ at: min(stepAtMs) })
    .from(rotationAttachments)
    .where(isNotNull(stepAtMs))
    .get()?.at ?? null;

/** Ids of secrets whose next step is due, the oldest first. */
export const dueSteps = ({ db }: Pick<Context, "db">, nowMs: number, limit: number): string[] =>
  db
    .select({ id: secretId })
    .from(rotationAttachments)
    .where(and(isNotNull(stepAtMs), lte(stepAtMs, nowMs)))
    .orderBy(asc(stepAtMs))
    .limit(limit)
    .all()
    .map(({ id }) => id);

/** `begun`: how often making the value was begun. */
export const moveStep = (
  { db }: Pick<Core, "db">,
  id: string,
  values: { readonly stepAtMs: number; readonly begun?: number },
): void => void db.update(rotationAttachments).set(values).where(eq(secretId, id)).run();
