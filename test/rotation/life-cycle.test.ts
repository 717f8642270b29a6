import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { refusal } from "../secrets/support";
import { asOperator, call, must } from "../support/api";
import { stopClock } from "../support/spaces";
import { at, DAY, HOUR, logged, newRotating, type Rotating, SECOND, T0 } from "./support";

// Evictions, alarms and hundreds of rows: on a busy machine they take their time.
vi.setConfig({ testTimeout: 30_000 });

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
const of = (policy: { id: string; name: string }) => ({
  rotation_policy_id: policy.id,
  rotation_policy_name: policy.name,
});

describe("a secret whose people make the value", () => {
  it("lives ninety days through warnings, the date, overdue, a write, its grace and the next interval", async () => {
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
    expect(await store.told()).toEqual([
      { type: "rotation.due", path: "shop/db", data: { ...due, warn_before: "7d" } },
    ]);
    await store.goTo(83 * DAY + HOUR);
    expect(await store.told()).toEqual([]);
    await store.goTo(89 * DAY);
    expect(await store.told()).toEqual([
      { type: "rotation.due", path: "shop/db", data: { ...due, warn_before: "1d" } },
    ]);
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

  it("takes a write before the first warning as an ordinary one", async () => {
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

  it("opens the answering window at the date where there are no warnings, also while the policy is paused", async () => {
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

  it("completes nothing by a write that moves or detaches the secret", async () => {
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

  it("starts a remembered expiry again, and spares what was current from pruning while its grace runs", async () => {
    const policy = await store.policy({ grace_period: "1h" });
    await put("a", { n: 1 }, { options: { expires_in: "40d", max_versions: 1, rotation_policy_id: policy.id } });
    await store.goTo(30 * DAY);
    expect((await store.at("PUT a", { data: { n: 2 } })).body).toMatchObject({ rotated: true });
    expect((await store.at("GET metadata/a")).body).toMatchObject({ expires_at: at(70 * DAY), version_count: 2 });
    expect((await store.at("GET a?version=1")).body.data).toEqual({ n: 1 });
  });

  it("is told of once only to who comes late, with the nearest warning", async () => {
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

  it("waits while it is deleted, and what fell due meanwhile is due at once after restore", async () => {
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

  it("is detached after restore if its policy was deleted meanwhile, and its values stay", async () => {
    const policy = await store.policy();
    await put("a");
    await store.attach(policy.id, "a");
    await store.at("DELETE a");
    must(await store.ask(`DELETE /v1/rotation/policies/${policy.id}`), 204);
    must(await store.at("POST a/restore"), 200);
    expect((await store.at("GET a")).body).toMatchObject({ data: { password: "first" }, rotation_policy_id: null });
    expect((await store.at("GET metadata/a")).body.rotation_policy).toBeNull();
  });
});

describe("a secret whose value the server makes", () => {
  const fields = [
    { name: "username", generator: "static", config: { value: "app" } },
    { name: "password", generator: "random", config: { length: 40, charset: "safe" } },
  ];

  it("has a new version at the date without any request, with the events of a rotation", async () => {
    const recipe = must(await store.ask("POST /v1/secret-policies", { name: "login", fields }), 201);
    const policy = await store.policy({ auto_generate: true, secret_policy_id: recipe.id, grace_period: "1h" });
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

  it("takes the secret's own recipe before the policy's, and without any renews the one text it has", async () => {
    const recipe = must(await store.ask("POST /v1/secret-policies", { name: "login", fields }), 201);
    const policy = await store.policy({ auto_generate: true });
    await put("own", { k: 1 }, { options: { rotation_policy_id: policy.id, secret_policy_id: recipe.id } });
    await put("one", { token: "old" }, { options: { rotation_policy_id: policy.id } });
    await store.goTo(30 * DAY);
    expect(Object.keys(await read("own")).sort()).toEqual(["k", "password", "username"]);
    expect(await read("one")).toEqual({ token: expect.stringMatching(/^[A-Za-z0-9]{32}$/) });
  });

  it("fails four times, hourly, and is then overdue; by hand it is rotated all the same", async () => {
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

  it("fails while the recipe is inactive or the secret has expired, and tries anew once the policy is changed", async () => {
    const recipe = must(await store.ask("POST /v1/secret-policies", { name: "login", fields, is_active: false }), 201);
    const policy = await store.policy({ auto_generate: true, secret_policy_id: recipe.id, warn_before: [] });
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

  it("that is gone from the store fails like any other, and does not keep the scheduler busy", async () => {
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

  it("is rotated by an expired secret's own remembered duration", async () => {
    const policy = await store.policy({ auto_generate: true });
    await put("a", { k: "v" }, { options: { rotation_policy_id: policy.id, expires_in: "10d" } });
    await store.goTo(30 * DAY);
    expect((await store.at("GET a")).body).toMatchObject({ version: 2, expires_at: at(40 * DAY) });
  });
});

describe("the scheduler", () => {
  it("works off many secrets in batches, each once, though it is run twice and the object goes away in between", async () => {
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

  describe("where a value takes long to make", () => {
    const versionOf = async (path: string) => (await store.at(`GET metadata/${path}`)).body.current_version;
    /** Two that get a key pair and two that get a text, all due. */
    async function givenKeys(policyBody: object = {}) {
      const fields = [{ name: "private_key", generator: "rsa_keypair" }];
      const recipe = must(await store.ask("POST /v1/secret-policies", { name: "keys", fields }), 201);
      const policy = await store.policy({ auto_generate: true, warn_before: [], ...policyBody });
      const options = { rotation_policy_id: policy.id };
      for (const path of ["key/a", "key/b"])
        await put(path, { k: 1 }, { options: { ...options, secret_policy_id: recipe.id } });
      for (const path of ["text/a", "text/b"]) await put(path, { k: "v" }, { options });
      await store.setTime(30 * DAY);
      return policy;
    }
    const paths = ["key/a", "key/b", "text/a", "text/b"];
    const versions = async () => await Promise.all(paths.map(versionOf));

    it("makes one such value a batch, and all that are quickly drawn", async () => {
      const policy = await givenKeys();
      await runDurableObjectAlarm(store.stub);
      expect((await versions()).toSorted()).toEqual([1, 2, 2, 2]);
      await runDurableObjectAlarm(store.stub);
      expect(await versions()).toEqual([2, 2, 2, 2]);
      expect(await history(policy.id)).toHaveLength(4);
    });

    // A key that is made signs once, to see that its halves fit: there a test comes between.
    it("goes on with the others when it is cut off in the middle, and comes back to it after a minute", async () => {
      const policy = await givenKeys();
      const making = vi.spyOn(crypto.subtle, "sign").mockReturnValue(new Promise(() => undefined));
      const alarm = runDurableObjectAlarm(store.stub).catch(() => undefined);
      await vi.waitFor(() => expect(making).toHaveBeenCalled(), { timeout: 25_000 });
      await runInDurableObject(store.stub, (_, state) => state.abort("cut off")).catch(() => undefined);
      await alarm;
      vi.restoreAllMocks();
      const anew = env.TENANTS.getByName(store.id);
      await stopClock(anew, T0 + 30 * DAY);
      expect(await versions()).toEqual([1, 1, 2, 2]);
      await runDurableObjectAlarm(anew);
      expect((await versions()).toSorted()).toEqual([1, 2, 2, 2]);
      await stopClock(anew, T0 + 30 * DAY + 59 * SECOND);
      await runDurableObjectAlarm(anew);
      expect((await versions()).toSorted()).toEqual([1, 2, 2, 2]);
      await stopClock(anew, T0 + 30 * DAY + 60 * SECOND);
      await runDurableObjectAlarm(anew);
      expect(await versions()).toEqual([2, 2, 2, 2]);
      expect((await history(policy.id)).map((row: { status: string }) => row.status)).toEqual(Array(4).fill("success"));
    });

    it("counts as a failed try what was cut off three times", async () => {
      const policy = await givenKeys();
      await store.at("DELETE key/b?permanent=true");
      await store.told();
      let stub = store.stub;
      for (let cut = 0; cut < 3; cut++) {
        const making = vi.spyOn(crypto.subtle, "sign").mockReturnValue(new Promise(() => undefined));
        const alarm = runDurableObjectAlarm(stub).catch(() => undefined);
        await vi.waitFor(() => expect(making).toHaveBeenCalled(), { timeout: 25_000 });
        await runInDurableObject(stub, (_, state) => state.abort("cut off")).catch(() => undefined);
        await alarm;
        vi.restoreAllMocks();
        stub = env.TENANTS.getByName(store.id);
        await stopClock(stub, T0 + 30 * DAY + (cut + 1) * 60 * SECOND);
      }
      await runDurableObjectAlarm(stub);
      const told = (await store.told()).filter(({ path }) => path === "key/a");
      expect(told.map(({ type, data }) => [type, data.reason, data.attempt])).toEqual([
        ["rotation.failed", "internal", 1],
      ]);
      expect((await history(policy.id)).filter((row: { status: string }) => row.status === "failed")).toMatchObject([
        { secret_path: "key/a", error: "internal" },
      ]);
      await stopClock(stub, T0 + 30 * DAY + HOUR + 180 * SECOND);
      await runDurableObjectAlarm(stub);
      expect(await versionOf("key/a")).toBe(2);
    });

    it("lets pass what came due after those that wait for their turn", async () => {
      await givenKeys();
      const late = await store.policy({ name: "late", warn_before: [] });
      for (let n = 0; n < 100; n++) await put(`key/more-${n}`, { k: 1 }, { options: { rotation_policy_id: late.id } });
      await runInDurableObject(store.stub, (_, { storage }) =>
        storage.sql.exec(
          "UPDATE secrets SET rotation_policy_id = (SELECT policy_id FROM rotation_attachments WHERE path = 'key/a'), secret_policy_id = (SELECT secret_policy_id FROM secrets WHERE path = 'key/a') WHERE path LIKE 'key/more-%'",
        ),
      );
      await runInDurableObject(store.stub, (_, { storage }) =>
        storage.sql.exec(
          "UPDATE rotation_attachments SET policy_id = (SELECT policy_id FROM rotation_attachments WHERE path = 'key/a'), step_at_ms = 1, last_rotated_ms = ?, due_ms = ? WHERE path LIKE 'key/more-%'",
          T0,
          T0 + 30 * DAY,
        ),
      );
      await runDurableObjectAlarm(store.stub);
      await runDurableObjectAlarm(store.stub);
      expect([await versionOf("text/a"), await versionOf("text/b")]).toEqual([2, 2]);
    });

    const changes: readonly [string, (policyId: string) => Promise<{ readonly status: number }>][] = [
      ["was rotated by hand", () => store.at("POST key/a/rotate", { new_value: { by: "hand" } })],
      ["was detached", (id) => store.ask(`DELETE /v1/rotation/policies/${id}/secrets/key/a`)],
      ["was deleted", () => store.at("DELETE key/a")],
      ["was destroyed", () => store.at("DELETE key/a?permanent=true")],
      ["follows a policy that was paused", (id) => store.ask(`POST /v1/rotation/policies/${id}/disable`)],
      ["follows a policy that was deleted", (id) => store.ask(`DELETE /v1/rotation/policies/${id}`)],
      ["lies in a space that was suspended", () => suspend("suspended")],
    ];
    const suspend = (status: string) => asOperator(`PATCH /v1/identity/tenants/${store.id}`, { status });
    it.each(changes)("does not rotate what %s meanwhile, and is not kept busy by it", async (_, change) => {
      const policy = await givenKeys();
      await store.at("DELETE key/b?permanent=true");
      await store.told();
      const real = crypto.subtle.sign.bind(crypto.subtle);
      let made = 0;
      vi.spyOn(crypto.subtle, "sign").mockImplementation(async (...args: Parameters<typeof real>) => {
        if (args[0] === "HMAC") return await real(...args); // of a webhook
        made += 1;
        expect([200, 204]).toContain((await change(policy.id)).status);
        return await real(...args);
      });
      await runDurableObjectAlarm(store.stub);
      expect(made).toBe(1);
      vi.restoreAllMocks();
      const told = (await store.told()).filter(({ path, type }) => path === "key/a" && type !== "secret.deleted");
      expect(told.filter(({ data }) => data.trigger === "schedule" || data.updated_by === "system:scheduler")).toEqual(
        [],
      );
      const next = await runInDurableObject(store.stub, (_, { storage }) => storage.getAlarm());
      expect(next === null || next > T0 + 30 * DAY).toBe(true);
      await store.goTo(30 * DAY + 61 * SECOND);
    });

    it("counts grace and the next date from when the value is there, after what was written meanwhile", async () => {
      await givenKeys({ grace_period: "1h" });
      const real = crypto.subtle.sign.bind(crypto.subtle);
      await runInDurableObject(store.stub, (object) => {
        vi.spyOn(crypto.subtle, "sign").mockImplementation((...args: Parameters<typeof real>) => {
          object.clock = () => T0 + 30 * DAY + 20 * SECOND;
          return real(...args);
        });
      });
      await runDurableObjectAlarm(store.stub);
      const [path = ""] = (await versionOf("key/a")) === 2 ? ["key/a"] : ["key/b"];
      expect((await store.at(`GET metadata/${path}`)).body).toMatchObject({
        updated_at: at(30 * DAY + 20 * SECOND),
        rotation_policy: { next_rotation: at(60 * DAY + 20 * SECOND) },
      });
      const [, older] = (await store.at(`GET ${path}/versions`)).body.versions;
      expect(older.readable_until).toBe(at(30 * DAY + HOUR + 20 * SECOND));
    });

    it("counts by that time for who asks by hand too: grace begins then, and a token that ran out meanwhile does nothing", async () => {
      await givenKeys({ grace_period: "1h" });
      const real = crypto.subtle.sign.bind(crypto.subtle);
      await runInDurableObject(store.stub, (object) => {
        vi.spyOn(crypto.subtle, "sign").mockImplementation((...args: Parameters<typeof real>) => {
          object.clock = () => T0 + 30 * DAY + 20 * SECOND;
          return real(...args);
        });
      });
      const wish = { identity_id: "user:admin", name: "short", scopes: ["secrets:rotate"] };
      const expires_at = at(30 * DAY + 10 * SECOND);
      const { token } = must(await store.ask("POST /v1/tokens", { ...wish, expires_at }), 201);
      const late = await call("POST /v1/secrets/key/a/rotate", { token, body: {} });
      expect([late.status, late.body.error.code]).toEqual([401, "token_expired"]);
      expect(await versionOf("key/a")).toBe(1);
      await store.setTime(30 * DAY);
      expect(must(await store.at("POST key/a/rotate", {}), 200)).toMatchObject({
        rotated_at: at(30 * DAY + 20 * SECOND),
        grace_period_ends: at(30 * DAY + HOUR + 20 * SECOND),
      });
    });
  });

  it("waits while the space is suspended, and goes on at once when it is active again", async () => {
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

  it("rotates nothing twice where a rotation by hand comes between, and none gets lost among writers", async () => {
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

  it("completes a due rotation by exactly one of many writers", async () => {
    const policy = await store.policy();
    await put("a");
    await store.attach(policy.id, "a");
    await store.goTo(30 * DAY);
    const racing = await Promise.all(Array.from({ length: 20 }, (_, n) => store.at("PUT a", { data: { n } })));
    expect(racing.filter(({ body }) => body.rotated === true)).toHaveLength(1);
    expect(await history(policy.id)).toHaveLength(1);
  });

  it("keeps the history for 400 days", async () => {
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
});

describe("the expiry of a secret", () => {
  it("is told of at each threshold once, and once when it has passed", async () => {
    await put("a", { k: "v" }, { options: { expires_at: at(20 * DAY), notify_before: ["30d", "7d", "1d"] } });
    await put("b", { k: "v" }, { options: { expires_in: "10d" } });
    await store.told();
    const told: unknown[] = [];
    for (const days of [1, 2.99, 3, 3, 9, 10, 12, 13, 19, 20, 25]) {
      await store.goTo(days * DAY);
      told.push(...(await store.told()));
    }
    const expiring = (path: string, days: number, threshold: string, remaining: number) => ({
      type: "secret.expiring",
      path,
      data: { expires_at: at(days * DAY), days_remaining: remaining, threshold },
    });
    expect(told).toEqual([
      expiring("b", 10, "7d", 7),
      expiring("b", 10, "1d", 1),
      { type: "secret.expired", path: "b", data: { expires_at: at(10 * DAY) } },
      expiring("a", 20, "7d", 7),
      expiring("a", 20, "1d", 1),
      { type: "secret.expired", path: "a", data: { expires_at: at(20 * DAY) } },
    ]);
  });

  it("is told of anew when it is set anew, and follows the default thresholds of the space", async () => {
    await put("a", { k: "v" }, { options: { expires_at: at(20 * DAY) } });
    await store.goTo(13 * DAY);
    await store.told();
    await store.at("PATCH a", { options: { expires_at: at(30 * DAY) } });
    await store.goTo(19 * DAY);
    expect((await store.told()).filter(({ type }) => type === "secret.expiring")).toEqual([]);
    await store.goTo(21 * DAY);
    must(await store.ask("PATCH /v1/tenant/settings", { notify_before: ["10d", "5d"] }), 200);
    await store.goTo(24 * DAY);
    expect(await store.told()).toEqual([]);
    await store.goTo(25 * DAY);
    expect(await store.told()).toMatchObject([{ data: { threshold: "5d", days_remaining: 5 } }]);
    await store.at("PATCH a", { options: { expires_at: null } });
    await store.goTo(31 * DAY);
    expect((await store.told()).filter(({ type }) => type.startsWith("secret.exp"))).toEqual([]);
  });

  it("is told of once though the secret is changed, revived or rotated before the scheduler comes", async () => {
    for (const path of ["notices", "revived", "written", "rotated"])
      await put(path, { k: "v" }, { options: { expires_in: "5d", notify_before: [] } });
    await store.told();
    await store.setTime(5 * DAY + SECOND);
    must(await store.at("PATCH notices", { options: { notify_before: ["1d"] } }), 200);
    must(await store.at("PATCH revived", { options: { expires_at: null } }), 200);
    must(await store.at("PUT written", { data: { k: 2 }, options: { expires_in: "9d" } }), 200);
    must(await store.at("POST rotated/rotate", { new_value: { k: 2 } }), 200);
    await store.work();
    const expired = async () =>
      (await store.told()).filter(({ type }) => type === "secret.expired").map(({ path, data }) => [path, data]);
    const passed = { expires_at: at(5 * DAY) };
    expect((await expired()).toSorted()).toEqual(
      ["notices", "revived", "rotated", "written"].map((path) => [path, passed]),
    );
    await store.goTo(11 * DAY);
    expect(await expired()).toEqual([["rotated", { expires_at: at(10 * DAY + SECOND) }]]);
  });

  it("waits while the secret is deleted, and a deleted one is purged with a row of the scheduler", async () => {
    await put("a", { k: "v" }, { options: { expires_at: at(5 * DAY) } });
    await store.at("DELETE a");
    await store.told();
    await store.goTo(6 * DAY);
    expect(await store.told()).toEqual([]);
    must(await store.at("POST a/restore"), 200);
    await store.work();
    expect((await store.told()).map(({ type }) => type)).toEqual(["secret.restored", "secret.expired"]);
    await store.at("DELETE a");
    await store.goTo(36 * DAY);
    expect(await logged(store, "purge")).toMatchObject([{ identity_id: "system:scheduler", secret_path: "a" }]);
    const left = await runInDurableObject(store.stub, (_, { storage }) =>
      storage.sql
        .exec("SELECT (SELECT count(*) FROM secrets) + (SELECT count(*) FROM rotation_attachments) AS n")
        .one(),
    );
    expect(left.n).toBe(0);
  });
});
