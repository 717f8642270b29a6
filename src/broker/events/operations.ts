import { and, eq, like, notInArray, type SQL } from "drizzle-orm";
import { endsOf, newestAlong } from "../../audit/scan";
import { auditLog } from "../../audit/tables";
import { type Details, fail } from "../../errors";
import type { Context } from "../../kernel/context";
import { query } from "../../kernel/operation";
import { DEFAULT_PAGE_SIZE, type Page, pageOf, startOf } from "../../kernel/page";
import { requireRight } from "../access/guard";
import type { ListRequest } from "../pages";
import { brokerStore } from "../store";
import type { Access } from "../tables";

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
interface EventsRequest extends ListRequest {
  readonly id: string;
}
type Kind = "integration" | "credential";

/** Looking at an object is no event of it. */
const QUIET = ["read", "listed", "matched", "events_read"];

export const integrationEvents = query({
  name: "integrations.events",
  scope: "integrations:read",
  category: "broker_read",
  action: "integration.events_read",
  reach: "tenant",
  run: (ctx, request: EventsRequest): Promise<Page<BrokerEvent>> => eventsOf(ctx, "integration", request),
});

export const credentialEvents = query({
  name: "credentials.events",
  scope: "credentials:read",
  category: "broker_read",
  action: "credential.events_read",
  reach: "tenant",
  async run(ctx, request: EventsRequest): Promise<Page<BrokerEvent>> {
    requireRight(ctx, { access: await accessTo(ctx, request.id.toLowerCase()) }, "see");
    return await eventsOf(ctx, "credential", request);
  },
});

/** Of a credential that is gone: what the row of its end says, or, if that is pruned, nobody's but an administrator's. */
async function accessTo(ctx: Context, id: string): Promise<Access | null> {
  const { credentials } = await brokerStore(ctx).load();
  const credential = credentials.get(id);
  if (credential) return credential.access;
  const [row] = await rowsAbout(ctx, id, and(eq(auditLog.action, "credential.deleted"), eq(auditLog.success, true)), 1);
  if (!row) return NOBODY;
  return (JSON.parse(row.extraData) as { access?: Access }).access ?? null;
}
const NOBODY: Access = { use: [], manage: [] };

/** A view of the audit log, newest first. Entries outlive the record: 404 only when the log holds none about the id. */
async function eventsOf(
  ctx: Context,
  kind: Kind,
  { id, limit = DEFAULT_PAGE_SIZE, cursor }: EventsRequest,
): Promise<Page<BrokerEvent>> {
  const objectId = id.toLowerCase();
  const isOfKind = like(auditLog.action, `${kind}.%`);
  if ((await rowsAbout(ctx, objectId, isOfKind, 1)).length === 0) fail("not_found");
  ctx.audit.annotate({ [`${kind}_id`]: objectId });
  const binding = ["events", kind, ctx.space.id, objectId];
  const request = { limit, cursor };
  const [before] = startOf(request, binding, ["number"]) ?? [];
  const quiet = QUIET.map((verb) => `${kind}.${verb}`);
  const told = and(isOfKind, notInArray(auditLog.action, quiet));
  const rows = await rowsAbout(ctx, objectId, told, limit + 1, before);
  const page = pageOf(rows, request, binding, ({ seq }) => [seq]);
  return { ...page, items: page.items.map((row) => eventFrom(row, `${kind}_id`)) };
}

/** In turns along the index of the object: most rows about a credential may be of looking at it. */
async function rowsAbout({ db }: Context, objectId: string, where: SQL | undefined, limit: number, before?: number) {
  const ends = endsOf(db);
  if (!ends) return [];
  const bounds = before === undefined ? ends : { ...ends, lastSeq: Math.min(ends.lastSeq, before - 1) };
  const about = eq(auditLog.objectId, objectId);
  return await newestAlong(db, about, and(about, where), bounds, limit);
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
