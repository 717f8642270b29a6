import { beforeEach, expect, it } from "vitest";
import { refusal } from "../secrets/support";
import { must } from "../support/api";
import { fields, of } from "./life-cycle-support";
import { at, DAY, HOUR, logged, newRotating, type Rotating } from "./support";

let store: Rotating;
let policy: { id: string; name: string };

beforeEach(async () => {
  store = await newRotating();
  const recipe = must(await store.ask("POST /v1/secret-policies", { name: "login", fields }), 201);
  policy = await store.policy({
    auto_generate: true,
    secret_policy_id: recipe.id,
    grace_period: "2h",
    warn_before: [],
  });
});

const put = async (path: string, data: object = { note: "withdrawn" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);
const follow = (path: string) => put(path, { note: "withdrawn" }, { options: { rotation_policy_id: policy.id } });
const missing = { status: 404, code: "version_not_found", details: { path: "a", version: 1 } };
const failures = async () => (await store.told()).filter(({ type }) => type === "rotation.failed");

it.each(["", "&permanent=true"])(
  "a secret whose current version is gone (version=1%s) is not rotated by the date: tried four times, told each time, and then overdue",
  async (query) => {
    await follow("a");
    must(await store.at(`DELETE a?version=1${query}`), 200);
    await store.told();
    const told: unknown[] = [];
    for (let hours = 0; hours <= 8; hours++) {
      await store.goTo(30 * DAY + hours * HOUR);
      told.push(...(await store.told()));
    }
    const failed = (attempt: number, next: string | null) => ({
      type: "rotation.failed",
      path: "a",
      data: { ...of(policy), reason: "version_not_found", attempt, next_attempt_at: next },
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
    expect((await logged(store, "rotate")).at(-1)).toMatchObject({ success: 0, error_code: "version_not_found" });
    expect((await store.at("GET metadata/a")).body).toMatchObject({ current_version: 1, version_count: 0 });
  },
);

it("a secret whose current version is deleted is rotated at once when it is restored, also after the last try, with what it held", async () => {
  await follow("a");
  must(await store.at("DELETE a?version=1"), 200);
  for (let hours = 0; hours <= 4; hours++) await store.goTo(30 * DAY + hours * HOUR);
  expect(await failures()).toHaveLength(4);
  must(await store.at("POST a/restore?version=1"), 200);
  await store.work();
  expect((await store.at("GET a")).body).toMatchObject({
    version: 2,
    data: { note: "withdrawn", username: "app", password: expect.stringMatching(/^.{40}$/) },
  });
});

it("a value that is written after the current version was deleted begins the interval, and is not rotated at once for the date that was missed", async () => {
  await follow("a");
  must(await store.at("DELETE a?version=1"), 200);
  await store.goTo(30 * DAY);
  expect(await failures()).toHaveLength(1);
  must(await store.at("PUT a", { data: { note: "new" } }), 200);
  await store.goTo(30 * DAY + 5 * HOUR);
  expect((await store.at("GET a")).body).toMatchObject({ version: 2, data: { note: "new" } });
  expect((await store.ask("GET /v1/rotation/due?within_hours=8760")).body.secrets).toMatchObject([
    { due_at: at(60 * DAY), overdue: false },
  ]);
  await store.goTo(60 * DAY);
  expect((await store.at("GET a")).body).toMatchObject({ version: 3, data: { note: "new", username: "app" } });
});

it("a rotation by hand whose value the server makes refuses a secret whose current version is deleted; a value that is sent replaces it", async () => {
  await follow("a");
  must(await store.at("DELETE a?version=1"), 200);
  expect(refusal(await store.at("POST a/rotate"))).toEqual(missing);
  const rows = must(await store.ask(`POST /v1/rotation/policies/${policy.id}/rotate`, { secret_paths: ["a"] }), 200);
  expect(rows).toMatchObject([{ secret_path: "a", status: "failed", error: "version_not_found", old_version: 1 }]);
  expect((await store.at("GET metadata/a")).body.current_version).toBe(1);
  must(await store.at("POST a/rotate", { new_value: { note: "sent" } }), 200);
  expect((await store.at("GET a")).body).toMatchObject({ version: 2, data: { note: "sent" } });
});

it.each(["", "&permanent=true"])(
  "made values are written over nothing where the current version is gone (version=1%s): nothing of it comes back",
  async (query) => {
    const [recipe] = must(await store.ask("GET /v1/secret-policies"), 200).policies;
    await put("a");
    must(await store.at(`DELETE a?version=1${query}`), 200);
    must(await store.ask(`POST /v1/secret-policies/${recipe.id}/generate`, { path: "a" }), 200);
    expect(Object.keys((await store.at("GET a")).body.data)).toEqual(["username", "password"]);
  },
);
