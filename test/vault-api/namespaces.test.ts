import { beforeAll, expect, it } from "vitest";
import { asOperator, auditRows, call, must, newTenant, type TestTenant } from "../support/api";
import { newPartner, type TestPartner } from "../support/spaces";
import { DENIED_BY_POLICY, refusal, told, vaultAs } from "./support";

let partner: TestPartner;
let tenant: TestTenant;
let neighbour: TestTenant;
let foreign: TestTenant;
const RULES = [{ path_pattern: "**", permissions: ["admin" as const] }];

beforeAll(async () => {
  partner = await newPartner();
  tenant = await newTenant({ partnerId: partner.id, rules: RULES });
  neighbour = await newTenant({ partnerId: partner.id, rules: RULES });
  foreign = await newTenant({ rules: RULES });
  for (const one of [tenant, neighbour, foreign])
    must(await one.api("PUT /v1/secrets/a", { data: { of: one.id } }), 201);
});
const read = (token: string, namespace: string, path = "secret/data/a") =>
  vaultAs(token)(`GET ${path}`, undefined, { "x-vault-namespace": namespace });

it("a namespace that is not the token's is refused, the same whether or not it is there", async () => {
  const refused = told(403, "this namespace is not accessible with this token");
  for (const namespace of [
    neighbour.id,
    foreign.id,
    partner.id,
    "tnt_nobody",
    "ptn_nobody",
    "nope",
    "a/b",
    "tnt_",
    "Root",
    `${tenant.id}//`,
  ])
    expect(refusal(await read(tenant.admin, namespace)), namespace).toEqual(refused);
  for (const line of ["POST secret/data/a", "DELETE secret/data/a", "DELETE secret/metadata/a", "POST secret/config"])
    expect(
      refusal(await vaultAs(tenant.admin)(line, { data: { k: 1 } }, { "x-vault-namespace": neighbour.id })),
      line,
    ).toEqual(refused);
  expect((await neighbour.api("GET /v1/secrets/a")).body).toMatchObject({ version: 1, data: { of: neighbour.id } });
});

it("a namespace may be the token's own, with a slash behind it, empty, or the root's", async () => {
  for (const namespace of [tenant.id, `${tenant.id}/`, ` ${tenant.id} `, "", "/", "root", "root/"])
    expect((await read(tenant.admin, namespace)).body.data?.data, namespace).toEqual({ of: tenant.id });
});

it("the header of the house's own API names no namespace here", async () => {
  const headers = { "x-vault-token": tenant.admin, "x-tenant-id": neighbour.id };
  expect((await call("GET /vault/v1/secret/data/a", { headers })).body.data.data).toEqual({ of: tenant.id });
});

it("a partner's administrator acts in a tenant of the partner, and in no other", async () => {
  for (const path of ["secret/config", "secret/data/a"]) {
    expect(refusal(await read(partner.admin, foreign.id, path)), path).toEqual(DENIED_BY_POLICY);
    expect(refusal(await read(partner.admin, "tnt_nobody", path)), path).toEqual(told(404, "namespace not found"));
  }
  // Values are the tenant's own.
  expect(refusal(await read(partner.admin, tenant.id))).toEqual(DENIED_BY_POLICY);
  const there = { "x-vault-namespace": `${tenant.id}/` };
  const config = await vaultAs(partner.admin)("GET secret/config", undefined, there);
  expect(config.body.data).toEqual({
    cas_required: false,
    delete_version_after: "0s",
    max_versions: 10,
    metadata_cas_required: false,
  });
  must(await vaultAs(partner.admin)("POST secret/config", { max_versions: 7 }, there), 204);
  expect((await tenant.api("GET /v1/tenant/settings")).body.max_versions).toBe(7);
  expect((await neighbour.api("GET /v1/tenant/settings")).body.max_versions).toBe(10);
  const row = (await auditRows(tenant.stub)).find(
    ({ action, identity_id }) => action === "settings_update" && identity_id === "user:pat",
  );
  expect(row).toMatchObject({ success: 1, tenant_id: tenant.id });
});

it("a suspended tenant is closed to its own tokens", async () => {
  must(await asOperator(`PATCH /v1/identity/tenants/${neighbour.id}`, { status: "suspended" }), 200);
  const [status] = refusal(await read(neighbour.admin, ""));
  expect(status).toBe(403);
  must(await asOperator(`PATCH /v1/identity/tenants/${neighbour.id}`, { status: "active" }), 200);
  expect((await read(neighbour.admin, "")).status).toBe(200);
});
