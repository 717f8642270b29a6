import { z } from "@hono/zod-openapi";
import { looksLikeToken } from "../crypto/token";
import { DAY_MS, LAST_INSTANT_MS, parseTimestamp } from "../formats";
import { addFault, word } from "../http/faults";
import { cursor, matching, queryBoolean, queryInteger, Timestamp } from "../http/fields";
import { PathParams, pathPrefix } from "../http/secret-path";
import { identityId } from "../identities/schemas";
import { ACTION_NAMES } from "./actions";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const MAX_ACTIONS = 20;
const HASH = /^[0-9a-f]{64}$/;

// --- input ---

const ONE_ACTION = `(${ACTION_NAMES.map((name) => name.replaceAll(".", "\\.")).join("|")})`;

/** One action, or several with commas between; sorted, without duplicates. An unknown one is refused, and the list is told. */
const actions = z
  .string()
  .transform((text, ctx): readonly string[] => {
    const list = text.split(",");
    const isKnown = list.every((action) => KNOWN.has(action));
    if (isKnown && list.length <= MAX_ACTIONS) return [...new Set(list)].sort();
    if (list.length > MAX_ACTIONS) addFault(ctx, "too_many");
    else addFault(ctx, "unsupported", [], ACTION_NAMES);
    return z.NEVER;
  })
  .openapi({
    pattern: `^${ONE_ACTION}(,${ONE_ACTION}){0,${MAX_ACTIONS - 1}}$`,
    description: `One action, or up to ${MAX_ACTIONS} with commas between: ${ACTION_NAMES.map((a) => `\`${a}\``).join(", ")}.`,
  });
const KNOWN: ReadonlySet<string> = new Set(ACTION_NAMES);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** An instant in RFC 3339, or a day in UTC; milliseconds inside. `dayMs`: what a day stands for, from its start. */
const instant = (dayMs: number, description: string) =>
  z
    .string()
    .transform((text, ctx) => {
      const day = DAY.test(text);
      const ms = parseTimestamp(day ? `${text}T00:00:00Z` : text);
      if (ms !== undefined) return day ? Math.min(ms + dayMs, LAST_INSTANT_MS) : ms;
      addFault(ctx, "format");
      return z.NEVER;
    })
    .openapi({
      anyOf: (["date-time", "date"] as const).map((format) => ({ type: "string" as const, format })),
      description,
    });
const from = instant(0, "Inclusive: RFC 3339, or a day (`2026-05-11`), which is its start in UTC.");
const to = instant(
  DAY_MS,
  "Exclusive: RFC 3339, or a day (`2026-05-11`), which is its end in UTC, so that the day is in.",
);

const filters = {
  action: actions.optional(),
  identity_id: z.string().min(1).max(256).optional(),
  identity_type: z.enum(["user", "service_account", "group", "system"]).optional(),
  path_prefix: pathPrefix.refine((text) => text !== "", word("characters")).optional(),
  source_ip: z.string().min(1).max(64).optional(),
  request_id: z.string().min(1).max(64).optional(),
  trust_id: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .openapi({ description: "Rows about this trust, and all that was done by its word." }),
};
const range = { from: from.optional(), to: to.optional() };
const page = { limit: queryInteger(1, MAX_LIMIT).default(DEFAULT_LIMIT), cursor: cursor.optional() };

interface Range {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}
const inOrder = ({ from, to }: Range, ctx: z.core.$RefinementCtx): void => {
  if (from !== undefined && to !== undefined && from >= to) addFault(ctx, "range", ["from"]);
};

export const LogsQuery = z
  .strictObject({ ...range, ...filters, success: queryBoolean.optional(), ...page })
  .superRefine(inOrder);
export const TrailQuery = z.strictObject({ ...range, ...page }).superRefine(inOrder);
export const SummaryQuery = z
  .strictObject({
    ...range,
    by: z.enum(["day"]).optional().openapi({ description: "`day`: also for each day of UTC." }),
  })
  .superRefine(inOrder);

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
      addFault(ctx, "range", ["from_seq"]);
    if (q.expect_seq === undefined && q.expect_hash !== undefined) addFault(ctx, "required", ["expect_seq"]);
    if (q.expect_seq !== undefined && q.expect_hash === undefined) addFault(ctx, "required", ["expect_hash"]);
  });

export const TrailPath = PathParams;
/** The answer repeats it, so it must be no token; what has the form of an identity is none, whatever it resembles. */
export const TrailIdentity = z.object({
  identity_id: z.string().refine((id) => identityId.safeParse(id).success || !looksLikeToken(id), word("format")),
});

export const ExportBody = z
  .strictObject({
    from: from.openapi({ example: "2026-01-01" }),
    to: to.openapi({ example: "2026-01-31" }),
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
    action: z.string().openapi({ description: "One of those that the filter `action` takes." }),
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
    days: z
      .array(
        z.strictObject({
          day: z.string().openapi({ description: "A day of UTC.", example: "2026-05-11" }),
          total_events: count,
          failed_events: count,
          reads: count.openapi({ description: "Values that were given, of secrets and of credentials." }),
        }),
      )
      .optional()
      .openapi({ description: "Only with `by=day`: every day that the span touches, the first first." }),
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
    reason: z
      .enum(["hash_mismatch", "gap", "expectation_failed", "mark_mismatch", "mark_key_unknown"])
      .nullable()
      .openapi({ description: "`mark_…`: the anchor or the head does not prove itself by its MAC." }),
    next_seq: count.nullable(),
    anchor: Mark.openapi({ description: "The last row that the retention removed." }),
    head: Mark.openapi({ description: "The newest row." }),
  })
  .openapi("AuditVerification");
