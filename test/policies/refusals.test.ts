import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { PERMISSIONS } from "../../src/kernel/policy";
import { asOperator, auditRows, call, newTenant, type TestTenant } from "../support/api";
import { error, given, RULES } from "./support";

let tenant: TestTenant;

/** The rate of policy calls is limited per identity. */
let globs: TestTenant;

let existing: { id: string };

beforeAll(async () => {
  tenant = await newTenant();
  globs = await newTenant();
  existing = await given(tenant, { name: "existing", rules: RULES });
});

const rule = { path_pattern: "a", permissions: ["read"] };
const conditions = (value: object) => ({ rules: [{ ...rule, conditions: value }] });
const window = { start: "08:00", end: "18:00" };

it.each<[string, object, Record<string, string>, string[]?]>([
  ["an unknown key of the policy", { ruls: [] }, { ruls: "unknown" }],
  ["no rules", { rules: undefined }, { rules: "required" }],
  ["an unknown key of a rule", { rules: [rule, { ...rule, effect: "deny" }] }, { "rules[1].effect": "unknown" }],
  ["no permission", { rules: [{ ...rule, permissions: [] }] }, { "rules[0].permissions": "empty" }],
  [
    "a permission twice",
    { rules: [{ ...rule, permissions: ["read", "read"] }] },
    { "rules[0].permissions": "duplicate" },
  ],
  ["a rule without a pattern", { rules: [{ permissions: ["read"] }] }, { "rules[0].path_pattern": "required" }],
  ["over 100 rules", { rules: Array(101).fill(rule) }, { rules: "too_many" }],
  ["an unknown condition", conditions({ mfa: true }), { "rules[0].conditions.mfa": "unknown" }],
  ["no range", conditions({ ip_ranges: [] }), { "rules[0].conditions.ip_ranges": "empty" }],
  ["51 ranges", conditions({ ip_ranges: Array(51).fill("::1") }), { "rules[0].conditions.ip_ranges": "too_many" }],
  [
    "a range that is none",
    conditions({ ip_ranges: ["::1", "10.0.0/8"] }),
    { "rules[0].conditions.ip_ranges[1]": "format" },
  ],
  [
    "an empty window",
    conditions({ time_window: { ...window, end: "08:00" } }),
    { "rules[0].conditions.time_window.end": "equal" },
  ],
  [
    "an unknown day",
    conditions({ time_window: { ...window, days: ["mo"] } }),
    { "rules[0].conditions.time_window.days[0]": "unsupported" },
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
  ],
  [
    "an unknown zone",
    conditions({ time_window: { ...window, timezone: "Mars/Base" } }),
    { "rules[0].conditions.time_window.timezone": "unsupported" },
  ],
  [
    "a second factor that is no boolean",
    conditions({ require_mfa: "yes" }),
    { "rules[0].conditions.require_mfa": "type" },
  ],
  ["a scope that is not the space's", { scope: "partner" }, { scope: "unsupported" }, ["tenant"]],
  ["an empty name", { name: " " }, { name: "empty" }],
])("policies are refused with %s: 422 at creation and at a change", async (_, change, fields, allowed) => {
  const refused = error("validation_error", { fields, ...(allowed ? { allowed } : {}) });
  const made = await tenant.api("POST /v1/policies", { name: "new", rules: RULES, ...change });
  expect([made.status, made.body]).toEqual([422, refused]);
  if (Object.values(fields).includes("required") && "rules" in change && !change.rules) return;
  const changed = await tenant.api(`PATCH /v1/policies/${existing.id}`, { name: "new", ...change });
  expect(changed.body).toEqual(refused);
});

it("policies are refused naming several faults together", async () => {
  const rules = [
    {
      path_pattern: "a",
      permissions: ["read"],
      conditions: { ip_ranges: ["x"], time_window: { start: "8", end: "25:00" } },
    },
    { path_pattern: "/b", permissions: [] },
  ];
  const answer = await tenant.api("POST /v1/policies", { name: "several", rules });
  expect(answer.body).toEqual(
    error("validation_error", {
      fields: {
        "rules[0].conditions.ip_ranges[0]": "format",
        "rules[0].conditions.time_window.start": "format",
        "rules[0].conditions.time_window.end": "format",
        "rules[1].permissions": "empty",
      },
    }),
  );
});

it.each([
  ["", "empty"],
  ["/shop", "empty_segment"],
  ["shop/", "empty_segment"],
  ["a//b", "empty_segment"],
  ["shop/**b", "double_star"],
  ["**/**", "double_star"],
  ["shop!/x", "characters"],
  ["[ab]", "characters"],
  ["{a,b}", "characters"],
  ["a\\b", "characters"],
  ["a /b", "whitespace"],
  [`A/whsec_${"A1b2".repeat(8)}`, "token"],
  ["caf\u00e9", "characters"],
])("policies are refused with the pattern %j: 400 invalid_glob", async (pattern, reason) => {
  const rules = [...RULES, { path_pattern: pattern, permissions: ["read"] }];
  const answer = await globs.api("POST /v1/policies", { name: "glob", rules });
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual(error("invalid_glob", { field: "rules[1].path_pattern", reason }));
});

it("policies are refused with an unknown permission, and says which ones there are", async () => {
  const rules = [{ ...rule, permissions: ["read", "own"] }];
  const answer = await tenant.api("POST /v1/policies", { name: "new", rules });
  const at = "rules[0].permissions[1]";
  expect([answer.status, answer.body]).toEqual([
    422,
    error("validation_error", { fields: { [at]: "unsupported" }, allowed: PERMISSIONS }),
  ]);
});

it("policies are refused with no key at all in a PATCH", async () => {
  const fresh = await newTenant();
  const { id } = await given(fresh, { name: "p", rules: [] });
  const answer = await fresh.api(`PATCH /v1/policies/${id}`, {});
  expect(answer.body).toEqual(error("validation_error", { fields: { body: "required" } }));
});

it("policies are refused under a name that is taken, in creation and in change, and nothing changes", async () => {
  const fresh = await newTenant();
  await given(fresh, { name: "one", rules: [] });
  const two = await given(fresh, { name: "two", rules: [] });
  const conflict = error("name_conflict", { field: "name" });
  const post = await fresh.api("POST /v1/policies", { name: " one ", rules: [] });
  expect([post.status, post.body]).toEqual([409, conflict]);
  // 409 comes before 412.
  for (const [method, body] of [
    ["PUT", { name: "one", rules: RULES }],
    ["PATCH", { name: "one" }],
  ] as const) {
    const answer = await fresh.api(`${method} /v1/policies/${two.id}`, body, { headers: { "if-match": '"9"' } });
    expect([answer.status, answer.body]).toEqual([409, conflict]);
  }
  expect((await fresh.api(`GET /v1/policies/${two.id}`)).body).toEqual(two);
  expect((await fresh.api("POST /v1/policies", { name: "One", rules: [] })).status).toBe(201);
});

it("policies are refused where there is none: one answer for every verb, and no odd id in it", async () => {
  const fresh = await newTenant();
  const foreign = (await given(await newTenant(), { name: "foreign", rules: RULES })).id;
  for (const [id, shown] of [
    [foreign, foreign],
    ["pol_x", "pol_x"],
    [fresh.admin, "?"],
  ])
    for (const [line, body] of [
      [`GET /v1/policies/${id}`, undefined],
      [`GET /v1/policies/${id}/bindings`, undefined],
      [`PUT /v1/policies/${id}`, { name: "n", rules: [] }],
      [`PATCH /v1/policies/${id}`, { is_active: false }],
      [`DELETE /v1/policies/${id}?force=true`, undefined],
      [`POST /v1/policies/${id}/bindings`, { identity_type: "user", identity_id: "user:admin" }],
      [`DELETE /v1/policies/${id}/bindings/bnd_x`, undefined],
    ] as const) {
      const answer = await fresh.api(line, body);
      expect([line, answer.status, answer.body]).toEqual([line, 404, error("policy_not_found", { id: shown })]);
    }
  expect(JSON.stringify(await auditRows(fresh.stub))).not.toContain(fresh.admin);
});

it("policies are refused to a token without the scope, and writing to one that may read only", async () => {
  const fresh = await newTenant();
  const reader = await fresh.token(["policies:read"]);
  const other = await fresh.token(SCOPES.filter((s) => !s.startsWith("policies:") && !s.endsWith("admin")));
  const get = await call("GET /v1/policies", { token: other });
  expect([get.status, get.body]).toEqual([403, error("insufficient_scope", { required_scope: "policies:read" })]);
  const post = await call("POST /v1/policies", { token: reader, body: { odd: 1 } });
  expect([post.status, post.body]).toEqual([403, error("insufficient_scope", { required_scope: "policies:write" })]);
  expect((await asOperator("GET /v1/policies", undefined, fresh.id)).status).toBe(403);
});

it("policies are refused past 1000 in one space", async () => {
  const fresh = await newTenant();
  await runInDurableObject(fresh.stub, (_, { storage }) => {
    for (let i = 0; i < 1000; i++)
      storage.sql.exec("INSERT INTO policies VALUES (?, ?, NULL, '[]', 1, 1, 0, 0)", `pol_${i}`, `filler ${i}`);
  });
  const answer = await fresh.api("POST /v1/policies", { name: "one more", rules: [] });
  expect([answer.status, answer.body]).toEqual([
    422,
    error("validation_error", { reason: "limit_reached", limit: 1000 }),
  ]);
});
