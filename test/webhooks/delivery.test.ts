import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { type Answer, asOperator, auditRows, evict, must } from "../support/api";
import { rowsOf, stopClock } from "../support/spaces";
import { DAY, HOUR, type Hooked, MINUTE, newHooked, newReceiver, SECOND, until, verify } from "./support";

let tenant: Hooked;

beforeEach(async () => {
  tenant = await newHooked();
});

const put = async (path: string): Promise<Answer["body"]> => {
  const answer = await tenant.at(`PUT ${path}`, { data: { a: 1 } });
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.body;
};

const outcomes = async (): Promise<string[]> =>
  (await auditRows(tenant.stub))
    .filter(({ action }) => action === "webhook_delivery")
    .map((row) => {
      const { attempts, status, error = null } = JSON.parse(String(row.extra_data));
      return `${row.identity_id} ${status} ${error} after ${attempts}`;
    });

/** As it stands: `status`, attempts in a row, what waits. */
const stateOf = async (id: string) => {
  const [row] = await rowsOf(tenant.stub, "SELECT enabled, failures FROM webhooks WHERE id = ?", id);
  return row;
};

it("a delivery that is refused with 500 is tried six times with one id and new times, and then fails for good", async () => {
  const receiver = await newReceiver({ status: 500 });
  const { id, secret } = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  await tenant.settled(id);
  const pauses: number[] = [];
  for (let n = 2; n <= 6; n++) {
    const [row] = await tenant.deliveries(id);
    const due = Number(row.next_attempt_at_ms);
    pauses.push(due - tenant.clock.nowMs);
    await tenant.pass(due - tenant.clock.nowMs - 1);
    expect(await receiver.messages()).toHaveLength(n - 1);
    await tenant.pass(1);
    await receiver.waitFor(n);
    await tenant.settled(id);
  }
  const exact = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR];
  for (const [at, pause] of exact.entries()) {
    expect(pauses[at]).toBeGreaterThanOrEqual(pause);
    expect(pauses[at]).toBeLessThanOrEqual(pause * 1.2);
  }
  await tenant.pass(DAY);
  const messages = await receiver.messages();
  expect(messages).toHaveLength(6);
  expect(new Set(messages.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`)).size).toBe(1);
  expect(new Set(messages.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(6);
  for (const message of messages) verify(secret, message);
  const { deliveries } = must(await tenant.hooks(`GET /v1/webhooks/${id}/deliveries`), 200);
  expect(deliveries).toEqual([
    {
      id: expect.stringMatching(/^del_[0-9a-hjkmnp-tv-z]{26}$/),
      event_id: messages[0]?.headers["webhook-id"],
      event_type: "secret.created",
      timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T00:00:03Z$/),
      status: "failed",
      attempts: 6,
      response_code: 500,
      duration_ms: 0,
      next_attempt_at: null,
      error: "status",
    },
  ]);
  expect(await outcomes()).toEqual(["system:scheduler failed status after 6"]);
  expect(must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200)).toMatchObject({
    status: "degraded",
    statistics: { deliveries_24h: 0, success_rate_24h: null, avg_latency_ms: null },
    last_delivery: { id: deliveries[0].id, status: "failed", response_code: 500 },
  });
});

it("a delivery that succeeds later ends there, and the webhook is healthy again", async () => {
  const receiver = await newReceiver({ status: 503 }, { status: 302 }, { status: 200 });
  const { id } = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  await tenant.settled(id);
  expect(must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200).status).toBe("degraded");
  expect(await tenant.deliveries(id)).toMatchObject([
    { status: "pending", attempts: 1, error: "status", response_code: 503 },
  ]);
  await tenant.pass(36 * SECOND);
  await receiver.waitFor(2);
  await tenant.settled(id);
  expect(await tenant.deliveries(id)).toMatchObject([
    { status: "pending", attempts: 2, error: "redirect", response_code: 302 },
  ]);
  await tenant.pass(144 * SECOND);
  await receiver.waitFor(3);
  expect(await tenant.settled(id)).toMatchObject([{ status: "success", attempts: 3, error: null, response_code: 200 }]);
  expect(must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200)).toMatchObject({
    status: "healthy",
    statistics: { deliveries_24h: 1, success_rate_24h: 1 },
  });
  expect(await outcomes()).toEqual(["system:scheduler success null after 3"]);
});

it("a delivery answered 410 disables the webhook at once, and what waits fails as disabled", async () => {
  const receiver = await newReceiver({ status: 500 }, { status: 410 });
  const { id } = await tenant.hook({ url: receiver.url });
  await put("shop/a");
  await tenant.settled(id);
  await put("shop/b");
  await receiver.waitFor(2);
  await until(async () => (await stateOf(id))?.enabled === 0);
  expect(await tenant.deliveries(id)).toMatchObject([
    { status: "failed", error: "status", response_code: 410, attempts: 1, next_attempt_at_ms: null },
    { status: "failed", error: "disabled", response_code: 500, attempts: 1, next_attempt_at_ms: null },
  ]);
  expect(await outcomes()).toEqual([
    "system:scheduler failed status after 1",
    "system:scheduler failed disabled after 1",
  ]);
  await put("shop/c");
  await tenant.pass(HOUR);
  expect(await receiver.messages()).toHaveLength(2);
  expect(must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200)).toMatchObject({
    enabled: false,
    status: "disabled",
  });
});

it("a delivery to a receiver that failed fifty times in a row is the last; enabling it sets the count to 0", async () => {
  const receiver = await newReceiver({ status: 500 });
  const { id } = await tenant.hook({ url: receiver.url });
  for (let n = 0; n < 49; n++) await put(`shop/s${n}`);
  await until(async () => (await stateOf(id))?.failures === 49);
  expect(must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200).status).toBe("failing");
  await put("shop/last");
  await until(async () => (await stateOf(id))?.enabled === 0);
  expect(must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200)).toMatchObject({
    enabled: false,
    status: "disabled",
  });
  const rows = await tenant.deliveries(id);
  expect(rows.filter(({ status }) => status === "pending")).toEqual([]);
  expect(rows.filter(({ error }) => error === "disabled")).toHaveLength(49);
  expect(await outcomes()).toHaveLength(50);
  await receiver.answers({ status: 200 });
  must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { enabled: true }), 200);
  expect(must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200)).toMatchObject({ enabled: true, status: "healthy" });
  await put("shop/more");
  await tenant.settled(id);
  expect(await stateOf(id)).toEqual({ enabled: 1, failures: 0 });
});

it("a delivery that waits fails when the webhook is disabled by hand, and is dropped when it is deleted", async () => {
  const receiver = await newReceiver({ status: 500 });
  const byHand = await tenant.hook({ url: receiver.url });
  const doomed = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  await tenant.settled(byHand.id);
  await tenant.settled(doomed.id);
  must(await tenant.hooks(`PATCH /v1/webhooks/${byHand.id}`, { enabled: false }), 200);
  must(await tenant.hooks(`DELETE /v1/webhooks/${doomed.id}`), 204);
  expect(await tenant.deliveries(byHand.id)).toMatchObject([{ status: "failed", error: "disabled" }]);
  expect(await outcomes()).toEqual(["system:scheduler failed disabled after 1"]);
  await tenant.pass(HOUR);
  expect(await receiver.messages()).toHaveLength(2);
  expect(await tenant.deliveries(doomed.id)).toEqual([]);
  expect(await rowsOf(tenant.stub, "SELECT * FROM dropped_webhooks")).toEqual([]);
  expect(await rowsOf(tenant.stub, "SELECT type FROM events")).toEqual([{ type: "secret.created" }]);
});

it("a delivery under way when its webhook is deleted or disabled changes nothing any more", async () => {
  const receiver = await newReceiver({ status: 200, held: true });
  const [deleted, disabled] = [await tenant.hook({ url: receiver.url }), await tenant.hook({ url: receiver.url })];
  await put("shop/db");
  await receiver.waitFor(2);
  must(await tenant.hooks(`DELETE /v1/webhooks/${deleted.id}`), 204);
  must(await tenant.hooks(`PATCH /v1/webhooks/${disabled.id}`, { enabled: false }), 200);
  await receiver.release();
  await tenant.pass(HOUR);
  expect(await tenant.deliveries(disabled.id)).toMatchObject([{ status: "failed", error: "disabled", attempts: 0 }]);
  expect(await tenant.deliveries(deleted.id)).toEqual([]);
  expect(await outcomes()).toEqual(["system:scheduler failed disabled after 0"]);
});

it("the statistics of a webhook count the deliveries of the last day, and of those that ended how many were taken", async () => {
  const receiver = await newReceiver({ status: 200 }, { status: 200 }, { status: 410 });
  const { id } = await tenant.hook({ url: receiver.url });
  await put("shop/old");
  await tenant.settled(id);
  await tenant.later(1);
  await put("shop/a");
  await tenant.settled(id);
  await put("shop/b");
  await until(async () => (await stateOf(id))?.enabled === 0);
  const read = async () => must(await tenant.hooks(`GET /v1/webhooks/${id}`), 200).statistics;
  await tenant.later(DAY - 3 * SECOND);
  expect(await read()).toEqual({ deliveries_24h: 2, success_rate_24h: 0.5, avg_latency_ms: 0 });
  await tenant.later(1 - 3 * SECOND);
  expect(await read()).toEqual({ deliveries_24h: 0, success_rate_24h: null, avg_latency_ms: null });
});

it("the new address of a webhook is not disabled by the 410 of the one before, and gets what that one refused", async () => {
  const [former, next] = [await newReceiver({ status: 410, held: true }), await newReceiver()];
  const { id, secret } = await tenant.hook({ url: former.url });
  await put("shop/db");
  await former.waitFor(1);
  must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { url: next.url }), 200);
  await former.release();
  await until(async () => (await tenant.deliveries(id))[0]?.attempts === 1);
  expect(await stateOf(id)).toEqual({ enabled: 1, failures: 0 });
  await tenant.pass(36 * SECOND);
  const [message] = await next.waitFor(1);
  if (message) expect(verify(secret, message)).toMatchObject({ path: "shop/db" });
  expect(await tenant.settled(id)).toMatchObject([{ status: "success", attempts: 2 }]);
  expect(await former.messages()).toHaveLength(1);
});

it("a committed delivery is sent even if the process stops right after the commit", async () => {
  const receiver = await newReceiver({ hang: true });
  const { id, secret } = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  await crash();
  const revived = env.SPACES.getByName(tenant.id);
  expect(await rowsOf(revived, "SELECT status, attempts FROM webhook_deliveries")).toEqual([
    { status: "pending", attempts: 0 },
  ]);
  expect(await runInDurableObject(revived, (_, { storage }) => storage.getAlarm())).not.toBeNull();
  await receiver.answers({ status: 200 });
  await stopClock(revived, tenant.clock.nowMs + MINUTE);
  await runDurableObjectAlarm(revived);
  const ended = async () =>
    (await rowsOf(revived, "SELECT status FROM webhook_deliveries WHERE webhook_id = ?", id))[0]?.status !== "pending";
  await until(ended);
  const last = (await receiver.messages()).at(-1);
  if (last) expect(verify(secret, last)).toMatchObject({ event_type: "secret.created", path: "shop/db" });
  const rows = await rowsOf(revived, "SELECT success, extra_data FROM audit_log WHERE action = 'webhook_delivery'");
  expect(rows).toMatchObject([{ success: 1, extra_data: expect.stringContaining(id) }]);
});

/** As if the machine had gone: what is under way is cut off, and nothing is told. */
async function crash(): Promise<void> {
  const gone = runInDurableObject(tenant.stub, (_, state) => state.abort("the machine has gone"));
  await expect(gone).rejects.toThrow("the machine has gone");
}

it("a committed delivery is tried again on time by an object that was away between all attempts", async () => {
  const receiver = await newReceiver({ status: 500 }, { status: 500 }, { status: 200 });
  const { id } = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  await tenant.settled(id);
  for (let n = 2; n <= 3; n++) {
    await evict(tenant.stub);
    await tenant.pass(n === 2 ? 36 * SECOND : 144 * SECOND);
    await receiver.waitFor(n);
    await tenant.settled(id);
  }
  expect(await tenant.deliveries(id)).toMatchObject([{ status: "success", attempts: 3 }]);
});

it("a committed delivery is sent once, however often the alarm runs meanwhile", async () => {
  const receiver = await newReceiver({ status: 200, held: true });
  const { id } = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  await receiver.waitFor(1);
  for (let n = 0; n < 5; n++) await tenant.pass(SECOND);
  await receiver.release();
  await tenant.settled(id);
  for (let n = 0; n < 3; n++) await tenant.pass(HOUR);
  expect(await receiver.messages()).toHaveLength(1);
  expect(await outcomes()).toEqual(["system:scheduler success null after 1"]);
});

it("a committed delivery waits while the space is suspended, and goes out when it is not", async () => {
  const receiver = await newReceiver({ status: 500 }, { status: 200 });
  const { id } = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  await tenant.settled(id);
  const line = `PATCH /v1/identity/tenants/${tenant.id}`;
  must(await asOperator(line, { status: "suspended" }), 200);
  await tenant.pass(DAY);
  expect(await receiver.messages()).toHaveLength(1);
  expect(await tenant.deliveries(id)).toMatchObject([{ status: "pending", attempts: 1 }]);
  must(await asOperator(line, { status: "active" }), 200);
  await runDurableObjectAlarm(tenant.stub);
  await receiver.waitFor(2);
  expect(await tenant.settled(id)).toMatchObject([{ status: "success", attempts: 2 }]);
});

it("a committed delivery is kept for 30 days after it ended, with its event, and then removed", async () => {
  const receiver = await newReceiver();
  const { id } = await tenant.hook({ url: receiver.url });
  await put("shop/a");
  await tenant.settled(id);
  await tenant.pass(30 * DAY - 1);
  expect(await tenant.deliveries(id)).toHaveLength(1);
  await put("shop/b");
  await tenant.settled(id);
  await tenant.pass(1);
  expect(await tenant.deliveries(id)).toMatchObject([{ event_type: "secret.created", status: "success" }]);
  expect(await rowsOf(tenant.stub, "SELECT count(*) AS n FROM events")).toEqual([{ n: 1 }]);
});

it("a repetition of a delivery of what ended is a new delivery of the same event", async () => {
  const receiver = await newReceiver();
  const { id, secret } = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  const [first] = await tenant.settled(id);
  const answer = await tenant.hooks(`POST /v1/webhooks/${id}/deliveries/${first.id}/retry`);
  expect(must(answer, 202)).toEqual({ delivery_id: expect.stringMatching(/^del_/), status: "pending" });
  expect(answer.body.delivery_id).not.toBe(first.id);
  const [before, again] = await receiver.waitFor(2);
  expect(again?.headers["webhook-id"]).toBe(before?.headers["webhook-id"]);
  expect(again?.body).toBe(before?.body);
  if (again) verify(secret, again);
  expect(await tenant.settled(id)).toMatchObject([
    { id: answer.body.delivery_id, status: "success" },
    { id: first.id },
  ]);
});

it("a repetition of a delivery of what waits is that delivery, now", async () => {
  const receiver = await newReceiver({ status: 500 }, { status: 200 });
  const { id } = await tenant.hook({ url: receiver.url });
  await put("shop/db");
  const [waiting] = await tenant.settled(id);
  const answer = must(await tenant.hooks(`POST /v1/webhooks/${id}/deliveries/${waiting.id}/retry`), 202);
  expect(answer).toEqual({ delivery_id: waiting.id, status: "pending" });
  await receiver.waitFor(2);
  expect(await tenant.settled(id)).toMatchObject([{ id: waiting.id, status: "success", attempts: 2 }]);
});

it("a repetition of a delivery is refused on a disabled webhook, of an unknown delivery, and of another webhook's", async () => {
  const receiver = await newReceiver();
  const [one, two] = [await tenant.hook({ url: receiver.url }), await tenant.hook({ url: receiver.url })];
  await put("shop/db");
  const [delivery] = await tenant.settled(one.id);
  for (const [webhook, wanted] of [
    [one.id, "del_01jw8m6z3t9d4xk2v7q5n0c1ab"],
    [two.id, delivery.id],
  ]) {
    const answer = await tenant.hooks(`POST /v1/webhooks/${webhook}/deliveries/${wanted}/retry`);
    expect([answer.status, answer.body.error]).toMatchObject([
      404,
      { code: "delivery_not_found", details: { id: wanted } },
    ]);
  }
  must(await tenant.hooks(`PATCH /v1/webhooks/${one.id}`, { enabled: false }), 200);
  const refused = await tenant.hooks(`POST /v1/webhooks/${one.id}/deliveries/${delivery.id}/retry`);
  expect([refused.status, refused.body.error]).toMatchObject([
    422,
    { code: "validation_error", details: { reason: "disabled" } },
  ]);
});

it("a list of deliveries is newest first, in pages, by status, and its cursor serves nowhere else", async () => {
  const receiver = await newReceiver({ status: 200 }, { status: 200 }, { status: 500 });
  const { id } = await tenant.hook({ url: receiver.url });
  for (let n = 0; n < 5; n++) await put(`shop/s${n}`);
  const all = (await tenant.settled(id)).map((row) => row.id);
  const list = async (query: string) => (await tenant.hooks(`GET /v1/webhooks/${id}/deliveries?${query}`)).body;
  const ids = (page: Answer["body"]) => page.deliveries.map((row: { id: string }) => row.id);
  const first = await list("limit=2");
  const second = await list(`limit=2&cursor=${first.cursor}`);
  const third = await list(`limit=2&cursor=${second.cursor}`);
  expect([first, second, third].flatMap(ids)).toEqual(all);
  expect([first.has_more, third.has_more, third.cursor]).toEqual([true, false, null]);
  expect(ids(await list("status=success"))).toEqual(all.slice(3));
  expect(ids(await list("status=pending"))).toEqual(all.slice(0, 3));
  expect(ids(await list("status=failed"))).toEqual([]);
  expect((await list(`status=pending&cursor=${first.cursor}`)).error.code).toBe("invalid_cursor");
  expect((await list("status=other")).error.details).toEqual({
    fields: { status: "unsupported" },
    allowed: ["pending", "success", "failed"],
  });
  const other = await tenant.hook({ url: receiver.url });
  const foreign = await tenant.hooks(`GET /v1/webhooks/${other.id}/deliveries?cursor=${first.cursor}`);
  expect(foreign.body.error.code).toBe("invalid_cursor");
});
