import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { refusal } from "../secrets/support";
import { must } from "../support/api";
import { fields, of } from "./life-cycle-support";
import { at, DAY, HOUR, logged, newRotating, type Rotating, SECOND, T0 } from "./support";

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

it("a secret whose value the server makes has a new version at the date without any request, with the events of a rotation", async () => {
  const generationPolicy = must(await store.ask("POST /v1/secret-policies", { name: "login", fields }), 201);
  const policy = await store.policy({ auto_generate: true, secret_policy_id: generationPolicy.id, grace_period: "1h" });
  await put("shop/db", { password: "first", note: "stays" });
  await store.attach(policy.id, "shop/db");
  await store.told();
  await store.goTo(29 * DAY);
  expect(await store.told()).toMatchObject([{ type: "rotation.due", data: { warn_before: "1d" } }]);
  await store.goTo(30 * DAY);
  const versions = { old_version: 1, new_version: 2 };
  expect(await store.told()).toEqual([
    {
      type: "secret.updated",
      path: "shop/db",
      data: { ...versions, updated_by: "system:scheduler", is_rotation: true },
    },
    {
      type: "secret.rotated",
      path: "shop/db",
      data: { ...versions, ...of(policy), grace_period_ends: at(30 * DAY + HOUR), auto_generated: true },
    },
    {
      type: "rotation.completed",
      path: "shop/db",
      data: { ...of(policy), ...versions, trigger: "schedule", next_rotation: at(60 * DAY) },
    },
  ]);
  expect(await read("shop/db")).toEqual({
    username: "app",
    password: expect.stringMatching(/^.{40}$/),
    note: "stays",
  });
  expect((await store.at("GET shop/db/versions")).body.versions[0].created_by).toBe("system:scheduler");
  expect((await logged(store, "rotate")).at(-1)).toEqual({
    identity_id: "system:scheduler",
    secret_path: "shop/db",
    success: 1,
    error_code: null,
    extra: { version: 2, previous_version: 1, auto_generated: true, rotation_policy_id: policy.id },
  });
  expect(await history(policy.id)).toMatchObject([{ status: "success", trigger: "schedule", new_version: 2 }]);
  await store.goTo(60 * DAY);
  expect((await store.at("GET metadata/shop/db")).body.current_version).toBe(3);
});

it("a secret whose value the server makes takes the secret's own generation policy before the policy's, and without any renews the one text it has", async () => {
  const generationPolicy = must(await store.ask("POST /v1/secret-policies", { name: "login", fields }), 201);
  const policy = await store.policy({ auto_generate: true });
  await put("own", { k: 1 }, { options: { rotation_policy_id: policy.id, secret_policy_id: generationPolicy.id } });
  await put("one", { token: "old" }, { options: { rotation_policy_id: policy.id } });
  await store.goTo(30 * DAY);
  expect(Object.keys(await read("own")).sort()).toEqual(["k", "password", "username"]);
  expect(await read("one")).toEqual({ token: expect.stringMatching(/^[A-Za-z0-9]{32}$/) });
});

it("a secret whose value the server makes fails four times, hourly, and is then overdue; by hand it is rotated all the same", async () => {
  const policy = await store.policy({ auto_generate: true, grace_period: "2h", warn_before: "" });
  await put("a", { one: "x", two: "y" });
  await store.attach(policy.id, "a");
  await store.told();
  const told: unknown[] = [];
  for (let hours = 0; hours <= 8; hours++) {
    await store.goTo(30 * DAY + hours * HOUR);
    told.push(...(await store.told()));
  }
  const failed = (attempt: number, next: string | null) => ({
    type: "rotation.failed",
    path: "a",
    data: { ...of(policy), reason: "secret_policy_required", attempt, next_attempt_at: next },
  });
  expect(told).toEqual([
    ...[1, 2, 3].map((n) => failed(n, at(30 * DAY + n * HOUR))),
    failed(4, null),
    {
      type: "rotation.overdue",
      path: "a",
      data: { ...of(policy), due_at: at(30 * DAY), overdue_since: at(30 * DAY + 2 * HOUR) },
    },
  ]);
  expect(await history(policy.id)).toHaveLength(4);
  expect((await history(policy.id))[0]).toMatchObject({
    status: "failed",
    error: "secret_policy_required",
    old_version: 1,
  });
  expect((await logged(store, "rotate")).at(-1)).toMatchObject({ success: 0, error_code: "validation_error" });
  expect(refusal(await store.at("POST a/rotate"))).toEqual({
    status: 422,
    code: "validation_error",
    details: { fields: { new_value: "required" } },
  });
  expect((await store.at("POST a/rotate", { new_value: { one: "z" } })).body).toMatchObject({
    version: 2,
    auto_generated: false,
  });
  expect((await store.ask("GET /v1/rotation/due?within_hours=8760")).body.secrets).toMatchObject([
    { due_at: at(60 * DAY + 8 * HOUR), overdue: false },
  ]);
});

it("a secret whose value the server makes fails while the generation policy is inactive or the secret has expired, and tries anew once the policy is changed", async () => {
  const generationPolicy = must(
    await store.ask("POST /v1/secret-policies", { name: "login", fields, is_active: false }),
    201,
  );
  const policy = await store.policy({ auto_generate: true, secret_policy_id: generationPolicy.id, warn_before: [] });
  await put("a", { k: "v" }, { options: { rotation_policy_id: policy.id } });
  await put("late", { k: "v" }, { options: { rotation_policy_id: policy.id, expires_at: at(10 * DAY) } });
  await store.goTo(30 * DAY);
  const reasons = (await store.told())
    .filter(({ type }) => type === "rotation.failed")
    .map(({ path, data }) => [path, data.reason]);
  expect(reasons.toSorted()).toEqual([
    ["a", "secret_policy_required"],
    ["late", "secret_expired"],
  ]);
  await store.ask(`PATCH /v1/rotation/policies/${policy.id}`, { secret_policy_id: null });
  await store.goTo(30 * DAY + SECOND);
  expect(await read("a")).toEqual({ k: expect.stringMatching(/^[A-Za-z0-9]{32}$/) });
  expect((await store.told()).filter(({ type }) => type === "rotation.failed")).toMatchObject([
    { path: "late", data: { attempt: 1 } },
  ]);
});

it("a secret whose value the server makes that is gone from the store fails like any other, and does not keep the scheduler busy", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const policy = await store.policy({ auto_generate: true, warn_before: [] });
  for (const path of ["lost", "a"]) await put(path, { k: "v" }, { options: { rotation_policy_id: policy.id } });
  await runInDurableObject(store.stub, (_, { storage }) => {
    storage.sql.exec("DELETE FROM secret_versions WHERE secret_id = (SELECT id FROM secrets WHERE path = 'lost')");
  });
  await store.told();
  await store.setTime(30 * DAY);
  await runDurableObjectAlarm(store.stub);
  expect((await store.told()).filter(({ path }) => path === "lost")).toEqual([
    {
      type: "rotation.failed",
      path: "lost",
      data: { ...of(policy), reason: "internal", attempt: 1, next_attempt_at: at(30 * DAY + HOUR) },
    },
  ]);
  expect(await read("a")).toEqual({ k: expect.stringMatching(/^[A-Za-z0-9]{32}$/) });
  const next = await runInDurableObject(store.stub, (_, { storage }) => storage.getAlarm());
  expect(next).toBeGreaterThan(T0 + 30 * DAY);
});

it("a secret whose value the server makes is rotated by an expired secret's own remembered duration", async () => {
  const policy = await store.policy({ auto_generate: true });
  await put("a", { k: "v" }, { options: { rotation_policy_id: policy.id, expires_in: "10d" } });
  await store.goTo(30 * DAY);
  expect((await store.at("GET a")).body).toMatchObject({ version: 2, expires_at: at(40 * DAY) });
});
