import fc from "fast-check";
import { expect, it } from "vitest";
import { randomText, ULID_PATTERN, ulid, uuidSource } from "../../src/crypto/random";
import {
  equalSecrets,
  hashToken,
  isProven,
  looksLikeToken,
  mintToken,
  spaceOfToken,
  tokenKey,
} from "../../src/crypto/token";

const EXAMPLE = "pst_tnt_bluefin_Example0Example1Example2Example3Example4Exa38Jatk";
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

it("tokens are refused with any one character changed, at every position", () => {
  for (let at = 0; at < EXAMPLE.length; at++) {
    for (const letter of `${BASE62}_-\u0130`) {
      if (letter === EXAMPLE[at]) continue;
      const changed = EXAMPLE.slice(0, at) + letter + EXAMPLE.slice(at + 1);
      expect([changed, spaceOfToken(changed)]).toEqual([changed, undefined]);
    }
  }
});

it("tokens are refused with a character missing, doubled or swapped with its neighbour", () => {
  for (let at = 0; at < EXAMPLE.length; at++) {
    const [before, letter, next, after] = [
      EXAMPLE.slice(0, at),
      EXAMPLE[at],
      EXAMPLE[at + 1] ?? "",
      EXAMPLE.slice(at + 2),
    ];
    expect(spaceOfToken(before + next + after)).toBeUndefined();
    expect(spaceOfToken(`${before}${letter}${letter}${next}${after}`)).toBeUndefined();
    if (letter !== next && next) expect(spaceOfToken(`${before}${next}${letter}${after}`)).toBeUndefined();
  }
});

it("tokens are refused with anything before or behind, and in another case", () => {
  for (const text of [
    "",
    ` ${EXAMPLE}`,
    `${EXAMPLE} `,
    `${EXAMPLE}\n`,
    `x${EXAMPLE}`,
    EXAMPLE + EXAMPLE,
    EXAMPLE.toUpperCase(),
  ]) {
    expect(spaceOfToken(text)).toBeUndefined();
  }
});

it("tokens are refused for a space id that no space can have, though the checksum is right", () => {
  for (const space of [
    "",
    "tnt",
    "tnt_",
    "tnt__a",
    "tnt_Acme",
    "tnt_a-b",
    "usr_acme",
    "operator_x",
    `tnt_${"a".repeat(41)}`,
  ]) {
    expect([space, spaceOfToken(mintToken(space))]).toEqual([space, undefined]);
  }
});

it("tokens name their space", () => {
  expect(spaceOfToken(EXAMPLE)).toBe("tnt_bluefin");
  for (const space of ["operator", "tnt_a", "ptn_northwind", "tnt_a_b__c_", "tnt_9", `ptn_${"a".repeat(40)}`]) {
    expect(spaceOfToken(mintToken(space))).toBe(space);
  }
});

it("tokens have the documented form and are never the same", () => {
  const tokens = Array.from({ length: 500 }, () => mintToken("tnt_bluefin"));
  for (const token of tokens) expect(token).toMatch(/^pst_tnt_bluefin_[0-9A-Za-z]{49}$/);
  expect(new Set(tokens).size).toBe(500);
});

it("tokens draw each of the 62 characters equally often", () => {
  const drawn = Array.from({ length: 2000 }, () => mintToken("tnt_a").slice("pst_tnt_a_".length, -6)).join("");
  expect(drawn).toHaveLength(86_000);
  // 61 degrees of freedom: a fair source exceeds 150 about once in 10^9 runs, bytes modulo 62 give over 300.
  expect(chiSquared(drawn, BASE62)).toBeLessThan(150);
});

it("tokens are never the cause of an exception, whatever a stranger sends", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string().map((text) => `pst_tnt_${text}`),
    fc.constant("pst_".repeat(50_000)),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      expect(spaceOfToken(text)).toBeUndefined();
      expect(hashToken(text)).toMatch(/^[0-9a-f]{64}$/);
      expect(equalSecrets(text, EXAMPLE)).toBe(false);
    }),
  );
});

it("tokens are kept as the SHA-256 of the whole text", () => {
  expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it("tokens equal only themselves, of any length", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => equalSecrets(a, b) === (a === b)));
  expect([equalSecrets(EXAMPLE, EXAMPLE), equalSecrets("", ""), equalSecrets("", "a")]).toEqual([true, true, false]);
});

it("tokens are known by their look inside a text, as are a vault's and a webhook's secrets", () => {
  for (const text of [EXAMPLE, `x ${EXAMPLE}`, "hvs.CAES", "hvb.AAA", `s.${"a1B2".repeat(5)}`, "whsec_abc"]) {
    expect([text, looksLikeToken(text)]).toEqual([text, true]);
  }
  for (const text of ["", "name", "max_versions", "post", "s.short", "data.key"])
    expect([text, looksLikeToken(text)]).toEqual([text, false]);
});

const root = (fill: number) => ({ id: `k${fill}`, key: new Uint8Array(32).fill(fill) });
const [one, two] = [tokenKey(root(1)), tokenKey(root(2))];

it("the proof in a token is of the key that made it, wherever that stands in the list, and of no other", () => {
  for (let run = 0; run < 50; run++) {
    const token = mintToken("tnt_bluefin", one);
    expect(spaceOfToken(token)).toBe("tnt_bluefin");
    expect([isProven(token, [one]), isProven(token, [two, one]), isProven(token, [one, two])]).toEqual([
      true,
      true,
      true,
    ]);
    expect([isProven(token, [two]), isProven(token, [])]).toEqual([false, false]);
  }
});

it("the proof in a token does not pass to another space, and not to other random digits", () => {
  const token = mintToken("tnt_bluefin", one);
  const proof = token.slice(-12, -6);
  const other = mintToken("tnt_redfin");
  for (const body of [
    token.replace("bluefin", "redfin").slice(0, -6),
    other.slice(0, -12) + proof,
    mintToken("tnt_bluefin").slice(0, -12) + proof,
  ])
    expect(isProven(`${body}000000`, [one])).toBe(false);
});

it("the proof in a token is missing in tokens that anyone can write, old ones, and texts of any length", () => {
  for (const text of [EXAMPLE, "", "pst_", "x".repeat(11), "\u00e9".repeat(12), mintToken("tnt_a")])
    expect([text, isProven(text, [one, two])]).toEqual([text, false]);
});

it("the proof in a token is drawn as evenly as the random digits before it", () => {
  const drawn = Array.from({ length: 2000 }, () => mintToken("tnt_a", one).slice(-12, -6)).join("");
  expect(chiSquared(drawn, BASE62)).toBeLessThan(150);
});

/** Pearson's statistic against the uniform distribution over `alphabet`; NaN if a foreign character was drawn. */
function chiSquared(drawn: string, alphabet: string): number {
  const counts = new Map([...alphabet].map((letter) => [letter, 0]));
  for (const letter of drawn) counts.set(letter, (counts.get(letter) ?? Number.NaN) + 1);
  const expected = drawn.length / alphabet.length;
  return [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

it("randomText takes no alphabet that a byte cannot draw from, instead of never ending", () => {
  for (const alphabet of ["", "a".repeat(257)]) expect(() => randomText(alphabet, 1)).toThrow(RangeError);
});

it("randomText has the length asked for, also beyond what one draw gives, and uses every character alike", () => {
  for (const length of [0, 1, 12, 70_000])
    expect(randomText("ab", length)).toMatch(new RegExp(`^[ab]{${length % 65_536}}`));
  expect(randomText("ab", 70_000)).toHaveLength(70_000);
  expect(randomText("x", 5)).toBe("xxxxx");
  // 199 degrees of freedom; bytes modulo 200 would give over 10 000.
  const alphabet = Array.from({ length: 200 }, (_, index) => String.fromCharCode(0x100 + index)).join("");
  expect(chiSquared(randomText(alphabet, 60_000), alphabet)).toBeLessThan(350);
});

it("ids are made of no time that a ULID cannot hold", () => {
  for (const now of [-1, 0.5, 2 ** 48, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => ulid(now)).toThrow(RangeError);
});

it("ids are ULIDs that carry their time, sort by it and differ within one millisecond", () => {
  expect(ulid(0).slice(0, 10)).toBe("0000000000");
  expect(ulid(2 ** 48 - 1).slice(0, 10)).toBe("7zzzzzzzzz");
  // The example of the ULID specification, in lower case.
  expect(ulid(1469918176385).slice(0, 10)).toBe("01aryz6s41");
  const times = Array.from({ length: 500 }, (_, index) => 1_800_000_000_000 + index * 37);
  const ids = times.map(ulid);
  for (const id of ids) expect(id).toMatch(ULID_PATTERN);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 1000 }, () => ulid(5))).size).toBe(1000);
  expect(
    chiSquared(Array.from({ length: 2000 }, () => ulid(5).slice(10)).join(""), "0123456789abcdefghjkmnpqrstvwxyz"),
  ).toBeLessThan(100);
});

it("ids are UUIDs of version 7 that carry their time and rise strictly, also when the clock stands or goes back", () => {
  const next = uuidSource();
  const times = [
    1_800_000_000_000,
    ...Array<number>(3000).fill(1_800_000_000_001),
    1_799_999_999_000,
    1_800_000_000_002,
  ];
  const ids = times.map(next);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  const timeOf = (id = "") => Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  expect([timeOf(ids[0]), timeOf(ids.at(-2)), timeOf(ids.at(-1))]).toEqual([
    1_800_000_000_000, 1_800_000_000_001, 1_800_000_000_002,
  ]);
});

it("ids are told apart between sources that start in one millisecond", () => {
  expect(new Set(Array.from({ length: 1000 }, () => uuidSource()(1_800_000_000_000))).size).toBe(1000);
});
