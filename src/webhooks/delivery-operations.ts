import { and, eq, lt, or } from "drizzle-orm";
import { safeToEcho } from "../crypto/token";
import { fail } from "../errors";
import { TEST_EVENT } from "../kernel/event";
import { effect, mutation, query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { attempt } from "./attempt";
import { type Delivery, newDelivery } from "./deliveries";
import { envelope } from "./envelope";
import { NEWEST_FIRST } from "./operations";
import { outbox } from "./outbox";
import { findWebhook } from "./queries";
import { deliveries, events, webhooks } from "./tables";

interface OfWebhook {
  readonly webhookId: string;
}
export interface DeliveryListRequest extends PageRequest, OfWebhook {
  /** Undefined: all. */
  readonly status: Delivery["status"] | undefined;
}
const TERMS = { scope: "admin", category: "webhook", reach: "space" } as const;

export const listDeliveries = query({
  name: "webhooks.deliveries",
  ...TERMS,
  action: "config_read",
  resource: "webhook_deliveries",
  run(ctx, request: DeliveryListRequest): Page<Delivery> {
    const { webhookId, status, limit } = request;
    const binding = ["webhook-deliveries", ctx.space.id, webhookId, status ?? ""];
    const before = startOf(request, binding, ["number", "number"]);
    findWebhook(ctx, webhookId);
    const older =
      before &&
      or(
        lt(deliveries.createdAtMs, before[0]),
        and(eq(deliveries.createdAtMs, before[0]), lt(deliveries.seq, before[1])),
      );
    const rows = ctx.db
      .select()
      .from(deliveries)
      .where(
        and(
          eq(deliveries.webhookId, webhookId),
          status === undefined ? undefined : eq(deliveries.status, status),
          older,
        ),
      )
      .orderBy(...NEWEST_FIRST)
      .limit(limit + 1)
      .all();
    return pageOf(rows, request, binding, ({ createdAtMs, seq }) => [createdAtMs, seq]);
  },
});

/** One attempt, waited for, whether or not the webhook is enabled. It says nothing about its status. */
export const testWebhook = effect({
  name: "webhooks.test",
  ...TERMS,
  action: "webhook_test",
  async run(ctx, { id }: { id: string }): Promise<Delivery> {
    const webhook = findWebhook(ctx, id);
    const source = { identityId: ctx.actor.identityId, requestId: ctx.meta.requestId, nowMs: ctx.now };
    const data = { webhook_id: id, message: "A test of this webhook." };
    const event = envelope(ctx.space, source, { type: TEST_EVENT, data });
    const sent = await attempt(ctx, webhook, event);
    const status = sent.error === null ? "success" : "failed";
    const row = { ...newDelivery(event, id, ctx.now), ...sent, status, attempts: 1, nextAttemptAtMs: null } as const;
    ctx.audit.annotate({ delivery_id: row.id, status, response_code: sent.responseCode });
    ctx.defer(({ db }) => {
      // It may have been deleted while the receiver was waited for.
      if (!db.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, id)).get()) return;
      db.insert(events).values(event).run();
      db.insert(deliveries).values(row).run();
    });
    return { ...row, seq: 0 };
  },
});

/** The same event again: a new delivery, or the one that waits, now. */
export const retryDelivery = mutation({
  name: "webhooks.retry",
  ...TERMS,
  action: "webhook_retry",
  run(ctx, { webhookId, id }: OfWebhook & { id: string }): { id: string } {
    const webhook = findWebhook(ctx, webhookId);
    const own = and(eq(deliveries.id, id), eq(deliveries.webhookId, webhookId));
    const found = ctx.db.select().from(deliveries).where(own).get();
    if (!found) return fail("delivery_not_found", { id: safeToEcho(id) });
    if (!webhook.enabled) fail("validation_error", { reason: "disabled" });
    const again =
      found.status === "pending"
        ? found
        : newDelivery({ id: found.eventId, type: found.eventType }, webhookId, ctx.now);
    if (found.status === "pending")
      ctx.db.update(deliveries).set({ nextAttemptAtMs: ctx.now }).where(eq(deliveries.seq, found.seq)).run();
    else ctx.db.insert(deliveries).values(again).run();
    outbox(ctx).queued(ctx.now);
    ctx.audit.annotate({ delivery_id: again.id, event_id: found.eventId });
    return { id: again.id };
  },
});
