import { beforeEach, expect, it } from "vitest";
import { DEFAULT_RATE_LIMITS } from "../../../src/rate-limits";
import { asOperator, call, must, newToken } from "../../support/api";
import { takeErrors } from "../../support/log";
import { rowsOf, stopClock, type TestPartner } from "../../support/spaces";
import { HOUR, refusal, START_MS } from "../support";
import { at, countRows, newWorld, READS, rowsSince, type Share, share, type World } from "./support";

let world: World;

const put: Share = (...given) => share(world, ...given);

beforeEach(async () => {
  world = await newWorld();
  await put("shop/db");
});

it("traces of a partner's secrets lie in the partner's log with the reader's tenant, and not in the tenant's", async () => {
  const { partner, one } = world;
  const [from, own] = [await countRows(partner), await countRows(one)];
  const answers = [];
  for (const line of [...READS, "GET shop/none"]) answers.push(await at(one.admin, line));
  const rows = await rowsSince(partner, from);
  expect(rows.map((row) => [row.action, row.secret_path, row.error_code])).toEqual([
    ["read", "shop/db", null],
    ["read", "shop/db", null],
    ["list", "shop/db", null],
    ["list", "shop/db", null],
    ["list", null, null],
    ["list", null, null],
    ["read", "shop/none", "secret_not_found"],
  ]);
  expect(rows.map(({ request_id }) => request_id)).toEqual(answers.map(({ headers }) => headers.get("x-request-id")));
  const { token_id } = (await one.api("GET /v1/auth/whoami")).body;
  for (const row of rows)
    expect(row).toMatchObject({
      identity_id: "user:admin",
      identity_type: "user",
      actor_tenant_id: one.id,
      tenant_id: partner.id,
      token_id,
    });
  expect(await countRows(one)).toBe(own);
  const logs = (await partner.api("GET /v1/audit/logs?action=read")).body.logs;
  expect(logs.map((row: { actor_tenant_id: string }) => row.actor_tenant_id)).toEqual([one.id, one.id, one.id]);
  expect((await partner.api("GET /v1/audit/verify")).body.ok).toBe(true);
});

it("traces of a partner's secrets are of a use of the token at home, and of nobody of the same name elsewhere", async () => {
  const { partner, one } = world;
  const make = { identity_id: "user:pat" };
  must(await asOperator("POST /v1/identity/identities", make, one.id), 201);
  const token = await newToken(one.id, "user:pat", ["secrets:read"]);
  const seen = async ({ stub }: Pick<TestPartner, "stub">) =>
    (await rowsOf(stub, "SELECT last_seen_at_ms AS at FROM identities WHERE id = 'user:pat'"))[0]?.at;
  await stopClock(one.stub, START_MS + 5 * HOUR);
  const before = await seen(partner);
  await stopClock(partner.stub, START_MS + 5 * HOUR);
  must(await at(token, "GET shop/db"), 200);
  expect([await seen(one), await seen(partner)]).toEqual([START_MS + 5 * HOUR, before]);
  expect(await rowsOf(one.stub, "SELECT last_used_at_ms AS at FROM tokens WHERE identity_id = 'user:pat'")).toEqual([
    { at: START_MS + 5 * HOUR },
  ]);
});

it("traces of a partner's secrets that cannot be written mean 503, and no value is told", async () => {
  const { partner, one } = world;
  await rowsOf(partner.stub, "CREATE TRIGGER broken BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'full'); END");
  const answer = await at(one.admin, "GET shop/db");
  expect([answer.status, answer.text.includes("shared")]).toEqual([503, false]);
  expect(takeErrors("NotDurable")).toHaveLength(1);
  await rowsOf(partner.stub, "DROP TRIGGER broken");
  must(await at(one.admin, "GET shop/db"), 200);
});

it("traces of a partner's secrets in the buckets are those of home: one bucket with the tenant's own secrets, none with a namesake", async () => {
  const { one, two } = world;
  const limit = DEFAULT_RATE_LIMITS.list;
  for (const { stub } of [one, two]) await stopClock(stub, START_MS);
  const left = async (line: string, token: string) =>
    Number((await call(line, { token })).headers.get("x-ratelimit-remaining"));
  expect(await left("GET /v1/partner/secrets", one.admin)).toBe(limit - 1);
  expect(await left("GET /v1/secrets", one.admin)).toBe(limit - 2);
  expect(await left("GET /v1/partner/secrets", two.admin)).toBe(limit - 1);
  const { id, admin } = world.partner;
  expect(await left("GET /v1/partner/secrets", admin)).toBe(limit - 1);
  expect(await left(`GET /v1/t/${one.id}/partner/secrets`, admin)).toBe(limit - 2);
  expect(await left(`GET /v1/t/${id}/partner/secrets`, admin)).toBe(limit - 3);
  await Promise.all(Array.from({ length: limit - 2 }, () => at(one.admin, "GET expiring")));
  const spent = await at(one.admin, "GET shop/db/versions?verson=1", undefined, { "x-tenant-id": two.id });
  expect(refusal(spent)).toEqual({
    status: 429,
    code: "rate_limited",
    details: { category: "list", retry_after: 1 },
  });
  expect(spent.headers.get("retry-after")).toBe("1");
  must(await at(two.admin, "GET "), 200);
  must(await at(one.admin, "GET shop/db"), 200);
});
