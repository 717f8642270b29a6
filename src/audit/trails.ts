import { and, between, eq, type SQL } from "drizzle-orm";
import { ERRORS } from "../errors";
import { DAY_MS } from "../formats";
import type { StoredEntry } from "../kernel/audit";
import type { Context } from "../kernel/context";
import type { ReadDb } from "../kernel/db";
import { query } from "../kernel/operation";
import type { Page, PageRequest } from "../kernel/page";
import type { LogFilters } from "./filters";
import { namesOf, pageOfLog } from "./logs";
import { type Bounds, newestRows, slicesWithin } from "./scan";
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
  name: "audit.secret_trail",
  ...TERMS,
  async run(ctx, { path, ...request }: TrailRequest & { readonly path: string }): Promise<SecretTrail> {
    const page = await trailOf(ctx, "secret", { path }, request);
    ctx.audit.annotate({ path });
    return { ...page, path, ...(await accessesOf(ctx.db, path, ctx.now - WINDOW_MS)) };
  },
});

/** What one identity did. One that was never seen, or could not exist, has done nothing. */
export const identityTrail = query({
  name: "audit.identity_trail",
  ...TERMS,
  async run(ctx, { identityId, ...request }: TrailRequest & { readonly identityId: string }): Promise<IdentityTrail> {
    const page = await trailOf(ctx, "identity", { identityId }, request);
    // The id is the caller's text: it goes into the log only in the form of an id.
    if (IDENTITY.test(identityId)) ctx.audit.annotate({ target_identity_id: identityId });
    return { ...page, identityId, ...(await activityOf(ctx.db, identityId, ctx.now - WINDOW_MS)) };
  },
});

async function trailOf(
  ctx: Context,
  kind: "secret" | "identity",
  of: LogFilters,
  request: TrailRequest,
): Promise<Page<StoredEntry>> {
  const { fromMs, toMs, ...pageRequest } = request;
  const page = await pageOfLog(ctx, `${kind}_trail`, { ...of, fromMs, toMs }, pageRequest);
  ctx.audit.annotate({ query: `${kind}_trail`, filters: namesOf({ fromMs, toMs }) });
  return page;
}

async function accessesOf(db: ReadDb, path: string, sinceMs: number) {
  const last = await newestRows(db, { path, actions: ["read"], success: true }, undefined, 1);
  const identities = new Set<string>();
  let accesses = 0;
  await tally(db, eq(auditLog.secretPath, path), sinceMs, ({ action, success, identityId, actorTenantId }) => {
    if (action !== "read" || !success) return;
    accesses++;
    identities.add(`${identityId} ${actorTenantId ?? ""}`);
  });
  return { accesses, identities: identities.size, lastAccessedAtMs: last[0]?.timestampMs ?? null };
}

async function activityOf(db: ReadDb, identityId: string, sinceMs: number) {
  const last = await newestRows(db, { identityId }, undefined, 1);
  const paths = new Set<string>();
  const counts = { events: 0, denied: 0 };
  await tally(db, eq(auditLog.identityId, identityId), sinceMs, ({ errorCode, secretPath }) => {
    counts.events++;
    if (errorCode !== null && DENIED.has(errorCode)) counts.denied++;
    if (secretPath !== null) paths.add(secretPath);
  });
  return { ...counts, secrets: paths.size, lastSeenAtMs: last[0]?.timestampMs ?? null };
}

type Counted = ReturnType<typeof rowsOf>[number];

/** Along one index, in slices: the object serves others between them. Rows written meanwhile are not counted. */
async function tally(db: ReadDb, of: SQL, sinceMs: number, count: (row: Counted) => void): Promise<void> {
  for await (const slice of slicesWithin(db, of, { fromMs: sinceMs }))
    for (const row of rowsOf(db, of, slice)) if (row.timestampMs >= sinceMs) count(row);
}

const rowsOf = (db: ReadDb, of: SQL, { firstSeq, lastSeq }: Bounds) =>
  db
    .select({
      timestampMs: auditLog.timestampMs,
      action: auditLog.action,
      success: auditLog.success,
      errorCode: auditLog.errorCode,
      secretPath: auditLog.secretPath,
      identityId: auditLog.identityId,
      actorTenantId: auditLog.actorTenantId,
    })
    .from(auditLog)
    .where(and(of, between(auditLog.seq, firstSeq, lastSeq)))
    .all();

/** Every code that means 403. */
const DENIED: ReadonlySet<string> = new Set(
  Object.entries(ERRORS).flatMap(([code, { status }]) => (status === 403 ? [code] : [])),
);
