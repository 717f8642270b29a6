import type { MutationContext } from "../../kernel/context";
import { findAttachment, saveProgress } from "../../rotation/attachments";
import { completedEvent } from "../../rotation/events";
import { addHistory, closeHistory, type HistoryRow, type Trigger } from "../../rotation/history";
import { type RotationPolicy, termsOf } from "../../rotation/queries";
import { dueMs, freshProgress } from "../../rotation/schedule";
import { subjectOf } from "../events";
import type { Secret } from "../store";

/** A new value came, from wherever: the next interval starts. In the transaction of the write, after it. */
export function completeRotation(
  ctx: MutationContext,
  policy: RotationPolicy,
  secret: Secret,
  done: { readonly oldVersion: number; readonly trigger: Trigger },
): HistoryRow {
  const attachment = findAttachment(ctx, secret.id);
  if (!attachment) throw new Error("a secret that follows a policy has no place in it");
  const versions = { ...done, newVersion: secret.version };
  const waiting = attachment.pendingId === null ? undefined : closeHistory(ctx, attachment.pendingId, versions);
  saveProgress(ctx, policy, attachment, freshProgress(ctx.now), null);
  const nextRotationMs = dueMs(termsOf(policy), ctx.now);
  ctx.emit(completedEvent(policy, subjectOf(secret), { ...versions, nextRotationMs }));
  return waiting ?? addHistory(ctx, { ...versions, policyId: policy.id, secretPath: secret.path, status: "success" });
}
