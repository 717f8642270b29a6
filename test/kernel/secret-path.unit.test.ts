import fc from "fast-check";
import { expect, it } from "vitest";
import { mintToken } from "../../src/crypto/token";
import { addressFault, endOfPrefix, justAfter, PATH_PATTERN, pathFault, textFault } from "../../src/kernel/secret-path";

const ALPHABET = [..."ABCXYZabcxyz0189._~@+:=, -"];
const letter = fc.constantFrom(...ALPHABET);
const near = fc.array(fc.constantFrom(...ALPHABET, "/", "/", ".", " "), { maxLength: 12 }).map((all) => all.join(""));
const path = near.filter((text) => pathFault(text) === undefined);

it.each([
  ["a".repeat(513), "length"],
  ["caf\u00e9", "characters"],
  ["a\u0000", "characters"],
  ["a\tb", "characters"],
  ["a\u007f", "characters"],
  ["a\u00a0b", "characters"],
  ["a\ud800", "characters"],
  ["a%2Fb", "characters"],
  ["a\\b", "characters"],
  ["a*", "characters"],
  ["a?", "characters"],
  ["", "empty_segment"],
  ["/a", "empty_segment"],
  ["a/", "empty_segment"],
  ["a//b", "empty_segment"],
  [Array(33).fill("a").join("/"), "depth"],
  [".", "path_segments"],
  ["a/../b", "path_segments"],
  ["a/.", "path_segments"],
  [" ", "whitespace"],
  [" a", "whitespace"],
  ["a/b ", "whitespace"],
  ["a /b", "whitespace"],
])("secret paths are not %j: %s", (text, fault) => {
  expect(pathFault(text)).toBe(fault);
  expect(addressFault(text)).toBe(fault);
});

it("secret paths hold no token, which would be kept and shown as it is, but what was a path before upper case came stays one", () => {
  for (const token of [mintToken("tnt_a"), `whsec_${"Ab1+".repeat(8)}`, `hvs.${"Ab1".repeat(10)}`])
    for (const text of [token, `keys/${token}`, `${token}/x y`]) {
      expect(pathFault(text), text).toBe("token");
      expect(textFault(text), text).toBe("token");
    }
  for (const text of ["stripe/whsec_live_signing_secret_key", "keys/pst_old", `pst_tnt_a_${"a1".repeat(25)}`])
    expect(pathFault(text), text).toBeUndefined();
});

it("secret paths are at most 512 characters in 32 segments, and the pattern of the document says so", () => {
  const pattern = new RegExp(PATH_PATTERN);
  for (const text of [
    "a".repeat(512),
    Array(32).fill("a").join("/"),
    "...",
    ". .",
    ".a",
    "a.",
    "A b/@+:=,-~_.0",
    "a/.../b",
  ]) {
    expect(pathFault(text), text).toBeUndefined();
    expect(pattern.test(text), text).toBe(true);
  }
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (text) => {
      expect(pathFault(text) === undefined, text).toBe(pattern.test(text));
    }),
    { numRuns: 5000 },
  );
});

it("secret paths may hold words that are routes, which only an address of the store may not", () => {
  for (const text of ["expiring", "batch", "batch/metadata", "metadata/x", "a/versions", "a/restore", "a/b/rotate"]) {
    expect(pathFault(text), text).toBeUndefined();
    expect(addressFault(text), text).toBe("reserved");
  }
  for (const text of ["Expiring", "a/Versions", "versions", "metadata", "metadata-x/versions-1/batch", "a/versions/b"])
    expect(addressFault(text), text).toBeUndefined();
});

it("secret paths below a prefix, and just one path, are ranges in the order of bytes", () => {
  fc.assert(
    fc.property(path, path, letter, (one, other, next) => {
      const inOrder = Buffer.compare(Buffer.from(one), Buffer.from(other));
      expect(one < other, "the order of text is that of bytes").toBe(inOrder < 0);
      for (const prefix of [one, one.slice(0, 3), ""])
        expect(prefix <= other && other < endOfPrefix(prefix)).toBe(other.startsWith(prefix));
      expect(one <= other && other < justAfter(one)).toBe(one === other);
      expect(justAfter(one) < one + next).toBe(true);
    }),
    { numRuns: 5000 },
  );
});
