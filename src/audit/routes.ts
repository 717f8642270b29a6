import type { z } from "@hono/zod-openapi";
import { formatNullableTimestamp, formatTimestamp } from "../formats";
import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import type { StoredEntry } from "../kernel/audit";
import type { Page } from "../kernel/page";
import { exportLog } from "./export";
import type { LogFilters } from "./filters";
import { queryLogs } from "./logs";
import {
  ExportBody,
  IdentityTrail,
  Logs,
  LogsQuery,
  SecretTrail,
  Summary,
  SummaryQuery,
  TrailIdentity,
  TrailPath,
  TrailQuery,
  Verification,
  VerifyQuery,
} from "./schemas";
import { type Counted, type DayCounts, summarize } from "./summary";
import { identityTrail, secretTrail } from "./trails";
import { verifyLog } from "./verify";

type Filters = NonNullable<z.output<typeof ExportBody>["filters"]>;

const filtersFrom = (f: Filters): LogFilters => ({
  actions: f.action,
  identityId: f.identity_id,
  identityType: f.identity_type,
  pathPrefix: f.path_prefix,
  success: f.success,
  sourceIp: f.source_ip,
  requestId: f.request_id,
  trustId: f.trust_id,
});
const trailFrom = ({ from, to, limit, cursor }: z.output<typeof TrailQuery>) => ({
  fromMs: from,
  toMs: to,
  limit,
  cursor,
});
const present = (page: Page<StoredEntry>) => presentPage("logs", page, (entry) => entry);
const sorted = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
const presentDay = ({ startMs, events, failed, reads }: DayCounts) => ({
  day: formatTimestamp(startMs).slice(0, 10),
  total_events: events,
  failed_events: failed,
  reads,
});
const named = (key: string, counted: readonly Counted[]) => counted.map(([name, count]) => ({ [key]: name, count }));

const MEDIA = { jsonl: "application/x-ndjson", csv: "text/csv" } as const;

export const auditEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: queryLogs,
    method: "get",
    path: "/audit/logs",
    summary: "Query the audit log, newest first",
    query: LogsQuery,
    answers: { 200: { description: "One page of entries.", schema: Logs } },
    errors: ["invalid_cursor"],
    input: ({ query: { from, to, limit, cursor, ...filters } }) => ({
      filters: { fromMs: from, toMs: to, ...filtersFrom(filters) },
      limit,
      cursor,
    }),
    respond: (page, c) => c.json(present(page)),
  }),
  endpoint({
    operation: summarize,
    method: "get",
    path: "/audit/summary",
    summary: "What happened in a span of up to 92 days, in numbers",
    query: SummaryQuery,
    answers: { 200: { description: "Counts.", schema: Summary } },
    errors: [],
    input: ({ query: { from, to, by } }) => ({ fromMs: from, toMs: to, byDay: by === "day" }),
    respond: (found, c) =>
      c.json({
        from: formatTimestamp(found.fromMs),
        to: formatTimestamp(found.toMs),
        total_events: found.successful + found.failed,
        successful_events: found.successful,
        failed_events: found.failed,
        unique_identities: found.identities,
        unique_secrets: found.secrets,
        by_action: sorted(found.byAction),
        by_error: sorted(found.byError),
        top_secrets: named("path", found.topSecrets),
        top_identities: named("identity_id", found.topIdentities),
        ...(found.days && { days: found.days.map(presentDay) }),
      }),
  }),
  endpoint({
    operation: verifyLog,
    method: "get",
    path: "/audit/verify",
    summary: "Recompute the hash chain of the log",
    query: VerifyQuery,
    answers: { 200: { description: "Whether the chain holds, and where it breaks first.", schema: Verification } },
    errors: [],
    input: ({ query: { from_seq, to_seq, expect_seq, expect_hash } }) => ({
      fromSeq: from_seq,
      toSeq: to_seq,
      expected:
        expect_seq !== undefined && expect_hash !== undefined ? { seq: expect_seq, hash: expect_hash } : undefined,
    }),
    respond: ({ bad, fromSeq, toSeq, rows, nextSeq, anchor, head }, c) =>
      c.json({
        ok: bad === undefined,
        from_seq: fromSeq,
        to_seq: toSeq,
        rows,
        first_bad_seq: bad?.seq ?? null,
        reason: bad?.reason ?? null,
        next_seq: nextSeq,
        anchor: { seq: anchor.seq, hash: anchor.hash },
        head: { seq: head.seq, hash: head.hash },
      }),
  }),
  endpoint({
    operation: secretTrail,
    method: "get",
    path: "/audit/secrets/{path}",
    summary: "What happened to one secret",
    params: TrailPath,
    query: TrailQuery,
    answers: { 200: { description: "A summary and one page of entries, newest first.", schema: SecretTrail } },
    errors: ["invalid_path", "invalid_cursor"],
    input: ({ params: { path }, query }) => ({ path, ...trailFrom(query) }),
    respond: (trail, c) =>
      c.json({
        path: trail.path,
        summary: {
          total_accesses_30d: trail.accesses,
          unique_identities_30d: trail.identities,
          last_accessed_at: formatNullableTimestamp(trail.lastAccessedAtMs),
        },
        ...present(trail),
      }),
  }),
  endpoint({
    operation: identityTrail,
    method: "get",
    path: "/audit/identities/{identity_id}",
    summary: "What one identity did",
    params: TrailIdentity,
    query: TrailQuery,
    answers: { 200: { description: "A summary and one page of entries, newest first.", schema: IdentityTrail } },
    errors: ["invalid_cursor"],
    input: ({ params, query }) => ({ identityId: params.identity_id, ...trailFrom(query) }),
    respond: (trail, c) =>
      c.json({
        identity_id: trail.identityId,
        summary: {
          total_events_30d: trail.events,
          denied_30d: trail.denied,
          unique_secrets_30d: trail.secrets,
          last_seen_at: formatNullableTimestamp(trail.lastSeenAtMs),
        },
        ...present(trail),
      }),
  }),
  endpoint({
    operation: exportLog,
    method: "post",
    path: "/audit/export",
    summary: "Export the log, oldest first",
    body: ExportBody,
    answers: {
      200: {
        description: "The entries, streamed: one JSON object a line, or CSV.",
        schema: null,
        media: Object.values(MEDIA),
      },
    },
    errors: [],
    input: ({ body: { from, to, format, filters } }) => ({
      format: format ?? "jsonl",
      filters: { ...filtersFrom(filters ?? {}), fromMs: from, toMs: to },
    }),
    respond: ({ format, stream }, c) =>
      c.body(stream, 200, {
        "Content-Type": MEDIA[format],
        "Content-Disposition": `attachment; filename="audit.${format}"`,
      }),
  }),
];
