import { runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, it } from "vitest";
import { as, refusal } from "../secrets/support";
import { must } from "../support/api";
import { at, DAY, HOUR, newRotating, POLICIES, type Rotating, SECOND, T0 } from "./support";

let store: Rotating;

const put = async (path: string, data: object = { k: "v" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);

const anew = async () => {
  store = await newRotating();
};

beforeEach(anew);

it("rotation.due shows what is due within the hours asked for, soonest first, without paused policies", async () => {
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
  expect((await store.ask(`GET /v1/rotation/due?within_hours=8760&policy_id=${long.id}`)).body.secrets).toHaveLength(1);
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

it("rotation.due shows others than administrators only paths that they may rotate or list", async () => {
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

it("rotation.due goes through many that the caller may not see, page by page, each once", async () => {
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
  const mine = { path_pattern: "mine/*", permissions: ["rotate"] } as const;
  const caller = as(await store.caller(["secrets:rotate"], [mine]));
  const seen: string[] = [];
  for (let cursor = ""; ; ) {
    const page = (await caller(`GET /v1/rotation/due?limit=4${cursor === "" ? "" : `&cursor=${cursor}`}`)).body;
    seen.push(...page.secrets.map((row: { secret_path: string }) => row.secret_path));
    if (!page.has_more) break;
    cursor = page.cursor;
  }
  expect(seen.toSorted()).toEqual([199, 299, 399, 499, 599, 99].map((n) => `mine/s${n}`));
});

it("rotation.due answers under its old name with a header that says so", async () => {
  const [now, old] = [await store.ask("GET /v1/rotation/due"), await store.ask("GET /v1/rotation/pending")];
  expect([old.status, old.body, old.headers.get("deprecation")]).toEqual([200, now.body, "true"]);
  expect(now.headers.get("deprecation")).toBeNull();
});

it("rotation.due never holds a date that a rotation policy gave against what the policy says after a change", async () => {
  const hidden = await store.policy({ grace_period: "0s", warn_before: [] });
  const changed = await store.policy({ interval: "1d", grace_period: "2h", warn_before: [] });
  for (const [path, { id }] of [
    ["a", hidden],
    ["z", changed],
  ] as const) {
    await put(path);
    await store.attach(id, path);
  }
  await runInDurableObject(store.stub, (_, { storage: { sql } }) => {
    sql.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
       INSERT INTO rotation_attachments (secret_id, policy_id, path, is_live, assigned_at_ms, last_rotated_ms, due_ms, announced,
         attempts, overdue, begun, revision)
       SELECT 's' || i, policy_id, 's/' || i, 1, ${T0}, ${T0}, ${T0}, 0, 0, 0, 0, 0 FROM n, rotation_attachments WHERE path = 'a'`,
    );
  });
  await store.setTime(DAY + 3 * HOUR);
  const [due] = await Promise.all([
    store.ask("GET /v1/rotation/due?include_overdue=false"),
    store.ask(`PATCH ${POLICIES}/${changed.id}`, { interval: "40d", grace_period: "20d" }),
  ]);
  expect(due.body.secrets).toEqual([]);
});
