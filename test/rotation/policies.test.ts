import { beforeAll, expect, it } from "vitest";
import { as, refusal } from "../secrets/support";
import { must, newTenant } from "../support/api";
import { at, logged, monthly, newRotating, POLICIES, type Rotating } from "./support";

let store: Rotating;

const anew = async () => {
  store = await newRotating();
};

beforeAll(anew);

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
    "an unknown generationPolicy",
    { secret_policy_id: "sp_none" },
    404,
    "secret_policy_not_found",
    { field: "secret_policy_id" },
  ],
  ["an unknown key", { every: "1d" }, 422, "validation_error", { fields: { every: "unknown" } }],
];

it.each(refused)("a rotation policy refuses %s", async (_, change, status, code, details) => {
  expect(refusal(await store.ask(`POST ${POLICIES}`, { ...monthly, ...change }))).toEqual({ status, code, details });
  expect((await store.ask(`GET ${POLICIES}`)).body.data).toEqual([]);
});

it("a rotation policy takes a chosen id once, and a name once", async () => {
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
      schedule: null,
      timezone: null,
      window: null,
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

it("a rotation policy clears the description by null, and leaves it where it is not named", async () => {
  const own = await newRotating();
  const { id } = await own.policy({ interval: "1h", description: "for deploys" });
  const patch = async (body: object) => (await own.ask(`PATCH ${POLICIES}/${id}`, body)).body.description;
  expect([await patch({ name: "hourly" }), await patch({ description: null })]).toEqual(["for deploys", null]);
});

it("a rotation policy fits the defaults to a short interval, and sorts warnings", async () => {
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

it("a rotation policy refuses a change as it would refuse the policy, what is not there before what is taken, and changes nothing", async () => {
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

it("a rotation policy lists by name, page by page, the active ones alone if asked", async () => {
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
  expect(refusal(await own.ask(`GET ${POLICIES}?active_only=true&cursor=${first.cursor}`)).code).toBe("invalid_cursor");
  expect((await own.ask(`GET ${POLICIES}?active_only=true`)).body.data).toHaveLength(2);
});

it("a rotation policy needs the scope admin, and is nobody else's", async () => {
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

it("a rotation policy keeps a generation policy from being deleted while it names it, and forgets a webhook that is deleted", async () => {
  const own = await newRotating();
  const fields = [{ name: "p", generator: "hex" }];
  const generationPolicy = must(await own.ask("POST /v1/secret-policies", { name: "r", fields }), 201);
  const hook = (await own.ask("GET /v1/webhooks")).body.webhooks[0];
  const policy = await own.policy({ secret_policy_id: generationPolicy.id, webhook_ids: [hook.id, hook.id] });
  expect(policy.webhook_ids).toEqual([hook.id]);
  expect(refusal(await own.ask(`DELETE /v1/secret-policies/${generationPolicy.id}`))).toEqual({
    status: 409,
    code: "policy_in_use",
    details: { secrets: 0, rotation_policies: 1 },
  });
  must(await own.ask(`DELETE /v1/webhooks/${hook.id}`), 204);
  expect((await own.ask(`GET ${POLICIES}/${policy.id}`)).body.webhook_ids).toEqual([]);
});
