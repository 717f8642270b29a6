import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { asOperator, auditRows, call, must, newTenant, newToken, OPERATOR_TOKEN } from "../support/api";
import { newPartner } from "../support/spaces";
import { codeOf } from "./support";

const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

it("partners and tenants are made and changed by nobody without the right", async () => {
  const [partner, foreign] = [await newPartner(), await newPartner()];
  const tenant = await newTenant({ partnerId: partner.id });
  const plain = await tenant.token(["identity:read"]);
  const partnerPlain = await partner.token(SCOPES.filter((scope) => scope !== "admin" && scope !== "identity:admin"));
  for (const [line, body] of [
    ["POST /v1/identity/partners", { name: "X" }],
    ["POST /v1/identity/tenants", { name: "X" }],
    [`PATCH /v1/identity/partners/${partner.id}`, { name: "X" }],
    [`PATCH /v1/identity/tenants/${tenant.id}`, { name: "X" }],
  ] as const) {
    expect(codeOf(await call(line, { token: plain, body }))).toBe("403 insufficient_scope");
    expect(codeOf(await call(line, { token: partnerPlain, body }))).toBe("403 insufficient_scope");
    expect(codeOf(await tenant.api(line, body))).toBe("403 access_denied");
  }
  expect(codeOf(await partner.api("POST /v1/identity/partners", { name: "X" }))).toBe("403 access_denied");
  expect(codeOf(await partner.api(`PATCH /v1/identity/partners/${partner.id}`, { name: "X" }))).toBe(
    "403 access_denied",
  );
  const other = await partner.api("POST /v1/identity/tenants", { name: "X", partner_id: foreign.id });
  expect(codeOf(other)).toBe("403 access_denied");
  for (const id of [tenant.id, "tnt_never"]) {
    const status = await partner.api(`PATCH /v1/identity/tenants/${id}`, { status: "suspended" });
    expect(status.body.error).toMatchObject({ code: "access_denied", details: { required_role: "operator" } });
  }
  expect(codeOf(await foreign.api(`PATCH /v1/identity/tenants/${tenant.id}`, { name: "X" }))).toBe(
    "404 tenant_not_found",
  );
  expect((await tenant.api(`GET /v1/identity/tenants/${tenant.id}`)).body.name).toBe("Bluefin");
});

it.each([
  ["POST /v1/identity/partners", {}, { name: "required" }],
  ["POST /v1/identity/partners", { name: "x".repeat(129) }, { name: "too_long" }],
  ["POST /v1/identity/partners", { name: "x", slug: "Big" }, { slug: "format" }],
  ["POST /v1/identity/partners", { name: "x", slug: "a".repeat(41) }, { slug: "format" }],
  ["POST /v1/identity/partners", { name: "x", partner_id: "ptn_x" }, { partner_id: "unknown" }],
  ["POST /v1/identity/tenants", { name: "x" }, { partner_id: "required" }],
  ["PATCH /v1/identity/partners/ptn_x", {}, { body: "required" }],
  ["PATCH /v1/identity/partners/ptn_x", { slug: "y" }, { slug: "unknown" }],
  ["PATCH /v1/identity/tenants/tnt_x", { status: "deleted" }, { status: "unsupported" }],
  ["GET /v1/identity/tenants?status=gone", undefined, { status: "unsupported" }],
  ["GET /v1/identity/partners?partner_id=x", undefined, { partner_id: "unknown" }],
])("partners and tenants refuse %s with %j", async (line, body, fields) => {
  const answer = await asOperator(line, body);
  expect(answer.body.error).toMatchObject({ code: "validation_error", details: { fields } });
});

it("partners and tenants have slugs that are free once, a partner that exists, and ids that answer 404 if nobody has them", async () => {
  const partner = await newPartner();
  const slug = partner.id.slice(4);
  expect(codeOf(await asOperator("POST /v1/identity/partners", { name: "x", slug }))).toBe("409 name_conflict");
  must(await partner.api("POST /v1/identity/tenants", { name: "x", slug }), 201);
  const taken = await partner.api("POST /v1/identity/tenants", { name: "x", slug });
  expect(taken.body.error).toMatchObject({ code: "name_conflict", details: { field: "slug" } });
  const nobodys = await asOperator("POST /v1/identity/tenants", { name: "x", partner_id: "ptn_none" });
  expect(nobodys.body.error).toMatchObject({ code: "partner_not_found", details: { field: "partner_id" } });
  for (const [kind, id] of [
    ["partner", "ptn_none"],
    ["tenant", "tnt_none"],
    ["partner", "x"],
  ])
    for (const method of ["GET", "PATCH"]) {
      const answer = await asOperator(
        `${method} /v1/identity/${kind}s/${id}`,
        method === "GET" ? undefined : { name: "x" },
      );
      expect(answer.body.error).toMatchObject({ code: `${kind}_not_found`, details: { id } });
    }
  const made = must(await partner.api("POST /v1/identity/tenants", { name: " Free " }), 201);
  expect(made).toEqual({
    id: expect.stringMatching(/^tnt_[a-z0-9]{12}$/),
    slug: made.id.slice(4),
    name: "Free",
    partner_id: partner.id,
    status: "active",
    created_at: AT,
    updated_at: AT,
  });
});

it("partners and tenants are seen by the operator all, by a partner its own, by a tenant its partner and itself", async () => {
  const [partner, foreign] = [await newPartner(), await newPartner()];
  const [one, two] = [await newTenant({ partnerId: partner.id }), await newTenant({ partnerId: partner.id })];
  const stranger = await newTenant({ partnerId: foreign.id });
  const ids = async (token: string, line: string) => {
    const { partners, tenants } = must(await call(line, { token }), 200);
    return (partners ?? tenants).map(({ id }: { id: string }) => id);
  };
  const own = [one.id, two.id].toSorted();
  expect(await ids(partner.admin, "GET /v1/identity/tenants")).toEqual(own);
  expect(await ids(partner.admin, "GET /v1/identity/partners")).toEqual([partner.id]);
  expect(await ids(one.admin, "GET /v1/identity/tenants")).toEqual([one.id]);
  expect(await ids(one.admin, "GET /v1/identity/partners")).toEqual([partner.id]);
  expect(await ids(one.admin, `GET /v1/identity/tenants?partner_id=${foreign.id}`)).toEqual([]);
  expect(await ids(OPERATOR_TOKEN, `GET /v1/identity/tenants?partner_id=${foreign.id}`)).toEqual([stranger.id]);
  expect(await ids(OPERATOR_TOKEN, `GET /v1/t/${one.id}/identity/tenants?partner_id=${foreign.id}`)).toEqual([
    stranger.id,
  ]);
  for (const [token, line] of [
    [one.admin, `GET /v1/identity/tenants/${two.id}`],
    [one.admin, `GET /v1/identity/tenants/${stranger.id}`],
    [partner.admin, `GET /v1/identity/tenants/${stranger.id}`],
    [partner.admin, `GET /v1/identity/partners/${foreign.id}`],
    [one.admin, `GET /v1/identity/partners/${foreign.id}`],
  ] as const)
    expect((await call(line, { token })).status).toBe(404);
  expect((await one.api(`GET /v1/identity/partners/${partner.id}`)).body).toEqual({
    id: partner.id,
    slug: partner.id.slice(4),
    name: "Northwind",
    status: "active",
    created_at: AT,
    updated_at: AT,
  });
  const page = (await partner.api("GET /v1/identity/tenants?limit=1")).body;
  expect([page.tenants.length, page.has_more]).toEqual([1, true]);
  expect(await ids(partner.admin, `GET /v1/identity/tenants?cursor=${page.cursor}`)).toEqual(own.slice(1));
  expect(codeOf(await one.api(`GET /v1/identity/tenants?cursor=${page.cursor}`))).toBe("400 invalid_cursor");
});

it("partners and tenants are renamed, with rows in the log of who did it and of the space itself", async () => {
  const partner = await newPartner();
  const tenant = await newTenant({ partnerId: partner.id });
  const renamed = must(await partner.api(`PATCH /v1/identity/tenants/${tenant.id}`, { name: "Redfin" }), 200);
  expect(renamed).toMatchObject({ id: tenant.id, name: "Redfin", status: "active" });
  expect((await tenant.api(`GET /v1/identity/tenants/${tenant.id}`)).body).toEqual(renamed);
  must(await asOperator(`PATCH /v1/identity/partners/${partner.id}`, { name: "South" }), 200);
  const last = async (stub: typeof tenant.stub, action: string) => {
    const row = (await auditRows(stub)).findLast((r) => r.action === action);
    return [row?.identity_id, row?.actor_tenant_id, row?.tenant_id, JSON.parse(String(row?.extra_data))];
  };
  const extra = { tenant_id: tenant.id, fields: ["name"] };
  expect(await last(tenant.stub, "tenant_update")).toEqual(["user:pat", partner.id, tenant.id, extra]);
  expect(await last(partner.stub, "tenant_update")).toEqual(["user:pat", partner.id, partner.id, extra]);
  const own = { partner_id: partner.id, fields: ["name"] };
  expect(await last(partner.stub, "partner_update")).toEqual(["system:operator", null, partner.id, own]);
  const operator = env.SPACES.getByName("operator");
  expect(await last(operator, "partner_update")).toEqual(["system:operator", null, "operator", own]);
});

it("partners and tenants begin their log with the row that made them, which a tenant's partner has too", async () => {
  const partner = must(await asOperator("POST /v1/identity/partners", { name: "Northwind" }), 201);
  const wanted = { name: "Bluefin", partner_id: partner.id };
  const tenant = must(await asOperator("POST /v1/identity/tenants", wanted), 201);
  const logOf = (space: string) => auditRows(env.SPACES.getByName(space));
  const [first] = await logOf(tenant.id);
  expect([first?.seq, first?.action, first?.tenant_id]).toEqual([1, "tenant_create", tenant.id]);
  const [own] = await logOf(partner.id);
  expect([own?.seq, own?.action, own?.tenant_id]).toEqual([1, "partner_create", partner.id]);
  const administrator = { identity_id: "user:pat", roles: ["partner_admin"] };
  must(await asOperator("POST /v1/identity/identities", administrator, partner.id), 201);
  const token = await newToken(partner.id, "user:pat", SCOPES);
  const copies = (await logOf(partner.id)).filter(({ action }) => action === "tenant_create");
  expect(copies.map(({ tenant_id, extra_data }) => [tenant_id, JSON.parse(String(extra_data)).tenant_id])).toEqual([
    [partner.id, tenant.id],
  ]);
  const made = must(await call("POST /v1/identity/tenants", { token, body: { name: "x" } }), 201);
  const again = (await logOf(partner.id)).filter(({ action }) => action === "tenant_create");
  expect(again.map(({ extra_data }) => JSON.parse(String(extra_data)).tenant_id)).toEqual([tenant.id, made.id]);
});
