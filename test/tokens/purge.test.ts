import { runDurableObjectAlarm } from "cloudflare:test";
import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { KEPT_BRIEFLY_MS, KEPT_MS } from "../../src/tokens/lifetime";
import { asOperator, call, evict, must, newTenant } from "../support/api";
import { rowsOf, shiftClock } from "../support/spaces";
import { HOUR_MS, make, whoami } from "./support";

it("dead tokens keep their answer for 90 days, are then unknown, and the alarm removes them", async () => {
  const tenant = await newTenant();
  const keeper = await make(tenant, { scopes: SCOPES, expires_at: null });
  const [expiring, revoked] = [await make(tenant, { expires_in: "1h" }), await make(tenant)];
  must(await tenant.api(`DELETE /v1/tokens/${revoked.id}`), 204);
  const dead = async () => [await whoami(expiring.token), await whoami(revoked.token)];
  await shiftClock(tenant.stub, KEPT_MS - 60_000);
  expect(await dead()).toEqual(["token_expired", "token_revoked"]);
  await runDurableObjectAlarm(tenant.stub);
  expect(await dead()).toEqual(["token_expired", "token_revoked"]);
  await shiftClock(tenant.stub, KEPT_MS + 2 * HOUR_MS);
  expect(await dead()).toEqual(["token_invalid", "token_invalid"]);
  const read = await call(`GET /v1/tokens/${revoked.id}`, { token: keeper.token });
  expect(read.body.error.code).toBe("token_not_found");
  const count = async () =>
    (await rowsOf(tenant.stub, "SELECT id FROM tokens WHERE id IN (?, ?)", expiring.id, revoked.id)).length;
  expect(await count()).toBe(2);
  expect(await runDurableObjectAlarm(tenant.stub)).toBe(true);
  expect(await count()).toBe(0);
  expect(await runDurableObjectAlarm(tenant.stub)).toBe(true);
  expect(await whoami(keeper.token)).toBe("ok");
});

it("dead tokens are removed after an eviction too, and the operator may make and end tokens of any space", async () => {
  const tenant = await newTenant();
  const made = must(
    await asOperator("POST /v1/tokens", { identity_id: "user:admin", name: "o", scopes: SCOPES }, tenant.id),
    201,
  );
  expect(made.created_by).toBe("system:operator");
  must(await asOperator(`DELETE /v1/tokens/${made.id}`, undefined, tenant.id), 204);
  expect(await whoami(made.token)).toBe("token_revoked");
  await evict(tenant.stub);
  await shiftClock(tenant.stub, KEPT_MS + HOUR_MS);
  expect(await runDurableObjectAlarm(tenant.stub)).toBe(true);
  expect(await rowsOf(tenant.stub, "SELECT id FROM tokens WHERE id = ?", made.id)).toEqual([]);
});

it("dead children keep their answer for a day, and the alarm removes them then and no token that was asked for", async () => {
  const tenant = await newTenant();
  const maker = await make(tenant, { expires_at: null });
  const child = async (body: object) =>
    must(await call("POST /v1/tokens/self/children", { token: maker.token, body: { name: "c", ...body } }), 201);
  const [expiring, revoked, spent] = [await child({ expires_in: "1h" }), await child({}), await child({ num_uses: 1 })];
  const asked = await make(tenant, { expires_in: "1h" });
  must(await tenant.api(`DELETE /v1/tokens/${revoked.id}`), 204);
  expect(await whoami(spent.token)).toBe("ok");
  const left = async () => (await rowsOf(tenant.stub, "SELECT id FROM tokens ORDER BY id")).map(({ id }) => id);
  await shiftClock(tenant.stub, KEPT_BRIEFLY_MS - HOUR_MS / 2);
  await runDurableObjectAlarm(tenant.stub);
  expect(await left()).toEqual(expect.arrayContaining([expiring.id, revoked.id, spent.id]));
  expect([await whoami(expiring.token), await whoami(spent.token)]).toEqual(["token_expired", "token_revoked"]);
  await evict(tenant.stub);
  await shiftClock(tenant.stub, KEPT_BRIEFLY_MS + 2 * HOUR_MS);
  expect([await whoami(expiring.token), await whoami(revoked.token), await whoami(spent.token)]).toEqual([
    "token_invalid",
    "token_invalid",
    "token_invalid",
  ]);
  expect(await runDurableObjectAlarm(tenant.stub)).toBe(true);
  const rows = await left();
  expect([expiring, revoked, spent].filter(({ id }) => rows.includes(id))).toEqual([]);
  expect(rows).toEqual(expect.arrayContaining([maker.id, asked.id]));
});
