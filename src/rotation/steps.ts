import type { MutationContext } from "../kernel/context";
import { msOf } from "../settings/rules";
import { progressOf, saveProgress } from "./attachments";
import { dueEvent, type FailureReason, failedEvent, overdueEvent, type Told } from "./events";
import { addHistory } from "./history";
import { type Attachment, type RotationPolicy, termsOf } from "./queries";
import { after, nextAttemptMs, type Step, stepsNow } from "./schedule";

/** One secret as the scheduler meets it. */
export interface Due {
  readonly attachment: Attachment;
  readonly policy: RotationPolicy;
  readonly told: Told;
  /** The current one. */
  readonly version: number;
}

export const stepsOf = ({ attachment, policy }: Due, nowMs: number): Step[] =>
  stepsNow(termsOf(policy), progressOf(attachment), nowMs);

/** Does the server have to make a value now? */
export const rotatesNow = (due: Due, nowMs: number): boolean =>
  stepsOf(due, nowMs).some(({ kind }) => kind === "rotate");

/** Says what is to be said now, notes it, and finds the next date. In a transaction; repeating it says nothing twice. */
export function announce(ctx: MutationContext, due: Due): void {
  const { attachment, policy, told } = due;
  let progress = progressOf(attachment);
  let { pendingId } = attachment;
  for (const step of stepsOf(due, ctx.now)) {
    if (step.kind === "warn") ctx.emit(dueEvent(policy, told, attachment.dueMs, warningText(policy, step.warningMs)));
    if (step.kind === "due") {
      ctx.emit(dueEvent(policy, told, attachment.dueMs, null));
      pendingId ??= openHistory(ctx, due);
    }
    if (step.kind === "overdue") ctx.emit(overdueEvent(policy, told, attachment.dueMs, step.sinceMs));
    progress = after(progress, step, ctx.now);
  }
  saveProgress(ctx, policy, attachment, progress, pendingId);
}

const openHistory = (ctx: MutationContext, { policy, told: { path }, version }: Due): string =>
  addHistory(ctx, {
    policyId: policy.id,
    secretPath: path,
    status: "pending",
    trigger: "schedule",
    oldVersion: version,
  }).id;

/** As the policy gives it. */
const warningText = ({ warnBefore }: RotationPolicy, warningMs: number): string =>
  warnBefore.find((text) => msOf(text) === warningMs) ?? `${warningMs / 1000}s`;

/** A try of the server that failed. In a transaction. */
export function noteFailure(ctx: MutationContext, due: Due, reason: FailureReason): void {
  const { attachment, policy, told, version } = due;
  const step = stepsOf(due, ctx.now).find(({ kind }) => kind === "rotate");
  if (step?.kind !== "rotate") return;
  addHistory(ctx, {
    policyId: policy.id,
    secretPath: told.path,
    status: "failed",
    trigger: "schedule",
    oldVersion: version,
    error: reason,
  });
  const progress = after(progressOf(attachment), step, ctx.now);
  ctx.emit(failedEvent(policy, told, reason, step.attempt, nextAttemptMs(termsOf(policy), progress, ctx.now)));
  saveProgress(ctx, policy, attachment, progress, attachment.pendingId);
}
