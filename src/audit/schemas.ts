import { z } from "@hono/zod-openapi";
import { looksLikeToken } from "../crypto/token";
import { special } from "../http/faults";
import { cursor, matching, queryBoolean, queryInteger, Timestamp, timestamp } from "../http/fields";
import { identityId } from "../identities/schemas";
import { pathFault } from "../secrets/path";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const MAX_ACTIONS = 20;
const HASH = /^[0-9a-f]{64}$/;

// --- input ---

/** One action, or several with commas between; sorted, without duplicates. */
const actions = z
  .string()
  .transform((text, ctx): readonly string[] => {
    const list = text.split(",");
    const fault = list.length > MAX_ACTIONS ? "too_many" : list.every((a) => ACTION.test(a)) ? null : "format";
    if (fault === null) return [...new Set(list)].sort();
    ctx.addIssue({ code: "custom", message: fault });
    return z.NEVER;
  })
  .openapi({ description: "One action, or up to 20 with commas." });
const ACTION = /^[a-z][a-z0-9_.]{0,63}$/;

const filters = {
  action: actions.optional(),
  identity_id: z.string().min(1).max(256).optional(),
  identity_type: z.enum(["user", "service_account", "group", "system"]).optional(),
  path_prefix: matching(/^[a-z0-9_/-]{1,512}$/, "characters").optional(),
  source_ip: z.string().min(1).max(64).optional(),
  request_id: z.string().min(1).max(64).optional(),
};
const range = { from: timestamp.optional(), to: timestamp.optional() };
const page = { limit: queryInteger(1, MAX_LIMIT).default(DEFAULT_LIMIT), cursor: cursor.optional() };

interface Range {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}
const inOrder = ({ from, to }: Range, ctx: z.core.$RefinementCtx): void => {
  if (from !== undefined && to !== undefined && from >= to)
    ctx.addIssue({ code: "custom", message: "range", path: ["from"] });
};

export const LogsQuery = z
  .strictObject({ ...range, ...filters, success: queryBoolean.optional(), ...page })
  .superRefine(inOrder);
export const TrailQuery = z.strictObject({ ...range, ...page }).superRefine(inOrder);
export const SummaryQuery = z.strictObject(range).superRefine(inOrder);

const seq = queryInteger(1, 999_999_999);
export const VerifyQuery = z
  .strictObject({
    from_seq: seq.optional(),
    to_seq: seq.optional(),
    expect_seq: queryInteger(0, 999_999_999).optional(),
    expect_hash: matching(HASH, "format").optional(),
  })
  .superRefine((q, ctx) => {
    if (q.from_seq !== undefined && q.to_seq !== undefined && q.from_seq > q.to_seq)
      ctx.addIssue({ code: "custom", message: "range", path: ["from_seq"] });
    if (q.expect_seq === undefined && q.expect_hash !== undefined)
      ctx.addIssue({ code: "custom", message: "required", path: ["expect_seq"] });
    if (q.expect_seq !== undefined && q.expect_hash === undefined)
      ctx.addIssue({ code: "custom", message: "required", path: ["expect_hash"] });
  });

export const TrailPath = z.object({
  path: z.string().superRefine((path, ctx) => {
    const fault = pathFault(path);
    if (fault) ctx.addIssue({ code: "custom", message: special("invalid_path", fault) });
  }),
});
/** The answer repeats it, so it must be no token; what has the form of an identity is none, whatever it resembles. */
export const TrailIdentity = z.object({
  identity_id: z.string().refine((id) => identityId.safeParse(id).success || !looksLikeToken(id), "format"),
});

export const ExportBody = z
  .strictObject({
    from: timestamp.openapi({ example: "2026-01-01T00:00:00Z" }),
    to: timestamp.openapi({ example: "2026-02-01T00:00:00Z" }),
    format: z.enum(["jsonl", "csv"]).optional(),
    filters: z.strictObject({ ...filters, success: z.boolean().optional() }).optional(),
  })
  .superRefine(inOrder)
  .openapi("AuditExport");

// --- output ---

const TimestampMs = z.string().openapi({ format: "date-time", example: "2026-06-02T08:00:00.123Z" });
const count = z.int();

export const Entry = z
  .strictObject({
    id: z.string(),
    seq: count.openapi({ description: "From 1, without gaps." }),
    timestamp: TimestampMs,
    action: z.string(),
    identity_type: z.string(),
    identity_id: z.string(),
    actor_tenant_id: z.string().nullable().openapi({ description: "Home of the identity." }),
    tenant_id: z.string().openapi({ description: "The space acted in." }),
    token_id: z.string().nullable(),
    secret_path: z.string().nullable(),
    source_ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    success: z.boolean(),
    error_code: z.string().nullable(),
    duration_ms: count,
    request_id: z.string().nullable(),
    extra_data: z.record(z.string(), z.unknown()),
    hash: z.string().openapi({
      description:
        "Hex SHA-256 of: hash of the row before, a line feed, this entry without `hash` as canonical JSON (RFC 8785).",
    }),
  })
  .openapi("AuditEntry");

const list = { logs: z.array(Entry), cursor: z.string().nullable(), has_more: z.boolean() };
export const Logs = z.strictObject(list).openapi("AuditLogs");
export const SecretTrail = z
  .strictObject({
    path: z.string(),
    summary: z.strictObject({
      total_accesses_30d: count.openapi({ description: "Values given." }),
      unique_identities_30d: count,
      last_accessed_at: Timestamp.nullable(),
    }),
    ...list,
  })
  .openapi("SecretTrail");
export const IdentityTrail = z
  .strictObject({
    identity_id: z.string(),
    summary: z.strictObject({
      total_events_30d: count,
      denied_30d: count.openapi({ description: "Refused with 403." }),
      unique_secrets_30d: count,
      last_seen_at: Timestamp.nullable(),
    }),
    ...list,
  })
  .openapi("IdentityTrail");
export const Summary = z
  .strictObject({
    from: Timestamp,
    to: Timestamp,
    total_events: count,
    successful_events: count,
    failed_events: count,
    unique_identities: count,
    unique_secrets: count,
    by_action: z.record(z.string(), count),
    by_error: z.record(z.string(), count),
    top_secrets: z.array(z.strictObject({ path: z.string(), count })),
    top_identities: z.array(z.strictObject({ identity_id: z.string(), count })),
  })
  .openapi("AuditSummary");
const Mark = z.strictObject({ seq: count, hash: z.string() });
export const Verification = z
  .strictObject({
    ok: z.boolean(),
    from_seq: count,
    to_seq: count,
    rows: count,
    first_bad_seq: count.nullable(),
    reason: z.enum(["hash_mismatch", "gap", "expectation_failed"]).nullable(),
    next_seq: count.nullable(),
    anchor: Mark.openapi({ description: "The last row that the retention removed." }),
    head: Mark.openapi({ description: "The newest row." }),
  })
  .openapi("AuditVerification");
