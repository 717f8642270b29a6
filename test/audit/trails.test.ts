import { expect, it } from "vitest";
import { newTenant } from "../support/api";
import { fieldsOf, type Planted, plant, whole } from "./planted";

const now = () => new Date().toISOString();
const old = "2026-01-01T00:00:00.000Z";

it("audit trails refuse a path that could be no secret's, and a range that is none", async () => {
  const tenant = await newTenant();
  const invalid = (reason: string) => [400, "invalid_path", { reason }];
  expect(await fieldsOf(tenant, "GET /v1/audit/secrets/sh!op")).toEqual(invalid("characters"));
  expect(await fieldsOf(tenant, "GET /v1/audit/secrets/shop%2F")).toEqual(invalid("empty_segment"));
  expect(await fieldsOf(tenant, "GET /v1/audit/secrets/shop/")).toEqual([404, "not_found", { hint: "trailing_slash" }]);
  expect(await fieldsOf(tenant, "GET /v1/audit/secrets/a%00b")).toEqual(invalid("characters"));
  expect(await fieldsOf(tenant, "GET /v1/audit/secrets/a%2F..%2Fb")).toEqual(invalid("path_segments"));
  expect(await fieldsOf(tenant, `GET /v1/audit/secrets/a?from=${whole(0)}&to=${whole(0)}`)).toEqual([
    422,
    "validation_error",
    { from: "range" },
  ]);
  expect(await fieldsOf(tenant, "GET /v1/audit/secrets/a?action=read")).toEqual([
    422,
    "validation_error",
    { action: "unknown" },
  ]);
});

it("audit trails show zeros for what was never seen", async () => {
  const tenant = await newTenant();
  const empty = { logs: [], cursor: null, has_more: false };
  const expected = {
    path: "shop/none",
    summary: { total_accesses_30d: 0, unique_identities_30d: 0, last_accessed_at: null },
    ...empty,
  };
  expect((await tenant.api("GET /v1/audit/secrets/shop/none")).body).toEqual(expected);
  expect((await tenant.api("GET /v1/audit/secrets/shop%2Fnone")).body).toEqual(expected);
  // The last but one has a run of letters that a vault's token could end with.
  for (const id of ["user:nobody", "user:chris.papadopoulosconstantinou", "no id at all"])
    expect((await tenant.api(`GET /v1/audit/identities/${encodeURIComponent(id)}`)).body).toEqual({
      identity_id: id,
      summary: { total_events_30d: 0, denied_30d: 0, unique_secrets_30d: 0, last_seen_at: null },
      ...empty,
    });
});

it("the audit trail of a secret counts the values given within 30 days, and shows all that happened", async () => {
  const tenant = await newTenant();
  const rows: readonly Planted[] = [
    { timestamp: old },
    { timestamp: now(), action: "write" },
    { timestamp: now(), identity_id: "user:bob" },
    { timestamp: now(), actor_tenant_id: "ptn_x", identity_id: "user:bob" },
    { timestamp: now(), identity_id: "user:eve", success: false, error_code: "access_denied" },
    { timestamp: now(), secret_path: "shop/db/login2" },
  ];
  await plant(tenant, rows.length, (i) => ({ ...rows[i] }));
  const { body } = await tenant.api("GET /v1/audit/secrets/shop/db/login?limit=4");
  expect(body.summary).toEqual({
    total_accesses_30d: 2,
    unique_identities_30d: 2,
    last_accessed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  expect(body.logs.map(({ seq }: { seq: number }) => seq)).toEqual([8, 7, 6, 5]);
  const rest = await tenant.api(`GET /v1/audit/secrets/shop/db/login?cursor=${body.cursor}`);
  expect(rest.body.logs.map(({ seq }: { seq: number }) => seq)).toEqual([4]);
  const other = await tenant.api(`GET /v1/audit/secrets/shop/db/login2?cursor=${body.cursor}`);
  expect(other.body.error.code).toBe("invalid_cursor");
  const early = await tenant.api("GET /v1/audit/secrets/shop/db/login?to=2026-02-01T00:00:00Z");
  expect(early.body.logs.map(({ seq }: { seq: number }) => seq)).toEqual([4]);
});

it("the audit trail of an identity counts its events, denials and secrets within 30 days", async () => {
  const tenant = await newTenant();
  const rows: readonly Planted[] = [
    { timestamp: old },
    { timestamp: now() },
    { timestamp: now(), secret_path: "a" },
    { timestamp: now(), secret_path: "a", success: false, error_code: "mfa_required" },
    { timestamp: now(), secret_path: "b", success: false, error_code: "secret_not_found" },
    { timestamp: now(), secret_path: null, success: false, error_code: "insufficient_scope" },
    { timestamp: now(), identity_id: "user:alice2" },
  ];
  await plant(tenant, rows.length, (i) => ({ ...rows[i] }));
  const { body } = await tenant.api("GET /v1/audit/identities/user%3Aalice");
  expect(body.summary).toEqual({
    total_events_30d: 5,
    denied_30d: 2,
    unique_secrets_30d: 3,
    last_seen_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
  expect(body.logs).toHaveLength(6);
  const unescaped = await tenant.api("GET /v1/audit/identities/user:alice");
  expect(unescaped.body.logs).toHaveLength(6);
});
