import { beforeEach, expect, it } from "vitest";
import { formatTimestamp } from "../../src/formats";
import { parseTimeWindow } from "../../src/policies/conditions";
import { openMs } from "../../src/rotation/timing";
import { refusal } from "../secrets/support";
import { must } from "../support/api";
import { DAY, HOUR, logged, newRotating, POLICIES, type Rotating, rotationTypes, T0 } from "./support";

/** The Saturday before clocks in Europe go forward, long after any day on which this may run. */
const SATURDAY = Date.UTC(2040, 2, 24, 12) - T0;
const nightly = { name: "Nightly", schedule: "30 2 * * *", timezone: "Europe/Amsterdam" };
const weekend = { days: ["sat", "sun"], start: "22:00", end: "04:00", timezone: "Europe/Amsterdam" };

let store: Rotating;
const put = async (path: string) => must(await store.at(`PUT ${path}`, { data: { k: "v" } }), 201);
const nextOf = async (path: string) => (await store.at(`GET metadata/${path}`)).body.rotation_policy.next_rotation;

beforeEach(async () => {
  store = await newRotating();
  await store.setTime(SATURDAY);
});

const refused: readonly [string, object, Record<string, string>][] = [
  ["neither an interval nor a schedule", {}, { interval: "required" }],
  ["both", { interval: "30d", schedule: "0 3 * * *" }, { schedule: "exclusive" }],
  ["none by null", { interval: null, schedule: null }, { interval: "required" }],
  ["a timezone beside an interval", { interval: "30d", timezone: "UTC" }, { timezone: "exclusive" }],
  ["a window beside a schedule", { schedule: "0 3 * * *", window: weekend }, { window: "exclusive" }],
  ["six fields", { schedule: "0 0 3 * * *" }, { schedule: "format" }],
  ["an hour too many", { schedule: "0 24 * * *" }, { schedule: "range" }],
  ["a schedule that never comes", { schedule: "0 3 30 feb *" }, { schedule: "unsatisfiable" }],
  ["a schedule that is a number", { schedule: 3 }, { schedule: "type" }],
  ["no such timezone", { schedule: "0 3 * * *", timezone: "Europe/Atlantis" }, { timezone: "unsupported" }],
  ["an offset for a timezone", { schedule: "0 3 * * *", timezone: "+01:00" }, { timezone: "unsupported" }],
  ["a window that is none", { interval: "30d", window: { start: "9", end: "17:00" } }, { "window.start": "format" }],
  ["an unknown key of a window", { interval: "30d", window: { ...weekend, at: 1 } }, { "window.at": "unknown" }],
  ["a warning as long as from date to date", { schedule: "0 3 * * *", warn_before: "1d" }, { warn_before: "range" }],
  ["a grace longer than that", { schedule: "0 3,9 * * *", grace_period: "7h" }, { grace_period: "range" }],
];
it.each(refused)("a rotation policy refuses %s", async (_, change, fields) => {
  const answer = await store.ask(`POST ${POLICIES}`, { name: "x", ...change });
  const { status, code, details } = refusal(answer);
  expect({ status, code, details }).toMatchObject({ status: 422, code: "validation_error", details: { fields } });
  expect((await store.ask(`GET ${POLICIES}`)).body.data).toEqual([]);
});

it("a rotation policy has a schedule and its timezone, UTC if none is named, and grace and warnings that fit from date to date", async () => {
  const made = await store.policy({ ...nightly, interval: null, window: null });
  expect(made).toEqual({
    id: made.id,
    name: "Nightly",
    description: null,
    interval: null,
    interval_seconds: null,
    schedule: "30 2 * * *",
    timezone: "Europe/Amsterdam",
    window: null,
    grace_period: "1d",
    warn_before: "",
    auto_generate: false,
    secret_policy_id: null,
    webhook_ids: [],
    is_active: true,
    secrets_count: 0,
    created_at: "2040-03-24T12:00:00Z",
    updated_at: "2040-03-24T12:00:00Z",
  });
  expect((await store.ask(`GET ${POLICIES}/${made.id}`)).body).toEqual(made);
  const monthly = await store.policy({ interval: undefined, schedule: "0 3 1 * *" });
  expect([monthly.timezone, monthly.grace_period, monthly.warn_before]).toEqual(["UTC", "48h", "7d,1d"]);
});

it("a rotation policy changes from an interval to a schedule and back by naming the other, and what belongs to the first goes with it", async () => {
  const { id } = await store.policy({ interval: "30d", window: weekend });
  const patch = async (body: object) => must(await store.ask(`PATCH ${POLICIES}/${id}`, body), 200);
  const shown = ({ interval, interval_seconds, schedule, timezone, window }: Record<string, unknown>) => ({
    ...{ interval, interval_seconds, schedule, timezone, window },
  });
  const none = { interval: null, interval_seconds: null, schedule: null, timezone: null, window: null };
  expect(shown(await patch({ schedule: "0 3 1 * *" }))).toEqual({ ...none, schedule: "0 3 1 * *", timezone: "UTC" });
  const there = { ...none, schedule: "0 3 1 * *", timezone: "Asia/Kolkata" };
  expect(shown(await patch({ timezone: "Asia/Kolkata" }))).toEqual(there);
  expect(shown(await patch({ schedule: "0 4 1 * *" }))).toEqual({ ...there, schedule: "0 4 1 * *" });
  expect(shown(await patch({ timezone: null, interval: null }))).toEqual({
    ...there,
    schedule: "0 4 1 * *",
    timezone: "UTC",
  });
  expect(refusal(await store.ask(`PATCH ${POLICIES}/${id}`, { schedule: null })).details).toEqual({
    fields: { interval: "required" },
  });
  const back = { ...none, interval: "30d", interval_seconds: 2_592_000 };
  expect(shown(await patch({ interval: "30d" }))).toEqual(back);
  expect(shown(await patch({ window: weekend }))).toEqual({ ...back, window: weekend });
  expect(shown(await patch({ name: "other" }))).toEqual({ ...back, window: weekend });
  expect(shown(await patch({ window: null }))).toEqual(back);
  expect((await logged(store, "rotation_policy_update"))[0]?.extra).toMatchObject({ fields: ["schedule"] });
});

it("a schedule is kept over the night in which the clock leaves it out, by the server alone, and every answer shows the date", async () => {
  const policy = await store.policy({ ...nightly, interval: null, auto_generate: true, grace_period: "1h" });
  await put("a");
  const attached = await store.attach(policy.id, "a");
  // The clock goes from 2 to 3, at 1 in UTC.
  expect(attached.next_rotation).toBe("2040-03-25T01:00:00Z");
  expect(await nextOf("a")).toBe("2040-03-25T01:00:00Z");
  expect((await store.ask("GET /v1/rotation/due")).body.secrets).toEqual([
    {
      secret_path: "a",
      policy_id: policy.id,
      policy_name: "Nightly",
      due_at: "2040-03-25T01:00:00Z",
      overdue: false,
      hours_until_due: 13,
    },
  ]);
  await store.told();
  await store.goTo(SATURDAY + 13 * HOUR - 1000);
  expect(await rotationTypes(store)).toEqual([]);
  await store.goTo(SATURDAY + 13 * HOUR);
  expect((await store.told()).filter(({ type }) => type === "rotation.completed")).toMatchObject([
    { path: "a", data: { new_version: 2, trigger: "schedule", next_rotation: "2040-03-26T00:30:00Z" } },
  ]);
  // Of several dates that nobody came for one rotation is left.
  await store.goTo(SATURDAY + 13 * HOUR + 3 * DAY);
  expect(await nextOf("a")).toBe("2040-03-29T00:30:00Z");
  expect((await store.at("GET metadata/a")).body.current_version).toBe(3);
});

it("a schedule is not moved by rotations by hand", async () => {
  const policy = await store.policy({
    ...nightly,
    interval: null,
    schedule: "30 2 * * mon",
    auto_generate: true,
    grace_period: "1h",
  });
  await put("a");
  await store.attach(policy.id, "a");
  must(await store.at("POST a/rotate", { reason: "leaked" }), 200);
  expect(await nextOf("a")).toBe("2040-03-26T00:30:00Z");
  must(await store.ask(`POST ${POLICIES}/${policy.id}/rotate`), 200);
  expect(await nextOf("a")).toBe("2040-03-26T00:30:00Z");
  await store.goTo(SATURDAY + 2 * DAY);
  expect((await store.at("GET metadata/a")).body).toMatchObject({
    current_version: 4,
    rotation_policy: { next_rotation: "2040-04-02T00:30:00Z" },
  });
});

it("a schedule that people keep is answered by a new value from the first warning on, and an earlier one is an ordinary write", async () => {
  const policy = await store.policy({ name: "w", interval: undefined, schedule: "0 12 * * wed", warn_before: "1d" });
  await put("a");
  await store.attach(policy.id, "a");
  const write = async () => must(await store.at("PUT a", { data: { k: "new" } }), 200).rotated;
  expect([await write(), await nextOf("a")]).toEqual([undefined, "2040-03-28T12:00:00Z"]);
  await store.goTo(SATURDAY + 3 * DAY);
  await store.told();
  expect([await write(), await nextOf("a")]).toEqual([true, "2040-04-04T12:00:00Z"]);
  expect(await rotationTypes(store)).toEqual(["rotation.completed"]);
  await store.goTo(SATURDAY + 4 * DAY);
  expect(await rotationTypes(store)).toEqual([]);
  await store.goTo(SATURDAY + 11 * DAY);
  expect(await rotationTypes(store)).toEqual(["rotation.due"]);
});

it("a schedule that is new or changed has no date before the change, and what was due is not waited for", async () => {
  const policy = await store.policy({ interval: "1d", warn_before: "", grace_period: "1d" });
  await put("a");
  await store.attach(policy.id, "a");
  await store.goTo(SATURDAY + DAY);
  expect(await rotationTypes(store)).toEqual(["rotation.due"]);
  const history = async () => (await store.ask(`GET ${POLICIES}/${policy.id}/history`)).body.data.length;
  expect(await history()).toBe(1);
  must(await store.ask(`PATCH ${POLICIES}/${policy.id}`, { schedule: "0 0 1 * *" }), 200);
  await store.work();
  expect([await nextOf("a"), await history(), await rotationTypes(store)]).toEqual(["2040-04-01T00:00:00Z", 0, []]);
  must(await store.ask(`PATCH ${POLICIES}/${policy.id}`, { schedule: "0 0 1 * *", timezone: "Asia/Kolkata" }), 200);
  expect(await nextOf("a")).toBe("2040-03-31T18:30:00Z");
});

it("a window moves the date of an interval to when it opens, for each secret, also when it is set later", async () => {
  const policy = await store.policy({ interval: "2d", window: weekend, auto_generate: true, grace_period: "1h" });
  await put("a");
  // Two days from Saturday noon is a Monday noon.
  expect((await store.attach(policy.id, "a")).next_rotation).toBe("2040-03-31T20:00:00Z");
  await store.goTo(SATURDAY + DAY);
  await put("b");
  expect((await store.attach(policy.id, "b")).next_rotation).toBe("2040-03-31T20:00:00Z");
  must(await store.ask(`PATCH ${POLICIES}/${policy.id}`, { window: null }), 200);
  expect([await nextOf("a"), await nextOf("b")]).toEqual(["2040-03-26T12:00:00Z", "2040-03-27T12:00:00Z"]);
  must(await store.ask(`PATCH ${POLICIES}/${policy.id}`, { window: { ...weekend, days: ["mon", "sun"] } }), 200);
  expect([await nextOf("a"), await nextOf("b")]).toEqual(["2040-03-26T20:00:00Z", "2040-04-01T20:00:00Z"]);
  await store.goTo(SATURDAY + 2 * DAY + 8 * HOUR);
  expect((await store.at("GET metadata/a")).body.current_version).toBe(2);
});

it("a window that is set later moves each date as one that is set before, those between two openings together", async () => {
  const policy = await store.policy({ interval: "2d", auto_generate: true, grace_period: "1h" });
  const dates: string[] = [];
  for (const hours of [0, 1, 58, 59, 61, 107, 130, 200]) {
    await store.setTime(SATURDAY + hours * HOUR);
    await put(`s${hours}`);
    dates.push((await store.attach(policy.id, `s${hours}`)).next_rotation);
  }
  must(await store.ask(`PATCH ${POLICIES}/${policy.id}`, { window: weekend }), 200);
  const moved = must(await store.ask(`GET ${POLICIES}/${policy.id}/secrets`), 200).secrets;
  const parsed = parseTimeWindow(weekend);
  if (!parsed.ok) throw new Error("no window");
  const expected = dates.map((date) => formatTimestamp(openMs(parsed.value, Date.parse(date))));
  const byName = Object.fromEntries(
    moved.map((one: { secret_path: string; next_rotation: string }) => [one.secret_path, one.next_rotation]),
  );
  expect([0, 1, 58, 59, 61, 107, 130, 200].map((hours) => byName[`s${hours}`])).toEqual(expected);
  expect(new Set(expected).size).toBeGreaterThan(2);
  expect(expected.filter((date) => dates.includes(date)).length).toBeGreaterThan(0);
});

it("a window is waited for by what fell due while the policy was paused", async () => {
  const policy = await store.policy({ interval: "7d", window: weekend, auto_generate: true, grace_period: "1h" });
  await put("a");
  await store.attach(policy.id, "a");
  must(await store.ask(`POST ${POLICIES}/${policy.id}/disable`), 200);
  await store.goTo(SATURDAY + 9 * DAY);
  must(await store.ask(`POST ${POLICIES}/${policy.id}/enable`), 200);
  await store.work();
  expect((await store.at("GET metadata/a")).body.current_version).toBe(1);
  await store.goTo(SATURDAY + 14 * DAY + 8 * HOUR);
  expect((await store.at("GET metadata/a")).body.current_version).toBe(2);
});

it("a try that fails is told with the time of the next, which is when the window opens again", async () => {
  const window = { ...weekend, end: "22:30" };
  const policy = await store.policy({
    interval: "2d",
    window,
    auto_generate: true,
    grace_period: "1h",
    warn_before: "",
  });
  must(await store.at("PUT a", { data: { one: "x", two: "y" } }), 201);
  await store.attach(policy.id, "a");
  await store.told();
  await store.goTo(SATURDAY + 7 * DAY + 8 * HOUR);
  const { id, name } = policy;
  const data = {
    ...{ rotation_policy_id: id, rotation_policy_name: name, reason: "secret_policy_required", attempt: 1 },
    next_attempt_at: "2040-04-01T20:00:00Z",
  };
  expect(await store.told()).toEqual([{ type: "rotation.failed", path: "a", data }]);
});
