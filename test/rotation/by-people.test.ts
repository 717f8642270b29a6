import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { refusal } from "../secrets/support";
import { must } from "../support/api";
import { of } from "./life-cycle-support";
import { at, DAY, HOUR, newRotating, type Rotating, SECOND } from "./support";

let store: Rotating;

beforeEach(async () => {
  store = await newRotating();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const put = async (path: string, data: object = { password: "first" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);

const read = async (path: string) => (await store.at(`GET ${path}`)).body.data;
const history = async (id: string) => (await store.ask(`GET /v1/rotation/policies/${id}/history`)).body.data;

it("a secret whose people make the value lives ninety days through warnings, the date, overdue, a write, its grace and the next interval", async () => {
  const policy = await store.policy({ interval: "90d", grace_period: "48h", warn_before: "7d,1d" });
  await put("shop/db", { password: "one" });
  const place = await store.attach(policy.id, "shop/db");
  expect(place).toEqual({
    policy_id: policy.id,
    secret_path: "shop/db",
    last_rotated_at: at(0),
    next_rotation: at(90 * DAY),
    assigned_at: at(0),
  });
  await store.told();
  const due = { ...of(policy), due_at: at(90 * DAY) };

  await store.goTo(83 * DAY - SECOND);
  expect(await store.told()).toEqual([]);
  await store.goTo(83 * DAY);
  expect(await store.told()).toEqual([{ type: "rotation.due", path: "shop/db", data: { ...due, warn_before: "7d" } }]);
  await store.goTo(83 * DAY + HOUR);
  expect(await store.told()).toEqual([]);
  await store.goTo(89 * DAY);
  expect(await store.told()).toEqual([{ type: "rotation.due", path: "shop/db", data: { ...due, warn_before: "1d" } }]);
  await store.goTo(90 * DAY);
  expect(await store.told()).toEqual([{ type: "rotation.due", path: "shop/db", data: { ...due, due_now: true } }]);
  expect(await history(policy.id)).toEqual([
    {
      id: expect.stringMatching(/^rth_/),
      secret_path: "shop/db",
      old_version: 1,
      new_version: null,
      status: "pending",
      trigger: "schedule",
      started_at: at(90 * DAY),
      completed_at: null,
      error: null,
    },
  ]);
  await store.goTo(92 * DAY);
  expect(await store.told()).toEqual([
    { type: "rotation.overdue", path: "shop/db", data: { ...due, overdue_since: at(92 * DAY) } },
  ]);
  await store.goTo(100 * DAY);
  expect(await store.told()).toEqual([]);
  expect(await read("shop/db")).toEqual({ password: "one" });

  const written = await store.at("PUT shop/db", { data: { password: "two" } });
  expect([written.status, written.body]).toEqual([
    200,
    {
      path: "shop/db",
      version: 2,
      created: false,
      previous_version: 1,
      updated_at: at(100 * DAY),
      rotated: true,
      grace_period_ends: at(102 * DAY),
    },
  ]);
  const versions = { old_version: 1, new_version: 2 };
  expect((await store.told()).filter(({ type }) => type !== "secret.accessed")).toEqual([
    { type: "secret.updated", path: "shop/db", data: { ...versions, updated_by: "user:admin", is_rotation: true } },
    {
      type: "secret.rotated",
      path: "shop/db",
      data: { ...versions, ...of(policy), grace_period_ends: at(102 * DAY), auto_generated: false },
    },
    {
      type: "rotation.completed",
      path: "shop/db",
      data: { ...of(policy), ...versions, trigger: "put", next_rotation: at(190 * DAY) },
    },
  ]);
  expect(await history(policy.id)).toMatchObject([
    { status: "success", trigger: "put", old_version: 1, new_version: 2, completed_at: at(100 * DAY), error: null },
  ]);
  expect((await store.at("GET metadata/shop/db")).body.rotation_policy).toEqual({
    id: policy.id,
    next_rotation: at(190 * DAY),
  });

  await store.goTo(102 * DAY - SECOND);
  expect((await store.at("GET shop/db?version=1")).body.data).toEqual({ password: "one" });
  await store.goTo(102 * DAY);
  expect(refusal(await store.at("GET shop/db?version=1"))).toMatchObject({ status: 404, code: "version_not_found" });
  await store.told();
  await store.goTo(183 * DAY);
  expect(await store.told()).toMatchObject([
    { type: "rotation.due", data: { warn_before: "7d", due_at: at(190 * DAY) } },
  ]);
});

it("a secret whose people make the value takes a write before the first warning as an ordinary one", async () => {
  const policy = await store.policy();
  await put("a");
  await store.attach(policy.id, "a");
  await store.goTo(23 * DAY - SECOND);
  const answer = await store.at("PUT a", { data: { password: "second" } });
  expect(answer.body).toEqual({
    path: "a",
    version: 2,
    created: false,
    previous_version: 1,
    updated_at: at(23 * DAY - SECOND),
  });
  const listed = (await store.at("GET a/versions")).body.versions;
  expect(listed.map((row: { readable_until: unknown }) => row.readable_until)).toEqual([null, null]);
  expect((await store.at("GET metadata/a")).body.rotation_policy.next_rotation).toBe(at(30 * DAY));
  expect(await history(policy.id)).toEqual([]);
});

it("a secret whose people make the value opens the answering window at the date where there are no warnings, also while the policy is paused", async () => {
  const policy = await store.policy({ warn_before: null });
  expect(policy.warn_before).toBe("");
  await put("a");
  await store.attach(policy.id, "a");
  await store.setTime(30 * DAY - SECOND);
  expect((await store.at("PUT a", { data: { a: 1 } })).body).not.toHaveProperty("rotated");
  await store.ask(`POST /v1/rotation/policies/${policy.id}/disable`);
  await store.setTime(30 * DAY);
  expect((await store.at("PUT a", { data: { a: 2 } })).body.rotated).toBe(true);
});

it("a secret whose people make the value completes nothing by a write that moves or detaches the secret", async () => {
  const [one, two] = [await store.policy(), await store.policy()];
  for (const path of ["a", "b"]) {
    await put(path);
    await store.attach(one.id, path);
  }
  await store.goTo(31 * DAY);
  const moved = await store.at("PUT a", { data: { a: 1 }, options: { rotation_policy_id: two.id } });
  expect(moved.body).not.toHaveProperty("rotated");
  expect((await store.at("GET metadata/a")).body.rotation_policy).toEqual({
    id: two.id,
    next_rotation: at(61 * DAY),
  });
  const freed = await store.at("PUT b", { data: { a: 1 }, options: { rotation_policy_id: null } });
  expect(freed.body).not.toHaveProperty("rotated");
  expect(await history(one.id)).toEqual([]);
  await store.told();
  await store.goTo(40 * DAY);
  expect(await store.told()).toEqual([]);
});

it("a secret whose people make the value starts a remembered expiry again, and spares what was current from pruning while its grace runs", async () => {
  const policy = await store.policy({ grace_period: "1h" });
  await put("a", { n: 1 }, { options: { expires_in: "40d", max_versions: 1, rotation_policy_id: policy.id } });
  await store.goTo(30 * DAY);
  expect((await store.at("PUT a", { data: { n: 2 } })).body).toMatchObject({ rotated: true });
  expect((await store.at("GET metadata/a")).body).toMatchObject({ expires_at: at(70 * DAY), version_count: 2 });
  expect((await store.at("GET a?version=1")).body.data).toEqual({ n: 1 });
});

it("a secret whose people make the value is told of once only to who comes late, with the nearest warning", async () => {
  const policy = await store.policy();
  await put("a");
  await store.attach(policy.id, "a");
  await store.told();
  await store.goTo(29 * DAY + HOUR);
  expect(await store.told()).toMatchObject([{ type: "rotation.due", data: { warn_before: "1d" } }]);
  await put("b");
  await store.attach(policy.id, "b");
  await store.told();
  await store.goTo(90 * DAY);
  expect((await store.told()).map(({ type, path, data }) => [type, path, data.due_now])).toEqual([
    ["rotation.due", "a", true],
    ["rotation.overdue", "a", undefined],
    ["rotation.due", "b", true],
    ["rotation.overdue", "b", undefined],
  ]);
});

it("a secret whose people make the value waits while it is deleted, and what fell due meanwhile is due at once after restore", async () => {
  const policy = await store.policy();
  await put("a");
  await store.attach(policy.id, "a");
  await store.goTo(10 * DAY);
  await store.at("DELETE a");
  expect((await store.ask(`GET /v1/rotation/policies/${policy.id}`)).body.secrets_count).toBe(0);
  await store.told();
  await store.goTo(31 * DAY);
  expect(await store.told()).toEqual([]);
  expect((await store.ask("GET /v1/rotation/due")).body.secrets).toEqual([]);
  must(await store.at("POST a/restore"), 200);
  await store.goTo(31 * DAY + SECOND);
  expect((await store.told()).filter(({ type }) => type.startsWith("rotation"))).toEqual([
    { type: "rotation.due", path: "a", data: { ...of(policy), due_at: at(30 * DAY), due_now: true } },
  ]);
});

it("a secret whose people make the value is detached after restore if its policy was deleted meanwhile, and its values stay", async () => {
  const policy = await store.policy();
  await put("a");
  await store.attach(policy.id, "a");
  await store.at("DELETE a");
  must(await store.ask(`DELETE /v1/rotation/policies/${policy.id}`), 204);
  must(await store.at("POST a/restore"), 200);
  expect((await store.at("GET a")).body).toMatchObject({ data: { password: "first" }, rotation_policy_id: null });
  expect((await store.at("GET metadata/a")).body.rotation_policy).toBeNull();
});
