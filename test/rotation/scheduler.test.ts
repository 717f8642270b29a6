import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { asOperator, must } from "../support/api";
import { at, DAY, newRotating, type Rotating, SECOND, T0 } from "./support";

let store: Rotating;

beforeEach(async () => {
  store = await newRotating();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const put = async (path: string, data: object = { password: "first" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);

const history = async (id: string) => (await store.ask(`GET /v1/rotation/policies/${id}/history`)).body.data;

it("the rotation scheduler works off many secrets in batches, each once, though it is run twice and the object goes away in between", async () => {
  const policy = await store.policy({ auto_generate: true, warn_before: [] });
  const manual = await store.policy({ warn_before: [] });
  await runInDurableObject(store.stub, (_, { storage }) => {
    for (let n = 0; n < 700; n++) {
      storage.sql.exec(
        "INSERT INTO secrets (id, path, secret_type, version, created_at_ms, updated_at_ms, rotation_policy_id, metadata) VALUES (?, ?, 'kv', 1, ?, ?, ?, '{}')",
        `s${n}`,
        `many/s${n}`,
        T0,
        T0,
        manual.id,
      );
      storage.sql.exec(
        "INSERT INTO rotation_attachments (secret_id, policy_id, path, is_live, assigned_at_ms, last_rotated_ms, due_ms, announced, attempts, overdue, step_at_ms) VALUES (?, ?, ?, 1, ?, ?, ?, 0, 0, 0, ?)",
        `s${n}`,
        manual.id,
        `many/s${n}`,
        T0,
        T0,
        T0 + 30 * DAY,
        T0 + 30 * DAY,
      );
    }
  });
  for (let n = 0; n < 45; n++) await put(`made/${n}`, { k: "v" }, { options: { rotation_policy_id: policy.id } });
  await store.told();
  await store.setTime(30 * DAY);
  await runDurableObjectAlarm(store.stub);
  const first = await store.told();
  expect(first.length).toBeLessThanOrEqual(200);
  await store.goTo(30 * DAY);
  await store.work();
  const all = [...first, ...(await store.told())];
  const due = all.filter(({ type }) => type === "rotation.due").map(({ path }) => path);
  expect([due.length, new Set(due).size]).toEqual([700, 700]);
  const completed = all.filter(({ type }) => type === "rotation.completed").map(({ path }) => path);
  expect([completed.length, new Set(completed).size]).toEqual([45, 45]);
  const plan = await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql
      .exec("EXPLAIN QUERY PLAN SELECT min(step_at_ms) FROM rotation_attachments WHERE step_at_ms IS NOT NULL")
      .toArray(),
  );
  expect(JSON.stringify(plan)).toContain("rotation_attachments_by_step");
});

it("the rotation scheduler waits while the space is suspended, and goes on at once when it is active again", async () => {
  const policy = await store.policy();
  await put("a");
  await store.attach(policy.id, "a");
  await store.told();
  must(await asOperator(`PATCH /v1/identity/tenants/${store.id}`, { status: "suspended" }), 200);
  await store.goTo(31 * DAY);
  expect(await store.told()).toEqual([]);
  must(await asOperator(`PATCH /v1/identity/tenants/${store.id}`, { status: "active" }), 200);
  await store.work();
  expect(await store.told()).toMatchObject([{ type: "rotation.due", data: { due_now: true } }]);
});

it("the rotation scheduler rotates nothing twice where a rotation by hand comes between, and none gets lost among writers", async () => {
  const policy = await store.policy({ auto_generate: true });
  await put("a", { k: "v" }, { options: { rotation_policy_id: policy.id } });
  await store.setTime(30 * DAY);
  const [by] = await Promise.all([store.at("POST a/rotate"), store.work()]);
  expect(by.status).toBe(200);
  await store.work();
  expect((await store.at("GET metadata/a")).body).toMatchObject({ rotation_policy: { next_rotation: at(60 * DAY) } });
  const versions = (await store.at("GET metadata/a")).body.current_version;
  expect((await history(policy.id)).length).toBe(versions - 1);
  const racing = await Promise.all(Array.from({ length: 20 }, (_, n) => store.at("PUT a", { data: { n } })));
  expect(new Set(racing.map(({ body }) => body.version)).size).toBe(20);
});

it("the rotation scheduler completes a due rotation by exactly one of many writers", async () => {
  const policy = await store.policy();
  await put("a");
  await store.attach(policy.id, "a");
  await store.goTo(30 * DAY);
  const racing = await Promise.all(Array.from({ length: 20 }, (_, n) => store.at("PUT a", { data: { n } })));
  expect(racing.filter(({ body }) => body.rotated === true)).toHaveLength(1);
  expect(await history(policy.id)).toHaveLength(1);
});

it("the rotation scheduler keeps the history for 400 days", async () => {
  const policy = await store.policy({ auto_generate: true });
  await put("a", { k: "v" }, { options: { rotation_policy_id: policy.id } });
  must(await store.at("POST a/rotate"), 200);
  await store.ask(`POST /v1/rotation/policies/${policy.id}/disable`);
  await store.goTo(400 * DAY - SECOND);
  expect(await history(policy.id)).toHaveLength(1);
  await store.goTo(400 * DAY);
  expect(await history(policy.id)).toEqual([]);
  const left = await runInDurableObject(store.stub, (_, { storage }) =>
    storage.sql.exec("SELECT count(*) AS n FROM rotation_history").one(),
  );
  expect(left.n).toBe(0);
});
