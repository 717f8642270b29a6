import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { SCOPES } from "../../src/kernel/actor";
import { asOperator, auditRows, call, evict, must, newTenant, OPERATOR_TOKEN } from "../support/api";
import { newPartner, rowsOf } from "../support/spaces";

const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const codeOf = ({ status, body }: { status: number; body: { error: { code: string } } }) =>
  `${status} ${body.error.code}`;

describe("partners and tenants", () => {
  it("are made and changed by nobody without the right", async () => {
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
  ])("refuse %s with %j", async (line, body, fields) => {
    const answer = await asOperator(line, body);
    expect(answer.body.error).toMatchObject({ code: "validation_error", details: { fields } });
  });

  it("have slugs that are free once, a partner that exists, and ids that answer 404 if nobody has them", async () => {
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

  it("are seen by the operator all, by a partner its own, by a tenant its partner and itself", async () => {
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

  it("are renamed, with rows in the log of who did it and of the space itself", async () => {
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
    const operator = env.TENANTS.getByName("operator");
    expect(await last(operator, "partner_update")).toEqual(["system:operator", null, "operator", own]);
  });

  it("begin their log with the row that made them, which a tenant's partner has too", async () => {
    const partner = await newPartner();
    const tenant = await newTenant({ partnerId: partner.id });
    const [first] = await auditRows(tenant.stub);
    expect([first?.seq, first?.action, first?.tenant_id]).toEqual([1, "tenant_create", tenant.id]);
    const [own] = await auditRows(partner.stub);
    expect([own?.seq, own?.action, own?.tenant_id]).toEqual([1, "partner_create", partner.id]);
    const copies = (await auditRows(partner.stub)).filter(({ action }) => action === "tenant_create");
    expect(copies.map(({ tenant_id, extra_data }) => [tenant_id, JSON.parse(String(extra_data)).tenant_id])).toEqual([
      [partner.id, tenant.id],
    ]);
    const made = must(await partner.api("POST /v1/identity/tenants", { name: "x" }), 201);
    const again = (await auditRows(partner.stub)).filter(({ action }) => action === "tenant_create");
    expect(again.map(({ extra_data }) => JSON.parse(String(extra_data)).tenant_id)).toEqual([tenant.id, made.id]);
  });
});

describe("suspension", () => {
  const suspend = (id: string, status: string) =>
    asOperator(`PATCH /v1/identity/${id.startsWith("ptn_") ? "partners" : "tenants"}/${id}`, { status });
  const refused = { code: "tenant_access_denied", details: { reason: "suspended" } };

  it("refuses every token of a tenant at once, also after an eviction, and loses nothing", async () => {
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
    const listed = (await asOperator(`GET /v1/identity/tenants?status=suspended&partner_id=${partner.id}`)).body
      .tenants;
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([tenant.id]);
    must(await suspend(tenant.id, "active"), 200);
    must(await tenant.api("GET /v1/auth/whoami"), 200);
    must(await call("GET /v1/tokens", { token: plain }), 200);
    must(await partner.api(`GET /v1/t/${tenant.id}/tokens`), 200);
  });

  it("of a partner stops its administrators everywhere, and its tenants not at all", async () => {
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

  it("may be repeated, and changes that meet leave directory and object agreed", async () => {
    const tenant = await newTenant();
    const wishes = Array.from({ length: 9 }, (_, i) => (i % 2 === 0 ? "active" : "suspended"));
    for (const answer of await Promise.all(wishes.map((status) => suspend(tenant.id, status)))) must(answer, 200);
    const [row] = await rowsOf(tenant.stub, "SELECT status FROM spaces");
    expect((await asOperator(`GET /v1/identity/tenants/${tenant.id}`)).body.status).toBe(row?.status);
    must(await suspend(tenant.id, "suspended"), 200);
    must(await suspend(tenant.id, "suspended"), 200);
    expect((await tenant.api("GET /v1/auth/whoami")).body.error).toMatchObject(refused);
  });

  it("cut off half-way leaves the space closed, and repeating it mends that", async () => {
    const tenant = await newTenant();
    const broken = async (status: string) => {
      await env.DB.prepare(
        "CREATE TRIGGER broken BEFORE UPDATE ON tenants BEGIN SELECT RAISE(ABORT, 'directory down'); END",
      ).run();
      const answer = await suspend(tenant.id, status);
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
});
