import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { openSpaceDb } from "../../src/kernel/db";
import { reviewStatements } from "../../src/secrets/default-notices";
import { at, DAY, newRotating, type Rotating, SECOND, T0 } from "../rotation/support";
import { must } from "../support/api";

const MANY = 600;

/** Secrets with the space's own thresholds (30, 7 and 1 days), that expire a second after each other, from `days` on. */
async function withMany(days: number): Promise<Rotating> {
  const store = await newRotating();
  await runInDurableObject(store.stub, (_, { storage: { sql } }) => {
    const first = T0 + days * DAY;
    sql.exec(
      `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY - 1})
       INSERT INTO secrets (id, path, secret_type, version, created_at_ms, updated_at_ms, metadata, expires_at_ms, noticed_until_ms, notice_at_ms)
       SELECT 'sec_' || i, 'many/' || printf('%04d', i), 'kv', 1, 0, 0, '{}', ${first} + i * 1000, ${T0}, ${first} + i * 1000 - ${7 * DAY} FROM n`,
    );
  });
  return store;
}
/** How many of them are told of next so many days before they expire. */
const placed = (store: Rotating, days: number): Promise<number> =>
  runInDurableObject(store.stub, (_, { storage: { sql } }) =>
    Number(
      sql
        .exec(
          `SELECT count(*) AS n FROM secrets WHERE path LIKE 'many/%' AND notice_at_ms = expires_at_ms - ${days * DAY}`,
        )
        .one().n,
    ),
  );
const expiring = async (store: Rotating) => (await store.told()).filter(({ type }) => type.startsWith("secret.exp"));
const setDefaults = async (store: Rotating, notify_before: string[]) =>
  must(await store.ask("PATCH /v1/tenant/settings", { notify_before }), 200);

it("a change of the default thresholds writes to no secret, and the dates of their notices follow a batch at a time", async () => {
  const store = await withMany(20);
  await setDefaults(store, ["10d"]);
  const counts = [await placed(store, 10)];
  for (let run = 0; run < 3; run++) {
    await runDurableObjectAlarm(store.stub);
    counts.push(await placed(store, 10));
  }
  expect(counts).toEqual([0, 250, 500, MANY]);
  await store.work();
  expect(await expiring(store)).toEqual([]);
});

it("a threshold that lay behind when it was set is told of by nobody, whatever is done with a secret before its date follows", async () => {
  const store = await withMany(20);
  await setDefaults(store, ["25d", "3d"]);
  must(await store.at("PUT many/0599", { data: { k: 1 } }), 200);
  must(await store.at("DELETE many/0598"), 200);
  must(await store.at("PATCH many/0597", { metadata: { owner: "me" } }), 200);
  await store.work();
  must(await store.at("POST many/0598/restore"), 200);
  await store.work();
  expect(await expiring(store)).toEqual([]);
  expect(await placed(store, 3)).toBe(MANY);
  await store.goTo(17 * DAY);
  expect(await expiring(store)).toEqual([
    {
      type: "secret.expiring",
      path: "many/0000",
      data: { expires_at: at(20 * DAY), days_remaining: 3, threshold: "3d" },
    },
  ]);
});

it("an expiry that had passed before the change of the thresholds is told of all the same", async () => {
  const store = await withMany(5);
  await store.setTime(5 * DAY + SECOND);
  await setDefaults(store, ["2d"]);
  await store.work();
  expect((await expiring(store)).map(({ type, path }) => [type, path])).toEqual([
    ["secret.expired", "many/0000"],
    ["secret.expired", "many/0001"],
  ]);
});

it("a second change of the default thresholds begins anew, also while secrets follow the first", async () => {
  const store = await withMany(20);
  await setDefaults(store, ["10d"]);
  await runDurableObjectAlarm(store.stub);
  await store.setTime(SECOND);
  await setDefaults(store, ["4d"]);
  await store.work();
  expect([await placed(store, 10), await placed(store, 4)]).toEqual([0, MANY]);
});

it("the secrets whose notices follow are found along the index of expiry, from where the batch before ended", async () => {
  const { stub } = await newRotating();
  const plan = await runInDurableObject(stub, (_, { storage }) => {
    const { text } = reviewStatements(openSpaceDb(storage)).expiringAfter;
    return storage.sql.exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, 0, "", 1).toArray();
  });
  expect(plan.map(({ detail }) => detail)).toEqual([
    "SEARCH secrets USING INDEX secrets_by_expiry ((expires_at_ms,path)>(?,?))",
  ]);
});
