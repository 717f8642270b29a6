import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import type { Call } from "../../src/kernel/call";
import { openSpaceDb } from "../../src/kernel/db";
import { matchesGlob } from "../../src/kernel/glob";
import { PERMISSIONS, type RuleText } from "../../src/kernel/policy";
import { rightsByRole } from "../../src/kernel/rights";
import { PolicyCache } from "../../src/policies/cache";
import { compilePolicy } from "../../src/policies/compile";
import { decide } from "../../src/policies/decide";
import { rightsByRules } from "../../src/policies/rights-by-rules";
import { asOperator, auditRows, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { failureOf } from "./book-support";
import { bind, error, given, identity, NOW, RULES, setClock } from "./support";

const MINUTE = 60_000;
const READ_ALL: RuleText = { path_pattern: "**", permissions: ["read"] };
const circumstances = { nowMs: NOW, ip: "203.0.113.7", mfaVerifiedAtMs: NOW - 16 * MINUTE, mfaMaxAgeMs: 15 * MINUTE };
const rights = (...rules: RuleText[]) => rightsByRules(() => compilePolicy({ id: "pol_x", rules }), circumstances);

it("the rights of a caller are none without a rule, and the refusal says what was asked", () => {
  const none = rights();
  expect(none.may("read", "a")).toBe(false);
  expect(none.rulesFor("read")).toEqual([]);
  const refusal = { code: "access_denied", details: { path: "a", permission: "read" } };
  expect(none.refusal("read", "a")).toEqual(refusal);
  expect(failureOf(() => none.require("read", "a"))).toEqual(refusal);
});

it("the rights of a caller fail with the condition that came furthest", () => {
  const mfa: RuleText = { ...READ_ALL, conditions: { require_mfa: true } };
  const elsewhere: RuleText = { ...READ_ALL, conditions: { ip_ranges: ["198.51.100.0/24"] } };
  const details = { path: "a", permission: "read" };
  expect(rights(elsewhere).refusal("read", "a")).toEqual({
    code: "ip_not_allowed",
    details: { ...details, failed_condition: "ip_ranges" },
  });
  expect(rights(mfa, elsewhere).refusal("read", "a")).toEqual({
    code: "mfa_required",
    details: { ...details, failed_condition: "require_mfa" },
  });
  expect(rights(mfa, elsewhere, READ_ALL).refusal("read", "a")).toBeUndefined();
});

it("the rights of a caller are asked of the policies at most once, and not at all if nobody asks", () => {
  let asked = 0;
  const lazy = rightsByRules(() => {
    asked++;
    return compilePolicy({ id: "pol_x", rules: [READ_ALL] });
  }, circumstances);
  expect(asked).toBe(0);
  lazy.require("read", "a");
  expect([lazy.may("write", "a"), lazy.rulesFor("read").length, asked]).toEqual([false, 1, 1]);
});

it("the rights of a caller agree with the decision, one by one and as patterns, for any rules", () => {
  const segment = fc.constantFrom("a", "b", "*", "**", "a*", "?");
  const rule = fc.record({
    path_pattern: fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((segments) => segments.filter((s, at) => s !== "**" || segments[at - 1] !== "**").join("/")),
    permissions: fc.uniqueArray(fc.constantFrom(...PERMISSIONS), { minLength: 1 }),
    conditions: fc.constantFrom(
      {},
      { require_mfa: true },
      { ip_ranges: ["203.0.113.0/24"] },
      { ip_ranges: ["::/0"] },
      { time_window: { start: "09:00", end: "10:00" } },
    ),
  });
  const path = fc.array(fc.constantFrom("a", "b", "ab"), { minLength: 1, maxLength: 4 }).map((s) => s.join("/"));
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), path, fc.constantFrom(...PERMISSIONS), (rules, where, permission) => {
      const caller = rights(...rules);
      const held = compilePolicy({ id: "pol_x", rules });
      const decision = decide(held, { permission, path: where }, circumstances);
      expect(caller.may(permission, where)).toBe(decision.allowed);
      expect(caller.rulesFor(permission).some((glob) => matchesGlob(glob, where))).toBe(decision.allowed);
      expect(caller.refusal(permission, where)?.code).toBe(decision.allowed ? undefined : decision.code);
    }),
  );
});

it("the rights of a caller in a partner's space come from the role alone", () => {
  const refusal = { code: "access_denied", details: { required_role: "partner_admin" } };
  const nobody = rightsByRole(false);
  expect([nobody.may("read", "a"), nobody.rulesFor("read"), nobody.refusal("read", "a")]).toEqual([false, [], refusal]);
  expect(failureOf(() => nobody.require("admin", "a"))).toEqual(refusal);
  const admin = rightsByRole(true);
  expect([admin.may("admin", "a"), admin.refusal("admin", "a")]).toEqual([true, undefined]);
  expect(admin.rulesFor("list").every((glob) => matchesGlob(glob, "a/b/c") && matchesGlob(glob, "a"))).toBe(true);
});

it("the rights of a caller never come from a stored rule that cannot be read", () => {
  for (const rule of [
    { ...READ_ALL, path_pattern: "/a" },
    { ...READ_ALL, conditions: { ip_ranges: ["x"] } },
  ])
    expect(() => compilePolicy({ id: "pol_x", rules: [rule] })).toThrow("a stored rule is not valid");
});

const inBook = <T>(tenant: TestTenant, read: (book: PolicyCache) => T): Promise<T> =>
  runInDurableObject(tenant.stub, (_, { storage }) => read(new PolicyCache(openSpaceDb(storage), () => 0)));

const globs = (book: PolicyCache, id: string, nowMs = NOW) =>
  book.rulesOf({ identityId: id, policyIds: null }, nowMs).map(({ glob }) => glob.text);

it("the policy book holds what is bound to the identity and to its groups, each policy once, active ones only", async () => {
  const tenant = await newTenant();
  await setClock(tenant, NOW);
  await identity(tenant, "group:sre");
  await identity(tenant, "group:other");
  await identity(tenant, "user:ann", { groups: ["group:sre"] });
  const make = async (name: string, isActive = true) => {
    const rules = [{ path_pattern: name, permissions: ["read"] }];
    const { id } = await given(tenant, { name, rules, is_active: isActive });
    await setClock(tenant, NOW + name.length);
    return id as string;
  };
  const [own, group, other, both, off] = [
    await make("own"),
    await make("group"),
    await make("others"),
    await make("twofold"),
    await make("inactive", false),
  ];
  must(await bind(tenant, own, "user:ann"), 201);
  must(await bind(tenant, group, "group:sre"), 201);
  must(await bind(tenant, other, "group:other"), 201);
  must(await bind(tenant, off, "user:ann"), 201);
  must(await bind(tenant, both, "user:ann", { expires_at: "2026-06-01T08:01:00Z" }), 201);
  must(await bind(tenant, both, "group:sre", { expires_at: "2026-06-01T08:02:00Z" }), 201);
  expect(await inBook(tenant, (book) => globs(book, "user:ann").toSorted())).toEqual(["group", "own", "twofold"]);
  expect(await inBook(tenant, (book) => globs(book, "user:nobody"))).toEqual([]);
  expect(await inBook(tenant, (book) => book.policiesOf({ identityId: "group:other", policyIds: null }, NOW))).toEqual([
    { id: other, rules: [{ path_pattern: "others", permissions: ["read"] }] },
  ]);
  // Whichever binding lasts longer; the instant of expiry is past it.
  const ends = await inBook(tenant, (book) =>
    [2 * MINUTE - 1, 2 * MINUTE].map((after) => globs(book, "user:ann", NOW + after).includes("twofold")),
  );
  expect(ends).toEqual([true, false]);
});

it("the policy book remembers until it is told to forget", async () => {
  const tenant = await newTenant();
  const { id } = await given(tenant, { name: "p", rules: [READ_ALL] });
  must(await bind(tenant, id, "user:admin"), 201);
  const seen = await runInDurableObject(tenant.stub, (_, { storage }) => {
    const book = new PolicyCache(openSpaceDb(storage), () => 0);
    const count = () => book.rulesOf({ identityId: "user:admin", policyIds: null }, NOW).length;
    const before = count();
    storage.sql.exec("UPDATE policies SET is_active = 0");
    const stale = count();
    book.forget();
    return [before, stale, count()];
  });
  expect(seen).toEqual([1, 1, 0]);
});

it("the policy book of the object forgets with every change of policies, bindings and identities", async () => {
  const tenant = await newTenant();
  await identity(tenant, "sa:deploy");
  const ask = async (identityId = "sa:deploy") => {
    const body = { identity_id: identityId, path: "a", permission: "read" };
    return must(await tenant.api("POST /v1/policies/test", body), 200).allowed;
  };
  const { id } = await given(tenant, { name: "p", rules: [READ_ALL] });
  const allowed: unknown[] = [await ask()];
  const step = async (line: string, body?: object) => {
    const answer = await tenant.api(line, body);
    expect(answer.status, answer.text).toBeLessThan(300);
    allowed.push(await ask());
    return answer.body;
  };
  const target = { identity_type: "service_account", identity_id: "sa:deploy" };
  const first = await step(`POST /v1/policies/${id}/bindings`, target);
  await step(`PATCH /v1/policies/${id}`, { is_active: false });
  await step(`PATCH /v1/policies/${id}`, { is_active: true });
  await step(`PUT /v1/policies/${id}`, { name: "p", rules: [] });
  await step(`PATCH /v1/policies/${id}`, { rules: [READ_ALL] });
  await step(`DELETE /v1/policies/${id}/bindings/${first.id}`);
  await step(`POST /v1/policies/${id}/bindings`, target);
  await step(`DELETE /v1/policies/${id}?force=true`);
  expect(allowed).toEqual([false, true, false, true, false, true, false, true, false]);
});

const delegate = (tenant: TestTenant, token: string, nowMs: number) =>
  runInDurableObject(env.SPACES.getByName(tenant.partnerId), async (object) => {
    object.clock = () => nowMs;
    const call: Call = {
      op: "policies.list",
      token,
      named: tenant.id,
      input: {},
      meta: { requestId: "req_test", ip: null, userAgent: null },
    };
    return await object.delegate(call);
  });

it("a partner's administrator acting in a tenant takes along the live policies of the partner's space, and how old a second factor may be there", async () => {
  const tenant = await newTenant();
  const space = tenant.partnerId;
  must(
    await asOperator("POST /v1/identity/identities", { identity_id: "user:pat", roles: ["partner_admin"] }, space),
    201,
  );
  const token = await newToken(space, "user:pat", SCOPES);
  const rules = [{ path_pattern: "shop/**", permissions: ["read"] }];
  const partner: TestTenant = {
    ...tenant,
    id: space,
    stub: env.SPACES.getByName(space),
    api: (line, body) => call(line, { token, body }),
  };
  const { id } = await given(partner, { name: "support", rules });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  must(await bind(partner, id, "user:pat", { expires_at: until }), 201);
  // The same name in the tenant is another identity, and gives the partner's nothing.
  await identity(tenant, "user:pat");
  const own = await given(tenant, { name: "own", rules: [READ_ALL] });
  must(await bind(tenant, own.id, "user:pat"), 201);
  const reply = await delegate(tenant, token, Date.now());
  expect(reply).toMatchObject({
    ok: true,
    value: { actor: { identityId: "user:pat", homeId: space }, policies: [{ id, rules }], mfaMaxAgeMs: 15 * MINUTE },
  });
  const late = await delegate(tenant, token, Date.now() + 3_600_000);
  expect(late).toMatchObject({ ok: true, value: { policies: [] } });
});

it("a partner's administrator acting in a tenant makes policies of the partner at home, unknown in its tenants, and policies of a tenant there", async () => {
  const tenant = await newTenant();
  const space = tenant.partnerId;
  const body = { identity_id: "user:pat", roles: ["partner_admin"] };
  must(await asOperator("POST /v1/identity/identities", body, space), 201);
  const token = await newToken(space, "user:pat", SCOPES);
  const wrong = await call("POST /v1/policies", { token, body: { name: "p", rules: [], scope: "tenant" } });
  expect(wrong.body).toEqual(error("validation_error", { fields: { scope: "unsupported" }, allowed: ["partner"] }));
  const made = must(await call("POST /v1/policies", { token, body: { name: "p", rules: RULES } }), 201);
  expect(made.scope).toBe("partner");
  expect((await tenant.api(`GET /v1/policies/${made.id}`)).status).toBe(404);
  // Acting in the tenant it works on the tenant's policies.
  const there = await call(`POST /v1/t/${tenant.id}/policies`, { token, body: { name: "p", rules: [] } });
  expect([there.status, there.body.scope]).toEqual([201, "tenant"]);
  const rows = (await auditRows(tenant.stub)).filter((row) => row.action === "policy_create");
  expect(rows).toMatchObject([{ identity_id: "user:pat", actor_tenant_id: space, tenant_id: tenant.id }]);
});
