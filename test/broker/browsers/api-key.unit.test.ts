import { expect, it } from "vitest";
import { openApiKey, resealApiKey, sealApiKey } from "../../../src/broker/browsers/api-key";
import { openSecretId } from "../../../src/broker/vault/secret-id";
import { DecryptionFailed, Keyring, NoRootKey, UnknownRootKey } from "../../../src/crypto/keyring";

const root = (id: string, fill: number) => ({ id, key: new Uint8Array(32).fill(fill) });
const keys = new Keyring([root("r-1", 1)]);
const owner = { tenantId: "tnt_bluefin", browserId: "0b7f3c52-6d1e-4a8b-9c35-2f4e8d7a6b10" };
const SECRET = "5e0c1d2b-7f64-4b0a-9d11-3a8f6e2c9b47";

it("an API key at rest does not open for another tenant or browser, as another kind of secret, or with one changed bit", async () => {
  const sealed = await sealApiKey(keys, owner, SECRET);
  const tampered = { ...sealed, bytes: sealed.bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) };
  const asSecretId = { tenantId: owner.tenantId, integrationId: owner.browserId };
  await expect(openApiKey(keys, { ...owner, tenantId: "tnt_other" }, sealed)).rejects.toThrow(DecryptionFailed);
  await expect(openApiKey(keys, { ...owner, browserId: "other" }, sealed)).rejects.toThrow(DecryptionFailed);
  await expect(openApiKey(keys, owner, tampered)).rejects.toThrow(DecryptionFailed);
  await expect(openSecretId(keys, asSecretId, sealed)).rejects.toThrow(DecryptionFailed);
});

it("an API key at rest fails closed on a root key that is not configured", async () => {
  const sealed = await sealApiKey(keys, owner, SECRET);
  await expect(openApiKey(new Keyring([root("r-2", 1)]), owner, sealed)).rejects.toThrow(UnknownRootKey);
  await expect(openApiKey(new Keyring([]), owner, sealed)).rejects.toThrow(NoRootKey);
});

it("an API key at rest opens for its owner, is never sealed the same way twice, and does not show in its bytes", async () => {
  const [one, two] = [await sealApiKey(keys, owner, SECRET), await sealApiKey(keys, owner, SECRET)];
  expect(await openApiKey(keys, owner, one)).toBe(SECRET);
  expect(one.bytes).not.toEqual(two.bytes);
  expect(new TextDecoder().decode(one.bytes)).not.toContain(SECRET.slice(0, 8));
});

it("an API key at rest is resealed under the newest root key once, and opens with either while both are there", async () => {
  const both = new Keyring([root("r-1", 1), root("r-2", 2)]);
  const old = await sealApiKey(keys, owner, SECRET);
  const fresh = await resealApiKey(both, owner, old);
  expect(fresh?.keyId).toBe("r-2");
  expect(await openApiKey(both, owner, old)).toBe(SECRET);
  expect(fresh && (await openApiKey(new Keyring([root("r-2", 2)]), owner, fresh))).toBe(SECRET);
  expect(fresh && (await resealApiKey(both, owner, fresh))).toBeUndefined();
});
