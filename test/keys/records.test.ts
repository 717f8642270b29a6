import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { parseConfig } from "../../src/config";
import { Keyring, type RootKey } from "../../src/crypto/keyring";
import { readCubbyhole, writeCubbyhole } from "../../src/cubbyhole/operations";
import { aadOfKey } from "../../src/sealing/record-key";
import { asOperator, evict, newTenant, type TestTenant } from "../support/api";
import { takeErrors } from "../support/log";
import { rowsOf } from "../support/spaces";
import { ask, TEXT, unwrap, wrap } from "../wrapping/support";

const [older, newest] = parseConfig(env).rootKeys as [RootKey, RootKey];
const lost: RootKey = { id: "lost-1", key: new Uint8Array(32).fill(7) };
/** The two marks of a tenant's log. */
const MARKS = 2;

beforeEach(async () => {
  // The operator has a log with marks, too, from its first call on.
  await asOperator("GET /v1/admin/keys");
  await env.DB.prepare("DELETE FROM vault_integrations").run();
  await env.DB.prepare("DELETE FROM root_key_uses").run();
});

const records = async () => (await asOperator("GET /v1/admin/keys")).body.records;

/** As if the keys had been made while `root` was the newest one. */
async function sealUnder(tenant: TestTenant, root: RootKey): Promise<void> {
  await runInDurableObject(tenant.stub, async (_, { storage }) => {
    for (const { purpose, sealed } of storage.sql.exec("SELECT purpose, sealed FROM record_keys").toArray()) {
      const scope = { salt: tenant.id, info: "record-key" };
      const aad = aadOfKey(tenant.id, String(purpose));
      const now = { keyId: newest.id, bytes: new Uint8Array(sealed as ArrayBuffer) };
      const anew = await new Keyring([root]).seal(scope, await new Keyring([newest]).open(scope, now, aad), aad);
      const values = [anew.bytes, anew.keyId, String(purpose)];
      storage.sql.exec("UPDATE record_keys SET sealed = ?, root_key_id = ? WHERE purpose = ?", ...values);
    }
  });
  await env.DB.prepare("UPDATE root_key_uses SET root_key_id = ?, records = 4 WHERE space_id = ?")
    .bind(root.id, tenant.id)
    .run();
  await evict(tenant.stub);
}

it("keys of records are told to the directory once each, however many records there are, and go under the newest root key", async () => {
  const tenant = await newTenant();
  const wrapped = [await wrap(tenant.admin), await wrap(tenant.admin), await wrap(tenant.admin)];
  await ask(tenant.admin, writeCubbyhole, { path: "a", text: TEXT });
  expect(await records()).toEqual({ [older.id]: 0, [newest.id]: 2 + MARKS });
  await sealUnder(tenant, older);
  expect(await unwrap(String(wrapped[0]?.token))).toMatchObject({ text: TEXT });
  const { body } = await asOperator("POST /v1/admin/rewrap");
  expect(body).toMatchObject({ newest: newest.id, remaining: 0 });
  expect(body.rewrapped).toBeGreaterThanOrEqual(2);
  const keys = await rowsOf(tenant.stub, "SELECT purpose, root_key_id FROM record_keys ORDER BY purpose");
  expect(keys).toEqual([
    { purpose: "cubbyhole", root_key_id: newest.id },
    { purpose: "wrapping", root_key_id: newest.id },
  ]);
  await evict(tenant.stub);
  expect(await unwrap(String(wrapped[1]?.token))).toMatchObject({ text: TEXT });
  expect(await ask(tenant.admin, readCubbyhole, { path: "a" })).toBe(TEXT);
  expect(await records()).toEqual({ [older.id]: 0, [newest.id]: 2 + MARKS });
});

it("keys of records of a root key that is gone stay as they are, and what they seal is not given", async () => {
  const tenant = await newTenant();
  const { token } = await wrap(tenant.admin);
  await sealUnder(tenant, lost);
  expect(await unwrap(token)).toEqual({ code: "internal_error" });
  expect((await asOperator("POST /v1/admin/rewrap")).body.rewrapped).toBe(0);
  expect(await rowsOf(tenant.stub, "SELECT root_key_id FROM record_keys")).toEqual([{ root_key_id: lost.id }]);
  expect(new Set(takeErrors("UnknownRootKey"))).toEqual(new Set(["UnknownRootKey"]));
});

it("keys of records of one purpose do not open what another sealed, nor another's key", async () => {
  const tenant = await newTenant();
  const { token } = await wrap(tenant.admin);
  await ask(tenant.admin, writeCubbyhole, { path: "a", text: TEXT });
  await rowsOf(
    tenant.stub,
    "UPDATE record_keys SET sealed = (SELECT sealed FROM record_keys WHERE purpose = 'cubbyhole')",
  );
  await evict(tenant.stub);
  expect(await unwrap(token)).toEqual({ code: "internal_error" });
  expect(takeErrors("DecryptionFailed")).toHaveLength(1);
  expect(await ask(tenant.admin, readCubbyhole, { path: "a" })).toBe(TEXT);
});
