import { and, desc, eq, like, lt, notInArray } from "drizzle-orm";
import { auditLog } from "../audit/tables";
import { decodeCursor, encodeCursor } from "../crypto/cursor";
import { type Details, fail } from "../errors";
import type { Context } from "../tenant/context";
import { query } from "../tenant/operation";
import { requireRight } from "./access/guard";
import type { Page, PageRequest } from "./pages";
import type { Access } from "./tables";

export interface BrokerEvent {
  readonly id: string;
  readonly timestampMs: number;
  readonly action: string;
  readonly success: boolean;
  readonly errorCode: string | null;
  readonly identityId: string;
  readonly requestId: string | null;
  readonly details: Details;
}
interface EventsRequest extends PageRequest {
  readonly id: string;
}
type Kind = "integration" | "credential";

/** Looking at an object is no event of it. */
const QUIET = ["read", "listed", "matched", "events_read"];
const DEFAULT_LIMIT = 50;

export const integrationEvents = query({
  scope: "integrations:read",
  category: "broker_read",
  action: "integration.events_read",
  reach: "tenant",
  run: (ctx, request: EventsRequest): Page<BrokerEvent> => eventsOf(ctx, "integration", request),
});

export const credentialEvents = query({
  scope: "credentials:read",
  category: "broker_read",
  action: "credential.events_read",
  reach: "tenant",
  async run(ctx, request: EventsRequest): Promise<Page<BrokerEvent>> {
    requireRight(ctx, { access: await accessTo(ctx, request.id.toLowerCase()) }, "see");
    return eventsOf(ctx, "credential", request);
  },
});

/** Of a credential that is gone: what the row of its end says, or, if that is pruned, nobody's but an administrator's. */
async function accessTo(ctx: Context, id: string): Promise<Access | null> {
  const { credentials } = await ctx.broker.load();
  const credential = credentials.get(id);
  if (credential) return credential.access;
  const ended = and(eq(auditLog.objectId, id), eq(auditLog.action, "credential.deleted"), eq(auditLog.success, true));
  const row = ctx.db.select({ extraData: auditLog.extraData }).from(auditLog).where(ended).limit(1).get();
  if (!row) return NOBODY;
  return (JSON.parse(row.extraData) as { access?: Access }).access ?? null;
}
const NOBODY: Access = { use: [], manage: [] };

/** A view of the audit log, newest first. Entries outlive the record: 404 only when the log holds none about the id. */
function eventsOf(ctx: Context, kind: Kind, { id, limit = DEFAULT_LIMIT, cursor }: EventsRequest): Page<BrokerEvent> {
  const objectId = id.toLowerCase();
  const about = and(eq(auditLog.objectId, objectId), like(auditLog.action, `${kind}.%`));
  if (!ctx.db.select({ seq: auditLog.seq }).from(auditLog).where(about).limit(1).get()) fail("not_found");
  ctx.trail.note({ [`${kind}_id`]: objectId });
  const binding = ["events", kind, ctx.space.id, objectId];
  const older = cursor === undefined ? undefined : lt(auditLog.seq, seqIn(binding, cursor));
  const quiet = QUIET.map((verb) => `${kind}.${verb}`);
  const rows = ctx.db
    .select()
    .from(auditLog)
    .where(and(about, notInArray(auditLog.action, quiet), older))
    .orderBy(desc(auditLog.seq))
    .limit(limit + 1)
    .all();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => eventFrom(row, `${kind}_id`)),
    next: last && rows.length > limit ? encodeCursor(binding, [last.seq]) : null,
  };
}

function seqIn(binding: readonly string[], cursor: string): number {
  const [seq] = decodeCursor(binding, cursor) ?? fail("invalid_cursor");
  return typeof seq === "number" ? seq : fail("invalid_cursor");
}

/** Without `ownKey`, the id that the request has in its path. */
const eventFrom = (row: typeof auditLog.$inferSelect, ownKey: string): BrokerEvent => {
  const { id, timestampMs, action, success, errorCode, identityId, requestId } = row;
  const { [ownKey]: _, ...details } = JSON.parse(row.extraData) as Details;
  return {
    id,
    timestampMs,
    action,
    success,
    errorCode,
    identityId,
    requestId,
    details,
  };
};
