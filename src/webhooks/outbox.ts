import { and, eq, gt } from "drizzle-orm";
import { ulid } from "../crypto/random";
import type { SpaceDb } from "../kernel/db";
import type { NewEvent, Source } from "../kernel/event";
import { perSpace } from "../kernel/per-space";
import type { Permission } from "../kernel/policy";
import type { Space } from "../kernel/space";
import { type WebhookCache, webhookCache } from "./cache";
import { queueDeliveries } from "./deliveries";
import { envelope } from "./envelope";
import { events } from "./tables";

/** A policy that refused somebody something. */
export interface Violation {
  readonly path: string;
  readonly permission: Permission;
  readonly reason: string;
  readonly sourceIp: string | null;
  /** Home of the identity: two spaces may have one of the same name. */
  readonly homeId: string | null;
}
const VIOLATION_EVERY_MS = 60_000;
/** How long after a delivery fell due the alarm looks whether it was sent. */
export const WATCH_MS = 60_000;

/**
 * Events and their deliveries, written in the transaction of the cause, so that neither exists without the other. What no
 * webhook gets is not written: a read costs a look into memory then.
 */
class Outbox {
  #hasQueued = false;

  constructor(
    private readonly db: SpaceDb,
    private readonly space: Space,
    private readonly webhooks: WebhookCache,
    private readonly schedule: (atMs: number) => void,
  ) {}

  /**
   * A delivery is due at this time, in milliseconds, in a transaction that is not committed yet. After the commit it is sent; the
   * alarm watches over it in case the object goes away first.
   */
  queued(atMs: number): void {
    this.#hasQueued = true;
    this.schedule(atMs + WATCH_MS);
  }

  /** Was anything queued since this was last asked? */
  takeQueued(): boolean {
    const had = this.#hasQueued;
    this.#hasQueued = false;
    return had;
  }

  /** Inside a transaction. */
  add(source: Source, event: NewEvent): void {
    const targets = this.webhooks.targetsOf(event);
    if (targets.length > 0) this.#write(source, event, targets, null);
  }

  /** Once a minute for one identity, path and permission. Inside a transaction. */
  addViolation(source: Source, { path, permission, reason, sourceIp, homeId }: Violation): void {
    const event: NewEvent = { type: "policy.violation", path, data: { permission, reason, source_ip: sourceIp } };
    const targets = this.webhooks.targetsOf(event);
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
    this.queued(source.nowMs);
  }
}

export const outbox = perSpace((core) => new Outbox(core.db, core.space, webhookCache(core), core.schedule));
