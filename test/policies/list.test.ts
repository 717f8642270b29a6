import { expect, it } from "vitest";
import { must, newTenant } from "../support/api";
import { bind, given, identity, NOW, RULES, setClock } from "./support";

it("the list of policies goes by name, page after page, and a cursor serves no other list", async () => {
  const tenant = await newTenant();
  for (const name of ["b", "B", "a", "c", "z off"])
    await given(tenant, { name, rules: RULES, is_active: !name.endsWith("off") });
  const names = async (query: string) => {
    const { body } = await tenant.api(`GET /v1/policies${query}`);
    return {
      names: body.policies.map(({ name }: { name: string }) => name),
      cursor: body.cursor,
      more: body.has_more,
    };
  };
  expect(await names("")).toEqual({ names: ["B", "a", "b", "c"], cursor: null, more: false });
  expect(await names("?include_inactive=true&scope=tenant")).toMatchObject({ names: ["B", "a", "b", "c", "z off"] });
  expect(await names("?scope=partner")).toEqual({ names: [], cursor: null, more: false });
  const first = await names("?limit=2");
  expect(first).toEqual({ names: ["B", "a"], cursor: expect.any(String), more: true });
  await given(tenant, { name: "A new", rules: [] });
  await tenant.api(`DELETE /v1/policies/${(await tenant.api("GET /v1/policies?limit=3")).body.policies[2].id}`);
  expect(await names(`?limit=3&cursor=${first.cursor}`)).toEqual({ names: ["b", "c"], cursor: null, more: false });
  const other = await newTenant();
  for (const answer of [
    await tenant.api(`GET /v1/policies?include_inactive=true&cursor=${first.cursor}`),
    await other.api(`GET /v1/policies?cursor=${first.cursor}`),
    await tenant.api("GET /v1/policies?cursor=x"),
    await tenant.api("GET /v1/policies?cursor="),
  ])
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid_cursor"]);
  for (const limit of ["0", "201", "-1", "1.5", "x"])
    expect((await tenant.api(`GET /v1/policies?limit=${limit}`)).status).toBe(422);
});

it("the list of policies counts rules and live bindings", async () => {
  const tenant = await newTenant();
  await setClock(tenant, NOW);
  const { id } = await given(tenant, { name: "p", rules: [...RULES, ...RULES] });
  await identity(tenant, "sa:brief");
  must(await bind(tenant, id, "user:admin"), 201);
  must(await bind(tenant, id, "sa:brief", { expires_at: "2026-06-01T09:00:00Z" }), 201);
  const item = {
    id,
    name: "p",
    scope: "tenant",
    rule_count: 2,
    binding_count: 2,
    is_active: true,
    created_at: "2026-06-01T08:00:00Z",
    updated_at: "2026-06-01T08:00:00Z",
  };
  const page = async () => (await tenant.api("GET /v1/policies")).body;
  expect(await page()).toEqual({ policies: [item], cursor: null, has_more: false });
  await setClock(tenant, NOW + 3_600_000);
  expect(await page()).toEqual({ policies: [{ ...item, binding_count: 1 }], cursor: null, has_more: false });
});
