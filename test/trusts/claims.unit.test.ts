import fc from "fast-check";
import { expect, it } from "vitest";
import { claimAt, isSameClaim, parseClaimPath } from "../../src/trusts/claim-path";
import { fitsClaim, fitsGlob } from "../../src/trusts/claim-text";
import { audienceCheck, claimChecks, issuerCheck } from "../../src/trusts/claims";
import type { Claims } from "../../src/trusts/trust";

const fits = (value: unknown, ...texts: string[]): boolean => fitsClaim(value, { value: texts });

it.each([
  "",
  ".",
  "a.",
  ".a",
  "a..b",
  "a b",
  "a\u0000",
  "a\n",
  "a\u202e",
  "\ud800",
  "/a~",
  "/a~2b",
  "/~",
  "a.".repeat(16).concat("a"),
  "/a".repeat(17),
  "x".repeat(257),
])("the path %j names no claim", (text) => {
  expect(parseClaimPath(text)).toBeUndefined();
  expect(claimAt({ "": 1, a: { "": 1, b: 1 }, [text]: 1 }, text)).toBeUndefined();
});

const TOKEN: Claims = JSON.parse(
  `{"sub": "s", "a.b": 1, "a": {"b": 2, "c/d": 3, "e~f": 4, "~1": 5, "": 6}, "list": ["x", {"y": "z"}], "none": null,
    "__proto__": {"polluted": true}, "nested": {"__proto__": "own"}}`,
);

it.each([
  ["sub", "s"],
  ["a.b", 2],
  ["/a.b", 1],
  ["/a/b", 2],
  ["/a/c~1d", 3],
  ["/a/e~0f", 4],
  ["/a/~01", 5],
  ["/a/", 6],
  ["/list/0", "x"],
  ["/list/1/y", "z"],
  ["none", null],
  ["nested.__proto__", "own"],
])("the path %s leads to its claim", (path, value) => {
  expect(claimAt(TOKEN, path)).toEqual(value);
});

it.each([
  "constructor",
  "toString",
  "a.constructor.name",
  "/a/hasOwnProperty",
  "list.0",
  "list.length",
  "/list/length",
  "/list/-1",
  "/list/00",
  "/list/01",
  "/list/1e0",
  "/list/2",
  "/list/-",
  "sub.length",
  "/sub/0",
  "none.x",
  "SUB",
])("the path %s leads nowhere", (path) => {
  expect(claimAt(TOKEN, path)).toBeUndefined();
});

it("the path __proto__ leads to what the token says and never to what objects inherit", () => {
  expect(claimAt({}, "__proto__")).toBeUndefined();
  expect(claimAt({ a: {} }, "a.__proto__")).toBeUndefined();
  expect(claimAt(TOKEN, "__proto__.polluted")).toBe(true);
  expect(claimAt({}, "polluted")).toBeUndefined();
});

it("two paths are the same claim where their names are, however they are written", () => {
  expect(isSameClaim("event_name", "/event_name")).toBe(true);
  expect(isSameClaim("a.b", "/a/b")).toBe(true);
  expect(isSameClaim("a.b", "/a.b")).toBe(false);
  expect(isSameClaim("a", "a.b")).toBe(false);
  expect(isSameClaim("", "")).toBe(false);
});

it("every own claim is found by its pointer", () => {
  const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[\p{C}\p{Z}]/u.test(text));
  fc.assert(
    fc.property(name, name, fc.jsonValue(), (outer, inner, value) => {
      const claims = JSON.parse(`{${JSON.stringify(outer)}: {${JSON.stringify(inner)}: ${JSON.stringify(value)}}}`);
      const escaped = [outer, inner].map((one) => one.replaceAll("~", "~0").replaceAll("/", "~1"));
      expect(claimAt(claims, `/${escaped.join("/")}`)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it.each([
  ["repo:org/*", "repo:org/name:ref:refs/heads/main"],
  ["repo:org/*", "repo:org/name/more"],
  ["repo:org/*", "repo:org"],
  ["repo:org/*", "repo:org-evil/name"],
  ["repo:*:ref:refs/heads/main", "repo:org/name:ref:refs/heads/main"],
  ["refs/heads/*", "refs/heads/feature/x"],
  ["*", "a/b"],
  ["*", "a:b"],
  ["*", "/"],
  ["**", "a/b"],
  ["*/*", "a"],
  ["a*", "ba"],
  ["*a", "ab"],
  ["ab*ba", "aba"],
  ["a*b*c", "acb"],
  ["main", "Main"],
  ["main", "main "],
  ["", "a"],
  ["a?c", "abc"],
  ["a.c", "abc"],
  ["[ab]", "a"],
  ["\\*", "*"],
])("the text %j does not fit the claim %j", (pattern, text) => {
  expect(fitsGlob(pattern, text)).toBe(false);
});

it.each([
  ["repo:org/*:ref:refs/heads/main", "repo:org/name:ref:refs/heads/main"],
  ["repo:org/*:*:refs/heads/*", "repo:org/name:ref:refs/heads/main"],
  ["refs/heads/*", "refs/heads/"],
  ["refs/tags/v*", "refs/tags/v1.2.3"],
  ["*@acme.example", "alice@acme.example"],
  ["*", ""],
  ["**", "abc"],
  ["a*b*c", "a-b-b-c"],
  ["ab*ba", "abba"],
  ["*/*", "a/b"],
  ["$^.*", "$^.x"],
])("the text %j fits the claim %j", (pattern, text) => {
  expect(fitsGlob(pattern, text)).toBe(true);
});

it("a text with * fits as a pattern of the same meaning does, and one without fits itself alone", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "/", ":", "."), maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, (pattern, text) => {
      const meaning = pattern
        .split("*")
        .map((part) => part.replaceAll(".", "[.]"))
        .join("[^/:]*");
      expect(fitsGlob(pattern, text)).toBe(new RegExp(`^${meaning}$`).test(text));
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      (a, b) => fitsGlob(a.replaceAll("*", ""), b) === (a.replaceAll("*", "") === b),
    ),
  );
});

it("a text of many * is done with at once, however nearly the claim fits", () => {
  expect(fitsGlob(`${"*a".repeat(250)}*b`, "a".repeat(16_000))).toBe(false);
  expect(fitsGlob(`${"a*".repeat(250)}b`, "a".repeat(16_000))).toBe(false);
});

it("objects, null, lists in lists and numbers that are rounded fit nothing", () => {
  for (const value of [
    undefined,
    null,
    {},
    { a: "x" },
    [],
    [null],
    [["x"]],
    [{ a: "x" }],
    2 ** 53,
    -(2 ** 60),
    Number.POSITIVE_INFINITY,
    Number.NaN,
  ])
    expect([value, fits(value, "*", "x", "null", "undefined", "[object Object]", String(value))]).toEqual([
      value,
      false,
    ]);
});

it("numbers and booleans fit by their JSON text, and a list by one of its elements", () => {
  expect(fits(123, "123")).toBe(true);
  expect(fits(123, "0123", "123.0", "1e2", "")).toBe(false);
  expect(fits(-0, "0")).toBe(true);
  expect(fits(1.5, "1.5")).toBe(true);
  expect(fits(true, "true")).toBe(true);
  expect(fits(true, "1", "True")).toBe(false);
  expect(fits(["a", 2, false], "2")).toBe(true);
  expect(fits(["a", 2, false], "b", "false")).toBe(true);
  expect(fits(["a", "b"], "c")).toBe(false);
  expect(fitsClaim("x", { value: "x" })).toBe(true);
  expect(fitsClaim("x", { value: [] })).toBe(false);
});

const GITHUB = {
  preset: "github",
  issuer: "https://github.example",
  identityId: "sa:deploy",
  groupsClaim: null,
  claims: [
    { claim: "repository_id", value: "1" },
    { claim: "ref", value: ["refs/heads/main", "refs/tags/*"] },
  ],
} as const;
const passes = (claim: string) => ({ check: "claim", claim, outcome: "passed", reason: null });
const fails = (claim: string, reason: string) => ({ check: "claim", claim, outcome: "failed", reason });

it("each rule of a trust is a check, in its order, and all are made", () => {
  expect(claimChecks(GITHUB, { ref: "refs/heads/other" })).toEqual([
    fails("repository_id", "required"),
    fails("ref", "not_listed"),
    passes("event_name"),
  ]);
  expect(claimChecks(GITHUB, { repository_id: null, ref: "refs/tags/v1" })).toEqual([
    fails("repository_id", "not_listed"),
    passes("ref"),
    passes("event_name"),
  ]);
});

it("a token of pull_request_target is refused unless the trust names the event whole", () => {
  const token = { repository_id: "1", ref: "refs/heads/main", event_name: "pull_request_target" };
  const withRule = (claim: string, value: string | string[]) =>
    claimChecks({ ...GITHUB, claims: [...GITHUB.claims, { claim, value }] }, token).slice(2);
  expect(claimChecks(GITHUB, token).at(-1)).toEqual(fails("event_name", "not_listed"));
  expect(claimChecks(GITHUB, { ...token, event_name: ["push", "pull_request_target"] }).at(-1)?.outcome).toBe("failed");
  expect(withRule("event_name", "*")).toEqual([passes("event_name"), fails("event_name", "not_listed")]);
  expect(withRule("event_name", "push")).toEqual([
    fails("event_name", "not_listed"),
    fails("event_name", "not_listed"),
  ]);
  expect(withRule("event_name", ["push", "pull_request_target"])).toEqual([passes("event_name")]);
  expect(withRule("/event_name", "pull_request_target")).toEqual([passes("/event_name")]);
});

it("a token of GitHub's own issuer is looked at as one of GitHub, whatever the trust calls itself", () => {
  const token = { repository_id: "1", ref: "refs/heads/main", event_name: "pull_request_target" };
  const oidc = { ...GITHUB, preset: "oidc", issuer: "https://token.actions.githubusercontent.com" } as const;
  expect(claimChecks(oidc, token).at(-1)).toEqual(fails("event_name", "not_listed"));
  expect(claimChecks({ ...oidc, issuer: "https://other.example" }, token)).toHaveLength(2);
});

it("an address of e-mail that was never verified is nobody's, and only where the trust goes by it", () => {
  const OIDC = { ...GITHUB, preset: "oidc", claims: [{ claim: "sub", value: "s" }] } as const;
  const byEmail = [
    { ...OIDC, identityId: "user:{email}" },
    { ...OIDC, identityId: "user:{/email}" },
    { ...OIDC, claims: [{ claim: "email", value: "*@acme.example" }] },
    { ...OIDC, groupsClaim: "email" },
  ];
  for (const trust of byEmail) {
    for (const email_verified of [false, "false", null, 0, 1, "", "TRUE", [true]])
      expect(claimChecks(trust, { email: "a@acme.example", email_verified }).at(-1)).toEqual(
        fails("email_verified", "unverified"),
      );
    for (const email_verified of [true, "true"])
      expect(claimChecks(trust, { email: "a@acme.example", email_verified }).at(-1)).toEqual(passes("email_verified"));
    expect(claimChecks(trust, { email: "a@acme.example" })).toHaveLength(1);
  }
  expect(claimChecks(OIDC, { sub: "s", email_verified: false })).toEqual([passes("sub")]);
});

it("the audience of a trust is the token's one, or one of its list, exactly", () => {
  const check = (aud: unknown) => audienceCheck({ audience: "https://a.example/t" }, aud === undefined ? {} : { aud });
  const named = { check: "audience", claim: "aud" };
  expect(check(undefined)).toEqual({ ...named, outcome: "failed", reason: "required" });
  for (const aud of [null, 1, {}, [1], ["https://a.example/t", 1], [["https://a.example/t"]]])
    expect(check(aud)).toEqual({ ...named, outcome: "failed", reason: "type" });
  for (const aud of [
    "",
    [],
    "https://a.example/t/",
    "https://a.example",
    "HTTPS://a.example/t",
    "*",
    "x https://a.example/t",
  ])
    expect(check(aud)).toEqual({ ...named, outcome: "failed", reason: "not_listed" });
  for (const aud of ["https://a.example/t", ["https://a.example/t"], ["b", "https://a.example/t"]])
    expect(check(aud)).toEqual({ ...named, outcome: "passed", reason: null });
});

it("the issuer of a trust is the token's, letter for letter", () => {
  const check = (iss: unknown) => issuerCheck({ issuer: "https://a.example" }, iss === undefined ? {} : { iss });
  const named = { check: "issuer", claim: "iss" };
  expect(check(undefined)).toEqual({ ...named, outcome: "failed", reason: "required" });
  expect(check(["https://a.example"])).toEqual({ ...named, outcome: "failed", reason: "type" });
  for (const iss of ["https://a.example/", "https://A.example", "http://a.example", ""])
    expect(check(iss)).toEqual({ ...named, outcome: "failed", reason: "unequal" });
  expect(check("https://a.example")).toEqual({ ...named, outcome: "passed", reason: null });
});
