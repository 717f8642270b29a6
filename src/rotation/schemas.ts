import { z } from "@hono/zod-openapi";
import { DAY_MS, parseDuration } from "../formats";
import { addFault, codedIssue, word } from "../http/faults";
import { duration, matching, name, prose, queryBoolean, queryInteger, Timestamp } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { atLeastOneKey } from "../http/patch";
import { PathParams, secretPath } from "../http/secret-path";
import { pathFault } from "../kernel/secret-path";
import { wallClock } from "../kernel/wall-clock";
import { timeWindow } from "../policies/schemas";
import { parseCron } from "./cron";

const MIN_INTERVAL_MS = 60_000;
const MAX_GRACE_MS = 90 * DAY_MS;
const MAX_WARNINGS = 10;
const MAX_WEBHOOKS = 10;
const MAX_PATHS = 100;

// --- bodies ---

/** The texts, longest first; of several for the same time the first. */
const warnings = z
  .union([z.string(), z.array(z.string())])
  .nullable()
  .transform((given, ctx): string[] => {
    if (given === null || given === "") return [];
    const texts = typeof given === "string" ? given.split(",").map((text) => text.trim()) : given;
    if (texts.length > MAX_WARNINGS) addFault(ctx, "too_many");
    if (texts.some((text) => parseDuration(text) === undefined)) addFault(ctx, codedIssue("invalid_duration"));
    const byTime = new Map(texts.toReversed().map((text) => [parseDuration(text) ?? 0, text]));
    return [...byTime].sort(([a], [b]) => b - a).map(([, text]) => text);
  })
  .openapi({ description: `Up to ${MAX_WARNINGS} durations, a list or a text with commas.`, example: "7d,1d" });

const schedule = z
  .string()
  .superRefine((text, ctx) => {
    const parsed = parseCron(text);
    if (!parsed.ok) addFault(ctx, parsed.reason);
  })
  .openapi({
    description:
      "Five fields of cron: minute, hour, day of the month, month, day of the week. Days of both kinds: either will do.",
    maxLength: 256,
    example: "30 2 * * sun",
  });
const timezone = z
  .string()
  .refine((name) => wallClock(name) !== undefined, word("unsupported"))
  .openapi({ description: "IANA name, for `schedule`; UTC if absent.", example: "Europe/Amsterdam" });

const fields = {
  name: name(128),
  description: prose(1024).nullable(),
  interval: duration()
    .refine(({ ms }) => ms >= MIN_INTERVAL_MS, word("range"))
    .nullable(),
  schedule: schedule.nullable(),
  timezone: timezone.nullable(),
  window: timeWindow.nullable(),
  grace_period: duration({ zero: true }).refine(({ ms }) => ms <= MAX_GRACE_MS, word("range")),
  warn_before: warnings,
  auto_generate: z.boolean(),
  secret_policy_id: z.string().nullable(),
  webhook_ids: z
    .array(z.string())
    .max(MAX_WEBHOOKS)
    .transform((ids) => [...new Set(ids)]),
  is_active: z.boolean(),
};
const optional = z.strictObject(fields).partial().shape;

export const NewPolicy = z
  .strictObject({
    ...optional,
    id: matching(/^rot_[a-z0-9][a-z0-9_]{0,39}$/, "format").optional(),
    name: fields.name,
  })
  .openapi("CreateRotationPolicy", {
    description: "With exactly one of `interval` and `schedule`.",
    example: { name: "Monthly", interval: "30d" },
  });
export const PolicyPatch = z
  .strictObject(optional)
  .superRefine(atLeastOneKey)
  .openapi("RotationPolicyChange", { minProperties: 1 });

export const contentOf = (body: z.output<typeof PolicyPatch>) => ({
  name: body.name,
  description: body.description,
  interval: body.interval === null ? null : body.interval?.text,
  schedule: body.schedule,
  timezone: body.timezone,
  window: body.window,
  gracePeriod: body.grace_period?.text,
  warnBefore: body.warn_before,
  autoGenerate: body.auto_generate,
  secretPolicyId: body.secret_policy_id,
  webhookIds: body.webhook_ids,
  isActive: body.is_active,
});

export const AttachBody = z.strictObject({ secret_path: secretPath }).openapi("AttachSecret");

const listedPath = z.string().superRefine((path, ctx) => {
  const reason = pathFault(path);
  if (reason) addFault(ctx, reason);
});
export const RotateBody = z
  .strictObject({
    secret_paths: z
      .array(listedPath)
      .min(1)
      .max(MAX_PATHS)
      .transform((paths) => [...new Set(paths)])
      .optional(),
  })
  .openapi("RotateByPolicy");

// --- parameters ---

const id = z.string().openapi({ example: "rot_monthly" });
export const policyParams = z.object({ id });
export const attachedParams = z.object({ id, ...PathParams.shape });
export const listQuery = z.strictObject({ active_only: queryBoolean.optional(), ...pageQuery });
export const attachedQuery = z.strictObject(pageQuery);
const status = z.enum(["success", "failed", "pending"]);
export const historyQuery = z.strictObject({ status: status.optional(), ...pageQuery });
export const dueQuery = z.strictObject({
  within_hours: queryInteger(1, 8760).default(24),
  include_overdue: queryBoolean.optional(),
  policy_id: z.string().optional(),
  ...pageQuery,
});

// --- answers ---

/** As it was given. */
const Window = z.strictObject({
  days: z.array(z.string()).optional(),
  start: z.string(),
  end: z.string(),
  timezone: z.string().optional(),
});
export const Policy = z
  .strictObject({
    id,
    name: z.string(),
    description: z.string().nullable(),
    interval: z.string().nullable(),
    interval_seconds: z.int().nullable(),
    schedule: z.string().nullable(),
    timezone: z.string().nullable(),
    window: Window.nullable(),
    grace_period: z.string(),
    warn_before: z.string().openapi({ description: "Longest first; empty: none.", example: "7d,1d" }),
    auto_generate: z.boolean(),
    secret_policy_id: z.string().nullable(),
    webhook_ids: z.array(z.string()),
    is_active: z.boolean(),
    secrets_count: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("RotationPolicy");
export const PolicyList = listAnswer("data", Policy).openapi("RotationPolicyList");

export const Attached = z
  .strictObject({
    policy_id: z.string(),
    secret_path: z.string(),
    last_rotated_at: Timestamp,
    next_rotation: Timestamp,
    assigned_at: Timestamp,
  })
  .openapi("RotationAttachment");
export const AttachedList = listAnswer("secrets", Attached).openapi("RotationAttachmentList");

export const HistoryEntry = z
  .strictObject({
    id: z.string(),
    secret_path: z.string(),
    old_version: z.int().nullable(),
    new_version: z.int().nullable(),
    status,
    trigger: z.enum(["schedule", "manual", "put"]),
    started_at: Timestamp,
    completed_at: Timestamp.nullable(),
    error: z.string().nullable(),
  })
  .openapi("RotationHistoryEntry");
export const HistoryList = listAnswer("data", HistoryEntry).openapi("RotationHistory");

export const DueList = listAnswer(
  "secrets",
  z.strictObject({
    secret_path: z.string(),
    policy_id: z.string(),
    policy_name: z.string(),
    due_at: Timestamp,
    overdue: z.boolean(),
    hours_until_due: z.int().openapi({ description: "Rounded up; negative once past." }),
  }),
).openapi("DueRotations");
