import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { openApiKey, sealApiKey } from "../../src/broker/browsers/api-key";
import { SECRET_ID_FORMAT, sealSecretId } from "../../src/broker/vault/secret-id";
import { parseConfig } from "../../src/config";
import { Keyring, type RootKey } from "../../src/crypto/keyring";
import { integrationBody } from "../broker/record-bench";
import { asOperator, call, evict, must, newTenant, type TestTenant } from "../support/api";
import { takeErrors } from "../support/log";

const [older, newest] = parseConfig(env).rootKeys as [RootKey, RootKey];
const lost: RootKey = { id: "lost-1", key: crypto.getRandomValues(new Uint8Array(32)) };
/** The two marks of a new tenant's log. */
const MARKS = 2;
const API_KEY = "bk-5e0c1d2b7f64";

beforeEach(async () => {
  for (const table of ["vault_integrations", "browsers", "root_key_uses"])
    await env.DB.prepare(`DELETE FROM ${table}`).run();
});

/** A browser whose key was sealed while `root` was the newest. */
async function browserUnder(tenant: TestTenant, root: RootKey): Promise<string> {
  const body = { name: "b", endpoint: "wss://browsers.acme.example/{apiKey}", apiKey: API_KEY };
  const { id } = must(await tenant.api("POST /api/v1/browsers", body), 201);
  const sealed = await sealApiKey(new Keyring([root]), { tenantId: tenant.id, browserId: id }, API_KEY);
  await env.DB.prepare("UPDATE browsers SET sealed_api_key = ?, root_key_id = ? WHERE id = ?")
    .bind(sealed.bytes, sealed.keyId, id)
    .run();
  await evict(tenant.stub);
  return id;
}

async function integrationUnder(tenant: TestTenant, root: RootKey): Promise<void> {
  const { id } = must(await tenant.api("POST /api/v1/vault-integrations", integrationBody()), 201);
  const sealed = await sealSecretId(new Keyring([root]), { tenantId: tenant.id, integrationId: id }, "secret");
  await env.DB.prepare(
    "UPDATE vault_integrations SET sealed_secret_id = ?, root_key_id = ?, secret_id_format = ? WHERE id = ?",
  )
    .bind(sealed.bytes, sealed.keyId, SECRET_ID_FORMAT, id)
    .run();
  await evict(tenant.stub);
}

const rowOf = (id: string) => env.DB.prepare("SELECT * FROM browsers WHERE id = ?").bind(id).first();
const counts = async () => (await asOperator("GET /v1/admin/keys")).body.records;
const rewrap = async (body: object) => (await asOperator("POST /v1/admin/rewrap", body)).body;

it("a rewrap counts the keys of browsers and changes none when it is a dry run", async () => {
  const tenant = await newTenant();
  const id = await browserUnder(tenant, older);
  const before = await rowOf(id);
  expect(await rewrap({ dry_run: true })).toEqual({ newest: newest.id, rewrapped: 0, remaining: 1, dry_run: true });
  expect(await rowOf(id)).toEqual(before);
});

it("a rewrap leaves the key of a browser that an unknown root key sealed, and readiness says so", async () => {
  const tenant = await newTenant();
  const gone = await browserUnder(tenant, lost);
  await browserUnder(tenant, older);
  const before = await rowOf(gone);
  expect(await rewrap({})).toEqual({ newest: newest.id, rewrapped: 1, remaining: 1, dry_run: false });
  expect(await rowOf(gone)).toEqual(before);
  const ready = await call("GET /v1/health/ready");
  expect(ready.body).toMatchObject({ status: "not_ready", checks: { encryption: "failed", database: "ok" } });
  const tested = await tenant.api(`POST /api/v1/browsers/${gone}/test`);
  expect([tested.status, tested.body.error.code]).toEqual([500, "internal_error"]);
  expect(takeErrors("api_key_does_not_open")).toHaveLength(1);
});

it("a rewrap logs the key of a browser that was moved from another row, and leaves it", async () => {
  const tenant = await newTenant();
  const [own, other] = [await browserUnder(tenant, older), await browserUnder(tenant, older)];
  await env.DB.prepare(
    "UPDATE browsers SET sealed_api_key = (SELECT sealed_api_key FROM browsers WHERE id = ?) WHERE id = ?",
  )
    .bind(own, other)
    .run();
  await evict(tenant.stub);
  expect(await rewrap({})).toMatchObject({ rewrapped: 1, remaining: 1 });
  expect(takeErrors("DecryptionFailed")).toHaveLength(1);
});

it("a rewrap seals the keys of browsers anew with the other records, within its limit, and leaves the rest of their rows", async () => {
  const tenant = await newTenant();
  const ids = [await browserUnder(tenant, older), await browserUnder(tenant, older)] as const;
  must(await tenant.api("POST /api/v1/browsers", { name: "no key", endpoint: "wss://browsers.acme.example" }), 201);
  await integrationUnder(tenant, older);
  const before = await rowOf(ids[0]);
  expect(await counts()).toEqual({ [older.id]: 3, [newest.id]: MARKS });
  const answer = { newest: newest.id, dry_run: false };
  expect(await rewrap({ limit: 2 })).toEqual({ ...answer, rewrapped: 2, remaining: 1 });
  expect(await rewrap({ limit: 2 })).toEqual({ ...answer, rewrapped: 1, remaining: 0 });
  expect(await rewrap({ limit: 2 })).toEqual({ ...answer, rewrapped: 0, remaining: 0 });
  expect(await counts()).toEqual({ [older.id]: 0, [newest.id]: 3 + MARKS });
  const after = await rowOf(ids[0]);
  expect(after).toEqual({ ...before, sealed_api_key: after?.sealed_api_key, root_key_id: newest.id });
  for (const browserId of ids) {
    const bytes = new Uint8Array((await rowOf(browserId))?.sealed_api_key as ArrayBuffer);
    const owner = { tenantId: tenant.id, browserId };
    expect(await openApiKey(new Keyring([newest]), owner, { keyId: newest.id, bytes })).toBe(API_KEY);
  }
});
