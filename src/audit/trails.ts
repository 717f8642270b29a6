import { and, eq, gte, sql } from "drizzle-orm";
import { ERRORS } from "../errors";
import { DAY_MS } from "../formats";
import type { Context } from "../tenant/context";
import type { TenantDb } from "../tenant/db";
import { query } from "../tenant/operation";
import type { Page, PageRequest } from "../tenant/pages";
import type { StoredEntry } from "./entries";
import type { LogFilters } from "./filters";
import { namesOf, pageOfLog } from "./logs";
import { newestRows } from "./scan";
import { auditLog } from "./tables";

interface TrailRequest extends PageRequest {
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
}
/** An access is a value that was given. Identities count by their home too: an id means something only there. */
export interface SecretTrail extends Page<StoredEntry> {
  readonly path: string;
  readonly accesses: number;
  readonly identities: number;
  /** Of all time. */
  readonly lastAccessedAtMs: number | null;
}
export interface IdentityTrail extends Page<StoredEntry> {
  readonly identityId: string;
  readonly events: number;
  readonly denied: number;
  readonly secrets: number;
  /** Of all time. */
  readonly lastSeenAtMs: number | null;
}

const WINDOW_MS = 30 * DAY_MS;
const IDENTITY = /^(user|sa|group|system):[a-z0-9._@+-]{1,128}$/;
const TERMS = { scope: "audit:read", category: "audit_query", action: "audit_query", reach: "space" } as const;

/** What happened to one path. The row of the call itself is no part of it. */
export const secretTrail = query({
  ...TERMS,
  run(ctx, { path, ...request }: TrailRequest & { readonly path: string }): SecretTrail {
    const page = trailOf(ctx, "secret", { path }, request);
    ctx.trail.note({ path });
    return { ...page, path, ...accessesOf(ctx.db, path, ctx.now - WINDOW_MS) };
  },
});

/** What one identity did. One that was never seen, or could not exist, has done nothing. */
export const identityTrail = query({
  ...TERMS,
  run(ctx, { identityId, ...request }: TrailRequest & { readonly identityId: string }): IdentityTrail {
    const page = trailOf(ctx, "identity", { identityId }, request);
    // The id is the caller's text: it goes into the log only in the form of an id.
    if (IDENTITY.test(identityId)) ctx.trail.note({ target_identity_id: identityId });
    return { ...page, identityId, ...doingsOf(ctx.db, identityId, ctx.now - WINDOW_MS) };
  },
});

function trailOf(ctx: Context, kind: "secret" | "identity", of: LogFilters, request: TrailRequest): Page<StoredEntry> {
  const { fromMs, toMs, ...pageRequest } = request;
  const page = pageOfLog(ctx, `${kind}_trail`, { ...of, fromMs, toMs }, pageRequest);
  ctx.trail.note({ query: `${kind}_trail`, filters: namesOf({ fromMs, toMs }) });
  return page;
}

function accessesOf(db: TenantDb, path: string, sinceMs: number) {
  const given = and(eq(auditLog.secretPath, path), sql`+${auditLog.action} = 'read'`, sql`+${auditLog.success} = 1`);
  const counts = db
    .select({ accesses: sql<number>`count(*)`, identities: distinctIdentities })
    .from(auditLog)
    .where(and(given, gte(auditLog.timestampMs, sinceMs)))
    .get();
  const last = newestRows(db, { path, actions: ["read"], success: true }, undefined, 1);
  return {
    accesses: counts?.accesses ?? 0,
    identities: counts?.identities ?? 0,
    lastAccessedAtMs: last[0]?.timestampMs ?? null,
  };
}

function doingsOf(db: TenantDb, identityId: string, sinceMs: number) {
  const counts = db
    .select({
      events: sql<number>`count(*)`,
      denied: sql<number>`count(case when ${auditLog.errorCode} in (${DENIED}) then 1 end)`,
      secrets: sql<number>`count(distinct ${auditLog.secretPath})`,
    })
    .from(auditLog)
    .where(and(eq(auditLog.identityId, identityId), gte(auditLog.timestampMs, sinceMs)))
    .get();
  const last = newestRows(db, { identityId }, undefined, 1);
  return {
    events: counts?.events ?? 0,
    denied: counts?.denied ?? 0,
    secrets: counts?.secrets ?? 0,
    lastSeenAtMs: last[0]?.timestampMs ?? null,
  };
}

const distinctIdentities = sql<number>`count(distinct ${auditLog.identityId} || ' ' || coalesce(${auditLog.actorTenantId}, ''))`;

/** Every code that means 403. */
const DENIED = sql.join(
  Object.entries(ERRORS).flatMap(([code, { status }]) => (status === 403 ? [sql`${code}`] : [])),
  sql`, `,
);
