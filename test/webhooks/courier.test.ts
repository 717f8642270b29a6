import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { auditRows, must } from "../support/api";
import { rowsOf } from "../support/spaces";
import { eventsIn, type Hooked, newHooked, newReceiver, type Receiver, until } from "./support";

let tenant: Hooked;

beforeEach(async () => {
  tenant = await newHooked();
});

const put = async (path: string): Promise<void> => {
  const answer = await tenant.at(`PUT ${path}`, { data: { a: 1 } });
  if (answer.status >= 300) throw new Error(answer.text);
};

it("a dead receiver delays neither the caller nor another webhook, and costs no second request while it hangs", async () => {
  const dead = await newReceiver({ hang: true });
  const alive = await newReceiver();
  const hanging = await Promise.all([0, 1, 2].map(() => tenant.hook({ url: dead.url })));
  const good = await tenant.hook({ url: alive.url });
  for (let n = 0; n < 12; n++) await put(`shop/s${n}`);
  await alive.waitFor(12);
  expect((await tenant.settled(good.id)).every(({ status }) => status === "success")).toBe(true);
  expect(await dead.messages()).toHaveLength(3);
  for (const { id } of hanging)
    expect((await tenant.deliveries(id)).every(({ status, attempts }) => status === "pending" && attempts === 0)).toBe(
      true,
    );
  await runDurableObjectAlarm(tenant.stub);
  expect(await dead.messages()).toHaveLength(3);
});

it("a dead receiver leaves two requests to those that are known to answer, however many hang", async () => {
  const dead = await newReceiver({ hang: true });
  const alive = await newReceiver();
  const good = await tenant.hook({ url: alive.url });
  await put("shop/first");
  await tenant.settled(good.id);
  for (let n = 0; n < 6; n++) await tenant.hook({ url: dead.url });
  for (let n = 0; n < 10; n++) await put(`shop/s${n}`);
  await alive.waitFor(11);
  await tenant.settled(good.id);
  expect(await dead.messages()).toHaveLength(4);
});

it("a dead receiver that failed before shares two requests with its like, so that four are left for those who do well", async () => {
  const dead = await newReceiver({ status: 500 }, { status: 500 }, { status: 500 }, { hang: true });
  const troubled = await Promise.all([0, 1, 2].map(() => tenant.hook({ url: dead.url, events: ["policy.*"] })));
  must(await tenant.api("POST /v1/policies", { name: "first", rules: [] }), 201);
  await Promise.all(troubled.map(({ id }) => tenant.settled(id)));
  for (const name of ["second", "third", "fourth"])
    must(await tenant.api("POST /v1/policies", { name, rules: [] }), 201);
  await dead.waitFor(5);
  const alive = await newReceiver();
  await tenant.hook({ url: alive.url, events: ["secret.*"] });
  for (let n = 0; n < 5; n++) await put(`shop/s${n}`);
  await alive.waitFor(5);
  expect(await dead.messages()).toHaveLength(5);
});

it("one event goes once to each of as many webhooks as a space may have", async () => {
  const receiver = await newReceiver();
  const made: { id: string }[] = [];
  for (let n = 0; n < 20; n++) made.push(await tenant.hook({ url: receiver.url }));
  await put("shop/wide");
  expect(await receiver.waitFor(20)).toHaveLength(20);
  for (const { id } of made)
    expect((await tenant.settled(id)).map(({ status, attempts }) => [status, attempts])).toEqual([["success", 1]]);
});

it("the order of deliveries of what a webhook is sent is that of the causes, as long as nothing piles up", async () => {
  const receiver = await newReceiver({ status: 200, delayMs: 5 });
  await tenant.hook({ url: receiver.url });
  for (let n = 0; n < 6; n++) await put(`shop/s${n}`);
  const paths = eventsIn(await receiver.waitFor(6)).map(({ path }) => path);
  expect(paths).toEqual([0, 1, 2, 3, 4, 5].map((n) => `shop/s${n}`));
});

it("the order of deliveries gives way to speed for a backlog: four at a time, each sent once", async () => {
  const receiver = await newReceiver({ status: 200, held: true });
  const { id } = await tenant.hook({ url: receiver.url });
  for (let n = 0; n < 20; n++) await put(`shop/s${n}`);
  await receiver.waitFor(1);
  expect(await receiver.messages()).toHaveLength(1);
  await receiver.release();
  await receiver.waitFor(5);
  expect(await receiver.messages()).toHaveLength(5);
  await receiver.answers({ status: 200 });
  await receiver.release();
  const messages = await receiver.waitFor(20);
  await tenant.settled(id);
  expect(new Set(messages.map(({ headers }) => headers["webhook-id"])).size).toBe(20);
  expect(await receiver.messages()).toHaveLength(20);
});

const COUNT = 700;

/** As if a receiver had been away for long. */
async function pileUp(receiver?: Receiver): Promise<string> {
  const { url } = receiver ?? (await newReceiver());
  const { id } = await tenant.hook({ url });
  const later = tenant.clock.nowMs + 1_000_000;
  await runInDurableObject(tenant.stub, (_, { storage }) => {
    for (let n = 0; n < COUNT; n++) {
      storage.sql.exec("INSERT INTO events VALUES (?, 'secret.expired', '{}', null)", `evt_${n}`);
      storage.sql.exec(
        `INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, created_at_ms, status, attempts, next_attempt_at_ms)
           VALUES (?, ?, ?, 'secret.expired', ?, 'pending', 1, ?)`,
        ...[`del_${n}`, id, `evt_${n}`, tenant.clock.nowMs, later],
      );
    }
  });
  return id;
}

const counts = async (): Promise<unknown> =>
  rowsOf(tenant.stub, "SELECT status, count(*) AS n FROM webhook_deliveries GROUP BY status");

it("a great many waiting deliveries are given up in batches, each with its row in the log", async () => {
  const id = await pileUp();
  must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { enabled: false }), 200);
  expect(await counts()).toEqual([
    { status: "failed", n: 500 },
    { status: "pending", n: COUNT - 500 },
  ]);
  await tenant.pass(0);
  expect(await counts()).toEqual([{ status: "failed", n: COUNT }]);
  const rows = (await auditRows(tenant.stub)).filter(({ action }) => action === "webhook_delivery");
  expect([rows.length, new Set(rows.map(({ error_code }) => error_code))]).toEqual([COUNT, new Set(["disabled"])]);
});

it("a great many waiting deliveries stay given up, and their webhook disabled, though a receiver takes what was under way meanwhile", async () => {
  const receiver = await newReceiver({ status: 200, held: true });
  const id = await pileUp(receiver);
  await runInDurableObject(tenant.stub, (_, { storage }) => storage.sql.exec("UPDATE webhooks SET failures = 3"));
  await put("shop/late");
  await receiver.waitFor(1);
  must(await tenant.hooks(`PATCH /v1/webhooks/${id}`, { enabled: false }), 200);
  await receiver.release();
  await tenant.pass(0);
  await until(async () => JSON.stringify(await counts()) === JSON.stringify([{ status: "failed", n: COUNT + 1 }]));
  expect(await rowsOf(tenant.stub, "SELECT enabled, failures FROM webhooks")).toEqual([{ enabled: 0, failures: 3 }]);
  await tenant.pass(2_000_000);
  expect(await receiver.messages()).toHaveLength(1);
});

it("a great many waiting deliveries are removed in batches after their webhook, with their events and without a row", async () => {
  const id = await pileUp();
  must(await tenant.hooks(`DELETE /v1/webhooks/${id}`), 204);
  expect((await tenant.hooks(`GET /v1/webhooks/${id}/deliveries`)).status).toBe(404);
  for (let n = 0; n <= COUNT / 200; n++) await tenant.pass(0);
  expect(await counts()).toEqual([]);
  expect(await rowsOf(tenant.stub, "SELECT id FROM events")).toEqual([]);
  expect(await rowsOf(tenant.stub, "SELECT id FROM dropped_webhooks")).toEqual([]);
  expect((await auditRows(tenant.stub)).filter(({ action }) => action === "webhook_delivery")).toEqual([]);
});
