import { beforeEach, expect, it } from "vitest";
import { refusal } from "../secrets/support";
import { must } from "../support/api";
import { at, DAY, logged, newRotating, POLICIES, type Rotating } from "./support";

let store: Rotating;

const put = async (path: string, data: object = { k: "v" }, rest: object = {}) =>
  must(await store.at(`PUT ${path}`, { data, ...rest }), 201);

const anew = async () => {
  store = await newRotating();
};

beforeEach(anew);

it("rotation_policies.attach refuses what is not there: the policy first, then the secret", async () => {
  const policy = await store.policy();
  const body = { secret_path: "none" };
  expect(refusal(await store.ask(`POST ${POLICIES}/rot_none/secrets`, body)).code).toBe("rotation_policy_not_found");
  expect(refusal(await store.ask(`POST ${POLICIES}/${policy.id}/secrets`, body))).toEqual({
    status: 404,
    code: "secret_not_found",
    details: { path: "none" },
  });
  expect(refusal(await store.ask(`POST ${POLICIES}/${policy.id}/secrets`, { secret_path: "no!" }))).toEqual({
    status: 400,
    code: "invalid_path",
    details: { reason: "characters" },
  });
  expect(refusal(await store.ask(`DELETE ${POLICIES}/${policy.id}/secrets/none`)).code).toBe("secret_not_found");
  expect(refusal(await store.at("PUT new", { data: { a: 1 }, options: { rotation_policy_id: "rot_none" } }))).toEqual({
    status: 404,
    code: "rotation_policy_not_found",
    details: { field: "options.rotation_policy_id" },
  });
  expect((await store.at("GET new")).status).toBe(404);
});

it("rotation_policies.attach attaches once, leaves it as it is the second time, moves it, and lets it go", async () => {
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

it("rotation_policies.attach is the same by the option of the secret, and by both ways lists by path", async () => {
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
