import { runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it } from "vitest";
import type { RuleText } from "../../src/kernel/policy";
import { asOperator, auditRows, call, must, newTenant, type TestTenant } from "../support/api";
import { takeErrors } from "../support/log";
import { addMember, addRights, fresh } from "../support/provision";

const ALL: readonly RuleText[] = [{ path_pattern: "**", permissions: ["read", "write", "admin"] }];
const PLENTY = "x".repeat(512 * 1024);

// A file goes on filling, by some rows, and each percent is told.
afterEach(() => void takeErrors("file_filling"));

/** The object's file is filled to 96 percent of what it may hold: its limit is set so. One of its next 64 commits finds that. */
async function fill(tenant: TestTenant): Promise<void> {
  await runInDurableObject(tenant.stub, (object, { storage }) => {
    object.fileLimit = Math.floor(storage.sql.databaseSize / 0.965);
  });
  for (let reads = 0; reads < 64; reads++) {
    must(await tenant.api("GET /v1/secrets/shop/small"), 200);
    if (takeErrors("file_filling").length > 0) return;
  }
  throw new Error("it was not told");
}

async function filledTenant() {
  const tenant = await newTenant({ rules: ALL });
  must(await tenant.api("PUT /v1/secrets/shop/small", { data: { a: "1" } }), 201);
  must(await tenant.api("PUT /v1/secrets/shop/plenty", { data: { a: PLENTY } }), 201);
  const identityId = fresh("sa:m");
  const member = await addMember(tenant.stub, { identityId, scopes: ["secrets:read"] });
  await addRights(tenant.stub, tenant.admin, identityId, ALL);
  must(await call("GET /v1/secrets/shop/small", { token: member }), 200);
  await fill(tenant);
  return { tenant, member };
}

const rowCount = async ({ stub }: TestTenant) => (await auditRows(stub)).length;

it("in a tenant whose file is nearly full nobody but administrators is answered, and no refusal leaves a row", async () => {
  const { tenant, member } = await filledTenant();
  const before = await rowCount(tenant);
  for (const line of ["GET /v1/secrets/shop/small", "GET /v1/secrets/shop/none", "GET /v1/auth/whoami"]) {
    const { status, body } = await call(line, { token: member });
    expect([status, body.error]).toEqual([
      503,
      {
        code: "service_unavailable",
        message: "The service is not able to answer now.",
        details: { reason: "storage_full" },
        request_id: expect.stringMatching(/^req_/),
      },
    ]);
  }
  must(await call("GET /v1/audit/logs", { token: member }), 403);
  must(
    await call("GET /v1/secrets/shop/small", { token: `${member.slice(0, -1)}${member.endsWith("A") ? "B" : "A"}` }),
    401,
  );
  expect(await rowCount(tenant)).toBe(before);
});

it("its administrators read, see the log and change settings, each with a row, and the operator makes an administrator", async () => {
  const { tenant } = await filledTenant();
  const before = await rowCount(tenant);
  must(await tenant.api("GET /v1/secrets/shop/small"), 200);
  must(await tenant.api("GET /v1/audit/logs"), 200);
  must(await tenant.api("PATCH /v1/tenant/settings", { audit_retention: "30d" }), 200);
  must(await asOperator("POST /v1/identity/identities", { identity_id: "user:other" }, tenant.id), 201);
  expect((await rowCount(tenant)) - before).toBe(4);
});

it("what an administrator deletes for good makes room, and everybody is answered again", async () => {
  const { tenant, member } = await filledTenant();
  must(await call("GET /v1/secrets/shop/small", { token: member }), 503);
  must(await tenant.api("DELETE /v1/secrets/shop/plenty?permanent=true"), 200);
  must(await call("GET /v1/secrets/shop/small", { token: member }), 200);
});
