import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { evict, must } from "../support/api";
import { eventsIn, HOUR, type Hooked, newHooked, newReceiver, SECOND, URL, verify } from "./support";

let tenant: Hooked;

beforeEach(async () => {
  tenant = await newHooked();
});

it("webhooks.test sends webhook.test once, signed, and tells how it went; also when the webhook is disabled", async () => {
  const receiver = await newReceiver({ status: 200 }, { status: 503 });
  const { id, secret } = await tenant.hook({ url: receiver.url, enabled: false });
  const good = must(await tenant.hooks(`POST /v1/webhooks/${id}/test`), 200);
  expect(good).toEqual({
    delivery_id: expect.stringMatching(/^del_/),
    status: "success",
    response_code: 200,
    duration_ms: 0,
  });
  const bad = must(await tenant.hooks(`POST /v1/webhooks/${id}/test`), 200);
  expect(bad).toEqual({
    delivery_id: expect.stringMatching(/^del_/),
    status: "failed",
    response_code: 503,
    duration_ms: 0,
  });
  const messages = await receiver.messages();
  expect(messages).toHaveLength(2);
  const [event] = eventsIn(messages);
  expect(event).toEqual({
    event_id: messages[0]?.headers["webhook-id"],
    event_type: "webhook.test",
    timestamp: new Date(tenant.clock.nowMs - 3 * SECOND).toISOString(),
    tenant_id: tenant.id,
    partner_id: tenant.partnerId,
    identity_id: "user:admin",
    data: { webhook_id: id, message: "A test of this webhook." },
    request_id: expect.any(String),
  });
  for (const message of messages) verify(secret, message);
  const { deliveries } = must(await tenant.hooks(`GET /v1/webhooks/${id}/deliveries`), 200);
  expect(deliveries.map((row: { id: string }) => row.id)).toEqual([bad.delivery_id, good.delivery_id]);
  expect(deliveries[0]).toMatchObject({
    event_type: "webhook.test",
    attempts: 1,
    error: "status",
    next_attempt_at: null,
  });
});

it("webhooks.test says nothing about the status, not by 410 either, and is not tried again", async () => {
  const receiver = await newReceiver({ status: 410 });
  const { id } = await tenant.hook({ url: receiver.url });
  must(await tenant.hooks(`POST /v1/webhooks/${id}/test`), 200);
  await tenant.pass(HOUR);
  expect(must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200)).toMatchObject({ enabled: true, status: "healthy" });
  expect(await receiver.messages()).toHaveLength(1);
});

it("webhooks.test of an address that is no longer allowed sends nothing", async () => {
  const { id } = await tenant.hook({ url: URL });
  await runInDurableObject(tenant.stub, (_, { storage }) =>
    storage.sql.exec("UPDATE webhooks SET url = 'https://10.0.0.1/in'"),
  );
  await evict(tenant.stub);
  await tenant.setClock(tenant.clock.nowMs);
  const answer = must(await tenant.hooks(`POST /v1/webhooks/${id}/test`), 200);
  expect(answer).toMatchObject({ status: "failed", response_code: null });
  const { deliveries } = must(await tenant.hooks(`GET /v1/webhooks/${id}/deliveries?status=failed`), 200);
  expect(deliveries).toMatchObject([{ error: "blocked_address", attempts: 1 }]);
});
