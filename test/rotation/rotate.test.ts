import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it, vi } from "vitest";
import { as, refusal } from "../secrets/support";
import { must } from "../support/api";
import { at, DAY, HOUR, logged, newRotating, POLICIES, type Rotating } from "./support";

let store: Rotating;

const put = async (path: string, data: object = { k: "v" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);

const anew = async () => {
  store = await newRotating();
};

beforeEach(anew);

it("rotation_policies.rotate refuses without auto_generate, and paths that are none", async () => {
  const policy = await store.policy();
  expect(refusal(await store.ask(`POST ${POLICIES}/${policy.id}/rotate`))).toEqual({
    status: 422,
    code: "validation_error",
    details: { reason: "auto_generate_required" },
  });
  const bad = await store.ask(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: ["a", "a!"] });
  expect(refusal(bad).details).toEqual({ fields: { "secret_paths[1]": "characters" } });
  expect((await store.ask(`POST ${POLICIES}/${policy.id}/rotate`, { secret_paths: [] })).status).toBe(422);
});

it("rotation_policies.rotate gives each path its own end, in request order, its row in the history and its row in the log", async () => {
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

it("rotation_policies.rotate keeps no path from being rotated by another whose value leaves no room for what is made", async () => {
  const fields = [{ name: "made", generator: "hex" }];
  const generationPolicy = must(await store.ask("POST /v1/secret-policies", { name: "r", fields }), 201);
  const policy = await store.policy({ auto_generate: true, secret_policy_id: generationPolicy.id });
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

it("rotation_policies.rotate keeps no path from being rotated by others whose current value does not open", async () => {
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

it("rotation_policies.rotate takes all that are attached where none are named, the most overdue first", async () => {
  const policy = await store.policy({ auto_generate: true });
  for (const [n, path] of ["c", "a", "b"].entries()) {
    await store.setTime(n * HOUR);
    await put(path, { k: "v" }, { options: { rotation_policy_id: policy.id } });
  }
  const answer = await store.ask(`POST ${POLICIES}/${policy.id}/rotate`, {});
  expect(answer.body.map((row: { secret_path: string }) => row.secret_path)).toEqual(["c", "a", "b"]);
  expect(answer.body.every((row: { status: string }) => row.status === "success")).toBe(true);
});
