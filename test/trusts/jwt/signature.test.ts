import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { decodeJwt } from "../../../src/trusts/jwt/decode";
import { verifySignature } from "../../../src/trusts/jwt/signature";
import { type PublicKeys, parsePublicKeys } from "../../../src/trusts/keys/public-keys";
import {
  newTestKey,
  newTestKeys,
  type PublishedKey,
  sign,
  signText,
  TEST_ALGORITHMS,
  type TestKey,
} from "../../support/issuer";
import { jwtOf } from "./support";

const setOf = (...keys: readonly PublishedKey[]): PublicKeys => {
  const set = parsePublicKeys(JSON.stringify({ keys }));
  if (!set) throw new Error("no set");
  return set;
};
const publicOf = (keys: readonly TestKey[]): PublishedKey[] => keys.map(({ publicJwk }) => publicJwk);
/** Without what it says of itself: fit for everything that its kind can do. */
const bare = ({ kid: _, alg: __, use: ___, ...material }: PublishedKey): PublishedKey => material;

const verdictOf = (text: string, set: PublicKeys) => verifySignature(jwtOf(text), set);

let keys: readonly TestKey[] = [];
let all = setOf();
const keyOf = (alg: string): TestKey => {
  const key = keys.find((each) => each.alg === alg);
  if (!key) throw new Error(`no key for ${alg}`);
  return key;
};

beforeAll(async () => {
  keys = await newTestKeys(TEST_ALGORITHMS);
  all = setOf(...publicOf(keys));
});

it("a signature of another key is invalid, whatever the token says of its key", async () => {
  for (const alg of ["RS256", "PS384", "ES256", "EdDSA"] as const) {
    const thief = await newTestKey(alg);
    const { kid } = keyOf(alg);
    expect(await verdictOf(await sign({}, [thief], { kid }), all)).toBe("invalid");
    expect(await verdictOf(await sign({}, [thief], { kid: null }), all)).toBe("invalid");
    expect(await verdictOf(await sign({}, [thief]), all)).toBe("unknown_key");
    const { publicJwk: jwk } = thief;
    expect(await verdictOf(await sign({}, [thief], { kid, header: { jwk, jku: "https://thief.example" } }), all)).toBe(
      "invalid",
    );
  }
});

it("a public key is no secret of HMAC, and a token with such an algorithm is not even read", async () => {
  const { publicJwk, kid } = keyOf("RS256");
  const secret = await crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(JSON.stringify(publicJwk)),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const [head, body] = (await sign({}, keys, { header: { alg: "HS256", kid } })).split(".");
  const mac = await crypto.subtle.sign("HMAC", secret, new TextEncoder().encode(`${head}.${body}`));
  const text = `${head}.${body}.${Buffer.from(mac).toString("base64url")}`;
  expect(decodeJwt(text)).toMatchObject({ ok: false, check: { check: "algorithm", reason: "unsupported" } });
});

it("a token whose algorithm is not that of the key it names finds no key", async () => {
  const ec = keyOf("ES256");
  const rsa = keyOf("RS256");
  for (const [key, alg] of [
    [ec, "RS256"],
    [ec, "ES384"],
    [rsa, "ES256"],
    [rsa, "PS256"],
    [rsa, "RS512"],
    [rsa, "EdDSA"],
  ] as const)
    expect([alg, await verdictOf(await sign({}, [key], { header: { alg } }), all)]).toEqual([alg, "unknown_key"]);
  const bareKeys = setOf(bare(ec.publicJwk), bare(rsa.publicJwk));
  for (const [key, alg] of [
    [ec, "RS256"],
    [rsa, "PS256"],
    [rsa, "RS512"],
  ] as const)
    expect([alg, await verdictOf(await sign({}, [key], { kid: null, header: { alg } }), bareKeys)]).toEqual([
      alg,
      "invalid",
    ]);
});

it("a key for something else verifies nothing: of encryption, without verify, private, symmetric, weak, or broken", async () => {
  const { publicJwk, privateKey } = keyOf("RS256");
  const { d } = (await crypto.subtle.exportKey("jwk", privateKey)) as { d: string };
  const token = await sign({}, keys, { alg: "RS256" });
  for (const members of [
    { use: "enc" },
    { key_ops: ["encrypt"] },
    { key_ops: "verify" },
    { alg: "RSA-OAEP" },
    { alg: "HS256" },
    { d },
    { kty: "oct", k: "c2VjcmV0" },
    { kty: "rsa" },
    { n: "AQAB" },
    { n: `${publicJwk.n}=` },
    { e: undefined },
    { kid: 1 },
  ])
    expect([Object.keys(members), await verdictOf(token, setOf({ ...publicJwk, ...members }))]).toEqual([
      Object.keys(members),
      "unknown_key",
    ]);
  expect(await verdictOf(token, setOf())).toBe("unknown_key");
});

it("a point that is on no curve verifies nothing, and closes no other key out", async () => {
  const { publicJwk, kid } = keyOf("ES256");
  const broken = { ...publicJwk, x: "A".repeat(43) };
  const token = await sign({}, keys, { alg: "ES256" });
  expect(await verdictOf(token, setOf(broken))).toBe("invalid");
  expect(await verdictOf(token, setOf(broken, { ...publicJwk, kid }))).toBe("valid");
});

it("a token that names no key is tried with all that fit, up to sixteen of them", async () => {
  const key = keyOf("ES256");
  const token = await sign({ sub: "a" }, [key], { kid: null });
  const others = publicOf(await newTestKeys(Array<"ES256">(16).fill("ES256")));
  expect(await verdictOf(token, setOf(...others.slice(0, 15), bare(key.publicJwk)))).toBe("valid");
  expect(await verdictOf(token, setOf(...others, bare(key.publicJwk)))).toBe("invalid");
  expect(await verdictOf(token, setOf(...others))).toBe("invalid");
});

it("a token is verified by the key that signed it, with every algorithm", async () => {
  for (const alg of TEST_ALGORITHMS) {
    const { publicJwk } = keyOf(alg);
    const token = await sign({ sub: "a" }, keys, { alg });
    expect([alg, await verdictOf(token, all)]).toEqual([alg, "valid"]);
    const nameless = await sign({ sub: "a" }, keys, { alg, kid: null });
    expect([alg, await verdictOf(nameless, setOf(bare(publicJwk)))]).toEqual([alg, "valid"]);
    expect([alg, await verdictOf(nameless, setOf({ ...bare(publicJwk), key_ops: ["verify"] }))]).toEqual([
      alg,
      "valid",
    ]);
  }
});

it("a header that is written with spaces, and a token at its largest, are verified as they are", async () => {
  const key = keyOf("EdDSA");
  const spaced = await signText(`{ "alg" : "EdDSA" ,\n "kid" : "${key.kid}" }`, '{ "sub" : "a" }', key);
  expect(await verdictOf(spaced, all)).toBe("valid");
  expect(await verdictOf(await sign({ filler: "x".repeat(12_000) }, [key]), all)).toBe("valid");
});

it("no change of one letter of a signed token is verified", async () => {
  const tokens = await Promise.all(
    (["ES256", "RS256", "EdDSA", "PS256"] as const).map((alg) =>
      sign({ sub: "a", repository_id: "74" }, keys, { alg }),
    ),
  );
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...tokens),
      fc.nat(),
      fc.constantFrom(...letters, ""),
      async (token, n, letter) => {
        const at = n % token.length;
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        const decoded = decodeJwt(changed);
        const verdict = decoded.ok ? await verifySignature(decoded.jwt, all) : "refused";
        expect([changed === token, verdict === "valid"]).toEqual([changed === token, changed === token]);
      },
    ),
    { numRuns: 1000 },
  );
});
