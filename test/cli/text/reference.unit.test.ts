import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatReference,
  parsePath,
  parseReference,
  type Reference,
  SCHEME,
} from "../../../packages/client/src/cli/text/reference.ts";

const SEGMENT = fc
  .stringMatching(/^[A-Za-z0-9._~@+:=,-]{1,8}$/)
  .filter((segment) => segment !== "." && segment !== "..");
const PATH = fc.array(SEGMENT, { minLength: 1, maxLength: 5 }).map((segments) => segments.join("/"));
const FIELD = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1 }).filter((field) => !/\p{Cc}/u.test(field)),
  fc.stringMatching(/^[a%@#0-9]{1,8}$/),
);
const REFERENCE: fc.Arbitrary<Reference> = fc.record({
  path: PATH,
  field: fc.option(FIELD),
  version: fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
});

const refused = (why: string) =>
  expect.objectContaining({ exit: 2, code: "usage", message: `this is no reference to a secret: ${why}` });
const thrownBy = (text: string, parse: (text: string) => unknown = parseReference): unknown => {
  try {
    return parse(text);
  } catch (error) {
    return error;
  }
};

describe("a reference", () => {
  it.each([
    ["", "a path has names between its slashes, and none at an end"],
    ["pst://", "a path has names between its slashes, and none at an end"],
    ["pst:///a", "a path has names between its slashes, and none at an end"],
    ["a//b", "a path has names between its slashes, and none at an end"],
    ["a/", "a path has names between its slashes, and none at an end"],
    ["#field", "a path has names between its slashes, and none at an end"],
    ["@3", "a path has names between its slashes, and none at an end"],
    ["a/../b", "no name in a path is a dot or two, or has a space at an end"],
    ["a/%2e%2E/b", "no name in a path is a dot or two, or has a space at an end"],
    ["a/ b", "no name in a path is a dot or two, or has a space at an end"],
    ["a?b", "a path has no such characters"],
    ["a%b", "a path has no such characters"],
    ["a%00", "a path has no such characters"],
    ["a\nb", "a path has no such characters"],
    ["ä", "a path has no such characters"],
    ["a@0", "a version is a whole number from 1"],
    ["a@03", "a version is a whole number from 1"],
    ["a@9007199254740993", "a version is a whole number from 1"],
    ["a#", "there is no field behind the #"],
    ["a#@3", "there is no field behind the #"],
    ["a#b\u001b[2J", "a field's name has no control characters"],
    ["a#b%1b", "a field's name has no control characters"],
    ["a@3#b@4", "it has two versions: an @ that belongs to the field's name is written %40"],
    ["x".repeat(513), "a path has at most 512 characters, and 32 names"],
    [Array(33).fill("x").join("/"), "a path has at most 512 characters, and 32 names"],
  ])("is none: %j", (text, why) => {
    expect(thrownBy(text)).toEqual(refused(why));
  });

  it("that is none is not repeated, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        const error = thrownBy(`pst_canary?${noise}`);
        expect(String(error)).not.toContain("canary");
      }),
    );
  });

  it.each([
    ["shop/db", "shop/db", null, null],
    ["pst://shop/db", "shop/db", null, null],
    ["shop/db#password", "shop/db", "password", null],
    ["shop/db@3", "shop/db", null, 3],
    ["shop/db#password@3", "shop/db", "password", 3],
    ["shop/db@3#password", "shop/db", "password", 3],
    ["pst://a@b.example/login#user", "a@b.example/login", "user", null],
    ["a@b/c@12", "a@b/c", null, 12],
    ["a@3@4", "a@3", null, 4],
    ["a@", "a@", null, null],
    ["a@v3", "a@v3", null, null],
    ["a%403", "a@3", null, null],
    ["a b%20c", "a b c", null, null],
    ["a#b#c", "a", "b#c", null],
    ["a#user@example.com", "a", "user@example.com", null],
    ["a#user%403", "a", "user@3", null],
    ["a#100%", "a", "100%", null],
    ["a#Schlüssel 1", "a", "Schlüssel 1", null],
  ])("%s means %s, field %s, version %s", (text, path, field, version) => {
    expect(parseReference(text)).toEqual({ path, field, version });
  });

  it("is read back from its text, with and without the scheme", () => {
    fc.assert(
      fc.property(REFERENCE, (reference) => {
        const text = formatReference(reference);
        expect(parseReference(text)).toEqual(reference);
        expect(parseReference(SCHEME + text)).toEqual(reference);
      }),
    );
  });

  it("means the same with its version before the field", () => {
    fc.assert(
      fc.property(PATH, FIELD, fc.integer({ min: 1, max: 99 }), (path, field, version) => {
        const named = formatReference({ path, field, version: null });
        const hash = named.indexOf("#");
        const text = `${named.slice(0, hash)}@${version}${named.slice(hash)}`;
        expect(parseReference(text)).toEqual({ path, field, version });
      }),
    );
  });
});

describe("a path alone", () => {
  it.each(["a#b", "a@3", "a@3#b"])("is not %s", (text) => {
    expect(thrownBy(text, parsePath)).toEqual(
      refused("this command takes a path alone: an @ that belongs to it is written %40"),
    );
  });

  it("may have an @ in it", () => {
    expect([parsePath("pst://a@b"), parsePath("a%403")]).toEqual(["a@b", "a@3"]);
  });
});
