import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { asOperator, call, evict, must, newTenant } from "../support/api";
import { takeErrors } from "../support/log";
import { newPartner, rowsOf } from "../support/spaces";
import { codeOf } from "./support";

const suspend = (id: string, status: string) =>
  asOperator(`PATCH /v1/identity/${id.startsWith("ptn_") ? "partners" : "tenants"}/${id}`, { status });

const refused = { code: "tenant_access_denied", details: { reason: "suspended" } };

it("suspension refuses every token of a tenant at once, also after an eviction, and loses nothing", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  const plain = await tenant.token(["identity:read"]);
  expect(must(await suspend(tenant.id, "suspended"), 200).status).toBe("suspended");
  const attempts = async () => [
    await tenant.api("GET /v1/auth/whoami"),
    await tenant.api("GET /v1/identity/tenants"),
    await tenant.api("GET /v1/tokens"),
    await call("GET /v1/tokens", { token: plain }),
    await tenant.api("GET /api/v1/credentials"),
    await partner.api(`GET /v1/t/${tenant.id}/tokens`),
  ];
  for (const answer of await attempts()) {
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject(refused);
  }
  await evict(tenant.stub);
  for (const answer of await attempts()) expect(answer.body.error).toMatchObject(refused);
  must(await asOperator("GET /v1/tokens", undefined, tenant.id), 200);
  expect((await asOperator(`GET /v1/identity/tenants/${tenant.id}`)).body.status).toBe("suspended");
  expect(await rowsOf(tenant.stub, "SELECT status FROM spaces")).toEqual([{ status: "suspended" }]);
  const listed = (await asOperator(`GET /v1/identity/tenants?status=suspended&partner_id=${partner.id}`)).body.tenants;
  expect(listed.map(({ id }: { id: string }) => id)).toEqual([tenant.id]);
  must(await suspend(tenant.id, "active"), 200);
  must(await tenant.api("GET /v1/auth/whoami"), 200);
  must(await call("GET /v1/tokens", { token: plain }), 200);
  must(await partner.api(`GET /v1/t/${tenant.id}/tokens`), 200);
});

it("suspension of a partner stops its administrators everywhere, and its tenants not at all", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  must(await suspend(partner.id, "suspended"), 200);
  for (const line of ["GET /v1/auth/whoami", `GET /v1/t/${tenant.id}/tokens`, "GET /v1/identity/tenants"])
    expect((await partner.api(line)).body.error).toMatchObject(refused);
  const made = await partner.api("POST /v1/identity/tenants", { name: "x" });
  expect(made.body.error).toMatchObject(refused);
  must(await tenant.api("GET /v1/tokens"), 200);
  must(await suspend(partner.id, "active"), 200);
  must(await partner.api(`GET /v1/t/${tenant.id}/tokens`), 200);
});

it("suspension may be repeated, and changes that meet leave directory and object agreed", async () => {
  const tenant = await newTenant();
  const wishes = Array.from({ length: 9 }, (_, i) => (i % 2 === 0 ? "active" : "suspended"));
  for (const answer of await Promise.all(wishes.map((status) => suspend(tenant.id, status)))) must(answer, 200);
  const [row] = await rowsOf(tenant.stub, "SELECT status FROM spaces");
  expect((await asOperator(`GET /v1/identity/tenants/${tenant.id}`)).body.status).toBe(row?.status);
  must(await suspend(tenant.id, "suspended"), 200);
  must(await suspend(tenant.id, "suspended"), 200);
  expect((await tenant.api("GET /v1/auth/whoami")).body.error).toMatchObject(refused);
});

it("suspension cut off half-way leaves the space closed, and repeating it mends that", async () => {
  const tenant = await newTenant();
  const broken = async (status: string) => {
    await env.DB.prepare(
      "CREATE TRIGGER broken BEFORE UPDATE ON tenants BEGIN SELECT RAISE(ABORT, 'directory down'); END",
    ).run();
    const answer = await suspend(tenant.id, status);
    expect(takeErrors("directory_unavailable").length).toBeGreaterThan(0);
    await env.DB.prepare("DROP TRIGGER broken").run();
    return codeOf(answer);
  };
  expect(await broken("suspended")).toBe("503 service_unavailable");
  expect((await tenant.api("GET /v1/auth/whoami")).body.error).toMatchObject(refused);
  must(await suspend(tenant.id, "suspended"), 200);
  expect(await broken("active")).toBe("503 service_unavailable");
  expect((await tenant.api("GET /v1/auth/whoami")).body.error).toMatchObject(refused);
  must(await suspend(tenant.id, "active"), 200);
  must(await tenant.api("GET /v1/auth/whoami"), 200);
});
