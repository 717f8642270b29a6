import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { checkInlineKeys, parsePublicKeys } from "../../../src/trusts/keys/public-keys";

type Jwk = { readonly [member: string]: unknown };

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const EC: Jwk = { ...pair.publicKey.export({ format: "jwk" }), kid: "a", alg: "ES256", use: "sig" };
const RSA: Jwk = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
const ED: Jwk = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
const PRIVATE: Jwk = pair.privateKey.export({ format: "jwk" });

/** What is kept of a set that is fetched. */
const kept = (keys: unknown): readonly Jwk[] | undefined => parsePublicKeys(JSON.stringify({ keys }))?.find.jwks().keys;
/** Where the fault of an inline set is, and which. */
const faultOf = (...keys: readonly unknown[]): string => {
  const checked = checkInlineKeys({ keys });
  return checked.ok ? "accepted" : `${checked.path.join(".")}: ${checked.reason}`;
};

it("a text that is no set of at most a hundred keys is none", () => {
  for (const text of [
    ...["", "null", "[]", "{", '"keys"', "<!doctype html>", "{}", '{"keys":{}}', '{"keys":null}', '{"key":[]}'],
    JSON.stringify({ keys: Array(101).fill(EC) }),
  ])
    expect([text, parsePublicKeys(text)]).toEqual([text, undefined]);
  expect(kept(Array(100).fill(EC))).toHaveLength(100);
});

it("a set that an issuer shows is taken without what is private, broken or for something else", () => {
  const unfit = [
    ...[null, 1, "key", [], {}, [EC], PRIVATE, { ...EC, d: "" }, { ...RSA, p: "AQAB" }, { ...RSA, oth: [] }],
    ...[
      { kty: "oct", k: "c2VjcmV0" },
      { ...EC, k: "c2VjcmV0" },
      { kty: "AKP", alg: "ML-DSA-44", pub: "AQAB" },
    ],
    ...[
      { ...EC, use: "enc" },
      { ...EC, key_ops: ["deriveKey"] },
      { ...RSA, alg: "RSA-OAEP-256" },
    ],
    ...[
      { ...EC, crv: "secp256k1" },
      { ...ED, crv: "X25519" },
      { ...ED, crv: "Ed448" },
      { ...EC, kty: "OKP" },
    ],
    ...[
      { ...EC, x: "AQAB" },
      { ...EC, y: undefined },
      { ...ED, x: 1 },
      { ...RSA, n: "AQAB" },
      { ...RSA, e: "" },
    ],
    ...[
      { ...RSA, n: "A".repeat(1368) },
      { ...EC, kid: 1 },
      { ...EC, kid: "k".repeat(257) },
    ],
  ];
  for (const key of unfit) expect([key, kept([key, EC])]).toEqual([key, [EC]]);
  expect(kept([])).toEqual([]);
});

it("a set that is given with a trust is refused for a private, symmetric or broken key, and the place is told", () => {
  for (const [key, fault] of [
    [PRIVATE, "d: private"],
    [{ ...PRIVATE, use: "enc" }, "d: private"],
    [{ ...RSA, q: "AQAB" }, "q: private"],
    [{ kty: "AKP", alg: "ML-DSA-44", pub: "AQAB", priv: "AQAB" }, "priv: private"],
    [{ kty: "oct", k: "c2VjcmV0" }, "kty: unsupported"],
    [{ kty: 1 }, "kty: type"],
    [{}, "kty: required"],
    [{ ...EC, kid: 1 }, "kid: type"],
    [{ ...EC, kid: "k".repeat(257) }, "kid: too_long"],
    [{ ...EC, x: "AQAB" }, "x: format"],
    [{ ...EC, y: `${EC.y}=` }, "y: format"],
    [{ ...ED, x: undefined }, "x: format"],
    [{ ...RSA, n: undefined }, "n: format"],
    [{ ...RSA, n: "A".repeat(340) }, "n: length"],
    [{ ...RSA, n: "A".repeat(1368) }, "n: length"],
    [{ ...RSA, e: "" }, "e: format"],
    [{ ...RSA, e: "AAAAAAAAAAAA" }, "e: length"],
  ] as const)
    expect([key, faultOf(EC, key)]).toEqual([key, `keys.1.${fault}`]);
  expect(faultOf(EC, "key")).toBe("keys.1: type");
});

it("a set that is given with a trust is an object with one to a hundred keys, of which one is for tokens", () => {
  for (const jwks of [null, undefined, "{}", 1, [EC]])
    expect(checkInlineKeys(jwks)).toEqual({ ok: false, path: [], reason: "type" });
  expect(checkInlineKeys({})).toEqual({ ok: false, path: ["keys"], reason: "required" });
  expect(checkInlineKeys({ keys: EC })).toEqual({ ok: false, path: ["keys"], reason: "type" });
  expect(checkInlineKeys({ keys: Array(101).fill(EC) })).toEqual({ ok: false, path: ["keys"], reason: "too_many" });
  expect(faultOf()).toBe("keys: empty");
  expect(faultOf({ ...EC, use: "enc" })).toBe("keys: empty");
});

it("a set that is given with a trust is kept as its keys for tokens, without members that say nothing of them", () => {
  const checked = checkInlineKeys({
    keys: [{ ...EC, x5c: ["MII"], x5u: "http://169.254.169.254/" }, { ...EC, use: "enc" }, RSA, ED],
    note: "x",
  });
  expect(checked.ok && JSON.parse(checked.text)).toEqual({ keys: [EC, RSA, ED] });
  expect(checked.ok && parsePublicKeys(checked.text)?.find.jwks()).toEqual({ keys: [EC, RSA, ED] });
});

it("any value at all is judged, and what is taken with a trust is read again as it was taken", () => {
  const member = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(EC, RSA, ED),
    fc.record({ kty: fc.constantFrom("EC", "RSA", "OKP") }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ keys: fc.array(member) })), (value) => {
      const checked = checkInlineKeys(value);
      const text = JSON.stringify(value);
      const read = parsePublicKeys(text);
      if (!checked.ok) return;
      expect(read?.find.jwks()).toEqual(JSON.parse(checked.text));
      expect(parsePublicKeys(checked.text)?.find.jwks()).toEqual(JSON.parse(checked.text));
    }),
  );
});
