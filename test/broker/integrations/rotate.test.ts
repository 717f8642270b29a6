import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { nextUpdatedAt } from "../../../src/broker/records";
import { must, newTenant, type TestTenant } from "../../support/api";
import { newFakeVault } from "../../support/fake-vault";
import {
  at,
  entries,
  evict,
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
import { KEYS, LOGIN_REFUSED } from "./support";

afterEach(() => {
  vi.restoreAllMocks();
});

const rotate = (tenant: TestTenant, id: string, body: unknown, query = "") =>
  tenant.api(`PUT ${INTEGRATIONS}/${id}${query}`, body);

it("integrations.rotate takes the secret id and no other key, and a refusal leaves all as it was", async () => {
  const tenant = await newTenant();
  const made = await newIntegration(tenant);
  const before = await stored(tenant);
  const faults: [unknown, Record<string, string>][] = [
    [{}, { secretId: "required" }],
    [{ secretId: "" }, { secretId: "empty" }],
    [{ secretId: null }, { secretId: "type" }],
    [{ secretId: ["x"] }, { secretId: "type" }],
    [{ secretId: "a b" }, { secretId: "characters" }],
    [{ secretId: "a\n" }, { secretId: "characters" }],
    [{ secretId: "x".repeat(1025) }, { secretId: "too_long" }],
    [{ secretId: "x", secretid: "y" }, { secretid: "unknown" }],
    [{ secretId: "x", verify: true }, { verify: "unknown" }],
    ...["name", "type", "config", "address", "namespace", "authMethod", "roleId", "authMount", "kvVersion"].map(
      (key): [unknown, Record<string, string>] => [{ secretId: "x", [key]: made[key] ?? null }, { [key]: "immutable" }],
    ),
    [
      { name: "n", config: { secretId: "x" }, status: "healthy" },
      { name: "immutable", config: "immutable", status: "immutable", secretId: "required" },
    ],
  ];
  for (const [body, fields] of faults)
    expect(refusal(await rotate(tenant, made.id, body)), JSON.stringify(body)).toEqual(fieldFaults(fields));
  expect(refusal(await rotate(tenant, made.id, { secretId: "x" }, "?verify=yes"))).toEqual(
    fieldFaults({ verify: "format" }),
  );
  expect(await stored(tenant)).toEqual(before);
  expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toEqual(made);
  expect((await entries(tenant)).map(({ action }) => action)).toEqual(["integration.created", "integration.read"]);
});

it("integrations.rotate moves updatedAt strictly forward, also within one second, and also for the value already stored", async () => {
  const tenant = await newTenant();
  await setClock(tenant, at("2026-05-11T09:30:00.100Z"));
  const made = await newIntegration(tenant);
  const expected = { ...made };
  for (const second of ["01", "02", "03"]) {
    const answer = await rotate(tenant, made.id.toUpperCase(), { secretId: SECRET_ID });
    expect(must(answer, 200)).toEqual({ ...expected, updatedAt: `2026-05-11T09:30:${second}Z` });
    expect(Object.keys(answer.body)).toEqual(KEYS);
  }
  await setClock(tenant, at("2026-05-11T09:30:03.999Z"));
  expect((await rotate(tenant, made.id, { secretId: "other" })).body.updatedAt).toBe("2026-05-11T09:30:04Z");
  await setClock(tenant, at("2026-05-11T09:31:00Z"));
  expect((await rotate(tenant, made.id, { secretId: "other" })).body.updatedAt).toBe("2026-05-11T09:31:00Z");
  expect((await stored(tenant)).integrations).toMatchObject([{ revision: 6 }]);
  expect(await newest(tenant)).toEqual({
    action: "integration.rotated",
    outcome: "ok",
    object: made.id,
    extra: { integration_id: made.id, verify: false },
  });
});

it("the next updatedAt of an integration is a later second than the stored one, and the clock's own where that has moved on", () => {
  const ms = fc.integer({ min: 0, max: at("2100-01-01T00:00:00Z") });
  fc.assert(
    fc.property(ms, ms, (storedMs, nowMs) => {
      const next = nextUpdatedAt(storedMs, nowMs);
      expect(Math.floor(next / 1000)).toBeGreaterThan(Math.floor(storedMs / 1000));
      expect(next === nowMs || next === storedMs + 1000).toBe(true);
    }),
  );
});

it("integrations.rotate uses the new secret id for the next login and forgets what the old one led to", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secretId: "right" });
  const made = await newIntegration(tenant, { address: vault.address, secretId: "wrong" });
  const push = () => tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "x", data: { a: "b" } });
  expect(refusal(await push())).toEqual(LOGIN_REFUSED);
  expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toMatchObject({
    status: "failing",
    lastCheckedAt: expect.any(String),
    updatedAt: made.updatedAt,
  });
  expect(must(await rotate(tenant, made.id, { secretId: "right" }), 200)).toMatchObject({
    status: "unknown",
    lastCheckedAt: null,
  });
  must(await push(), 201);
  expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toMatchObject({ status: "healthy" });
  must(await rotate(tenant, made.id, { secretId: "right" }), 200);
  must(await push(), 201);
  expect(await vault.logins()).toBe(3);
});

it("integrations.rotate with verify changes nothing when the vault refuses: old secret id, token and updatedAt stay", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secretId: SECRET_ID });
  const made = must(
    await tenant.api(`POST ${INTEGRATIONS}?verify=true`, integrationBody({ address: vault.address })),
    201,
  );
  const before = await stored(tenant);
  expect(refusal(await rotate(tenant, made.id, { secretId: "wrong" }, "?verify=true"))).toEqual(LOGIN_REFUSED);
  expect(await stored(tenant)).toEqual(before);
  expect(must(await tenant.api(`GET ${INTEGRATIONS}/${made.id}`), 200)).toEqual(made);
  const rows = await entries(tenant);
  expect(rows.at(-2)).toEqual({
    action: "integration.rotated",
    outcome: "vault_auth_failed",
    object: made.id,
    extra: { integration_id: made.id, verify: true },
  });
  must(await tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "x", data: { a: "b" } }), 201);
  expect(await vault.logins()).toBe(2);
});

it("integrations.rotate with verify is healthy at once and keeps the token of the trial", async () => {
  const tenant = await newTenant();
  const vault = await newFakeVault({ secretId: "second" });
  const made = await newIntegration(tenant, { address: vault.address, secretId: "first" });
  await setClock(tenant, at("2027-01-01T00:00:00Z"));
  const rotated = must(await rotate(tenant, made.id, { secretId: "second" }, "?verify=true"), 200);
  expect(rotated).toEqual({
    ...made,
    status: "healthy",
    lastCheckedAt: "2027-01-01T00:00:00Z",
    updatedAt: "2027-01-01T00:00:00Z",
  });
  expect((await newest(tenant))?.extra).toEqual({ integration_id: made.id, verify: true });
  await evict(tenant);
  must(await tenant.api(`POST ${INTEGRATIONS}/${made.id}/secrets`, { path: "x", data: { a: "b" } }), 201);
  expect(await vault.logins()).toBe(1);
});
