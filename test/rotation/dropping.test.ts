import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { refusal } from "../secrets/support";
import { must } from "../support/api";
import { at, DAY, newRotating, POLICIES, type Rotating, rotationTypes } from "./support";

/** What a secret shows between the deletion of its rotation policy and the batch of the alarm that detaches it. */

let store: Rotating;

beforeEach(async () => {
  store = await newRotating();
});

const put = async (path: string, body: object = {}) =>
  must(await store.at(`PUT ${path}`, { data: { k: "v" }, ...body }), 201);

const attachments = async () =>
  await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql
      .exec("SELECT path FROM rotation_attachments ORDER BY path")
      .toArray()
      .map(({ path }) => path),
  );

/** Deleted, and its secret not yet detached. */
async function givenDropped(body: object = {}) {
  const policy = await store.policy({ id: "rot_x", warn_before: [], ...body });
  await put("a");
  await store.attach(policy.id, "a");
  return async () => {
    must(await store.ask(`DELETE ${POLICIES}/rot_x`), 204);
    expect(await attachments()).toContain("a");
  };
}

it("a secret whose rotation policy was deleted shows none, wherever it is asked for", async () => {
  await (await givenDropped())();
  expect((await store.at("GET a")).body.rotation_policy_id).toBeNull();
  expect((await store.at("GET metadata/a")).body.rotation_policy).toBeNull();
  const batch = must(await store.ask("POST /v1/secrets/batch", { paths: ["a"] }), 200);
  expect(JSON.stringify(batch)).not.toContain("rot_x");
  expect((await store.ask("GET /v1/rotation/due?within_hours=8760")).body.secrets).toEqual([]);
  expect(refusal(await store.at("PUT a", { data: { k: 1 }, options: { rotation_policy_id: "rot_x" } })).code).toBe(
    "rotation_policy_not_found",
  );
});

it("the scheduler detaches the secrets of a deleted rotation policy, with what waited for them, and tells nothing", async () => {
  const drop = await givenDropped();
  await store.goTo(30 * DAY);
  await store.told();
  await drop();
  await store.work();
  const left = await runInDurableObject(store.stub, (_, { storage: { sql } }) =>
    [
      "SELECT 1 FROM rotation_attachments",
      "SELECT 1 FROM rotation_history",
      "SELECT 1 FROM dropped_rotation_policies",
      "SELECT 1 FROM secrets WHERE rotation_policy_id IS NOT NULL",
    ].map((query) => sql.exec(query).toArray().length),
  );
  expect([left, await rotationTypes(store)]).toEqual([[0, 0, 0, 0], []]);
});

it("a value that is written before its secret is detached from a deleted rotation policy is an ordinary one", async () => {
  const drop = await givenDropped();
  await store.setTime(31 * DAY);
  await drop();
  expect((await store.at("PUT a", { data: { k: "w" } })).body).not.toHaveProperty("rotated");
  expect((await store.at("POST a/rotate", { new_value: { k: "x" } })).body.version).toBe(3);
  await store.work();
  expect(await rotationTypes(store)).toEqual([]);
});

it("a secret that follows another rotation policy before it is detached from a deleted one stays with the other", async () => {
  await (await givenDropped())();
  const other = await store.policy({ interval: "10d", warn_before: [] });
  expect((await store.attach(other.id, "a")).next_rotation).toBe(at(10 * DAY));
  await store.work();
  expect((await store.at("GET metadata/a")).body.rotation_policy).toEqual({
    id: other.id,
    next_rotation: at(10 * DAY),
  });
});

it("a rotation policy that takes the id of a deleted one begins without its secrets", async () => {
  await (await givenDropped())();
  await store.policy({ id: "rot_x" });
  expect(await attachments()).toEqual([]);
  expect((await store.at("GET a")).body.rotation_policy_id).toBeNull();
  expect((await store.ask(`GET ${POLICIES}/rot_x/secrets`)).body.secrets).toEqual([]);
});

it("a secret that is destroyed, or deleted and restored, before it is detached from a deleted rotation policy keeps nothing busy", async () => {
  const drop = await givenDropped();
  await put("b", { options: { rotation_policy_id: "rot_x" } });
  await drop();
  must(await store.at("DELETE a?permanent=true"), 200);
  must(await store.at("DELETE b"), 200);
  must(await store.at("POST b/restore"), 200);
  await store.goTo(40 * DAY);
  expect([await attachments(), await rotationTypes(store)]).toEqual([[], []]);
});

it("a deleted rotation policy is named by nothing after the object went away in between", async () => {
  const drop = await givenDropped();
  await drop();
  await store.goTo(0);
  await runDurableObjectAlarm(store.stub);
  expect([await attachments(), (await store.at("GET a")).body.rotation_policy_id]).toEqual([[], null]);
});
