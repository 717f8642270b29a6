import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { as } from "../secrets/support";
import { must } from "../support/api";
import { at, DAY, newRotating, POLICIES, type Rotating, rotationTypes } from "./support";

/** What a secret shows between a change of its rotation policy and the batch of the alarm that lets it follow. */

let store: Rotating;

beforeEach(async () => {
  store = await newRotating();
});

const put = async (path: string) => must(await store.at(`PUT ${path}`, { data: { k: "v" } }), 201);
const nextOf = async (path: string) => (await store.at(`GET metadata/${path}`)).body.rotation_policy.next_rotation;
const change = async (id: string, body: object) => must(await store.ask(`PATCH ${POLICIES}/${id}`, body), 200);
const historyOf = async (id: string) => (await store.ask(`GET ${POLICIES}/${id}/history`)).body.data;

const revisions = async () =>
  await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql
      .exec("SELECT path, revision FROM rotation_attachments ORDER BY path")
      .toArray()
      .map(({ path, revision }) => [path, revision]),
  );

async function given(paths: readonly string[], body: object = {}) {
  const policy = await store.policy({ warn_before: [], grace_period: "1d", ...body });
  for (const path of paths) {
    await put(path);
    await store.attach(policy.id, path);
  }
  await store.told();
  return policy;
}

it("a secret that has not followed its rotation policy yet shows the new date wherever it is asked for, and nothing is written for that", async () => {
  const policy = await given(["a", "b"]);
  await change(policy.id, { interval: "10d" });
  expect(await nextOf("a")).toBe(at(10 * DAY));
  expect((await store.ask(`POST ${POLICIES}/${policy.id}/secrets`, { secret_path: "a" })).body.next_rotation).toBe(
    at(10 * DAY),
  );
  const { secrets } = must(await store.ask(`GET ${POLICIES}/${policy.id}/secrets`), 200);
  expect(secrets.map((one: { next_rotation: string }) => one.next_rotation)).toEqual([at(10 * DAY), at(10 * DAY)]);
  expect(await revisions()).toEqual([
    ["a", 0],
    ["b", 0],
  ]);
});

it.each([
  ["what is due", "GET /v1/rotation/due?within_hours=1"],
  ["the history", `GET ${POLICIES}/rot_x/history`],
])("secrets that have not followed their rotation policy yet do so before %s is shown", async (_, line) => {
  await given(["a", "b"], { id: "rot_x" });
  await change("rot_x", { interval: "10d" });
  must(await store.ask(line), 200);
  expect(await revisions()).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
});

it("secrets of another rotation policy do not follow where what is due is asked of one", async () => {
  const first = await given(["a"]);
  const second = await given(["b"]);
  for (const { id } of [first, second]) await change(id, { interval: "10d" });
  must(await store.ask(`GET /v1/rotation/due?policy_id=${second.id}`), 200);
  expect(await revisions()).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
});

it("whoever may see no secret makes none follow by asking what is due", async () => {
  const policy = await given(["a"]);
  await change(policy.id, { interval: "10d" });
  const token = await store.caller(["secrets:rotate"], []);
  expect((await as(token)("GET /v1/rotation/due")).body.secrets).toEqual([]);
  expect(await revisions()).toEqual([["a", 0]]);
});

it("the most overdue secrets of a rotation policy are rotated by the dates that it gave them last", async () => {
  const policy = await given(["a"], { auto_generate: true });
  await store.setTime(DAY);
  await put("b");
  await store.attach(policy.id, "b");
  await change(policy.id, { interval: "10d" });
  const rows = must(await store.ask(`POST ${POLICIES}/${policy.id}/rotate`), 200);
  expect(rows.map((row: { secret_path: string }) => row.secret_path)).toEqual(["a", "b"]);
  expect([await nextOf("a"), await nextOf("b")]).toEqual([at(11 * DAY), at(11 * DAY)]);
});

it("a value that is written before its secret has followed the rotation policy completes the rotation by the new date", async () => {
  const policy = await given(["a"]);
  await store.setTime(12 * DAY);
  expect((await store.at("PUT a", { data: { k: "w" } })).body.rotated).toBeUndefined();
  await change(policy.id, { interval: "10d" });
  expect((await store.at("PUT a", { data: { k: "x" } })).body.rotated).toBe(true);
  expect([await nextOf("a"), await revisions()]).toEqual([at(22 * DAY), [["a", 1]]]);
  expect(await historyOf(policy.id)).toMatchObject([{ status: "success", trigger: "put" }]);
});

it("a secret that is deleted and restored before it has followed its rotation policy has the new date, and is told of it", async () => {
  const policy = await given(["a"]);
  must(await store.at("DELETE a"), 200);
  await change(policy.id, { interval: "1d" });
  must(await store.at("POST a/restore"), 200);
  expect(await nextOf("a")).toBe(at(DAY));
  await store.goTo(DAY);
  expect(await rotationTypes(store)).toEqual(["rotation.due"]);
});

it("a row of the history that waits for a date which is not there any more goes with it, whoever comes first", async () => {
  const policy = await given(["a"]);
  await store.goTo(30 * DAY);
  expect(await historyOf(policy.id)).toMatchObject([{ status: "pending" }]);
  await change(policy.id, { interval: "60d" });
  must(await store.at("PUT a", { data: { k: "w" } }), 200);
  must(await store.at("POST a/rotate", { new_value: { k: "x" } }), 200);
  expect(await historyOf(policy.id)).toMatchObject([{ status: "success", trigger: "manual" }]);
});

it("several changes of a rotation policy come to the same whether its secrets follow each or all at once", async () => {
  const changes = [
    { interval: "3d" },
    { is_active: false },
    { schedule: "0 0 * * 1" },
    { is_active: true },
    { grace_period: "2h" },
  ];
  const each = await given(["a"]);
  const atOnce = await given(["b"]);
  await store.goTo(2 * DAY);
  for (const body of changes) {
    await change(each.id, body);
    await store.work();
  }
  for (const body of changes) await change(atOnce.id, body);
  await store.work();
  const rows = await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql
      .exec("SELECT due_ms, step_at_ms, revision, announced, attempts FROM rotation_attachments ORDER BY path")
      .toArray(),
  );
  expect(rows).toHaveLength(2);
  expect(rows[0]).toEqual(rows[1]);
});

it("the scheduler lets 250 secrets of a changed rotation policy follow at an alarm, though the object goes away in between, and is done then", async () => {
  const policy = await given(["a"]);
  await runInDurableObject(store.stub, (_, { storage: { sql } }) => {
    const numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 599)";
    sql.exec(
      `${numbers} INSERT INTO rotation_attachments (secret_id, policy_id, path, is_live, assigned_at_ms, last_rotated_ms, due_ms, announced,
         attempts, overdue, begun, step_at_ms, revision)
       SELECT 's' || i, policy_id, 's/' || i, is_live, assigned_at_ms, last_rotated_ms, due_ms, announced,
         attempts, overdue, begun, step_at_ms, revision FROM n, rotation_attachments`,
    );
  });
  await change(policy.id, { interval: "40d" });
  const left = async () => (await revisions()).filter(([, revision]) => revision === 0).length;
  const seen = [await left()];
  await runDurableObjectAlarm(store.stub);
  seen.push(await left());
  await store.goTo(0);
  expect([...seen, await left()]).toEqual([600, 350, 0]);
  const due = await runInDurableObject(store.stub, async (_, { storage }) => await storage.getAlarm());
  expect(due).toBeGreaterThan(Date.parse(at(DAY)));
});

it("a secret whose rotation policy was paused is left alone by the scheduler, also before it has followed", async () => {
  const policy = await given(["a"]);
  await store.setTime(30 * DAY);
  must(await store.ask(`POST ${POLICIES}/${policy.id}/disable`), 200);
  await store.work();
  expect([await rotationTypes(store), await historyOf(policy.id)]).toEqual([[], []]);
});
