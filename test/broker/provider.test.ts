import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSamePlace } from "../../src/broker/access/place";
import { PROVIDERS, providerOf } from "../../src/broker/providers";
import type { Integration } from "../../src/broker/tables";
import { auditRows, call, type TestTenant } from "../support/api";
import { newFakeBench, PAGE } from "./broker-bench";

const KINDS = Object.keys(PROVIDERS);

/** Of a place only what says where it is counts. */
const WHOLE: Integration = {
  ...{ id: "1", tenantId: "tnt_a", name: "n", type: "hashicorp", revision: 1, createdAtMs: 0, updatedAtMs: 0 },
  ...{ address: null, namespace: null, authMount: null, roleId: null, kvVersion: null },
  ...{ sealedSecretId: null, secretIdFormat: null, rootKeyId: null },
};

/** As a later release would have stored it. */
async function storeKind(tenant: TestTenant, id: string, kind: string): Promise<void> {
  await env.DB.prepare("UPDATE vault_integrations SET type = ? WHERE id = ?").bind(kind, id).run();
  await evictDurableObject(tenant.stub);
}

describe("providerOf", () => {
  it.each(["", "later", "Hashicorp", "constructor", "__proto__"])("refuses the kind %j, which is none", (type) => {
    expect(() => providerOf({ type })).toThrow("internal_error");
  });

  it.each(KINDS)("has one provider for the kind %j, whatever the record", (type) => {
    expect(providerOf({ type })).toBe(Object.entries(PROVIDERS).find(([kind]) => kind === type)?.[1]);
  });
});

it("an integration of a kind that this release does not have is answered with 500, and nothing is asked of its vault", async () => {
  const { b, vault } = await newFakeBench();
  await storeKind(b.tenant, b.integrationId, "later");
  const { tenant, integrationId, credentialId } = b;
  const lines: [line: string, body?: object][] = [
    ["GET /api/v1/vault-integrations"],
    [`GET /api/v1/vault-integrations/${integrationId}`],
    [`PUT /api/v1/vault-integrations/${integrationId}`, { secretId: "another" }],
    [`POST /api/v1/vault-integrations/${integrationId}/test`],
    [`POST /api/v1/vault-integrations/${integrationId}/secrets`, { path: "app", data: { key: "value" } }],
    [`DELETE /api/v1/vault-integrations/${integrationId}`],
    [`PATCH /api/v1/credentials/${credentialId}`, { vaultPath: "secret/data/other" }],
    [`POST /api/v1/credentials/${credentialId}/test`],
    [`POST /api/v1/credentials/${credentialId}/resolve`, { url: PAGE }],
  ];
  for (const [line, body] of lines) {
    const answer = await tenant.api(line, body);
    expect([line, answer.status, answer.body.error?.code]).toEqual([line, 500, "internal_error"]);
  }
  expect((await tenant.api(`GET /api/v1/credentials/${credentialId}`)).status).toBe(200);
  expect(await vault.calls()).toEqual([]);
  expect((await auditRows(tenant.stub)).at(-2)).toMatchObject({
    ...{ action: "credential.refused", success: 0, error_code: "internal_error" },
  });
});

it("the document has one body for each kind, and names the kinds of a record", async () => {
  const { schemas } = (await call("GET /openapi.json")).body.components;
  const bodies = schemas.NewVaultIntegration.anyOf.map(
    ({ $ref }: { $ref: string }) => schemas[$ref.split("/").at(-1) ?? ""],
  );
  expect(bodies.map((body: { properties: { type: { enum: string[] } } }) => body.properties.type.enum)).toEqual(
    KINDS.map((kind) => [kind]),
  );
  expect(schemas.VaultIntegration.properties.type.enum).toEqual(KINDS);
});

describe("a provider's places", () => {
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
    integration: { ...WHOLE, ...record, type },
    path: segments.join("/"),
  }));

  it("are the same as themselves, the same both ways, and never those of another kind", () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        expect(isSamePlace(one, one)).toBe(true);
        expect(isSamePlace(one, other)).toBe(isSamePlace(other, one));
        if (one.integration.type !== other.integration.type) expect(isSamePlace(one, other)).toBe(false);
      }),
    );
  });
});
