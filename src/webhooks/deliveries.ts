import { and, asc, eq, notExists } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { type NewAuditEntry, schedulerEntry } from "../kernel/audit";
import type { Core } from "../kernel/core";
import type { SpaceDb } from "../kernel/db";
import { TEST_EVENT } from "../kernel/event";
import type { Sent } from "../outbound/webhook-sender";
import { webhookCache } from "./cache";
import type { EventRow } from "./envelope";
import { nextAttemptMs } from "./retry";
import { mustDisable } from "./status";
import { deliveries, events, webhooks } from "./tables";

export type Delivery = typeof deliveries.$inferSelect;

/** How many waiting deliveries are given up in one transaction. The rest is left to the scheduler. */
const GIVE_UP_BATCH = 500;

export const newDelivery = (event: Pick<EventRow, "id" | "type">, webhookId: string, nowMs: number) => ({
  id: `del_${ulid(nowMs)}`,
  webhookId,
  eventId: event.id,
  eventType: event.type,
  createdAtMs: nowMs,
  status: "pending" as const,
  attempts: 0,
  responseCode: null,
  durationMs: null,
  error: null,
  nextAttemptAtMs: nowMs,
});

/** One for each webhook, due at once. Inside the transaction that writes the event. */
export function queueDeliveries(
  db: SpaceDb,
  event: Pick<EventRow, "id" | "type">,
  webhookIds: readonly string[],
  nowMs: number,
): void {
  // A statement each: the platform binds at most 100 values to one, and a row has eleven.
  for (const id of webhookIds)
    db.insert(deliveries)
      .values(newDelivery(event, id, nowMs))
      .run();
}

/** `success` and `failed` end a delivery: that is what the log tells. */
function outcomeRow(core: Core, nowMs: number, delivery: Delivery): NewAuditEntry {
  const { id, webhookId, eventId, eventType, status, attempts, responseCode, error } = delivery;
  const told = { webhook_id: webhookId, delivery_id: id, event_id: eventId, event_type: eventType, status, attempts };
  const extra = { ...told, response_code: responseCode, ...(error === null ? {} : { error }) };
  const row = schedulerEntry(core, nowMs, { action: "webhook_delivery", extra });
  return { ...row, success: status === "success", error_code: error };
}

/**
 * What an attempt made of its delivery and its webhook; gives the rows for the log. A delivery that ended meanwhile stays as it
 * is, so that it does not matter when an attempt is told twice; one of a webhook that was disabled meanwhile is left to be given
 * up. `url`: where it was sent. Inside a transaction.
 */
export function recordAttempt(
  core: Core,
  seq: number,
  { error, responseCode, durationMs }: Sent,
  { nowMs, chance, url }: { nowMs: number; chance: number; url: string },
): NewAuditEntry[] {
  const { db } = core;
  const cache = webhookCache(core);
  const before = db.select().from(deliveries).where(eq(deliveries.seq, seq)).get();
  const webhook = before && db.select().from(webhooks).where(eq(webhooks.id, before.webhookId)).get();
  if (before?.status !== "pending" || !webhook?.enabled) return [];
  const attempts = before.attempts + 1;
  // A test that is sent again says nothing about the webhook either, nor does the address that it had before.
  const saysNothing = before.eventType === TEST_EVENT || url !== webhook.url;
  const failures = saysNothing ? webhook.failures : error === null ? 0 : webhook.failures + 1;
  const enabled = error === null || saysNothing || !mustDisable(failures, responseCode);
  const next = error === null || !enabled ? null : nextAttemptMs(attempts, nowMs, chance);
  const status = error === null ? "success" : next === null ? "failed" : "pending";
  const after: Delivery = { ...before, status, attempts, responseCode, durationMs, error, nextAttemptAtMs: next };
  db.update(deliveries).set(after).where(eq(deliveries.seq, seq)).run();
  if (failures !== webhook.failures || !enabled) {
    db.update(webhooks).set({ failures, enabled }).where(eq(webhooks.id, webhook.id)).run();
    cache.forget();
  }
  const own = status === "pending" ? [] : [outcomeRow(core, nowMs, after)];
  return enabled ? own : [...own, ...giveUpWaiting(core, webhook.id, nowMs)];
}

/** Waiting deliveries of a disabled webhook fail; gives the rows for the log. Inside a transaction. */
export function giveUpWaiting(core: Core, webhookId: string, nowMs: number): NewAuditEntry[] {
  const { db } = core;
  const waiting = db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhookId), eq(deliveries.status, "pending")))
    .orderBy(asc(deliveries.createdAtMs), asc(deliveries.seq))
    .limit(GIVE_UP_BATCH)
    .all();
  const given = { status: "failed", error: "disabled", nextAttemptAtMs: null } as const;
  for (const { seq } of waiting) db.update(deliveries).set(given).where(eq(deliveries.seq, seq)).run();
  if (waiting.length === GIVE_UP_BATCH) core.schedule(nowMs);
  return waiting.map((delivery) => outcomeRow(core, nowMs, { ...delivery, ...given }));
}

/** With the events that no other delivery needs. */
export function removeDeliveries(db: SpaceDb, rows: readonly Pick<Delivery, "seq" | "eventId">[]): void {
  for (const { seq, eventId } of rows) {
    db.delete(deliveries).where(eq(deliveries.seq, seq)).run();
    const others = db.select({ seq: deliveries.seq }).from(deliveries).where(eq(deliveries.eventId, eventId));
    db.delete(events)
      .where(and(eq(events.id, eventId), notExists(others)))
      .run();
  }
}
