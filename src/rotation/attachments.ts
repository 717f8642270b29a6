import { and, asc, eq, isNotNull, lte, min } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Context, MutationContext } from "../kernel/context";
import type { Core } from "../kernel/core";
import { numberBy } from "../kernel/hot-statement";
import { withdrawHistory } from "./history";
import { type Attachment, findRotationPolicy, type RotationPolicy, termsOf } from "./queries";
import { asRevised } from "./revisions";
import { freshProgress, nextStepMs, type Progress } from "./schedule";
import { placeAttachment } from "./statements";
import { rotationAttachments, rotationPolicies } from "./tables";

/** Which secret follows which rotation policy, and how far it has come. */

/** What is asked of a secret here. */
export interface Followed {
  readonly id: string;
  readonly path: string;
  readonly rotationPolicyId: string | null;
  readonly deletedAtMs: number | null;
}
type Doing = Pick<MutationContext, "db" | "now" | "schedule" | "space">;

/** As its policy has it now, whether that was written down yet or not. */
export function findAttachment({ db }: Pick<Context, "db">, secretId: string): Attachment | undefined {
  const found = db
    .select({ row: rotationAttachments, revision: rotationPolicies.revision })
    .from(rotationAttachments)
    .innerJoin(rotationPolicies, eq(rotationPolicies.id, rotationAttachments.policyId))
    .where(eq(rotationAttachments.secretId, secretId))
    .get();
  if (!found || found.row.revision === found.revision) return found?.row;
  const policy = findRotationPolicy({ db }, found.row.policyId);
  return policy && asRevised(policy)(found.row);
}

/** The same with its policy, for whoever goes on to change it: what the policy has made of it is written down first. */
export function takeAttachment(ctx: Doing, secretId: string): { row: Attachment; policy: RotationPolicy } | undefined {
  const row = ctx.db.select().from(rotationAttachments).where(eq(rotationAttachments.secretId, secretId)).get();
  const policy = row && findRotationPolicy(ctx, row.policyId);
  if (!row || !policy) return undefined;
  return {
    policy,
    row: row.revision === policy.revision ? row : rewriteAttachment(ctx, policy, row, asRevised(policy)(row)),
  };
}

/** Writes what the newest revision of the policy makes of a row, with the next step that follows from it. */
export function rewriteAttachment(
  ctx: Doing,
  policy: RotationPolicy,
  before: Attachment,
  after: Attachment,
): Attachment {
  if (after.pendingId === null) withdrawHistory(ctx, before.pendingId);
  const row = { ...after, ...scheduled(ctx, policy, progressOf(after), after.isLive) };
  placeAttachment(ctx, row);
  return row;
}

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
  const { revision } = policy;
  const row = { secretId: id, path, policyId, isLive, assignedAtMs: ctx.now, pendingId: null, revision };
  ctx.db
    .insert(rotationAttachments)
    .values({ ...row, ...scheduled(ctx, policy, freshProgress(termsOf(policy), ctx.now), isLive) })
    .run();
}

/** The next step that follows from how far a secret has come; also wakes the scheduler for it. */
function scheduled(
  ctx: Pick<MutationContext, "schedule" | "now">,
  policy: RotationPolicy,
  progress: Progress,
  isLive: boolean,
) {
  const stepAtMs = policy.isActive && isLive ? nextStepMs(termsOf(policy), progress, ctx.now) : null;
  if (stepAtMs !== null) ctx.schedule(stepAtMs);
  return { ...progress, stepAtMs };
}

/** `row`: as `takeAttachment` gave it. */
export function saveProgress(
  ctx: Doing,
  policy: RotationPolicy,
  row: Attachment,
  progress: Progress,
  pendingId: string | null,
): void {
  placeAttachment(ctx, { ...row, ...scheduled(ctx, policy, progress, row.isLive), pendingId, begun: 0 });
}

export const progressOf = (row: Attachment): Progress => ({
  lastRotatedMs: row.lastRotatedMs,
  dueMs: row.dueMs,
  warnedMs: row.warnedMs,
  announced: row.announced,
  attempts: row.attempts,
  triedAtMs: row.triedAtMs,
  overdue: row.overdue,
});

/** Back from a soft deletion the scheduler looks at once: what fell due meanwhile is due now. */
function setLive(ctx: Doing, secretId: string, isLive: boolean): void {
  const taken = takeAttachment(ctx, secretId);
  if (!taken) return;
  const { row, policy } = taken;
  const position = scheduled(ctx, policy, progressOf(row), isLive);
  ctx.db
    .update(rotationAttachments)
    .set({ ...position, isLive })
    .where(eq(rotationAttachments.secretId, secretId))
    .run();
}

/** A value begins the interval: the first, or the first after one that was deleted. What was told of an earlier date does not count any more. */
export function restartInterval(ctx: Doing, secretId: string): void {
  const taken = takeAttachment(ctx, secretId);
  if (!taken) return;
  const { row, policy } = taken;
  withdrawHistory(ctx, row.pendingId);
  saveProgress(ctx, policy, row, freshProgress(termsOf(policy), ctx.now), null);
}

/** The value is back that the server could not rotate: tries that failed do not count any more, and what fell due is due now. */
export function forgetTries(ctx: Doing, secretId: string): void {
  const taken = takeAttachment(ctx, secretId);
  if (!taken || taken.row.attempts === 0) return;
  const { row, policy } = taken;
  saveProgress(ctx, policy, row, { ...progressOf(row), attempts: 0, triedAtMs: null }, row.pendingId);
}

/** Some secrets of a policy, live or softly deleted, as a query: ids, or another column. The same as long as none is attached or detached. */
export const secretsOfPolicy = (
  { db }: Pick<Context, "db">,
  policyId: string,
  limit: number,
  column: SQLiteColumn = rotationAttachments.secretId,
) =>
  db
    .select({ column })
    .from(rotationAttachments)
    .where(eq(rotationAttachments.policyId, policyId))
    .orderBy(asc(rotationAttachments.isLive), asc(rotationAttachments.path))
    .limit(limit);

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
export const firstStepMs = numberBy((db) =>
  db
    .select({ at: min(stepAtMs) })
    .from(rotationAttachments)
    .where(isNotNull(stepAtMs)),
);

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
