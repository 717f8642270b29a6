import { beforeEach, expect, it } from "vitest";
import { refusal } from "../secrets/support";
import { must } from "../support/api";
import { at, DAY, HOUR, newRotating, POLICIES, type Rotating } from "./support";

let store: Rotating;

const put = async (path: string, data: object = { k: "v" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);

const anew = async () => {
  store = await newRotating();
};

beforeEach(anew);

it("a rotation policy pauses everything, and brings what fell due at once when it is enabled", async () => {
  const policy = await store.policy({ auto_generate: true });
  await put("a");
  await store.attach(policy.id, "a");
  await store.told();
  expect((await store.ask(`POST ${POLICIES}/${policy.id}/disable`)).body.is_active).toBe(false);
  await store.goTo(35 * DAY);
  expect(await store.told()).toEqual([]);
  expect((await store.ask("GET /v1/rotation/due")).body.secrets).toEqual([]);
  must(await store.ask(`POST ${POLICIES}/${policy.id}/enable`), 200);
  await store.work();
  expect((await store.told()).map(({ type }) => type)).toEqual([
    "secret.updated",
    "secret.rotated",
    "rotation.completed",
  ]);
  expect((await store.at("GET metadata/a")).body).toMatchObject({
    current_version: 2,
    rotation_policy: { next_rotation: at(65 * DAY) },
  });
});

it("a rotation policy rotates by hand while it is paused", async () => {
  const policy = await store.policy({ auto_generate: true, is_active: false, grace_period: "1h" });
  await put("a");
  await store.attach(policy.id, "a");
  const done = await store.at("POST a/rotate", { reason: "leaked" });
  expect(done.body).toEqual({
    path: "a",
    version: 2,
    previous_version: 1,
    rotated_at: at(0),
    grace_period_ends: at(HOUR),
    auto_generated: true,
  });
  expect((await store.ask(`POST ${POLICIES}/${policy.id}/rotate`)).body).toMatchObject([{ new_version: 3 }]);
});

it("a rotation policy counts a new interval from the last rotation: what is then past is due at once, what is not is not waited for", async () => {
  const policy = await store.policy();
  await put("a");
  await store.attach(policy.id, "a");
  await store.goTo(20 * DAY);
  await store.told();
  must(await store.ask(`PATCH ${POLICIES}/${policy.id}`, { interval: "15d" }), 200);
  await store.work();
  expect(await store.told()).toMatchObject([
    { type: "rotation.due", data: { due_now: true, due_at: at(15 * DAY) } },
    { type: "rotation.overdue", data: { overdue_since: at(17 * DAY) } },
  ]);
  const history = async () => (await store.ask(`GET ${POLICIES}/${policy.id}/history`)).body.data;
  expect(await history()).toHaveLength(1);
  must(await store.ask(`PATCH ${POLICIES}/${policy.id}`, { interval: "60d" }), 200);
  expect(await history()).toEqual([]);
  expect((await store.at("GET metadata/a")).body.rotation_policy.next_rotation).toBe(at(60 * DAY));
  await store.goTo(60 * DAY);
  expect((await store.told()).map(({ data }) => data.due_now ?? data.warn_before)).toEqual([true]);
});

it("a rotation policy tells nothing again where an interval is as long as before, in another unit", async () => {
  const policy = await store.policy({ grace_period: "1d" });
  await put("a");
  await store.attach(policy.id, "a");
  await store.goTo(32 * DAY);
  expect((await store.told()).map(({ type }) => type).slice(-2)).toEqual(["rotation.due", "rotation.overdue"]);
  const changed = must(await store.ask(`PATCH ${POLICIES}/${policy.id}`, { interval: "720h" }), 200);
  expect([changed.interval, changed.interval_seconds]).toEqual(["720h", 2_592_000]);
  await store.work();
  expect(await store.told()).toEqual([]);
});

it("a rotation policy detaches by deletion, leaves every value readable, and runs grace periods to their end", async () => {
  const policy = await store.policy({ id: "rot_x", auto_generate: true, grace_period: "2h" });
  for (const path of ["a", "b"]) {
    await put(path, { k: path });
    await store.attach(policy.id, path);
  }
  must(await store.at("POST a/rotate"), 200);
  must(await store.ask(`DELETE ${POLICIES}/${policy.id}`), 204);
  expect(refusal(await store.ask(`GET ${POLICIES}/${policy.id}/history`)).code).toBe("rotation_policy_not_found");
  expect((await store.at("GET a?version=1")).body).toMatchObject({ data: { k: "a" }, rotation_policy_id: null });
  expect((await store.at("GET b")).body.data).toEqual({ k: "b" });
  await store.told();
  await store.goTo(2 * HOUR);
  expect((await store.at("GET a?version=1")).status).toBe(404);
  const again = await store.policy({ id: "rot_x" });
  expect((await store.ask(`GET ${POLICIES}/${again.id}/history`)).body.data).toEqual([]);
  await store.goTo(40 * DAY);
  expect((await store.told()).filter(({ type }) => type !== "secret.accessed")).toEqual([]);
});
