import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { ALGORITHMS, decodeJwt } from "../../../src/trusts/jwt/decode";
import { compact, verdictOf } from "./support";

const HEADER = { typ: "JWT", alg: "ES256", kid: "k1" };
const CLAIMS = { iss: "https://id.acme.example", sub: "a" };

const withHeader = (members: object) => verdictOf(compact({ ...HEADER, ...members }, CLAIMS));
const withPayload = (payload: string | Uint8Array) => verdictOf(compact(HEADER, payload));

it("a text that has not three parts of strict base64url is no token", () => {
  const [head = "", body = ""] = compact(HEADER, CLAIMS).split(".");
  const texts = [
    "",
    ".",
    head,
    `${head}.${body}`,
    `${head}.${body}.c2ln.`,
    `${head}.key.iv.${body}.tag`, // encrypted (JWE)
    `${head}=.${body}.c2ln`,
    ` ${head}.${body}.c2ln`,
    `${head}.${body}.c2ln\n`,
    `${head}.${body}.c2l+`,
    `${head}.${body}.c2l/`,
    `${head}.${body}.c2ln=`,
    `${head}.${body}.c`,
    `${head}.${body}.c2h`, // its last letter has bits that say nothing
    `${head.slice(0, -1)}*.${body}.c2ln`,
    `Bearer ${head}.${body}.c2ln`,
    `{"payload":"${body}","signatures":[]}`,
  ];
  for (const text of texts) expect([text, verdictOf(text)]).toEqual([text, "form: format"]);
});

it("a token has at most 16 KiB", () => {
  const of = (length: number) => {
    const short = compact({ alg: "ES256" }, CLAIMS, "");
    return short + "A".repeat(length - short.length);
  };
  expect(verdictOf(of(16_385))).toBe("form: too_long");
  expect(verdictOf("x".repeat(10_000_000))).toBe("form: too_long");
  expect(verdictOf(of(16_384))).toBe("accepted");
});

it("a token's header and payload are JSON objects in UTF-8", () => {
  for (const [part, reason] of [
    ["", "not_json"],
    ["{", "not_json"],
    ['{"alg":"ES256"}}', "not_json"],
    ['\ufeff{"alg":"ES256"}', "not_json"],
    ["null", "not_an_object"],
    ['"text"', "not_an_object"],
    ['[{"alg":"ES256"}]', "not_an_object"],
    ['{"alg":"ES256","alg":"none"}', "duplicate_key"],
    ['{"alg":"ES256","\\u0061lg":"ES256"}', "duplicate_key"],
    ['{"alg":"ES256","a":{"b":1,"b":2}}', "duplicate_key"],
    [`{"alg":"ES256","a":${"[".repeat(16)}${"]".repeat(16)}}`, "too_deep"],
    [`{"alg":"ES256","a":${"[".repeat(4000)}${"]".repeat(4000)}}`, "too_deep"],
    ['{"alg":"ES256","repository_id":9007199254740993}', "number"],
    ['{"alg":"ES256","exp":1e400}', "number"],
    ['{"alg":"ES256","a":"\\ud800"}', "surrogate"],
  ] as const) {
    expect([part, verdictOf(compact(part, CLAIMS))]).toEqual([part, `form: ${reason}`]);
    expect([part, withPayload(part)]).toEqual([part, `form: ${reason}`]);
  }
  const bytes = Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d);
  expect([verdictOf(compact(bytes, CLAIMS)), withPayload(bytes)]).toEqual(["form: not_utf8", "form: not_utf8"]);
});

it("a token is signed by an asymmetric algorithm, and by none that it does not name", () => {
  for (const alg of [
    ...["none", "None", "", "HS256", "HS384", "HS512", "es256", "ES256K", "RSA-OAEP", "ML-DSA-44", "Ed448"],
    ...["toString", "__proto__", "constructor", null, 1, true, ["ES256"], { alg: "ES256" }, undefined],
  ])
    expect([alg, withHeader({ alg })]).toEqual([alg, "algorithm: unsupported"]);
  expect(verdictOf(compact({ alg: "none" }, CLAIMS, ""))).toBe("algorithm: unsupported");
  for (const alg of ALGORITHMS) expect([alg, withHeader({ alg })]).toEqual([alg, "accepted"]);
});

it("a token that says it is read in another way is refused", () => {
  for (const members of [{ crit: ["b64"], b64: false }, { crit: ["exp"], exp: 1 }, { crit: [] }, { crit: null }])
    expect(withHeader(members)).toBe("form: unsupported");
  expect(withHeader({ b64: true })).toBe("form: unsupported");
});

it("a token of another type than a JWT is refused, though the same issuer signed it", () => {
  for (const typ of ["", "JWE", "JOSE", "logout+jwt", "dpop+jwt", "secevent+jwt", "at+jwt ", "jwt\n", null, 1, ["JWT"]])
    expect([typ, withHeader({ typ })]).toEqual([typ, "form: unsupported"]);
  for (const typ of [undefined, "JWT", "jwt", "application/jwt", "at+jwt", "AT+JWT", "application/at+jwt"])
    expect([typ, withHeader({ typ })]).toEqual([typ, "accepted"]);
});

it("a token names its key by a text of at most 256 characters, or not at all", () => {
  for (const kid of [1, null, {}, ["k1"], true]) expect([kid, withHeader({ kid })]).toEqual([kid, "form: type"]);
  expect(withHeader({ kid: "k".repeat(257) })).toBe("form: too_long");
  for (const kid of ["k".repeat(256), "", undefined, "../../etc/passwd", "' OR 1=1"])
    expect([kid, withHeader({ kid })]).toEqual([kid, "accepted"]);
});

it("a key that a token brings along or points to is not looked at", () => {
  const jwk = { kty: "oct", k: "c2VjcmV0" };
  const url = "http://169.254.169.254/keys";
  expect(withHeader({ jku: url, x5u: url, x5c: ["MII"], x5t: "a", jwk })).toBe("accepted");
});

it("a token that is read is given with its key's name, its claims and a digest of what is signed", () => {
  const text = compact({ alg: "RS256", kid: "k1" }, { sub: "a", n: 1.5, "kubernetes.io": { namespace: "b" } });
  const digest = createHash("sha256")
    .update(text.slice(0, text.lastIndexOf(".")))
    .digest("hex");
  expect(decodeJwt(text)).toEqual({
    ok: true,
    jwt: { text, alg: "RS256", kid: "k1", claims: { sub: "a", n: 1.5, "kubernetes.io": { namespace: "b" } }, digest },
  });
  const another = decodeJwt(`${text.slice(0, text.lastIndexOf("."))}.AAAA`);
  expect(another).toMatchObject({ ok: true, jwt: { digest } });
  expect(decodeJwt(compact({ alg: "EdDSA" }, {}))).toMatchObject({ ok: true, jwt: { kid: null, claims: {} } });
});

it("a refusal says a check and a word, and nothing of the token", () => {
  expect(decodeJwt(compact({ ...HEADER, alg: "canary" }, CLAIMS))).toEqual({
    ok: false,
    check: { check: "algorithm", outcome: "failed", reason: "unsupported" },
  });
  expect(decodeJwt(compact(HEADER, '{"canary":1,"canary":2}'))).toEqual({
    ok: false,
    check: { check: "form", outcome: "failed", reason: "duplicate_key" },
  });
});

it("any text at all is read or refused, and never throws", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_.=+/{}\u0000é") });
  const part = fc.oneof(fc.string(), fc.json(), fc.string({ unit: "binary" }));
  const shaped = fc.tuple(part, part, letters).map(([head, body, end]) => compact(head, body, end));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), letters, shaped), (text) => {
      expect(typeof decodeJwt(text).ok).toBe("boolean");
    }),
    { numRuns: 2000 },
  );
});

it("the claims of a token are those that its issuer wrote", () => {
  const claims = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(claims, (written) => {
      const decoded = decodeJwt(compact(HEADER, written));
      expect(decoded.ok && JSON.stringify(decoded.jwt.claims)).toBe(JSON.stringify(written));
    }),
  );
});
