import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isSamePlace } from "../../src/broker/access/place";
import { PROVIDERS, providerOf } from "../../src/broker/providers";
import type { Integration } from "../../src/broker/tables";
import { auditRows, call } from "../support/api";
import { type BrokerBench, newFakeBench, PAGE } from "./broker-bench";

const KINDS = Object.keys(PROVIDERS);

it.each(["", "later", "Hashicorp", "constructor", "__proto__"])("no provider is found for the type %j", (type) => {
  expect(() => providerOf({ type })).toThrow("internal_error");
});

it.each(Object.entries(PROVIDERS))("the type %s leads to its provider", (type, provider) => {
  expect(providerOf({ type })).toBe(provider);
});

/** As a later release would have stored it. */
async function storeType(b: BrokerBench, type: string): Promise<void> {
  await env.DB.prepare("UPDATE vault_integrations SET type = ? WHERE id = ?").bind(type, b.integrationId).run();
  await evictDurableObject(b.tenant.stub);
}

const INTEGRATION = "/api/v1/vault-integrations/{integration}";
const CREDENTIAL = "/api/v1/credentials/{credential}";

it.each([
  ["GET /api/v1/vault-integrations"],
  [`GET ${INTEGRATION}`],
  [`PUT ${INTEGRATION}`, { secretId: "another" }],
  [`POST ${INTEGRATION}/test`],
  [`POST ${INTEGRATION}/secrets`, { path: "app", data: { key: "value" } }],
  [`DELETE ${INTEGRATION}`],
  [`PATCH ${CREDENTIAL}`, { vaultPath: "secret/data/other" }],
  [`POST ${CREDENTIAL}/test`],
  [`POST ${CREDENTIAL}/resolve`, { url: PAGE }],
])(
  "%s is refused where the integration is of a type that this release does not have, and no vault is asked",
  async (route, body?: object) => {
    const { b, vault } = await newFakeBench();
    await storeType(b, "later");
    const line = route.replace("{integration}", b.integrationId).replace("{credential}", b.credentialId);
    const answer = await b.tenant.api(line, body);
    expect([answer.status, answer.body.error.code]).toEqual([500, "internal_error"]);
    expect(await vault.calls()).toEqual([]);
    expect((await auditRows(b.tenant.stub)).at(-1)).toMatchObject({ success: 0, error_code: "internal_error" });
  },
);

it("the document has one body for each type of integration, and names the types of a record", async () => {
  const { schemas } = (await call("GET /openapi.json")).body.components;
  const bodies: { $ref: string }[] = schemas.CreateVaultIntegration.anyOf;
  const typesOf = (name: string): string[] => schemas[name].properties.type.enum;
  expect(bodies.map(({ $ref }) => typesOf($ref.replace("#/components/schemas/", "")))).toEqual(
    KINDS.map((kind) => [kind]),
  );
  expect(typesOf("VaultIntegration")).toEqual(KINDS);
});

/** Of a place only what says where it is counts. */
const RECORD: Integration = {
  ...{ id: "1", tenantId: "tnt_a", name: "n", type: "hashicorp", revision: 1, createdAtMs: 0, updatedAtMs: 0 },
  ...{ address: null, namespace: null, authMount: null, roleId: null, kvVersion: null },
  ...{ sealedSecretId: null, secretIdFormat: null, rootKeyId: null },
};
const text = fc.constantFrom("a", "b", "https://v.example", "https://w.example", "approle", "team", "root/team");
const records = fc.record({
  id: fc.constantFrom("1", "2", "3"),
  address: text,
  namespace: fc.option(text),
  authMount: text,
  roleId: text,
  kvVersion: fc.constantFrom(1, 2),
});
const paths = fc.array(fc.constantFrom("a", "secret", "data", "metadata", "team"), { minLength: 1, maxLength: 4 });
const places = fc.tuple(fc.constantFrom(...KINDS), records, paths).map(([type, record, segments]) => ({
  integration: { ...RECORD, ...record, type },
  path: segments.join("/"),
}));

it("a place is the same as itself, the same both ways, and never that of another type of integration", () => {
  fc.assert(
    fc.property(places, places, (one, other) => {
      expect(isSamePlace(one, one)).toBe(true);
      expect(isSamePlace(one, other)).toBe(isSamePlace(other, one));
      if (one.integration.type !== other.integration.type) expect(isSamePlace(one, other)).toBe(false);
    }),
  );
});
