import { expect, it } from "vitest";
import { newTenant } from "../support/api";
import { at, fieldsOf, type Planted, plant, tenantWith, whole } from "./planted";

it("GET /v1/audit/summary refuses more than 92 days and a range that is none", async () => {
  const tenant = await newTenant();
  const ask = (query: string) => fieldsOf(tenant, `GET /v1/audit/summary?${query}`);
  const bad = [422, "validation_error", { from: "range" }];
  expect(await ask(`from=${whole(0)}&to=${whole(92 * 86_400_000 + 1000)}`)).toEqual(bad);
  expect(await ask(`from=${whole(0)}&to=${whole(0)}`)).toEqual(bad);
  expect(await ask("from=2026-01-01T00:00:00Z")).toEqual(bad);
  expect((await tenant.api(`GET /v1/audit/summary?from=${whole(0)}&to=${whole(92 * 86_400_000)}`)).status).toBe(200);
});

it("GET /v1/audit/summary counts what lies in the range, and names the ten most frequent", async () => {
  const tenant = await tenantWith([
    ...Array.from({ length: 12 }, (_, i): Planted[] =>
      Array.from({ length: i + 1 }, () => ({
        secret_path: `s/${String(i).padStart(2, "0")}`,
        identity_id: `user:u${i}`,
      })),
    ).flat(),
    { action: "write", secret_path: null, success: false, error_code: "access_denied", identity_id: "user:u0" },
    {
      action: "list",
      secret_path: null,
      success: false,
      error_code: "access_denied",
      actor_tenant_id: "ptn_x",
      identity_id: "user:u0",
    },
  ]);
  const { body } = await tenant.api(`GET /v1/audit/summary?from=${whole(0)}&to=${whole(86_400_000)}`);
  expect(body).toEqual({
    from: whole(0),
    to: whole(86_400_000),
    total_events: 80,
    successful_events: 78,
    failed_events: 2,
    unique_identities: 13,
    unique_secrets: 12,
    by_action: { list: 1, read: 78, write: 1 },
    by_error: { access_denied: 2 },
    top_secrets: Array.from({ length: 10 }, (_, i) => ({
      path: `s/${String(11 - i).padStart(2, "0")}`,
      count: 12 - i,
    })),
    top_identities: Array.from({ length: 10 }, (_, i) => ({ identity_id: `user:u${11 - i}`, count: 12 - i })),
  });
});

it("GET /v1/audit/summary counts each day of UTC that the span touches, where that is asked for", async () => {
  const tenant = await tenantWith([
    { timestamp: "2026-03-01T00:00:00.000Z", action: "read" },
    { timestamp: "2026-03-01T23:59:59.999Z", action: "read", success: false, error_code: "access_denied" },
    { timestamp: "2026-03-03T12:00:00.000Z", action: "credential.leased" },
    { timestamp: "2026-03-03T12:00:00.000Z", action: "write" },
  ]);
  const ask = (by: string) =>
    tenant.api(`GET /v1/audit/summary?from=2026-03-01T00:00:00Z&to=2026-03-03T12:00:01Z&by=${by}`);
  expect((await ask("hour")).body.error.details).toEqual({ allowed: ["day"], fields: { by: "unsupported" } });
  const { body } = await ask("day");
  expect([body.total_events, body.days]).toEqual([
    4,
    [
      { day: "2026-03-01", total_events: 2, failed_events: 1, reads: 1 },
      { day: "2026-03-02", total_events: 0, failed_events: 0, reads: 0 },
      { day: "2026-03-03", total_events: 2, failed_events: 0, reads: 1 },
    ],
  ]);
});

it("GET /v1/audit/summary takes the last 30 days by itself, up to the row of a moment ago", async () => {
  const tenant = await tenantWith([{ timestamp: "2026-01-01T00:00:00.000Z" }]);
  const { body } = await tenant.api("GET /v1/audit/summary");
  expect(body.total_events).toBe(3);
  expect(Date.parse(body.to) - Date.parse(body.from)).toBe(30 * 86_400_000);
  expect(await tenant.api("GET /v1/audit/summary").then((next) => next.body.by_action.audit_query)).toBe(1);
});

it("GET /v1/audit/summary counts slice by slice in a long log", async () => {
  const tenant = await newTenant();
  await plant(tenant, 11_000, (i) => ({ timestamp: at(i), identity_id: `user:${i % 3}`, secret_path: `s/${i % 4}` }));
  const { body } = await tenant.api(`GET /v1/audit/summary?from=${whole(0)}&to=${whole(10_000)}`);
  expect(body).toMatchObject({ total_events: 10_000, unique_identities: 3, unique_secrets: 4 });
});
