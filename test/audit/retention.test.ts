import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { GENESIS } from "../../src/audit/chain";
import { PRUNED, removeExpired } from "../../src/audit/retention";
import { verifyChain } from "../../src/audit/verify";
import { TOLD_ROW_UNITS, UNITS_PER_TURN } from "../../src/kernel/turns";
import { auditRows, newTenant, type TestTenant } from "../support/api";
import { backdate, logOf, plant, tamper } from "./planted";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse("2026-01-01T00:00:00Z");
const verify = async (tenant: TestTenant, query = "") => (await tenant.api(`GET /v1/audit/verify${query}`)).body;

const expecting = (tenant: TestTenant, { seq, hash }: { seq: number; hash: string }) =>
  verify(tenant, `?expect_seq=${seq}&expect_hash=${hash}`);

/** `seq` and `hash` of every row, by `seq - 1`. */
const linksOf = async (tenant: TestTenant) =>
  (await auditRows(tenant.stub)).map(({ seq, hash }) => ({ seq: Number(seq), hash: String(hash) }));

/** One row an hour from START on, in front of which the three of the tenant's making are as old. */
async function tenantWith(count: number): Promise<TestTenant> {
  const tenant = await newTenant();
  await backdate(tenant, START);
  await plant(tenant, count, (i) => ({ timestamp: new Date(START + i * HOUR).toISOString() }));
  return tenant;
}

async function prune(tenant: TestTenant, untilMs: number, batch?: number, nowMs = Date.now()): Promise<number> {
  const removed = await runInDurableObject(tenant.stub, async (_, { storage }) =>
    removeExpired({ ...logOf(storage, tenant.id), now: nowMs }, untilMs, batch),
  );
  await evictDurableObject(tenant.stub);
  return removed;
}

const pruned = async (tenant: TestTenant) =>
  (await auditRows(tenant.stub))
    .filter(({ action }) => action === PRUNED)
    .map(({ seq, extra_data }) => [seq, JSON.parse(String(extra_data))]);

it("the retention of the log removes batches from the old end up to the first younger row, and each leaves a row that says what went", async () => {
  const tenant = await tenantWith(20);
  const links = await linksOf(tenant);
  const removed = [];
  for (let i = 0; i < 4; i++) removed.push(await prune(tenant, START + 9 * HOUR, 5));
  expect(removed).toEqual([5, 5, 3, 0]);
  expect((await linksOf(tenant)).map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, i) => 14 + i));
  expect(await pruned(tenant)).toEqual([
    [24, { from_seq: 1, to_seq: 5, head_before: links[4]?.hash }],
    [25, { from_seq: 6, to_seq: 10, head_before: links[9]?.hash }],
    [26, { from_seq: 11, to_seq: 13, head_before: links[12]?.hash }],
  ]);
  const [row] = (await tenant.api(`GET /v1/audit/logs?action=${PRUNED}&limit=1`)).body.logs;
  expect(row).toMatchObject({ identity_id: "system:scheduler", identity_type: "system", success: true, seq: 26 });
  expect(await verify(tenant)).toMatchObject({ ok: true, from_seq: 14, anchor: links[12] });
});

it("the retention of the log lets a head that was noted before it went be told from one that never was", async () => {
  const tenant = await tenantWith(20);
  const links = await linksOf(tenant);
  await prune(tenant, START + 4 * HOUR);
  await prune(tenant, START + 9 * HOUR);
  for (const noted of [links[0], links[7], links[11], links[12], links[13], { seq: 0, hash: GENESIS }])
    expect(await expecting(tenant, noted ?? { seq: 0, hash: "" }), `${noted?.seq}`).toMatchObject({ ok: true });
  const wrong = links[3]?.hash ?? "";
  // The last row of each batch, which its record names, and the first that is left.
  for (const seq of [0, 8, 13, 14])
    expect(await expecting(tenant, { seq, hash: wrong }), `${seq}`).toMatchObject({
      ok: false,
      first_bad_seq: seq,
      reason: "expectation_failed",
    });
  // All that is left goes, the records of both batches too: the new one covers them.
  await prune(tenant, Date.now() + DAY);
  expect(await expecting(tenant, links[0] ?? { seq: 0, hash: "" })).toMatchObject({ ok: true });
  expect(await expecting(tenant, links[19] ?? { seq: 0, hash: "" })).toMatchObject({ ok: true });
});

it("the retention of the log keeps the record of its last batch, and does not prune itself for ever", async () => {
  const tenant = await tenantWith(2);
  const later = Date.now() + 400 * DAY;
  expect(await prune(tenant, later, undefined, later)).toBe(5);
  for (let i = 0; i < 3; i++) expect(await prune(tenant, later + i * 400 * DAY, undefined, later)).toBe(0);
  expect((await pruned(tenant)).map(([seq]) => seq)).toEqual([6]);
  expect(await verify(tenant)).toMatchObject({ ok: true, from_seq: 6, rows: 1, anchor: { seq: 5 } });
  // That call's own row is one that goes, and takes the record with it.
  expect(await prune(tenant, later, undefined, later)).toBe(2);
  expect((await pruned(tenant)).map(([seq]) => seq)).toEqual([8]);
});

it("the retention of the log waits for a younger row that lies before older ones, where the clock was set back", async () => {
  const tenant = await tenantWith(0);
  await plant(tenant, 1, () => ({ timestamp: new Date(START + 9 * DAY).toISOString(), action: PRUNED }));
  await plant(tenant, 1, () => ({ timestamp: new Date(START + DAY).toISOString() }));
  expect(await prune(tenant, START + 2 * DAY)).toBe(3);
  expect(await prune(tenant, START + 2 * DAY)).toBe(0);
  expect(await prune(tenant, START + 9 * DAY)).toBe(2);
});

it("the retention of the log leaves a log alone whose anchor does not prove itself: it is evidence", async () => {
  const tenant = await tenantWith(10);
  await tamper(tenant.stub, "UPDATE audit_marks SET seq = 4 WHERE name = 'anchor'");
  await expect(prune(tenant, Date.now())).rejects.toThrow("does not prove itself");
  expect((await linksOf(tenant)).length).toBe(13);
  await runInDurableObject(tenant.stub, (object) => object.alarm());
  expect((await linksOf(tenant)).length).toBe(13);
});

it("the retention of the log does not remove what somebody wrote into the log's storage, and with it the traces", async () => {
  const attacks: Readonly<Record<string, string>> = {
    "another time, so that all goes": "UPDATE audit_log SET timestamp_ms = 1000",
    "another time for one": `UPDATE audit_log SET timestamp_ms = ${START} WHERE seq = 1`,
    "other words": "UPDATE audit_log SET identity_id = 'user:other' WHERE seq = 6",
    "another outcome": "UPDATE audit_log SET success = 2 WHERE seq = 6",
    "a gap": "DELETE FROM audit_log WHERE seq = 6",
    "nothing more at the old end": "DELETE FROM audit_log WHERE seq <= 6",
  };
  for (const [what, statement] of Object.entries(attacks)) {
    const tenant = await newTenant();
    await plant(tenant, 5, () => ({ timestamp: new Date(START).toISOString() }));
    const noted = (await linksOf(tenant)).at(-1);
    await tamper(tenant.stub, statement);
    await evictDurableObject(tenant.stub);
    await expect(prune(tenant, Date.now() + DAY), what).rejects.toThrow("does not follow");
    const bad = { ok: false, reason: expect.stringMatching(/hash_mismatch|gap/) };
    expect(await verify(tenant), what).toMatchObject(bad);
    expect(await expecting(tenant, noted ?? { seq: 0, hash: "" }), what).toMatchObject({ ok: false });
  }
});

it("the retention of the log keeps rows for the shortest time that can be chosen, whatever somebody wrote into storage as the setting", async () => {
  const tenant = await newTenant();
  await tamper(tenant.stub, `INSERT INTO settings VALUES ('${tenant.id}', '{"audit_retention":"1s"}', 1)`);
  await evictDurableObject(tenant.stub);
  await runInDurableObject(tenant.stub, async (object) => {
    object.clock = () => Date.now() + 29 * DAY;
    await object.alarm();
  });
  expect((await linksOf(tenant)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

it("the retention of the log sees a row removed by hand after what it removed", async () => {
  const tenant = await tenantWith(10);
  await prune(tenant, START + HOUR);
  await tamper(tenant.stub, "DELETE FROM audit_log WHERE seq = 6");
  expect(await verify(tenant)).toMatchObject({ ok: false, first_bad_seq: 6, reason: "gap", anchor: { seq: 5 } });
});

it("the retention of the log takes over from verify where it removes rows under way", async () => {
  const tenant = await newTenant();
  await plant(tenant, 2500, () => ({}));
  const found = await runInDurableObject(tenant.stub, async (_, { storage }) => {
    const log = logOf(storage, tenant.id);
    const pending = verifyChain(log, { fromSeq: undefined, toSeq: undefined, expected: undefined });
    await removeExpired(log, Date.now() + 1000, 1500);
    return await pending;
  });
  const looked = 1003 + UNITS_PER_TURN / TOLD_ROW_UNITS; // what is left, and the turn before
  expect(found).toMatchObject({ bad: undefined, toSeq: 2503, rows: looked, anchor: { seq: 1500 } });
});

it("the retention of the log follows the setting when the object's time comes, once a day", async () => {
  const tenant = await newTenant();
  const laterBy = (days: number) =>
    runInDurableObject(tenant.stub, async (object) => {
      object.clock = () => Date.now() + days * DAY;
      await object.alarm();
      object.clock = Date.now;
    });
  await laterBy(31);
  expect((await auditRows(tenant.stub)).length).toBe(3);
  expect((await tenant.api("PATCH /v1/tenant/settings", { audit_retention: "30d" })).status).toBe(200);
  await laterBy(29);
  expect((await auditRows(tenant.stub)).length).toBe(4);
  await laterBy(31);
  expect((await auditRows(tenant.stub)).map(({ seq, action }) => [seq, action])).toEqual([[5, PRUNED]]);
  expect(await verify(tenant)).toMatchObject({ ok: true, rows: 1, anchor: { seq: 4 }, head: { seq: 5 } });
  await laterBy(31);
  expect((await auditRows(tenant.stub)).length).toBe(2);
});

it("the retention of the log goes on from the anchor when the object starts anew", async () => {
  const tenant = await tenantWith(2);
  await prune(tenant, Date.now() + 1000);
  expect(await verify(tenant)).toMatchObject({ ok: true, from_seq: 6, to_seq: 6, rows: 1, anchor: { seq: 5 } });
  expect(await verify(tenant)).toMatchObject({ ok: true, from_seq: 6, to_seq: 7, rows: 2 });
});
