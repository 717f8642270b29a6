import { z } from "@hono/zod-openapi";
import { parseDuration } from "../formats";
import { addFault, codedIssue } from "../http/faults";
import { Timestamp } from "../http/fields";
import { atLeastOneKey } from "../http/patch";
import { DURATION_LIMITS, msOf, type SettingTexts } from "./rules";

const MAX_NOTICES = 10;

/** A duration within the limits of its setting; null: back to the default. */
const duration = (key: keyof typeof DURATION_LIMITS) => {
  const [least, most] = DURATION_LIMITS[key];
  return z
    .string()
    .superRefine((text, ctx) => {
      const ms = text === "0s" && least === "0s" ? 0 : parseDuration(text);
      if (ms === undefined) addFault(ctx, codedIssue("invalid_duration"));
      else if (ms < msOf(least) || ms > msOf(most)) addFault(ctx, "range");
    })
    .nullish()
    .openapi({ example: most, description: `${least} to ${most}; null: back to the default.` });
};

/** A list, or one text with commas. */
const notices = z
  .union([z.string(), z.array(z.string())])
  .transform((given, ctx) => {
    const listed = typeof given === "string" ? given.split(",").map((text) => text.trim()) : given;
    const texts = given === "" ? [] : listed;
    if (texts.length > MAX_NOTICES) addFault(ctx, "too_many");
    if (texts.some((text) => parseDuration(text) === undefined)) addFault(ctx, codedIssue("invalid_duration"));
    return texts;
  })
  .nullish()
  .openapi({ description: `Up to ${MAX_NOTICES} durations.`, example: ["30d", "7d", "1d"] });

export const SettingsBody = z
  .strictObject({
    max_versions: z.int().min(1).max(100).nullish().openapi({ example: 10 }),
    soft_delete_retention: duration("soft_delete_retention"),
    rotation_grace_period: duration("rotation_grace_period"),
    notify_before: notices,
    mfa_max_age: duration("mfa_max_age"),
    token_default_ttl: duration("token_default_ttl"),
    token_max_ttl: duration("token_max_ttl"),
    audit_retention: duration("audit_retention"),
    cas_required: z.boolean().nullish(),
    metadata_cas_required: z.boolean().nullish(),
    delete_version_after: duration("delete_version_after"),
  })
  .superRefine(atLeastOneKey)
  .openapi("SettingsChange", { minProperties: 1 });

const shape = {
  max_versions: z.int(),
  soft_delete_retention: z.string(),
  rotation_grace_period: z.string(),
  notify_before: z.array(z.string()),
  mfa_max_age: z.string(),
  token_default_ttl: z.string(),
  token_max_ttl: z.string().nullable(),
  audit_retention: z.string(),
  cas_required: z.boolean(),
  metadata_cas_required: z.boolean(),
  delete_version_after: z.string().nullable(),
} satisfies Record<keyof SettingTexts, z.ZodType>;
export const SettingsAnswer = z.strictObject({ ...shape, updated_at: Timestamp }).openapi("Settings");
