import { expect, it } from "vitest";
import { must, newTenant, type TestTenant } from "../support/api";
import { CREDENTIALS, INTEGRATIONS, newCredential, newIntegration, refusal, stored } from "./record-bench";

const CONFLICT = { status: 409, code: "name_conflict", details: { field: "name" } };
const native = (name: string) => ({ name, type: "native" });
const pointer = (vaultIntegrationId: string, name: string) => ({
  name,
  vaultIntegrationId,
  vaultPath: "secret/data/app/portal",
  fieldMap: { username: "login", password: "pass" },
  allowedDomains: ["portal.example.net"],
});
const namesOf = async (tenant: TestTenant, path: string): Promise<string[]> =>
  must(await tenant.api(`GET ${path}`), 200).map(({ name }: { name: string }) => name);

it("names refuse a filter that is there twice, and a wish that is neither true nor false", async () => {
  const tenant = await newTenant();
  for (const path of [INTEGRATIONS, CREDENTIALS])
    expect(refusal(await tenant.api(`GET ${path}?name=a&name=b`)).details).toEqual({ fields: { name: "repeated" } });
  const { id } = await newIntegration(tenant);
  expect(refusal(await tenant.api(`POST ${INTEGRATIONS}?unique=yes`, native("a"))).details).toEqual({
    fields: { unique: "format" },
  });
  expect(refusal(await tenant.api(`POST ${CREDENTIALS}?unique=yes`, pointer(id, "a"))).details).toEqual({
    fields: { unique: "format" },
  });
});

it("names of integrations are free, unless one is wanted for its own: then a second is refused, at creation and at renaming", async () => {
  const tenant = await newTenant();
  const first = must(await tenant.api(`POST ${INTEGRATIONS}?unique=true`, native("vault")), 201);
  const second = must(await tenant.api(`POST ${INTEGRATIONS}`, native("vault")), 201);
  const before = await stored(tenant);
  expect(refusal(await tenant.api(`POST ${INTEGRATIONS}?unique=true`, native("vault")))).toEqual(CONFLICT);
  expect(refusal(await tenant.api(`PATCH ${INTEGRATIONS}/${first.id}?unique=true`, { name: "vault" }))).toEqual(
    CONFLICT,
  );
  expect(await stored(tenant)).toEqual(before);
  must(await tenant.api(`PATCH ${INTEGRATIONS}/${second.id}?unique=true`, { name: "Vault" }), 200);
  must(await tenant.api(`PATCH ${INTEGRATIONS}/${first.id}?unique=true`, { name: "vault" }), 200);
  must(await tenant.api(`PATCH ${INTEGRATIONS}/${first.id}?unique=false`, { name: "Vault" }), 200);
  expect(await namesOf(tenant, INTEGRATIONS)).toEqual(["Vault", "Vault"]);
});

it("names of credentials are free, unless one is wanted for its own, by a change of something else too", async () => {
  const tenant = await newTenant();
  const { id } = await newIntegration(tenant);
  const first = must(await tenant.api(`POST ${CREDENTIALS}?unique=true`, pointer(id, "portal")), 201);
  expect(refusal(await tenant.api(`POST ${CREDENTIALS}?unique=true`, pointer(id, "portal")))).toEqual(CONFLICT);
  must(await tenant.api(`POST ${CREDENTIALS}`, pointer(id, "portal")), 201);
  const change = { allowedDomains: ["other.example.net"] };
  expect(refusal(await tenant.api(`PATCH ${CREDENTIALS}/${first.id}?unique=true`, change))).toEqual(CONFLICT);
  const renamed = await tenant.api(`PATCH ${CREDENTIALS}/${first.id}?unique=true`, { ...change, name: "own" });
  expect(must(renamed, 200)).toMatchObject({ name: "own", ...change });
});

it("names of another tenant are no conflict, and of two who want one at the same time one gets it", async () => {
  const [tenant, other] = [await newTenant(), await newTenant()];
  must(await other.api(`POST ${INTEGRATIONS}?unique=true`, native("vault")), 201);
  const wishes = await Promise.all(
    Array.from({ length: 8 }, () => tenant.api(`POST ${INTEGRATIONS}?unique=true`, native("vault"))),
  );
  expect(wishes.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
});

it("names filter both lists, exactly, page by page", async () => {
  const tenant = await newTenant();
  for (const name of ["vault", "Vault", "vault 2", "vault"])
    must(await tenant.api(`POST ${INTEGRATIONS}`, native(name)), 201);
  expect(await namesOf(tenant, `${INTEGRATIONS}?name=vault`)).toEqual(["vault", "vault"]);
  expect(await namesOf(tenant, `${INTEGRATIONS}?name=vaul`)).toEqual([]);
  const first = await tenant.api(`GET ${INTEGRATIONS}?name=vault&limit=1`);
  const next = /<([^>]+)>/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
  expect(new URL(next, "https://postern.example").searchParams.get("name")).toBe("vault");
  const cursor = encodeURIComponent(new URL(next, "https://postern.example").searchParams.get("cursor") ?? "");
  expect(await namesOf(tenant, `${INTEGRATIONS}?name=vault&limit=1&cursor=${cursor}`)).toEqual(["vault"]);
  const elsewhere = await tenant.api(`GET ${INTEGRATIONS}?name=Vault&limit=1&cursor=${cursor}`);
  expect(refusal(elsewhere).code).toBe("invalid_cursor");
  const { id } = await newIntegration(tenant);
  const { name } = await newCredential(tenant, id);
  expect(await namesOf(tenant, `${CREDENTIALS}?name=${encodeURIComponent(name)}`)).toEqual([name]);
  expect(await namesOf(tenant, `${CREDENTIALS}?name=none`)).toEqual([]);
});
