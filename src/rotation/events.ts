import { formatTimestamp } from "../formats";
import type { EventSubject, NewEvent } from "../kernel/event";
import type { RotationPolicy } from "./queries";

/** What is told of a secret's rotation; each of these goes to the policy's own webhooks too. */

/** The secret that an event is about. */
export interface Told {
  readonly path: string;
  readonly secret: EventSubject;
}
type RotationEvent = Extract<NewEvent, { type: `rotation.${string}` }>;

const about = (policy: RotationPolicy, { path, secret }: Told) => ({ path, secret, webhookIds: policy.webhookIds });
const named = ({ id, name }: RotationPolicy) => ({ rotation_policy_id: id, rotation_policy_name: name });

/** `warnBefore`: the duration as the policy gives it; null: it is due now. */
export const dueEvent = (
  policy: RotationPolicy,
  told: Told,
  dueAtMs: number,
  warnBefore: string | null,
): RotationEvent => ({
  type: "rotation.due",
  ...about(policy, told),
  data: {
    ...named(policy),
    due_at: formatTimestamp(dueAtMs),
    ...(warnBefore === null ? ({ due_now: true } as const) : { warn_before: warnBefore }),
  },
});

export const overdueEvent = (policy: RotationPolicy, told: Told, dueAtMs: number, sinceMs: number): RotationEvent => ({
  type: "rotation.overdue",
  ...about(policy, told),
  data: { ...named(policy), due_at: formatTimestamp(dueAtMs), overdue_since: formatTimestamp(sinceMs) },
});

export const completedEvent = (
  policy: RotationPolicy,
  told: Told,
  done: { oldVersion: number; newVersion: number; trigger: "schedule" | "manual" | "put"; nextRotationMs: number },
): RotationEvent => ({
  type: "rotation.completed",
  ...about(policy, told),
  data: {
    ...named(policy),
    old_version: done.oldVersion,
    new_version: done.newVersion,
    trigger: done.trigger,
    next_rotation: formatTimestamp(done.nextRotationMs),
  },
});

export type FailureReason = Extract<NewEvent, { type: "rotation.failed" }>["data"]["reason"];
/** `nextAttemptMs` null: it was the last try. */
export const failedEvent = (
  policy: RotationPolicy,
  told: Told,
  reason: FailureReason,
  attempt: number,
  nextAttemptMs: number | null,
): RotationEvent => ({
  type: "rotation.failed",
  ...about(policy, told),
  data: {
    ...named(policy),
    reason,
    attempt,
    next_attempt_at: nextAttemptMs === null ? null : formatTimestamp(nextAttemptMs),
  },
});
