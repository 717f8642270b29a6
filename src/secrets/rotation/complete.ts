import type { MutationContext } from "../../kernel/context";
import { progressOf, saveProgress, takeAttachment } from "../../rotation/attachments";
import { completedEvent } from "../../rotation/events";
import { addHistory, closeHistory, type HistoryRow, type Trigger } from "../../rotation/history";
import { type RotationPolicy, termsOf } from "../../rotation/queries";
import { progressAfterRotation } from "../../rotation/schedule";
import { subjectOf } from "../events";
import type { Secret } from "../store";

/** A new value came, from wherever: the next interval starts, a schedule goes on. In the transaction of the write, after it. */
export function completeRotation(
  ctx: MutationContext,
  policy: RotationPolicy,
  secret: Secret,
  done: { readonly oldVersion: number; readonly trigger: Trigger },
): HistoryRow {
  const attachment = takeAttachment(ctx, secret.id)?.row;
  if (!attachment) throw new Error("a secret that follows a policy has no place in it");
  const versions = { ...done, newVersion: secret.version };
  const waiting = attachment.pendingId === null ? undefined : closeHistory(ctx, attachment.pendingId, versions);
  const progress = progressAfterRotation(termsOf(policy), progressOf(attachment), ctx.now);
  saveProgress(ctx, policy, attachment, progress, null);
  ctx.emit(completedEvent(policy, subjectOf(secret), { ...versions, nextRotationMs: progress.dueMs }));
  return waiting ?? addHistory(ctx, { ...versions, policyId: policy.id, secretPath: secret.path, status: "success" });
}
