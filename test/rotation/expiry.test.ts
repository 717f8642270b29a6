import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { must } from "../support/api";
import { at, DAY, logged, newRotating, type Rotating, SECOND } from "./support";

let store: Rotating;

beforeEach(async () => {
  store = await newRotating();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const put = async (path: string, data: object = { password: "first" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);

it("the expiry of a secret is told of at each threshold once, and once when it has passed", async () => {
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

it("the expiry of a secret is told of anew when it is set anew, and follows the default thresholds of the space", async () => {
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

it("the expiry of a secret is told of once though the secret is changed, revived or rotated before the scheduler comes", async () => {
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

it("the expiry of a secret waits while the secret is deleted, and a deleted one is purged with a row of the scheduler", async () => {
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
    storage.sql.exec("SELECT (SELECT count(*) FROM secrets) + (SELECT count(*) FROM rotation_attachments) AS n").one(),
  );
  expect(left.n).toBe(0);
});
