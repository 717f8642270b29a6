import fc from "fast-check";
import { expect, it } from "vitest";
import { importAeadKey, open, openSync, seal, sealSync } from "../../src/crypto/aead";
import { utf8 } from "../../src/crypto/encoding";
import { DecryptionFailed, Keyring, NoRootKey, UnknownRootKey } from "../../src/crypto/keyring";
import {
  newSpaceKey,
  openDataKey,
  openSpaceKey,
  openValue,
  rewrapDataKey,
  rewrapSpaceKey,
  sealVersion,
} from "../../src/crypto/space-keys";
import { root } from "./root-keys";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((b) => new Uint8Array(b));

const flipped = (original: Uint8Array, at: number) => {
  const copy = new Uint8Array(original);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

const NAME = { spaceId: "tnt_a", secretId: "01", version: 3 };

it("aead without an await opens what either way sealed, and nothing that was changed", async () => {
  await fc.assert(
    fc.asyncProperty(
      bytes(32),
      fc.uint8Array({ maxLength: 64 }),
      fc.uint8Array({ maxLength: 16 }),
      fc.nat(),
      async (key, text, aad, at) => {
        const [plain, bound] = [new Uint8Array(text), new Uint8Array(aad)];
        const sealed = await seal(await importAeadKey(key, "encrypt"), plain, bound);
        expect(openSync(key, sealed, bound)).toEqual(plain);
        expect(await open(await importAeadKey(key, "decrypt"), sealSync(key, plain, bound), bound)).toEqual(plain);
        expect(() => openSync(key, flipped(sealed, at % sealed.length), bound)).toThrow(DecryptionFailed);
        expect(() => openSync(key, sealed, utf8(`${bound}x`))).toThrow(DecryptionFailed);
        expect(() => openSync(key, sealed.subarray(0, 27), bound)).toThrow(DecryptionFailed);
      },
    ),
    { numRuns: 50 },
  );
});

it("the keys of the store opens the space key for its space, version and root key alone", async () => {
  const keyring = new Keyring([root("k1", 1), root("k2", 2)]);
  const { raw, wrapped } = await newSpaceKey(keyring, "tnt_a", 1);
  expect(wrapped.keyId).toBe("k2");
  expect(await openSpaceKey(keyring, "tnt_a", 1, wrapped)).toEqual(raw);
  await expect(openSpaceKey(keyring, "tnt_b", 1, wrapped)).rejects.toThrow(DecryptionFailed);
  await expect(openSpaceKey(keyring, "tnt_a", 2, wrapped)).rejects.toThrow(DecryptionFailed);
  await expect(openSpaceKey(keyring, "tnt_a", 1, { ...wrapped, keyId: "k1" })).rejects.toThrow(DecryptionFailed);
  await expect(openSpaceKey(keyring, "tnt_a", 1, { ...wrapped, keyId: "k0" })).rejects.toThrow(UnknownRootKey);
  await expect(openSpaceKey(new Keyring([]), "tnt_a", 1, wrapped)).rejects.toThrow(NoRootKey);
  for (let at = 0; at < wrapped.bytes.length; at++)
    await expect(openSpaceKey(keyring, "tnt_a", 1, { ...wrapped, bytes: flipped(wrapped.bytes, at) })).rejects.toThrow(
      DecryptionFailed,
    );
});

it("the keys of the store wraps a space key anew under the newest root key, once", async () => {
  const { raw, wrapped } = await newSpaceKey(new Keyring([root("k1", 1)]), "tnt_a", 1);
  const both = new Keyring([root("k1", 1), root("k2", 2)]);
  const anew = await rewrapSpaceKey(both, "tnt_a", 1, wrapped);
  expect(anew?.keyId).toBe("k2");
  expect(anew && (await openSpaceKey(new Keyring([root("k2", 2)]), "tnt_a", 1, anew))).toEqual(raw);
  expect(anew && (await rewrapSpaceKey(both, "tnt_a", 1, anew))).toBeUndefined();
});

it("the keys of the store opens a version by its own name and keys alone, whatever part is changed or swapped", async () => {
  const raw = new Uint8Array(32).fill(7);
  const spaceKey = await importAeadKey(raw, "decrypt");
  const text = utf8('{"k":"v"}');
  const version = sealVersion(raw, 1, NAME, text);
  const other = sealVersion(raw, 1, { ...NAME, version: 4 }, text);
  const tryOpen = async (name = NAME, part: Partial<typeof version> = {}, keyVersion = 1) => {
    const whole = { ...version, ...part };
    return await openValue(await openDataKey(spaceKey, keyVersion, name, whole.wrappedKey), name, whole);
  };
  expect(await tryOpen()).toEqual(text);
  const wrong: Promise<unknown>[] = [
    ...[{ spaceId: "tnt_b" }, { secretId: "02" }, { version: 2 }].map((part) => tryOpen({ ...NAME, ...part })),
    tryOpen(NAME, {}, 2),
    tryOpen(NAME, { format: 2 }),
    tryOpen(NAME, { wrappedKey: other.wrappedKey }),
    tryOpen(NAME, { sealed: other.sealed }),
    tryOpen(NAME, { wrappedKey: other.wrappedKey, sealed: other.sealed }),
    ...Array.from(version.wrappedKey.keys(), (at) => tryOpen(NAME, { wrappedKey: flipped(version.wrappedKey, at) })),
    ...Array.from(version.sealed.keys(), (at) => tryOpen(NAME, { sealed: flipped(version.sealed, at) })),
  ];
  for (const attempt of await Promise.allSettled(wrong))
    expect(attempt).toMatchObject({ status: "rejected", reason: expect.any(DecryptionFailed) });
  const to = { raw: new Uint8Array(32).fill(8), version: 2 };
  const wrappedKey = rewrapDataKey({ raw, version: 1 }, to, NAME, version.wrappedKey);
  const dataKey = await openDataKey(await importAeadKey(to.raw, "decrypt"), 2, NAME, wrappedKey);
  expect(await openValue(dataKey, NAME, version)).toEqual(text);
});
