import { formatNullableTimestamp, formatTimestamp } from "../formats";
import { msOf } from "../settings/rules";
import type { DueRotation } from "./due";
import type { HistoryRow } from "./history";
import type { Attachment, CountedPolicy } from "./queries";

/** How the values of this room look on the wire. */
export const presentPolicy = (row: CountedPolicy) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  interval: row.interval,
  interval_seconds: row.interval === null ? null : msOf(row.interval) / 1000,
  schedule: row.schedule,
  timezone: row.timezone,
  window: row.window,
  grace_period: row.gracePeriod,
  warn_before: row.warnBefore.join(","),
  auto_generate: row.autoGenerate,
  secret_policy_id: row.secretPolicyId,
  webhook_ids: row.webhookIds,
  is_active: row.isActive,
  secrets_count: row.secretsCount,
  created_at: formatTimestamp(row.createdAtMs),
  updated_at: formatTimestamp(row.updatedAtMs),
});

export const presentAttached = (row: Attachment) => ({
  policy_id: row.policyId,
  secret_path: row.path,
  last_rotated_at: formatTimestamp(row.lastRotatedMs),
  next_rotation: formatTimestamp(row.dueMs),
  assigned_at: formatTimestamp(row.assignedAtMs),
});

export const presentHistory = (row: HistoryRow) => ({
  id: row.id,
  secret_path: row.secretPath,
  old_version: row.oldVersion,
  new_version: row.newVersion,
  status: row.status,
  trigger: row.trigger,
  started_at: formatTimestamp(row.startedAtMs),
  completed_at: formatNullableTimestamp(row.completedAtMs),
  error: row.error,
});

export const presentDue = (row: DueRotation) => ({
  secret_path: row.path,
  policy_id: row.policyId,
  policy_name: row.policyName,
  due_at: formatTimestamp(row.dueMs),
  overdue: row.overdue,
  hours_until_due: row.hoursUntilDue,
});
