import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { KEPT_MS } from "../../src/tokens/lifetime";
import { HOUR_MS, make } from "../tokens/support";
import { letRing } from "./alarms";
import { must, newTenant } from "./api";
import { rowsOf, shiftClock } from "./spaces";

it("an alarm that is overdue waits where it was set until a test rings it", async () => {
  const { stub } = await newTenant();
  const alarmMs = () => runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
  for (const ms of [1, Date.now(), Date.UTC(2096, 0, 1), Date.UTC(2189, 0, 1)]) {
    await runInDurableObject(stub, (_, { storage }) => storage.setAlarm(ms));
    for (let calls = 0; calls < 100; calls++) await stub.ping();
    expect(await alarmMs()).toBe(ms);
  }
});

it("an alarm that the platform rings does the work that is due, without anybody's call", async () => {
  const tenant = await newTenant();
  const { id } = await make(tenant);
  must(await tenant.api(`DELETE /v1/tokens/${id}`), 204);
  await shiftClock(tenant.stub, KEPT_MS + HOUR_MS);
  await letRing(tenant.stub);
  await expect.poll(() => rowsOf(tenant.stub, "SELECT id FROM tokens WHERE id = ?", id)).toEqual([]);
});
