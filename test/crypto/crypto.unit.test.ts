import fc from "fast-check";
import { expect, it } from "vitest";
import { DecryptionFailed, importAeadKey, NONCE_BYTES, open, seal, sealSync, TAG_BYTES } from "../../src/crypto/aead";
import {
  type Bytes,
  concat,
  lengthPrefixed,
  parseBase64,
  parseBase64Url,
  parseUtf8,
  toBase64,
  toBase64Url,
  toHex,
  utf8,
} from "../../src/crypto/encoding";
import { Keyring, NoRootKey, UnknownRootKey } from "../../src/crypto/keyring";
import { GCM_VECTORS } from "./vectors";

const fromHex = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, "hex"));
const filled = (length: number, value: number): Bytes => new Uint8Array(length).fill(value);

const flipped = (bytes: Bytes, at: number, mask = 1): Bytes =>
  bytes.map((byte, index) => (index === at ? byte ^ mask : byte));

const owned = (options: fc.IntArrayConstraints): fc.Arbitrary<Bytes> =>
  fc.uint8Array(options).map((bytes) => new Uint8Array(bytes));

/** What a rejection carries besides its type: nothing but this. */
const CLOSED = { name: "DecryptionFailed", message: "the sealed bytes do not open" };

async function expectClosed(opening: Promise<unknown>, hint = ""): Promise<void> {
  const error: unknown = await opening.then(
    () => `${hint} opened`,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DecryptionFailed);
  expect(error).toMatchObject(CLOSED);
  expect([Object.keys(error as object), "cause" in (error as object)]).toEqual([["name"], false]);
}

const RAW = Uint8Array.from({ length: 32 }, (_, index) => index);
const PLAINTEXT = utf8("correct-horse-7");
const AAD = utf8("tnt_bluefin");

it.each(GCM_VECTORS)(
  "open of AES-256-GCM agrees with $source",
  async ({ key, nonce, aad, plaintext, ciphertext, tag }) => {
    const sealed = fromHex(nonce + ciphertext + tag);
    const opening = open(await importAeadKey(fromHex(key), "decrypt"), sealed, fromHex(aad));
    if (plaintext === undefined) await expectClosed(opening);
    else expect(toHex(await opening)).toBe(plaintext);
  },
);

it("open of AES-256-GCM refuses every single changed byte of nonce, ciphertext and tag, without saying which", async () => {
  const key = await importAeadKey(RAW, "decrypt");
  const sealed = sealSync(RAW, PLAINTEXT, AAD);
  for (let at = 0; at < sealed.length; at++) {
    for (const mask of [0x01, 0x80, 0xff]) await expectClosed(open(key, flipped(sealed, at, mask), AAD), `byte ${at}`);
  }
  expect(await open(key, sealed, AAD)).toEqual(PLAINTEXT);
});

it("open of AES-256-GCM refuses every changed, missing or added byte of the associated data", async () => {
  const key = await importAeadKey(RAW, "decrypt");
  const sealed = sealSync(RAW, PLAINTEXT, AAD);
  for (let at = 0; at < AAD.length; at++) {
    await expectClosed(open(key, sealed, flipped(AAD, at)), `byte ${at}`);
    await expectClosed(open(key, sealed, AAD.slice(0, at)), `cut at ${at}`);
  }
  await expectClosed(open(key, sealed, concat(AAD, filled(1, 0))));
});

it("open of AES-256-GCM refuses every truncation from either end, and anything appended", async () => {
  const key = await importAeadKey(RAW, "decrypt");
  const sealed = sealSync(RAW, PLAINTEXT, AAD);
  for (let length = 0; length < sealed.length; length++) {
    await expectClosed(open(key, sealed.slice(0, length), AAD), `first ${length}`);
    await expectClosed(open(key, sealed.slice(sealed.length - length), AAD), `last ${length}`);
  }
  await expectClosed(open(key, concat(sealed, filled(1, 0)), AAD));
  await expectClosed(open(key, filled(NONCE_BYTES + TAG_BYTES, 0), AAD));
});

it("open of AES-256-GCM refuses another key, and a key that may only seal", async () => {
  const sealed = sealSync(RAW, PLAINTEXT, AAD);
  for (const at of [0, 15, 31]) await expectClosed(open(await importAeadKey(flipped(RAW, at), "decrypt"), sealed, AAD));
  await expectClosed(open(await importAeadKey(RAW, "encrypt"), sealed, AAD));
});

it("open of AES-256-GCM opens bytes that lie inside a larger buffer", async () => {
  const sealed = sealSync(RAW, PLAINTEXT, AAD);
  const inside = concat(filled(7, 0xee), sealed, filled(5, 0xee)).subarray(7, 7 + sealed.length);
  expect(await open(await importAeadKey(RAW, "decrypt"), inside, AAD)).toEqual(PLAINTEXT);
});

it("seal and sealSync take keys of 32 bytes only, and name no byte of another", async () => {
  for (const length of [0, 1, 16, 24, 31, 33, 64]) {
    const raw = filled(length, 0x5a);
    const refusal = "a key has 32 bytes";
    await expect(importAeadKey(raw, "encrypt")).rejects.toThrow(new Error(refusal));
    await expect(importAeadKey(raw, "decrypt")).rejects.toThrow(new Error(refusal));
    expect(() => sealSync(raw, PLAINTEXT, AAD)).toThrow(new Error(refusal));
  }
});

it("seal and sealSync import keys that cannot be read back and serve one purpose", async () => {
  const key = await importAeadKey(RAW, "decrypt");
  expect([key.extractable, key.usages, key.type]).toEqual([false, ["decrypt"], "secret"]);
  await expect(seal(key, PLAINTEXT, AAD)).rejects.toThrow();
});

it("seal and sealSync write nonce, ciphertext and tag, and never the same nonce", async () => {
  const key = await importAeadKey(RAW, "encrypt");
  const nonces = new Set<string>();
  for (let i = 0; i < 200; i++) {
    for (const sealed of [sealSync(RAW, PLAINTEXT, AAD), await seal(key, PLAINTEXT, AAD)]) {
      expect(sealed.length).toBe(NONCE_BYTES + PLAINTEXT.length + TAG_BYTES);
      nonces.add(toHex(sealed.subarray(0, NONCE_BYTES)));
    }
  }
  expect(nonces.size).toBe(400);
});

it("seal and sealSync write one format, for any key, text and associated data", async () => {
  const rawKeys = owned({ minLength: 32, maxLength: 32 });
  const lengths = owned({ maxLength: 3000 });
  await fc.assert(
    fc.asyncProperty(rawKeys, lengths, owned({ maxLength: 100 }), async (raw, text, aad) => {
      const key = await importAeadKey(raw, "decrypt");
      expect(await open(key, sealSync(raw, text, aad), aad)).toEqual(text);
      expect(await open(key, await seal(await importAeadKey(raw, "encrypt"), text, aad), aad)).toEqual(text);
    }),
    { numRuns: 50 },
  );
});

it("seal and sealSync take nothing and a megabyte", async () => {
  const key = await importAeadKey(RAW, "decrypt");
  for (const text of [new Uint8Array(0), filled(1_048_576, 0xa5)]) {
    expect(Buffer.compare(await open(key, sealSync(RAW, text, AAD), AAD), text)).toBe(0);
  }
});

const scope = { salt: "tnt_bluefin", info: "approle-secret-id" };

const aadFor = (keyId: string) => lengthPrefixed(scope.info, scope.salt, "7e2d9b04-58c1-4f3a-a6d7-1c9b0e4f8a25", keyId);

const k1 = { id: "k1", key: RAW };
const k2 = { id: "k2", key: filled(32, 2) };

it("Keyring without a key seals and opens nothing", async () => {
  const ring = new Keyring([]);
  expect(() => ring.newestId).toThrow(NoRootKey);
  await expect(ring.seal(scope, PLAINTEXT, aadFor)).rejects.toThrow(NoRootKey);
  await expect(ring.open(scope, { keyId: "k1", bytes: filled(40, 0) }, aadFor)).rejects.toThrow(NoRootKey);
});

it("Keyring takes no root key of another length than 32 bytes", () => {
  for (const length of [0, 16, 31, 33]) {
    expect(() => new Keyring([k1, { id: "bad", key: filled(length, 1) }])).toThrow(new Error("a key has 32 bytes"));
  }
});

it("Keyring fails closed on an unknown key id and names it, though a key it holds would open the bytes", async () => {
  const { bytes } = await new Keyring([k1]).seal(scope, PLAINTEXT, () => AAD);
  const opening = new Keyring([k2, { ...k1, id: "renamed" }]).open(scope, { keyId: "k1", bytes }, () => AAD);
  await expect(opening).rejects.toThrow(UnknownRootKey);
  await expect(opening).rejects.toMatchObject({ keyId: "k1", message: 'root key "k1" is not configured' });
});

it("Keyring tries no other key than the one named", async () => {
  const { bytes } = await new Keyring([k1]).seal(scope, PLAINTEXT, () => AAD);
  await expectClosed(new Keyring([k1, k2]).open(scope, { keyId: "k2", bytes }, () => AAD));
});

it("Keyring opens under its own salt, purpose and associated data only", async () => {
  const ring = new Keyring([k1]);
  const sealed = await ring.seal(scope, PLAINTEXT, aadFor);
  await expectClosed(ring.open({ ...scope, salt: "tnt_redfin" }, sealed, aadFor));
  await expectClosed(ring.open({ ...scope, info: "space-key" }, sealed, aadFor));
  await expectClosed(ring.open({ salt: scope.info, info: scope.salt }, sealed, aadFor));
  await expectClosed(ring.open(scope, sealed, () => aadFor("k2")));
  await expectClosed(ring.open(scope, sealed, () => new Uint8Array(0)));
  expect(await ring.open(scope, sealed, aadFor)).toEqual(PLAINTEXT);
});

it("Keyring seals under the newest key and opens under all of them", async () => {
  const old = await new Keyring([k1]).seal(scope, PLAINTEXT, aadFor);
  const ring = new Keyring([k1, k2]);
  const fresh = await ring.seal(scope, PLAINTEXT, aadFor);
  expect([ring.newestId, old.keyId, fresh.keyId]).toEqual(["k2", "k1", "k2"]);
  expect([ring.has("k1"), ring.has("k2"), ring.has("k3")]).toEqual([true, true, false]);
  expect(await ring.open(scope, old, aadFor)).toEqual(PLAINTEXT);
  expect(await ring.open(scope, fresh, aadFor)).toEqual(PLAINTEXT);
});

it("Keyring opens what another implementation of HKDF-SHA-256 and AES-256-GCM sealed", async () => {
  const bytes = fromHex("00112233445566778899aabb48d063021e77462ad85082ce5d0a6f1d4fea21d0731228e72e930086480f09");
  expect(await new Keyring([k1]).open(scope, { keyId: "k1", bytes }, aadFor)).toEqual(PLAINTEXT);
});

it("Keyring shows no key where it is printed or serialised", () => {
  const ring = new Keyring([k1]);
  expect([JSON.stringify(ring), Object.keys(ring)]).toEqual(["{}", []]);
});

it.each([
  ["without its padding", "AAA"],
  ["with too much padding", "AAAA===="],
  ["with spare bits", "AAB="],
  ["with white space", "AAAA\n"],
  ["with a space inside", "AA AA"],
  ["of the other alphabet", "-_-_"],
  ["cut after the first letter", "A"],
  ["with text behind the padding", "AAA=AAAA"],
  ["with a letter outside ASCII", "AAA\u0101"],
])("encoding refuses base64 %s", (_, text) => {
  expect(parseBase64(text)).toBeUndefined();
});

it.each(["AAA=", "AAB", "+/+/", "A", "AAAA\n", "AA AA", "AAA\u0101"])("encoding refuses base64url %j", (text) => {
  expect(parseBase64Url(text)).toBeUndefined();
});

it("encoding reads back any bytes, and only the one text that stands for them", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, text) => {
      expect(parseBase64(toBase64(bytes))).toEqual(bytes);
      expect(parseBase64Url(toBase64Url(bytes))).toEqual(bytes);
      const [plain, url] = [parseBase64(text), parseBase64Url(text)];
      expect(plain && toBase64(plain)).toBe(plain && text);
      expect(url && toBase64Url(url)).toBe(url && text);
    }),
  );
});

it("encoding reads strict UTF-8 and keeps a byte order mark", () => {
  for (const hex of ["ff", "c0af", "eda080", "f4908080", "e282"])
    expect(() => parseUtf8(fromHex(hex))).toThrow(TypeError);
  expect(parseUtf8(fromHex("efbbbf41"))).toBe("\ufeffA");
});

it("encoding puts each part behind its length in bytes", () => {
  expect(toHex(lengthPrefixed("ab", "", "\u00e9"))).toBe("0000000261620000000000000002c3a9");
  expect(lengthPrefixed()).toEqual(new Uint8Array(0));
});

it("encoding gives no two lists of parts one text", () => {
  const parts = fc.array(fc.string({ unit: fc.constantFrom("\0", "\u0001", "a", "\u0004aaa", "\ufffd") }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      const isSame = JSON.stringify(a) === JSON.stringify(b);
      expect(Buffer.compare(lengthPrefixed(...a), lengthPrefixed(...b)) === 0).toBe(isSame);
    }),
    { numRuns: 1000 },
  );
});

it("encoding refuses a part with an unpaired surrogate, which would look like U+FFFD", () => {
  expect(() => lengthPrefixed("a", "\ud800")).toThrow(new RangeError("associated data must be well-formed text"));
});
