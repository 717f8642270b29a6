import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { TimeWindowText } from "../kernel/policy";

/** One row per rotation policy of this space. Durations as given. */
export const rotationPolicies = sqliteTable(
  "rotation_policies",
  {
    /** `rot_<ulid>`, or chosen at creation. */
    id: text("id").primaryKey(),
    name: text("name").notNull().unique(),
    description: text("description"),
    /** Either this or a schedule; null: the other. */
    interval: text("interval"),
    /** Five fields of cron, and the IANA name of the timezone that they are meant in. */
    schedule: text("schedule"),
    timezone: text("timezone"),
    /** Beside an interval: when the server may rotate. */
    window: text("window", { mode: "json" }).$type<TimeWindowText>(),
    /** Not longer than from one date to the next; `0s`: none. */
    gracePeriod: text("grace_period").notNull(),
    /** Shorter than that, longest first. */
    warnBefore: text("warn_before", { mode: "json" }).$type<readonly string[]>().notNull(),
    autoGenerate: integer("auto_generate", { mode: "boolean" }).notNull(),
    /** The generation policy for secrets that have none of their own. */
    secretPolicyId: text("secret_policy_id"),
    webhookIds: text("webhook_ids", { mode: "json" }).$type<readonly string[]>().notNull(),
    isActive: integer("is_active", { mode: "boolean" }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
    /** Rises with each change that its secrets have to follow, see `revisions.ts`. */
    revision: integer("revision").notNull().default(0),
    /** The newest revision that gave every secret its date anew, and when that was. */
    datesRevision: integer("dates_revision").notNull().default(0),
    datesSetAtMs: integer("dates_set_at_ms").notNull().default(0),
    /** The newest revision after which tries that had failed do not count. */
    triesRevision: integer("tries_revision").notNull().default(0),
    /** Secrets may be left that have not followed the newest revision yet. */
    isSettling: integer("is_settling", { mode: "boolean" }).notNull().default(false),
  },
  (t) => [index("rotation_policies_settling").on(t.isSettling).where(sql`is_settling = 1`)],
);

/** Policies that were deleted while secrets still name them. */
export const droppedRotationPolicies = sqliteTable("dropped_rotation_policies", { id: text("id").primaryKey() });

/**
 * One row per secret with a rotation policy, live or softly deleted; `secrets.rotation_policy_id` says the same. Goes with the
 * secret, soon after the policy, or when it is detached.
 */
export const rotationAttachments = sqliteTable(
  "rotation_attachments",
  {
    secretId: text("secret_id").primaryKey(),
    policyId: text("policy_id").notNull(),
    /** Of the secret; never changes. */
    path: text("path").notNull(),
    /** The secret is not softly deleted. */
    isLive: integer("is_live", { mode: "boolean" }).notNull(),
    assignedAtMs: integer("assigned_at_ms").notNull(),
    /** At first the time of the attachment. */
    lastRotatedMs: integer("last_rotated_ms").notNull(),
    /** T: whole seconds. */
    dueMs: integer("due_ms").notNull(),
    /** How far the secret has come since then, see `schedule.ts`. */
    warnedMs: integer("warned_ms"),
    announced: integer("announced", { mode: "boolean" }).notNull(),
    attempts: integer("attempts").notNull(),
    triedAtMs: integer("tried_at_ms"),
    overdue: integer("overdue", { mode: "boolean" }).notNull(),
    /** How often making a value that takes long was begun, and neither done nor failed. */
    begun: integer("begun").notNull().default(0),
    /** The row of the history that is open. */
    pendingId: text("pending_id"),
    /** When the scheduler looks at it next; null: not as things stand, nor while the policy is paused or the secret deleted. */
    stepAtMs: integer("step_at_ms"),
    /** The revision of its policy that all of this follows. */
    revision: integer("revision").notNull().default(0),
  },
  (t) => [
    index("rotation_attachments_by_policy").on(t.policyId, t.isLive, t.path),
    index("rotation_attachments_by_policy_due").on(t.policyId, t.dueMs, t.path),
    index("rotation_attachments_by_due").on(t.dueMs, t.path),
    index("rotation_attachments_by_revision").on(t.policyId, t.revision),
    index("rotation_attachments_by_step").on(t.stepAtMs).where(sql`step_at_ms is not null`),
  ],
);

/** One row per rotation, per try that failed, and per rotation that is waited for. Kept 400 days, longer than its secret. */
export const rotationHistory = sqliteTable(
  "rotation_history",
  {
    /** `rth_<ulid>` */
    id: text("id").primaryKey(),
    policyId: text("policy_id").notNull(),
    secretPath: text("secret_path").notNull(),
    oldVersion: integer("old_version"),
    newVersion: integer("new_version"),
    status: text("status", { enum: ["success", "failed", "pending"] }).notNull(),
    trigger: text("trigger", { enum: ["schedule", "manual", "put"] }).notNull(),
    startedAtMs: integer("started_at_ms").notNull(),
    completedAtMs: integer("completed_at_ms"),
    /** A word, never a text of some exception. */
    error: text("error"),
  },
  (t) => [
    index("rotation_history_by_policy").on(t.policyId, t.startedAtMs, t.id),
    index("rotation_history_by_status").on(t.policyId, t.status, t.startedAtMs, t.id),
    index("rotation_history_by_age").on(t.startedAtMs),
  ],
);
