import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { as, refusal } from "../secrets/support";
import { asOperator, must, newTenant } from "../support/api";
import { newPartner, stopClock } from "../support/spaces";
import { at, DAY, HOUR, logged, newRotating, type Rotating, SECOND, T0 } from "./support";

const POLICIES = "/v1/rotation/policies";
let store: Rotating;
const put = async (path: string, data: object = { k: "v" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);
const anew = async () => {
  store = await newRotating();
};

describe("rotation_policies.create and update", () => {
  beforeAll(anew);
  const monthly = { name: "Monthly", interval: "30d" };
  const refused: readonly [string, object, number, string, object?][] = [
    ["no duration", { interval: "0d" }, 400, "invalid_duration", { field: "interval" }],
    ["two units", { interval: "1d12h" }, 400, "invalid_duration", { field: "interval" }],
    ["a bare number in a text", { interval: "90" }, 400, "invalid_duration", { field: "interval" }],
    ["a number", { interval: 90 }, 422, "validation_error", { fields: { interval: "type" } }],
    ["less than a minute", { interval: "59s" }, 422, "validation_error", { fields: { interval: "range" } }],
    ["an id in capitals", { id: "rot_Monthly" }, 422, "validation_error", { fields: { id: "format" } }],
    ["an id of another kind", { id: "pol_monthly" }, 422, "validation_error", { fields: { id: "format" } }],
    ["an id that is too long", { id: `rot_${"a".repeat(41)}` }, 422, "validation_error", { fields: { id: "format" } }],
    ["an empty name", { name: " " }, 422, "validation_error", { fields: { name: "empty" } }],
    [
      "a grace over the interval",
      { grace_period: "31d" },
      422,
      "validation_error",
      { fields: { grace_period: "range" } },
    ],
    ["a grace over 90 days", { grace_period: "91d" }, 422, "validation_error", { fields: { grace_period: "range" } }],
    [
      "a warning as long as the interval",
      { warn_before: "30d" },
      422,
      "validation_error",
      { fields: { warn_before: "range" } },
    ],
    ["a warning that is none", { warn_before: "7d,x" }, 400, "invalid_duration", { field: "warn_before" }],
    [
      "eleven warnings",
      { warn_before: Array(11).fill("1d") },
      422,
      "validation_error",
      { fields: { warn_before: "too_many" } },
    ],
    [
      "eleven webhooks",
      { webhook_ids: Array(11).fill("wh_x") },
      422,
      "validation_error",
      { fields: { webhook_ids: "too_many" } },
    ],
    ["an unknown webhook", { webhook_ids: ["wh_none"] }, 404, "webhook_not_found", { field: "webhook_ids[0]" }],
    [
      "an unknown recipe",
      { secret_policy_id: "sp_none" },
      404,
      "secret_policy_not_found",
      { field: "secret_policy_id" },
    ],
    ["an unknown key", { every: "1d" }, 422, "validation_error", { fields: { every: "unknown" } }],
  ];
  it.each(refused)("refuses %s", async (_, change, status, code, details) => {
    expect(refusal(await store.ask(`POST ${POLICIES}`, { ...monthly, ...change }))).toEqual({ status, code, details });
    expect((await store.ask(`GET ${POLICIES}`)).body.data).toEqual([]);
  });

  it("takes a chosen id once, and a name once", async () => {
    const own = await newRotating();
    const made = await own.ask(`POST ${POLICIES}`, { ...monthly, id: "rot_monthly" });
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: "rot_monthly",
        name: "Monthly",
        description: null,
        interval: "30d",
        interval_seconds: 2_592_000,
        grace_period: "48h",
        warn_before: "7d,1d",
        auto_generate: false,
        secret_policy_id: null,
        webhook_ids: [],
        is_active: true,
        secrets_count: 0,
        created_at: at(0),
        updated_at: at(0),
      },
    ]);
    const again = { ...monthly, name: "Other", id: "rot_monthly" };
    expect(refusal(await own.ask(`POST ${POLICIES}`, again))).toEqual({
      status: 409,
      code: "name_conflict",
      details: { field: "id" },
    });
    expect(refusal(await own.ask(`POST ${POLICIES}`, monthly)).details).toEqual({ field: "name" });
    expect((await own.ask(`GET ${POLICIES}/rot_monthly`)).body).toEqual(made.body);
  });

  it("clears the description by null, and leaves it where it is not named", async () => {
    const own = await newRotating();
    const { id } = await own.policy({ interval: "1h", description: "for deploys" });
    const patch = async (body: object) => (await own.ask(`PATCH ${POLICIES}/${id}`, body)).body.description;
    expect([await patch({ name: "hourly" }), await patch({ description: null })]).toEqual(["for deploys", null]);
  });

  it("fits the defaults to a short interval, and sorts warnings", async () => {
    const own = await newRotating();
    const hourly = await own.policy({ interval: "1h" });
    expect([hourly.grace_period, hourly.warn_before, hourly.id]).toEqual([
      "1h",
      "",
      expect.stringMatching(/^rot_[0-9a-z]{26}$/),
    ]);
    const daily = await own.policy({ interval: "5d", warn_before: "1h, 2d,24h", grace_period: "0s" });
    expect([daily.warn_before, daily.grace_period]).toEqual(["2d,24h,1h", "0s"]);
    const changed = await own.ask(`PATCH ${POLICIES}/${daily.id}`, { warn_before: ["1d"], description: "two" });
    expect(changed.body).toMatchObject({ warn_before: "1d", description: "two", interval: "5d" });
    expect(refusal(await own.ask(`PATCH ${POLICIES}/${daily.id}`, { interval: "1d" })).details).toEqual({
      fields: { warn_before: "range" },
    });
    expect(refusal(await own.ask(`PATCH ${POLICIES}/${daily.id}`, { id: "rot_x", name: "x" })).details).toEqual({
      fields: { id: "immutable" },
    });
    expect(refusal(await own.ask(`PATCH ${POLICIES}/${daily.id}`, {})).details).toEqual({
      fields: { body: "required" },
    });
    expect(refusal(await own.ask(`PATCH ${POLICIES}/rot_none`, { name: "x" }))).toMatchObject({
      status: 404,
      code: "rotation_policy_not_found",
      details: { id: "rot_none" },
    });
    expect((await logged(own, "rotation_policy_update"))[0]?.extra).toEqual({
      rotation_policy_id: daily.id,
      name: daily.name,
      fields: ["description", "warn_before"],
    });
  });

  it("refuses a change as it would refuse the policy, what is not there before what is taken, and changes nothing", async () => {
    const own = await newRotating();
    const [one] = [await own.policy({ name: "one" }), await own.policy({ name: "two" })];
    const patch = async (body: object) => refusal(await own.ask(`PATCH ${POLICIES}/${one.id}`, body));
    expect(await patch({ name: "two" })).toEqual({ status: 409, code: "name_conflict", details: { field: "name" } });
    expect(await patch({ name: "two", secret_policy_id: "sp_none", webhook_ids: ["wh_none"] })).toEqual({
      status: 404,
      code: "secret_policy_not_found",
      details: { field: "secret_policy_id" },
    });
    expect(await patch({ name: "two", webhook_ids: ["wh_none"] })).toEqual({
      status: 404,
      code: "webhook_not_found",
      details: { field: "webhook_ids[0]" },
    });
    expect(await patch({ interval: "1h", secret_policy_id: "sp_none" })).toMatchObject({
      status: 422,
      details: { fields: { grace_period: "range", warn_before: "range" } },
    });
    expect(await patch({ interval: "1x", grace_period: "91d" })).toMatchObject({ status: 422 });
    expect(await patch({ interval: "1x" })).toMatchObject({ status: 400, code: "invalid_duration" });
    expect((await own.ask(`GET ${POLICIES}/${one.id}`)).body).toEqual(one);
    expect((await own.ask(`PATCH ${POLICIES}/${one.id}`, { name: "one" })).status).toBe(200);
  });

  it("lists by name, page by page, the active ones alone if asked", async () => {
    const own = await newRotating();
    for (const name of ["c", "a", "b"]) await own.policy({ name, is_active: name !== "b" });
    const first = (await own.ask(`GET ${POLICIES}?limit=2`)).body;
    expect([first.data.map((p: { name: string }) => p.name), first.has_more]).toEqual([["a", "b"], true]);
    const second = (await own.ask(`GET ${POLICIES}?limit=2&cursor=${first.cursor}`)).body;
    expect([second.data.map((p: { name: string }) => p.name), second.cursor, second.has_more]).toEqual([
      ["c"],
      null,
      false,
    ]);
    expect(refusal(await own.ask(`GET ${POLICIES}?active_only=true&cursor=${first.cursor}`)).code).toBe(
      "invalid_cursor",
    );
    expect((await own.ask(`GET ${POLICIES}?active_only=true`)).body.data).toHaveLength(2);
  });

  it("needs the scope admin, and is nobody else's", async () => {
    const own = await newRotating();
    const policy = await own.policy({ id: "rot_own" });
    const weak = as(await own.token(["secrets:rotate", "secrets:write", "audit:read"]));
    for (const line of [`GET ${POLICIES}`, `GET ${POLICIES}/rot_own`, `DELETE ${POLICIES}/rot_own`])
      expect(refusal(await weak(line))).toMatchObject({ status: 403, code: "insufficient_scope" });
    const other = await newTenant();
    expect(refusal(await other.api(`GET ${POLICIES}/${policy.id}`))).toMatchObject({
      code: "rotation_policy_not_found",
    });
    expect(refusal(await other.api(`POST ${POLICIES}/${policy.id}/rotate`))).toMatchObject({ status: 404 });
  });

  it("keeps a recipe from being deleted while it names it, and forgets a webhook that is deleted", async () => {
    const own = await newRotating();
    const fields = [{ name: "p", generator: "hex" }];
    const recipe = must(await own.ask("POST /v1/secret-policies", { name: "r", fields }), 201);
    const hook = (await own.ask("GET /v1/webhooks")).body.webhooks[0];
    const policy = await own.policy({ secret_policy_id: recipe.id, webhook_ids: [hook.id, hook.id] });
    expect(policy.webhook_ids).toEqual([hook.id]);
    expect(refusal(await own.ask(`DELETE /v1/secret-policies/${recipe.id}`))).toEqual({
      status: 409,
      code: "policy_in_use",
      details: { secrets: 0, rotation_policies: 1 },
    });
    must(await own.ask(`DELETE /v1/webhooks/${hook.id}`), 204);
    expect((await own.ask(`GET ${POLICIES}/${policy.id}`)).body.webhook_ids).toEqual([]);
  });
});

describe("attach, detach and move", () => {
  beforeEach(anew);

  it("refuses what is not there: the policy first, then the secret", async () => {
    const policy = await store.policy();
    const body = { secret_path: "none" };
    expect(refusal(await store.ask(`POST ${POLICIES}/rot_none/secrets`, body)).code).toBe("rotation_policy_not_found");
    expect(refusal(await store.ask(`POST ${POLICIES}/${policy.id}/secrets`, body))).toEqual({
      status: 404,
      code: "secret_not_found",
      details: { path: "none" },
    });
    expect(refusal(await store.ask(`POST ${POLICIES}/${policy.id}/secrets`, { secret_path: "No" }))).toEqual({
      status: 400,
      code: "invalid_path",
      details: { reason: "characters" },
    });
    expect(refusal(await store.ask(`DELETE ${POLICIES}/${policy.id}/secrets/none`)).code).toBe("secret_not_found");
    expect(refusal(await store.at("PUT new", { data: { a: 1 }, options: { rotation_policy_id: "rot_none" } }))).toEqual(
      { status: 404, code: "rotation_policy_not_found", details: { field: "options.rotation_policy_id" } },
    );
    expect((await store.at("GET new")).status).toBe(404);
  });

  it("attaches once, leaves it as it is the second time, moves it, and lets it go", async () => {
    const [one, two] = [await store.policy(), await store.policy({ interval: "10d" })];
    await put("shop/db");
    await store.attach(one.id, "shop/db");
    await store.setTime(DAY);
    const again = await store.ask(`POST ${POLICIES}/${one.id}/secrets`, { secret_path: "shop/db" });
    expect([again.status, again.body.next_rotation]).toEqual([200, at(30 * DAY)]);
    const moved = await store.attach(two.id, "shop/db");
    expect(moved).toEqual({
      policy_id: two.id,
      secret_path: "shop/db",
      last_rotated_at: at(DAY),
      next_rotation: at(11 * DAY),
      assigned_at: at(DAY),
    });
    expect((await store.ask(`GET ${POLICIES}/${one.id}/secrets`)).body).toEqual({
      secrets: [],
      cursor: null,
      has_more: false,
    });
    expect((await store.ask(`GET ${POLICIES}/${two.id}/secrets`)).body.secrets).toEqual([moved]);
    expect((await store.at("GET shop/db")).body.rotation_policy_id).toBe(two.id);
    expect(refusal(await store.ask(`DELETE ${POLICIES}/${one.id}/secrets/shop/db`)).code).toBe("secret_not_found");
    must(await store.ask(`DELETE ${POLICIES}/${two.id}/secrets/shop%2Fdb`), 204);
    expect((await store.at("GET metadata/shop/db")).body.rotation_policy).toBeNull();
    expect((await logged(store, "rotation_policy_attach")).map(({ secret_path }) => secret_path)).toEqual([
      "shop/db",
      "shop/db",
      "shop/db",
    ]);
    expect(await logged(store, "rotation_policy_detach")).toMatchObject([
      { success: 0, error_code: "secret_not_found" },
      { success: 1, secret_path: "shop/db", extra: { rotation_policy_id: two.id } },
    ]);
  });

  it("is the same by the option of the secret, and by both ways lists by path", async () => {
    const policy = await store.policy();
    for (const path of ["b", "a/x", "c"]) await put(path, { k: 1 }, { options: { rotation_policy_id: policy.id } });
    await put("d");
    expect((await store.at("PATCH d", { options: { rotation_policy_id: policy.id } })).body.rotation_policy).toEqual({
      id: policy.id,
      next_rotation: at(30 * DAY),
    });
    const first = (await store.ask(`GET ${POLICIES}/${policy.id}/secrets?limit=3`)).body;
    const rest = (await store.ask(`GET ${POLICIES}/${policy.id}/secrets?limit=3&cursor=${first.cursor}`)).body;
    const paths = [...first.secrets, ...rest.secrets].map((row: { secret_path: string }) => row.secret_path);
    expect(paths).toEqual(["a/x", "b", "c", "d"]);
    expect((await store.ask(`GET ${POLICIES}/${policy.id}`)).body.secrets_count).toBe(4);
    must(await store.at("DELETE c?permanent=true"), 200);
    expect((await store.ask(`GET ${POLICIES}`)).body.data[0].secrets_count).toBe(3);
  });
});

describe("disable, enable, change and delete", () => {
  beforeEach(anew);

  it("pauses everything, and brings what fell due at once when it is enabled", async () => {
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

  it("rotates by hand while it is paused", async () => {
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

  it("counts a new interval from the last rotation: what is then past is due at once, what is not is not waited for", async () => {
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

  it("tells nothing again where an interval is as long as before, in another unit", async () => {
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

  it("detaches by deletion, leaves every value readable, and runs grace periods to their end", async () => {
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
});

describe("rotation_policies.rotate", () => {
  beforeEach(anew);

  it("refuses without auto_generate, and paths that are none", async () => {
    const policy = await store.policy();
    expect(refusal(await store.ask(`POST ${POLICIES}/${policy.id}/rotate`))).toEqual({
      status: 422,
      code: "validation_error",
      details: { reason: "auto_generate_required" },
    });
    const bad = await store.ask(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: ["a", "A"] });
    expect(refusal(bad).details).toEqual({ fields: { "secret_paths[1]": "characters" } });
    expect((await store.ask(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: [] })).status).toBe(422);
  });

  it("gives each path its own end, in request order, its row in the history and its row in the log", async () => {
    const policy = await store.policy({ auto_generate: true, warn_before: "" });
    const options = { rotation_policy_id: policy.id };
    for (const path of ["team/one", "team/two", "other/one"]) await put(path, { k: "v" }, { options });
    await put("team/many", { a: 1, b: 2 }, { options });
    await put("team/old", { k: "v" }, { options: { ...options, expires_at: at(DAY) } });
    await put("team/free");
    await store.setTime(2 * DAY);
    const caller = as(await store.caller(["secrets:rotate"], [{ path_pattern: "team/**", permissions: ["rotate"] }]));
    const paths = ["team/two", "other/one", "other/none", "team/many", "team/old", "team/free", "team/one", "team/two"];
    const answer = await caller(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: paths });
    expect(answer.status, answer.text).toBe(200);
    const row = (path: string, rest: object) => ({
      id: expect.stringMatching(/^rth_/),
      secret_path: path,
      old_version: null,
      new_version: null,
      status: "failed",
      trigger: "manual",
      started_at: at(2 * DAY),
      completed_at: at(2 * DAY),
      error: null,
      ...rest,
    });
    const done = { status: "success", old_version: 1, new_version: 2 };
    expect(answer.body).toEqual([
      row("team/two", done),
      row("other/one", { error: "access_denied" }),
      row("other/none", { error: "access_denied" }),
      row("team/many", { error: "new_value_required", old_version: 1 }),
      row("team/old", { error: "secret_expired", old_version: 1 }),
      row("team/free", { error: "secret_not_found" }),
      row("team/one", done),
    ]);
    expect((await store.at("GET other/one")).body).toMatchObject({ version: 1, data: { k: "v" } });
    expect((await logged(store, "rotate")).map((r) => [r.secret_path, r.error_code])).toEqual([
      ["team/two", null],
      ["other/one", "access_denied"],
      ["other/none", "access_denied"],
      ["team/many", "validation_error"],
      ["team/old", "secret_expired"],
      ["team/free", "secret_not_found"],
      ["team/one", null],
    ]);
    const history = `GET ${POLICIES}/${policy.id}/history`;
    expect((await store.ask(`${history}?status=success`)).body.data).toHaveLength(2);
    expect((await store.ask(`${history}?status=failed`)).body.data).toHaveLength(5);
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const page = (await store.ask(`${history}?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`)).body;
      seen.push(...page.data.map(({ id }: { id: string }) => id));
      if (!page.has_more) break;
      cursor = page.cursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
    expect(refusal(await caller(history))).toMatchObject({ code: "insufficient_scope" });
  });

  it("keeps no path from being rotated by another whose value leaves no room for what is made", async () => {
    const fields = [{ name: "made", generator: "hex" }];
    const recipe = must(await store.ask("POST /v1/secret-policies", { name: "r", fields }), 201);
    const policy = await store.policy({ auto_generate: true, secret_policy_id: recipe.id });
    const options = { rotation_policy_id: policy.id };
    await put("full", { k: "x".repeat(1_048_576 - '{"k":""}'.length) }, { options });
    await put("a", { k: "v" }, { options });
    const answer = await store.ask(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: ["full", "a"] });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      [
        { secret_path: "full", status: "failed", old_version: 1, new_version: null, error: "new_value_required" },
        { secret_path: "a", status: "success", old_version: 1, new_version: 2, error: null },
      ],
    ]);
    expect((await logged(store, "rotate")).map((row) => [row.secret_path, row.error_code])).toEqual([
      ["full", "payload_too_large"],
      ["a", null],
    ]);
    expect((await store.at("GET metadata/full")).body.current_version).toBe(1);
  });

  it("keeps no path from being rotated by others whose current value does not open", async () => {
    const lines = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const policy = await store.policy({ auto_generate: true });
    const paths = ["gone", "moved", "unknown-key", "a"];
    for (const path of paths) await put(path, { k: "marker" }, { options: { rotation_policy_id: policy.id } });
    await runInDurableObject(store.stub, (_, { storage }) => {
      const of = (path: string) => `secret_id = (SELECT id FROM secrets WHERE path = '${path}')`;
      storage.sql.exec(`DELETE FROM secret_versions WHERE ${of("gone")}`);
      storage.sql.exec(`UPDATE secret_versions SET sealed = zeroblob(64) WHERE ${of("moved")}`);
      storage.sql.exec("INSERT INTO space_keys SELECT -1, wrapped, 'lost', created_at_ms FROM space_keys");
      storage.sql.exec(`UPDATE secret_versions SET key_version = -1 WHERE ${of("unknown-key")}`);
    });
    const answer = await store.ask(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: paths });
    const ends = answer.body.map((row: Record<string, unknown>) => [row.secret_path, row.error, row.new_version]);
    expect([answer.status, ends]).toEqual([
      200,
      [
        ["gone", "new_value_required", null],
        ["moved", "new_value_required", null],
        ["unknown-key", "new_value_required", null],
        ["a", null, 2],
      ],
    ]);
    expect((await logged(store, "rotate")).map((row) => row.error_code)).toEqual([
      ...Array(3).fill("internal_error"),
      null,
    ]);
    expect(JSON.stringify(lines.mock.calls)).not.toContain("marker");
    lines.mockRestore();
    expect((await store.at("POST moved/rotate", { new_value: { k: 2 } })).status).toBe(200);
  });

  it("takes all that are attached where none are named, the most overdue first", async () => {
    const policy = await store.policy({ auto_generate: true });
    for (const [n, path] of ["c", "a", "b"].entries()) {
      await store.setTime(n * HOUR);
      await put(path, { k: "v" }, { options: { rotation_policy_id: policy.id } });
    }
    const answer = await store.ask(`POST ${POLICIES}/${policy.id}/rotate`, {});
    expect(answer.body.map((row: { secret_path: string }) => row.secret_path)).toEqual(["c", "a", "b"]);
    expect(answer.body.every((row: { status: string }) => row.status === "success")).toBe(true);
  });
});

describe("rotation.due", () => {
  beforeEach(anew);

  it("shows what is due within the hours asked for, soonest first, without paused policies", async () => {
    const [long, short] = [
      await store.policy({ name: "long" }),
      await store.policy({ name: "short", interval: "1d", grace_period: "2h", warn_before: "" }),
    ];
    await put("far", { k: 1 }, { options: { rotation_policy_id: long.id } });
    for (const path of ["b", "a"]) await put(path, { k: 1 }, { options: { rotation_policy_id: short.id } });
    await store.setTime(13 * HOUR);
    const entry = (path: string, rest: object) => ({
      secret_path: path,
      policy_id: short.id,
      policy_name: "short",
      due_at: at(DAY),
      overdue: false,
      hours_until_due: 11,
      ...rest,
    });
    expect((await store.ask("GET /v1/rotation/due")).body).toEqual({
      secrets: [entry("a", {}), entry("b", {})],
      cursor: null,
      has_more: false,
    });
    expect((await store.ask("GET /v1/rotation/due?within_hours=10")).body.secrets).toEqual([]);
    const year = (await store.ask("GET /v1/rotation/due?within_hours=8760&limit=2")).body;
    const next = (await store.ask(`GET /v1/rotation/due?within_hours=8760&limit=2&cursor=${year.cursor}`)).body;
    expect([...year.secrets, ...next.secrets].map((row: { secret_path: string }) => row.secret_path)).toEqual([
      "a",
      "b",
      "far",
    ]);
    expect((await store.ask(`GET /v1/rotation/due?within_hours=8760&policy_id=${long.id}`)).body.secrets).toHaveLength(
      1,
    );
    expect(refusal(await store.ask("GET /v1/rotation/due?policy_id=rot_none"))).toMatchObject({ status: 404 });
    for (const query of ["within_hours=0", "within_hours=8761", "include_overdue=yes", "x=1"])
      expect((await store.ask(`GET /v1/rotation/due?${query}`)).status, query).toBe(422);
    await store.setTime(DAY + HOUR + SECOND);
    expect((await store.ask("GET /v1/rotation/due?include_overdue=false")).body.secrets).toEqual([
      entry("a", { hours_until_due: -1 }),
      entry("b", { hours_until_due: -1 }),
    ]);
    await store.setTime(DAY + 2 * HOUR);
    expect((await store.ask("GET /v1/rotation/due")).body.secrets[0]).toEqual(
      entry("a", { hours_until_due: -2, overdue: true }),
    );
    expect((await store.ask("GET /v1/rotation/due?include_overdue=false")).body.secrets).toEqual([]);
    await store.ask(`POST ${POLICIES}/${short.id}/disable`);
    expect((await store.ask("GET /v1/rotation/due")).body.secrets).toEqual([]);
  });

  it("shows others than administrators only paths that they may rotate or list", async () => {
    const policy = await store.policy({ interval: "1h", warn_before: "" });
    for (const path of ["mine/a", "listed/a", "hidden/a"])
      await put(path, { k: 1 }, { options: { rotation_policy_id: policy.id } });
    const caller = as(
      await store.caller(
        ["secrets:rotate"],
        [
          { path_pattern: "mine/*", permissions: ["rotate"] },
          { path_pattern: "listed/*", permissions: ["list"] },
          { path_pattern: "hidden/*", permissions: ["read"] },
        ],
      ),
    );
    const shown = await caller("GET /v1/rotation/due");
    expect(shown.body.secrets.map((row: { secret_path: string }) => row.secret_path)).toEqual(["listed/a", "mine/a"]);
    expect(refusal(await as(await store.token(["secrets:list"]))("GET /v1/rotation/due")).code).toBe(
      "insufficient_scope",
    );
  });

  it("goes through many that the caller may not see, page by page, each once", async () => {
    const policy = await store.policy({ interval: "1h", warn_before: "", is_active: false });
    await runInDurableObject(store.stub, (_, { storage }) => {
      for (let n = 0; n < 600; n++)
        storage.sql.exec(
          "INSERT INTO rotation_attachments (secret_id, policy_id, path, is_live, assigned_at_ms, last_rotated_ms, due_ms, announced, attempts, overdue) VALUES (?, ?, ?, 1, ?, ?, ?, 0, 0, 0)",
          `s${n}`,
          policy.id,
          n % 100 === 99 ? `mine/s${n}` : `hidden/s${n}`,
          T0,
          T0,
          T0 + (n % 7) * HOUR,
        );
      storage.sql.exec("UPDATE rotation_policies SET is_active = 1");
    });
    const rules = [{ path_pattern: "mine/*", permissions: ["rotate"] }];
    const caller = as(await store.caller(["secrets:rotate"], rules));
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const page = (await caller(`GET /v1/rotation/due?limit=4${cursor === "" ? "" : `&cursor=${cursor}`}`)).body;
      seen.push(...page.secrets.map((row: { secret_path: string }) => row.secret_path));
      if (!page.has_more) break;
      cursor = page.cursor;
    }
    expect(seen.toSorted()).toEqual([199, 299, 399, 499, 599, 99].map((n) => `mine/s${n}`));
  });

  it("answers under its old name with a header that says so", async () => {
    const [now, old] = [await store.ask("GET /v1/rotation/due"), await store.ask("GET /v1/rotation/pending")];
    expect([old.status, old.body, old.headers.get("deprecation")]).toEqual([200, now.body, "true"]);
    expect(now.headers.get("deprecation")).toBeNull();
  });
});

describe("in a partner's space", () => {
  it("what the partner shares is rotated by its policies: at the date, by its administrators, and by nobody else", async () => {
    const partner = await newPartner();
    await stopClock(partner.stub, T0);
    const wish = { identity_id: "user:pat", name: "for ever", scopes: SCOPES, expires_at: null };
    const { token } = must(await asOperator("POST /v1/tokens", wish, partner.id), 201);
    const admin = as(token);
    const member = as(await partner.token(["secrets:rotate", "secrets:list"]));
    const monthly = { name: "monthly", interval: "30d", auto_generate: true, grace_period: "1h" };
    const policy = must(await admin(`POST ${POLICIES}`, monthly), 201);
    const body = { data: { k: "v" }, options: { rotation_policy_id: policy.id } };
    must(await admin("PUT /v1/partner/secrets/shared", body), 201);
    expect((await member(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: ["shared"] })).body).toMatchObject([
      { secret_path: "shared", status: "failed", error: "access_denied", new_version: null },
    ]);
    expect((await member("GET /v1/rotation/due?within_hours=8760")).body.secrets).toEqual([]);
    expect((await admin(`POST ${POLICIES}/${policy.id}/rotate`)).body).toMatchObject([{ new_version: 2 }]);
    await stopClock(partner.stub, T0 + 30 * DAY);
    await runDurableObjectAlarm(partner.stub);
    expect((await admin("GET /v1/partner/secrets/metadata/shared")).body).toMatchObject({
      current_version: 3,
      rotation_policy: { id: policy.id, next_rotation: at(60 * DAY) },
    });
  });
});
