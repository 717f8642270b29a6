import { afterEach, expect, it, vi } from "vitest";
import { must, newTenant, type TestTenant } from "../../support/api";
import { newFakeVault } from "../../support/fake-vault";
import {
  at,
  fieldFaults,
  INTEGRATIONS,
  integrationBody,
  newest,
  newIntegration,
  refusal,
  SECRET_ID,
  setClock,
  stored,
} from "../record-bench";
import { KEYS } from "./support";

afterEach(() => {
  vi.restoreAllMocks();
});

const rename = (tenant: TestTenant, id: string, body: unknown) => tenant.api(`PATCH ${INTEGRATIONS}/${id}`, body);

it("integrations.rename takes the name and no other key, and a refusal leaves all as it was", async () => {
  const tenant = await newTenant();
  const made = await newIntegration(tenant);
  const before = await stored(tenant);
  const faults: [unknown, Record<string, string>][] = [
    [{}, { name: "required" }],
    [{ name: "" }, { name: "empty" }],
    [{ name: null }, { name: "type" }],
    [{ name: "x".repeat(101) }, { name: "too_long" }],
    [{ name: "a\u0007" }, { name: "characters" }],
    [{ name: "n", secretId: "x" }, { secretId: "unknown" }],
    ...KEYS.filter((key) => key !== "name").map((key): [unknown, Record<string, string>] => [
      { name: "n", [key]: made[key] },
      { [key]: "immutable" },
    ]),
    [{ config: {} }, { config: "immutable", name: "required" }],
  ];
  for (const [body, fields] of faults)
    expect(refusal(await rename(tenant, made.id, body)), JSON.stringify(body)).toEqual(fieldFaults(fields));
  expect(await stored(tenant)).toEqual(before);
});

it("integrations.rename moves the name and updatedAt and nothing else, and leaves the vault alone", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secretId: SECRET_ID });
  await setClock(tenant, at("2026-05-11T09:30:00Z"));
  const made = must(
    await tenant.api(`POST ${INTEGRATIONS}?verify=true`, integrationBody({ address: vault.address })),
    201,
  );
  const answer = await rename(tenant, made.id, { name: "  platform vault, Frankfurt " });
  expect(must(answer, 200)).toEqual({
    ...made,
    name: "platform vault, Frankfurt",
    updatedAt: "2026-05-11T09:30:01Z",
  });
  expect(await newest(tenant)).toEqual({
    action: "integration.renamed",
    outcome: "ok",
    object: made.id,
    extra: { integration_id: made.id },
  });
  expect((await stored(tenant)).integrations).toMatchObject([{ revision: 1, name: "platform vault, Frankfurt" }]);
  must(await tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "x", data: { a: "b" } }), 201);
  expect(await vault.logins()).toBe(1);
});
