import { z } from "@hono/zod-openapi";
import { addFault, codedIssue, word } from "../http/faults";
import { always, name, prose, queryBoolean, Timestamp, timestamp } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { atLeastOneKey } from "../http/patch";
import { secretPath } from "../http/secret-path";
import { identityId } from "../identities/schemas";
import { parseGlob } from "../kernel/glob";
import { PERMISSIONS } from "../kernel/policy";
import { type ConditionFault, DAYS, isAddress, type Parsed, parseIpRanges, parseTimeWindow } from "./conditions";

const MAX_RULES = 100;

// --- rules ---

const pathPattern = z
  .string()
  .superRefine((text, ctx) => {
    const parsed = parseGlob(text);
    if (!parsed.ok) addFault(ctx, codedIssue("invalid_glob", parsed.reason));
  })
  .openapi({ minLength: 1, maxLength: 512, example: "prod/**" });

const permissions = z
  .array(z.enum(PERMISSIONS))
  .min(1)
  .max(PERMISSIONS.length)
  .refine((all) => new Set(all).size === all.length, word("duplicate"))
  .openapi({ description: "`admin` is all of them.", uniqueItems: true });

/** Reports the faults of a condition where they lie. */
const report = (ctx: z.core.$RefinementCtx<unknown>, parsed: Parsed<unknown>): void => {
  const faults: readonly ConditionFault[] = parsed.ok ? [] : parsed.faults;
  for (const { path, reason, allowed } of faults) addFault(ctx, reason, [...path], allowed);
};
const ipRanges = z
  .array(z.string())
  .max(50)
  .superRefine((texts, ctx) => report(ctx, parseIpRanges(texts)))
  .openapi({ minItems: 1, maxItems: 50, example: ["203.0.113.0/24"] });
export const timeWindow = z
  .strictObject({
    days: z
      .array(z.string().openapi({ enum: [...DAYS] }))
      .max(7)
      .optional()
      .openapi({ minItems: 1 }),
    start: z.string().openapi({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$", example: "08:00" }),
    end: z.string().openapi({
      pattern: "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
      example: "18:00",
      description: "Another than `start`; before it: on the next day.",
    }),
    timezone: z.string().optional().openapi({ description: "IANA name; UTC if absent.", example: "Europe/Amsterdam" }),
  })
  .superRefine((window, ctx) => report(ctx, parseTimeWindow(window)));

export const Rule = z
  .strictObject({
    path_pattern: pathPattern,
    permissions,
    conditions: z
      .strictObject({
        ip_ranges: ipRanges.optional(),
        time_window: timeWindow.optional(),
        require_mfa: z.boolean().optional(),
      })
      .optional(),
  })
  .openapi("PolicyRule", { description: "What is allowed on which paths, and on which conditions." });

// --- bodies ---

const scope = z.enum(["tenant", "partner"]).openapi({ description: "The kind of the space acted in, its default." });
const rules = z.array(Rule).max(MAX_RULES);
const fields = { name: name(128), description: prose(1024).nullable(), rules, is_active: z.boolean(), scope };

export const PolicyBody = z
  .strictObject({
    name: fields.name,
    description: fields.description.optional(),
    rules,
    is_active: fields.is_active.optional(),
    scope: scope.optional(),
  })
  .openapi("CreatePolicy");

export const PolicyPatch = z
  .strictObject(fields)
  .partial()
  .superRefine(atLeastOneKey)
  .openapi("PolicyChange", { minProperties: 1 });

const TYPES = { user: "user:", service_account: "sa:", group: "group:" } as const;
const identityType = z.enum(["user", "service_account", "group"]);

export const BindingBody = z
  .strictObject({
    identity_type: identityType.optional().openapi({ description: "The id's own kind, its default." }),
    identity_id: identityId,
    expires_at: timestamp.nullish(),
  })
  .superRefine((body, ctx) => {
    if (body.identity_type !== undefined && !body.identity_id.startsWith(TYPES[body.identity_type]))
      addFault(ctx, "identity_type", ["identity_id"]);
  })
  .openapi("CreateBinding");

export const TestBody = z
  .strictObject({
    identity_id: identityId,
    path: secretPath,
    permission: z.enum(PERMISSIONS),
    context: z
      .strictObject({
        source_ip: z.string().refine(isAddress, word("format")).optional(),
        mfa_verified: z.boolean().optional(),
        timestamp: timestamp.optional(),
      })
      .optional(),
  })
  .openapi("TestPolicy");

// --- parameters ---

export const policyParams = z.object({ id: z.string().openapi({ example: "pol_01jw8m6z3t9d4xk2v7q5n0c1ab" }) });
export const bindingParams = z.object({ ...policyParams.shape, binding_id: z.string() });
export const policiesQuery = z.strictObject({
  scope: scope.optional(),
  include_inactive: queryBoolean.optional(),
  ...pageQuery,
});
export const bindingsQuery = z.strictObject(pageQuery);
export const deleteQuery = z.strictObject({ force: queryBoolean.optional() });

// --- answers ---

export const Binding = z
  .strictObject({
    id: z.string(),
    policy_id: z.string(),
    identity_type: identityType,
    identity_id: z.string(),
    expires_at: Timestamp.nullable(),
    created_at: Timestamp,
    created_by: z.string(),
  })
  .openapi("Binding");

export const Policy = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    scope,
    revision: z.int().min(1),
    is_active: z.boolean(),
    rules: z.array(Rule),
    bindings: z.array(Binding).openapi({ description: "Live ones, newest first." }),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("Policy");

const PolicySummary = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    scope,
    rule_count: z.int(),
    binding_count: z.int(),
    is_active: z.boolean(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .openapi("PolicySummary");

export const PolicyList = listAnswer("policies", PolicySummary).openapi("PolicyList");
export const BindingList = listAnswer("bindings", Binding).openapi("BindingList");

export const TestAnswer = z
  .union([
    z
      .strictObject({ allowed: always(true), matched_policy: z.string(), matched_rule: Rule })
      .openapi("AllowedByPolicy"),
    z
      .strictObject({
        allowed: always(false),
        reason: z.string().openapi({ description: "The code that the request would be refused with." }),
        failed_condition: z.enum(["ip_ranges", "time_window", "require_mfa"]).nullable(),
        evaluated_policies: z.array(z.string()),
      })
      .openapi("RefusedByPolicy"),
  ])
  .openapi("PolicyTest");
