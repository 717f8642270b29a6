import { expect, it } from "vitest";
import { asOperator, call, must, newTenant } from "../support/api";
import { add, BASE, shared } from "./support";

const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

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
])("identities are refused as %j", async (body, fields) => {
  const answer = await shared.api(`POST ${BASE}`, body);
  expect(answer.body.error).toMatchObject({ code: "validation_error", details: { fields } });
});

it("identities are made once each, in groups that exist", async () => {
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

it("identities are read with identity:read only, and another space's are unknown", async () => {
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

it("identities are listed by id, by type and group, without inactive ones unless asked, and paged", async () => {
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

it("identities show all their groups on a full page", async () => {
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
