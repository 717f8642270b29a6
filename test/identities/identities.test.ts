import { describe, expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { asOperator, auditRows, call, must, newTenant, newToken, type TestTenant } from "../support/api";
import { newPartner, rowsOf } from "../support/spaces";

const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const BASE = "/v1/identity/identities";
const add = async (tenant: TestTenant, identity_id: string, more: object = {}) =>
  must(await tenant.api(`POST ${BASE}`, { identity_id, ...more }), 201);
const patch = (tenant: TestTenant, id: string, body: object) => tenant.api(`PATCH ${BASE}/${id}`, body);
const whoami = async (token: string) => {
  const { status, body } = await call("GET /v1/auth/whoami", { token });
  return status === 200 ? "ok" : body.error.code;
};

describe("identities", () => {
  it.each([
    [{}, { identity_id: "required" }],
    [{ identity_id: "user:Alice" }, { identity_id: "format" }],
    [{ identity_id: "alice" }, { identity_id: "format" }],
    [{ identity_id: "system:x" }, { identity_id: "format" }],
    [{ identity_id: `user:${"a".repeat(129)}` }, { identity_id: "format" }],
    [{ identity_id: "user:a", groups: ["user:b"] }, { "groups[0]": "format" }],
    [{ identity_id: "user:a", groups: ["group:a", "group:a"] }, { groups: "duplicate" }],
    [{ identity_id: "user:a", groups: Array.from({ length: 51 }, (_, i) => `group:g${i}`) }, { groups: "too_many" }],
    [{ identity_id: "user:a", roles: ["root"] }, { "roles[0]": "unsupported" }],
    [{ identity_id: "user:a", display_name: "" }, { display_name: "empty" }],
    [{ identity_id: "user:a", is_active: "yes" }, { is_active: "type" }],
    [{ identity_id: "user:a", admin: true }, { admin: "unknown" }],
    [{ identity_id: "user:a", roles: ["partner_admin"] }, { roles: "unsupported" }],
    [
      { identity_id: "group:a", groups: ["group:b"], roles: ["tenant_admin"] },
      { groups: "unsupported", roles: "unsupported" },
    ],
  ])("are refused as %j", async (body, fields) => {
    const answer = await shared.api(`POST ${BASE}`, body);
    expect(answer.body.error).toMatchObject({ code: "validation_error", details: { fields } });
  });

  it("are made once each, in groups that exist", async () => {
    const tenant = await newTenant();
    const missing = await tenant.api(`POST ${BASE}`, { identity_id: "user:bob", groups: ["group:sre"] });
    expect(missing.body.error).toMatchObject({ code: "identity_not_found", details: { field: "groups" } });
    await add(tenant, "group:sre");
    const body = { identity_id: "user:bob", display_name: " Bob ", groups: ["group:sre"] };
    const made = must(await tenant.api(`POST ${BASE}`, body), 201);
    expect(made).toEqual({
      identity_id: "user:bob",
      identity_type: "user",
      display_name: "Bob",
      groups: ["group:sre"],
      roles: [],
      is_active: true,
      last_seen_at: null,
      created_at: AT,
      updated_at: AT,
    });
    expect((await tenant.api(`GET ${BASE}/user:bob`)).body).toEqual(made);
    const again = await tenant.api(`POST ${BASE}`, { identity_id: "user:bob" });
    expect(again.body.error).toMatchObject({ code: "name_conflict", details: { field: "identity_id" } });
  });

  it("are read with identity:read only, and another space's are unknown", async () => {
    const [tenant, other] = [await newTenant(), await newTenant()];
    await add(other, "user:only");
    const plain = await tenant.token(["secrets:read"]);
    for (const line of [`GET ${BASE}`, `GET ${BASE}/user:admin`])
      expect((await call(line, { token: plain })).body.error).toMatchObject({ code: "insufficient_scope" });
    for (const id of ["user:only", "user:never", "!"]) {
      const answer = await tenant.api(`GET ${BASE}/${id}`);
      expect(answer.status).toBe(404);
      expect(answer.body.error).toMatchObject({ code: "identity_not_found", details: { id } });
    }
  });

  it("are listed by id, by type and group, without inactive ones unless asked, and paged", async () => {
    const tenant = await newTenant();
    await add(tenant, "group:sre");
    await add(tenant, "sa:ci", { groups: ["group:sre"] });
    await add(tenant, "sa:old", { groups: ["group:sre"], is_active: false });
    await add(tenant, "user:bob");
    const ids = async (query: string) =>
      must(await tenant.api(`GET ${BASE}?${query}`), 200).identities.map((i: { identity_id: string }) => i.identity_id);
    expect(await ids("")).toEqual(["group:sre", "sa:ci", "user:admin", "user:bob"]);
    expect(await ids("include_inactive=true")).toEqual(["group:sre", "sa:ci", "sa:old", "user:admin", "user:bob"]);
    expect(await ids("type=service_account")).toEqual(["sa:ci"]);
    expect(await ids("group=group:sre&include_inactive=true")).toEqual(["sa:ci", "sa:old"]);
    expect(await ids("group=group:none")).toEqual([]);
    const page = (await tenant.api(`GET ${BASE}?limit=3`)).body;
    expect(page.has_more).toBe(true);
    expect(await ids(`limit=1&cursor=${page.cursor}`)).toEqual(["user:bob"]);
    expect((await tenant.api(`GET ${BASE}?cursor=${page.cursor}&type=user`)).body.error.code).toBe("invalid_cursor");
    expect((await tenant.api(`GET ${BASE}?type=system`)).body.error.details).toEqual({
      fields: { type: "unsupported" },
      allowed: ["user", "service_account", "group"],
    });
    expect((await tenant.api(`GET ${BASE}?limit=201`)).body.error.details).toEqual({ fields: { limit: "range" } });
    expect((await tenant.api(`GET ${BASE}?groups=x`)).body.error.details).toEqual({ fields: { groups: "unknown" } });
  });

  it("show all their groups on a full page", async () => {
    const tenant = await newTenant();
    await add(tenant, "group:all");
    // The operator is not limited.
    await Promise.all(
      Array.from({ length: 120 }, (_, i) =>
        asOperator(`POST ${BASE}`, { identity_id: `sa:n${i}`, groups: ["group:all"] }, tenant.id),
      ),
    );
    const page = (await tenant.api(`GET ${BASE}?limit=200&group=group:all`)).body.identities;
    expect(page).toHaveLength(120);
    expect(page.every(({ groups }: { groups: string[] }) => groups[0] === "group:all")).toBe(true);
  });
});

describe("changing an identity", () => {
  it.each([
    ["user:admin", {}, { body: "required" }],
    ["user:admin", { identity_id: "user:b" }, { identity_id: "unknown" }],
    ["user:admin", { display_name: 1 }, { display_name: "type" }],
    ["group:sre", { groups: ["group:sre"] }, { groups: "unsupported" }],
    ["group:sre", { roles: ["tenant_admin"] }, { roles: "unsupported" }],
  ])("refuses %s with %j", async (id, body, fields) => {
    const answer = await patch(shared, id, body);
    expect(answer.body.error).toMatchObject({ code: "validation_error", details: { fields } });
  });

  it("replaces groups whole, leaves what it does not name, and gives no rights of the group left", async () => {
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

  it("of a role is refused to a tenant admin, to anybody about themselves, and wherever the role does not fit", async () => {
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

  it("of the role ends what admin in a token allowed, at once", async () => {
    const tenant = await newTenant();
    must(await asOperator(`PATCH ${BASE}/user:admin`, { roles: [] }, tenant.id), 200);
    const refused = await tenant.api(`GET ${BASE}`);
    expect(refused.status).toBe(200);
    expect((await tenant.api("GET /v1/tenant/settings")).body.error.code).toBe("insufficient_scope");
    must(await asOperator(`PATCH ${BASE}/user:admin`, { roles: ["tenant_admin"] }, tenant.id), 200);
    must(await tenant.api("GET /v1/tenant/settings"), 200);
  });

  it("to inactive refuses its tokens at once, back to active lets them work, and nobody does it to themselves", async () => {
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
});

describe("deleting an identity", () => {
  it("is refused on oneself and on nobody", async () => {
    const self = await shared.api(`DELETE ${BASE}/user:admin`);
    expect([self.status, self.body.error.code]).toEqual([403, "access_denied"]);
    expect((await shared.api(`DELETE ${BASE}/user:nobody`)).body.error.code).toBe("identity_not_found");
  });

  it("ends its tokens for good and takes memberships and bindings along", async () => {
    const tenant = await newTenant();
    await add(tenant, "group:sre");
    await add(tenant, "sa:ci", { groups: ["group:sre"] });
    const token = await newToken(tenant.id, "sa:ci", SCOPES.slice(0, 2));
    const rules = [{ path_pattern: "**", permissions: ["read"] }];
    const policy = must(await tenant.api("POST /v1/policies", { name: "p", rules }), 201).id;
    const bind = (identity_type: string, identity_id: string) =>
      tenant.api(`POST /v1/policies/${policy}/bindings`, { identity_type, identity_id });
    must(await bind("service_account", "sa:ci"), 201);
    must(await bind("group", "group:sre"), 201);
    must(await tenant.api(`DELETE ${BASE}/sa:ci`), 204);
    expect(await whoami(token)).toBe("token_revoked");
    expect((await tenant.api(`GET ${BASE}/sa:ci`)).body.error.code).toBe("identity_not_found");
    await add(tenant, "sa:ci");
    expect(await whoami(token)).toBe("token_revoked");
    expect((await tenant.api(`GET ${BASE}/sa:ci`)).body.groups).toEqual([]);
    expect(await rowsOf(tenant.stub, "SELECT identity_id FROM policy_bindings")).toEqual([
      { identity_id: "group:sre" },
    ]);
    must(await tenant.api(`DELETE ${BASE}/group:sre`), 204);
    expect(await rowsOf(tenant.stub, "SELECT * FROM policy_bindings")).toEqual([]);
    const row = (await auditRows(tenant.stub)).find(({ action }) => action === "identity_delete");
    expect(JSON.parse(String(row?.extra_data))).toEqual({ target_identity_id: "sa:ci", tokens_revoked: 1 });
  });
});

const shared = await newTenant();
await add(shared, "group:sre");
