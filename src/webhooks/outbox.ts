import { and, eq, gt } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { formatTimestampMs } from "../formats";
import type { TenantDb } from "../kernel/db";
import type { NewEvent, TEST_EVENT } from "../kernel/event";
import type { Permission } from "../kernel/policy";
import type { Space } from "../kernel/space";
import type { WebhookBook } from "./book";
import { queueDeliveries } from "./deliveries";
import { events } from "./tables";

/** Who caused an event, when, and on which request. */
export interface Source {
  readonly identityId: string;
  /** Null: the scheduler's own work. */
  readonly requestId: string | null;
  readonly nowMs: number;
}
/** A policy that refused somebody something. */
export interface Violation {
  readonly path: string;
  readonly permission: Permission;
  readonly reason: string;
  readonly sourceIp: string | null;
  /** Home of the identity: two spaces may have one of the same name. */
  readonly homeId: string | null;
}
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

const VIOLATION_EVERY_MS = 60_000;

export const schedulerSource = (nowMs: number): Source => ({
  identityId: "system:scheduler",
  requestId: null,
  nowMs,
});

/** The event as it is sent: the same text on every attempt. `nowMs` is in its id and its timestamp. */
export function envelope(
  { id: spaceId, kind, partnerId }: Space,
  { identityId, requestId, nowMs }: Source,
  { type, path, data }: { type: NewEvent["type"] | typeof TEST_EVENT; path?: string | undefined; data: object },
): EventRow {
  const id = `evt_${ulid(nowMs)}`;
  const body = JSON.stringify({
    event_id: id,
    event_type: type,
    timestamp: formatTimestampMs(nowMs),
    tenant_id: kind === "tenant" ? spaceId : null,
    partner_id: kind === "tenant" ? partnerId : spaceId,
    identity_id: identityId,
    ...(path === undefined ? {} : { path }),
    data,
    request_id: requestId,
  });
  return { id, type, body };
}

/**
 * Events and their deliveries, written in the transaction of the cause, so that neither exists without the other. What no
 * webhook gets is not written: a read costs a look into memory then.
 */
export class Outbox {
  constructor(
    private readonly db: TenantDb,
    private readonly space: Space,
    private readonly book: WebhookBook,
    /** Deliveries are due at this time, in milliseconds. */
    private readonly onQueued: (atMs: number) => void,
  ) {}

  /** Inside a transaction. */
  add(source: Source, event: NewEvent): void {
    const targets = this.book.targetsOf(event);
    if (targets.length > 0) this.#write(source, event, targets, null);
  }

  /** Once a minute for one identity, path and permission. Inside a transaction. */
  addViolation(source: Source, { path, permission, reason, sourceIp, homeId }: Violation): void {
    const event: NewEvent = { type: "policy.violation", path, data: { permission, reason, source_ip: sourceIp } };
    const targets = this.book.targetsOf(event);
    if (targets.length === 0) return;
    const subject = JSON.stringify([homeId, source.identityId, permission, path]);
    // Ids begin with the time: whatever is greater came later.
    const since = `evt_${ulid(Math.max(0, source.nowMs - VIOLATION_EVERY_MS)).slice(0, 10)}~`;
    const recent = and(eq(events.subject, subject), gt(events.id, since));
    if (this.db.select({ id: events.id }).from(events).where(recent).limit(1).get()) return;
    this.#write(source, event, targets, subject);
  }

  #write(source: Source, event: NewEvent, targets: readonly string[], subject: string | null): void {
    const row = envelope(this.space, source, event);
    this.db
      .insert(events)
      .values({ ...row, subject })
      .run();
    queueDeliveries(this.db, row, targets, source.nowMs);
    this.onQueued(source.nowMs);
  }
}
