import { runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { PERMISSIONS } from "../../src/kernel/policy";
import { asOperator, auditRows, call, must, newTenant, type TestTenant } from "../support/api";
import { bind, error, given, identity, NOW, POLICY_ID, RULES, rowsOf, STAMP, setClock } from "./support";

describe("policies are refused", () => {
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
  ])("with %s: 422 at creation and at a change", async (_, change, fields, allowed) => {
    const refused = error("validation_error", { fields, ...(allowed ? { allowed } : {}) });
    const made = await tenant.api("POST /v1/policies", { name: "new", rules: RULES, ...change });
    expect([made.status, made.body]).toEqual([422, refused]);
    if (Object.values(fields).includes("required") && "rules" in change && !change.rules) return;
    const changed = await tenant.api(`PATCH /v1/policies/${existing.id}`, { name: "new", ...change });
    expect(changed.body).toEqual(refused);
  });

  it("naming several faults together", async () => {
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
    ["Shop/x", "characters"],
    ["[ab]", "characters"],
    ["{a,b}", "characters"],
    ["a\\b", "characters"],
    ["a b", "characters"],
    ["caf\u00e9", "characters"],
  ])("with the pattern %j: 400 invalid_glob", async (pattern, reason) => {
    const rules = [...RULES, { path_pattern: pattern, permissions: ["read"] }];
    const answer = await globs.api("POST /v1/policies", { name: "glob", rules });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(error("invalid_glob", { field: "rules[1].path_pattern", reason }));
  });
  it("with an unknown permission, and says which ones there are", async () => {
    const rules = [{ ...rule, permissions: ["read", "own"] }];
    const answer = await tenant.api("POST /v1/policies", { name: "new", rules });
    const at = "rules[0].permissions[1]";
    expect([answer.status, answer.body]).toEqual([
      422,
      error("validation_error", { fields: { [at]: "unsupported" }, allowed: PERMISSIONS }),
    ]);
  });

  it("with no key at all in a PATCH", async () => {
    const fresh = await newTenant();
    const { id } = await given(fresh, { name: "p", rules: [] });
    const answer = await fresh.api(`PATCH /v1/policies/${id}`, {});
    expect(answer.body).toEqual(error("validation_error", { fields: { body: "required" } }));
  });

  it("under a name that is taken, in creation and in change, and nothing changes", async () => {
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

  it("where there is none: one answer for every verb, and no odd id in it", async () => {
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

  it("to a token without the scope, and writing to one that may read only", async () => {
    const fresh = await newTenant();
    const reader = await fresh.token(["policies:read"]);
    const other = await fresh.token(SCOPES.filter((s) => !s.startsWith("policies:") && !s.endsWith("admin")));
    const get = await call("GET /v1/policies", { token: other });
    expect([get.status, get.body]).toEqual([403, error("insufficient_scope", { required_scope: "policies:read" })]);
    const post = await call("POST /v1/policies", { token: reader, body: { odd: 1 } });
    expect([post.status, post.body]).toEqual([403, error("insufficient_scope", { required_scope: "policies:write" })]);
    expect((await asOperator("GET /v1/policies", undefined, fresh.id)).status).toBe(403);
  });

  it("past 1000 in one space", async () => {
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
});

describe("a policy", () => {
  it("is answered whole, with its revision as ETag", async () => {
    const tenant = await newTenant();
    await setClock(tenant, NOW + 999);
    const rules = [
      {
        path_pattern: "prod/**",
        permissions: ["read", "list"],
        conditions: {
          ip_ranges: ["203.0.113.0/24"],
          time_window: { days: ["mon", "fri"], start: "08:00", end: "18:00", timezone: "Europe/Amsterdam" },
          require_mfa: true,
        },
      },
    ];
    const made = await tenant.api("POST /v1/policies", { name: " deploy-read ", description: "CI\nreads", rules });
    expect([made.status, made.headers.get("etag")]).toEqual([201, '"1"']);
    expect(made.body).toEqual({
      id: POLICY_ID,
      name: "deploy-read",
      description: "CI\nreads",
      scope: "tenant",
      revision: 1,
      is_active: true,
      rules,
      bindings: [],
      created_at: "2026-06-01T08:00:00Z",
      updated_at: "2026-06-01T08:00:00Z",
    });
    const read = await tenant.api(`GET /v1/policies/${made.body.id}`);
    expect([read.status, read.headers.get("etag"), read.body]).toEqual([200, '"1"', made.body]);
    expect(await rowsOf(tenant, "policy_create")).toEqual([
      { error: null, extra: { policy_id: made.body.id, name: "deploy-read", rules: 1 } },
    ]);
    expect(await rowsOf(tenant, "config_read")).toEqual([
      { error: null, extra: { resource: "policies", policy_id: made.body.id, name: "deploy-read" } },
    ]);
  });

  it("is replaced by PUT with defaults for what is absent, and keeps its bindings", async () => {
    const tenant = await newTenant();
    await setClock(tenant, NOW);
    const { id } = await given(tenant, { name: "p", description: "old", rules: RULES, is_active: false });
    const binding = must(await bind(tenant, id, "user:admin"), 201);
    await setClock(tenant, NOW + 60_000);
    const put = await tenant.api(`PUT /v1/policies/${id}`, { name: "q", rules: [], scope: "tenant" });
    expect([put.status, put.headers.get("etag")]).toEqual([200, '"2"']);
    expect(put.body).toEqual({
      id,
      name: "q",
      description: null,
      scope: "tenant",
      revision: 2,
      is_active: true,
      rules: [],
      bindings: [binding],
      created_at: "2026-06-01T08:00:00Z",
      updated_at: "2026-06-01T08:01:00Z",
    });
    expect(await rowsOf(tenant, "policy_update")).toEqual([
      {
        error: null,
        extra: { policy_id: id, name: "q", fields: ["name", "description", "rules", "is_active"], revision: 2 },
      },
    ]);
  });

  it("is changed by PATCH in what is named only", async () => {
    const tenant = await newTenant();
    const made = await given(tenant, { name: "p", description: "old", rules: RULES });
    const patched = await tenant.api(`PATCH /v1/policies/${made.id}`, { is_active: false });
    expect([patched.status, patched.headers.get("etag")]).toEqual([200, '"2"']);
    expect(patched.body).toEqual({ ...made, is_active: false, revision: 2, updated_at: STAMP });
    const cleared = await tenant.api(`PATCH /v1/policies/${made.id}`, { description: null });
    expect(cleared.body.description).toBeNull();
    const again = await tenant.api(`PATCH /v1/policies/${made.id}`, { rules: [], description: "", name: "p" });
    expect(again.body).toEqual({ ...patched.body, rules: [], description: "", revision: 4, updated_at: STAMP });
  });

  it("changes for just one of those that send the same If-Match", async () => {
    const tenant = await newTenant();
    const { id } = await given(tenant, { name: "p", rules: [] });
    const put = (name: string) =>
      tenant.api(`PUT /v1/policies/${id}`, { name, rules: [] }, { headers: { "if-match": '"1"' } });
    const answers = await Promise.all([put("a"), put("b"), put("c")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    const refused = answers.find(({ status }) => status === 412);
    expect(refused?.body).toEqual(error("version_conflict", { current_version: 2 }));
    const exists = await tenant.api(`PATCH /v1/policies/${id}`, { name: "d" }, { headers: { "if-match": "*" } });
    expect([exists.headers.get("etag"), exists.headers.get("cache-control")]).toEqual([
      '"3"',
      "no-store, no-transform",
    ]);
    const late = await tenant.api(`DELETE /v1/policies/${id}`, undefined, { headers: { "if-match": 'W/"2"' } });
    expect(late.status).toBe(412);
    // As it comes back from a network that compressed the answer.
    const gone = await tenant.api(`DELETE /v1/policies/${id}`, undefined, { headers: { "if-match": 'W/"3"' } });
    expect([gone.status, gone.text]).toEqual([204, ""]);
  });

  it.each(['"1", "2"', 'W/"1", W/"1"', "1", '"x"', '"01"', '"-1"', '""', "*, *"])(
    "refuses If-Match: %s",
    async (value) => {
      const tenant = await newTenant();
      const made = await given(tenant, { name: "p", rules: [] });
      for (const [method, body] of [
        ["PUT", { name: "q", rules: [] }],
        ["PATCH", { name: "q" }],
        ["DELETE", undefined],
      ]) {
        const answer = await tenant.api(`${method} /v1/policies/${made.id}`, body, { headers: { "if-match": value } });
        expect([answer.status, answer.body]).toEqual([400, error("invalid_request", { reason: "precondition" })]);
      }
      // Where it means nothing it is not looked at; nor is the other header here.
      const headers = { "if-match": value, "if-none-match": "*" };
      expect((await tenant.api(`GET /v1/policies/${made.id}`, undefined, { headers })).body).toEqual(made);
      const other = await tenant.api(
        `PATCH /v1/policies/${made.id}`,
        { name: "p" },
        { headers: { "if-none-match": "*" } },
      );
      expect(other.status).toBe(200);
    },
  );

  it("with bindings is not deleted, unless by force", async () => {
    const tenant = await newTenant();
    const { id } = await given(tenant, { name: "p", rules: RULES });
    must(await bind(tenant, id, "user:admin"), 201);
    const before = (await tenant.api(`GET /v1/policies/${id}`)).body;
    const refused = await tenant.api(`DELETE /v1/policies/${id}`, undefined, { headers: { "if-match": '"7"' } });
    expect([refused.status, refused.body]).toEqual([409, error("policy_in_use", { bindings: 1 })]);
    expect((await tenant.api(`DELETE /v1/policies/${id}?force=false`)).status).toBe(409);
    expect((await tenant.api(`DELETE /v1/policies/${id}?forced=true`)).status).toBe(422);
    expect((await tenant.api(`GET /v1/policies/${id}`)).body).toEqual(before);
    expect((await tenant.api(`DELETE /v1/policies/${id}?force=true`)).status).toBe(204);
    expect((await tenant.api(`GET /v1/policies/${id}`)).status).toBe(404);
    const left = await runInDurableObject(tenant.stub, (_, { storage }) =>
      storage.sql.exec("SELECT id FROM policy_bindings").toArray(),
    );
    expect(left).toEqual([]);
    expect(await rowsOf(tenant, "policy_delete")).toEqual([
      { error: "policy_in_use", extra: { policy_id: id, name: "p", force: false, bindings: 1 } },
      { error: "policy_in_use", extra: { policy_id: id, name: "p", force: false, bindings: 1 } },
      { error: null, extra: { policy_id: id, name: "p", force: true, bindings: 1 } },
    ]);
  });
});

describe("the list of policies", () => {
  it("goes by name, page after page, and a cursor serves no other list", async () => {
    const tenant = await newTenant();
    for (const name of ["b", "B", "a", "c", "z off"])
      await given(tenant, { name, rules: RULES, is_active: !name.endsWith("off") });
    const names = async (query: string) => {
      const { body } = await tenant.api(`GET /v1/policies${query}`);
      return {
        names: body.policies.map(({ name }: { name: string }) => name),
        cursor: body.cursor,
        more: body.has_more,
      };
    };
    expect(await names("")).toEqual({ names: ["B", "a", "b", "c"], cursor: null, more: false });
    expect(await names("?include_inactive=true&scope=tenant")).toMatchObject({ names: ["B", "a", "b", "c", "z off"] });
    expect(await names("?scope=partner")).toEqual({ names: [], cursor: null, more: false });
    const first = await names("?limit=2");
    expect(first).toEqual({ names: ["B", "a"], cursor: expect.any(String), more: true });
    await given(tenant, { name: "A new", rules: [] });
    await tenant.api(`DELETE /v1/policies/${(await tenant.api("GET /v1/policies?limit=3")).body.policies[2].id}`);
    expect(await names(`?limit=3&cursor=${first.cursor}`)).toEqual({ names: ["b", "c"], cursor: null, more: false });
    const other = await newTenant();
    for (const answer of [
      await tenant.api(`GET /v1/policies?include_inactive=true&cursor=${first.cursor}`),
      await other.api(`GET /v1/policies?cursor=${first.cursor}`),
      await tenant.api("GET /v1/policies?cursor=x"),
      await tenant.api("GET /v1/policies?cursor="),
    ])
      expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_cursor"]);
    for (const limit of ["0", "201", "-1", "1.5", "x"])
      expect((await tenant.api(`GET /v1/policies?limit=${limit}`)).status).toBe(422);
  });

  it("counts rules and live bindings", async () => {
    const tenant = await newTenant();
    await setClock(tenant, NOW);
    const { id } = await given(tenant, { name: "p", rules: [...RULES, ...RULES] });
    await identity(tenant, "sa:brief");
    must(await bind(tenant, id, "user:admin"), 201);
    must(await bind(tenant, id, "sa:brief", { expires_at: "2026-06-01T09:00:00Z" }), 201);
    const item = {
      id,
      name: "p",
      scope: "tenant",
      rule_count: 2,
      binding_count: 2,
      is_active: true,
      created_at: "2026-06-01T08:00:00Z",
      updated_at: "2026-06-01T08:00:00Z",
    };
    const page = async () => (await tenant.api("GET /v1/policies")).body;
    expect(await page()).toEqual({ policies: [item], cursor: null, has_more: false });
    await setClock(tenant, NOW + 3_600_000);
    expect(await page()).toEqual({ policies: [{ ...item, binding_count: 1 }], cursor: null, has_more: false });
  });
});
