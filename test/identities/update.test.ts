import { expect, it } from "vitest";
import { asOperator, auditRows, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { newPartner } from "../support/spaces";
import { add, BASE, shared, whoami } from "./support";

const patch = (tenant: TestTenant, id: string, body: object) => tenant.api(`PATCH ${BASE}/${id}`, body);

it.each([
  ["user:admin", {}, { body: "required" }],
  ["user:admin", { identity_id: "user:b" }, { identity_id: "unknown" }],
  ["user:admin", { display_name: 1 }, { display_name: "type" }],
  ["group:sre", { groups: ["group:sre"] }, { groups: "unsupported" }],
  ["group:sre", { roles: ["tenant_admin"] }, { roles: "unsupported" }],
])("a change of an identity refuses %s with %j", async (id, body, fields) => {
  const answer = await patch(shared, id, body);
  expect(answer.body.error).toMatchObject({ code: "validation_error", details: { fields } });
});

it("a change of an identity replaces groups whole, leaves what it does not name, and gives no rights of the group left", async () => {
  const tenant = await newTenant();
  await add(tenant, "group:a");
  await add(tenant, "group:b");
  await add(tenant, "user:bob", { display_name: "Bob", groups: ["group:a"] });
  const token = await newToken(tenant.id, "user:bob", ["secrets:read"]);
  expect((await patch(tenant, "user:bob", { is_active: true })).body.display_name).toBe("Bob");
  expect((await patch(tenant, "user:bob", { display_name: null })).body.display_name).toBeNull();
  must(await patch(tenant, "user:bob", { display_name: "Bob" }), 200);
  const missing = await patch(tenant, "user:bob", { groups: ["group:none"] });
  expect(missing.body.error).toMatchObject({ code: "identity_not_found", details: { field: "groups" } });
  const changed = must(await patch(tenant, "user:bob", { groups: ["group:b"] }), 200);
  expect(changed).toMatchObject({ display_name: "Bob", groups: ["group:b"], is_active: true });
  expect((await call("GET /v1/auth/whoami", { token })).body.groups).toEqual(["group:b"]);
  expect(must(await patch(tenant, "user:bob", { display_name: "Robert", groups: [] }), 200)).toMatchObject({
    display_name: "Robert",
    groups: [],
  });
  const [row] = (await auditRows(tenant.stub)).slice(-1);
  expect([row?.action, JSON.parse(String(row?.extra_data))]).toEqual([
    "identity_update",
    { target_identity_id: "user:bob", fields: ["display_name", "groups"], groups: [] },
  ]);
});

it("a change of an identity of a role is refused to a tenant admin, to anybody about themselves, and wherever the role does not fit", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  await add(tenant, "user:bob");
  const denied = async (answer: Promise<{ status: number; body: { error: { code: string } } }>) => {
    const { status, body } = await answer;
    expect([status, body.error.code]).toEqual([403, "access_denied"]);
  };
  await denied(patch(tenant, "user:bob", { roles: ["tenant_admin"] }));
  await denied(patch(tenant, "user:nobody", { roles: ["tenant_admin"] }));
  await denied(tenant.api(`POST ${BASE}`, { identity_id: "user:eve", roles: ["tenant_admin"] }));
  await denied(patch(tenant, "user:admin", { roles: [] }));
  await denied(partner.api(`PATCH ${BASE}/user:pat`, { roles: [] }));
  must(await patch(tenant, "user:admin", { roles: ["tenant_admin"] }), 200);
  const wrongKind = await asOperator(`PATCH ${BASE}/user:bob`, { roles: ["partner_admin"] }, tenant.id);
  expect(wrongKind.body.error.details).toEqual({ fields: { roles: "unsupported" }, allowed: ["tenant_admin"] });
  const line = `PATCH /v1/t/${tenant.id}/identity/identities/user:bob`;
  expect(must(await partner.api(line, { roles: ["tenant_admin"] }), 200).roles).toEqual(["tenant_admin"]);
  must(await asOperator(`PATCH ${BASE}/user:bob`, { roles: [] }, tenant.id), 200);
});

it("a change of an identity of the role ends what admin in a token allowed, at once", async () => {
  const tenant = await newTenant();
  must(await asOperator(`PATCH ${BASE}/user:admin`, { roles: [] }, tenant.id), 200);
  const refused = await tenant.api(`GET ${BASE}`);
  expect(refused.status).toBe(200);
  expect((await tenant.api("GET /v1/tenant/settings")).body.error.code).toBe("insufficient_scope");
  must(await asOperator(`PATCH ${BASE}/user:admin`, { roles: ["tenant_admin"] }, tenant.id), 200);
  must(await tenant.api("GET /v1/tenant/settings"), 200);
});

it("a change of an identity to inactive refuses its tokens at once, back to active lets them work, and nobody does it to themselves", async () => {
  const tenant = await newTenant();
  await add(tenant, "sa:ci");
  const token = await newToken(tenant.id, "sa:ci", ["secrets:read"]);
  must(await patch(tenant, "sa:ci", { is_active: false }), 200);
  expect(await whoami(token)).toBe("token_revoked");
  must(await patch(tenant, "sa:ci", { is_active: true }), 200);
  expect(await whoami(token)).toBe("ok");
  const self = await patch(tenant, "user:admin", { is_active: false });
  expect([self.status, self.body.error.code]).toEqual([403, "access_denied"]);
  expect((await patch(tenant, "user:nobody", { is_active: false })).body.error.code).toBe("identity_not_found");
});
