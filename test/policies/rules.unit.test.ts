import fc from "fast-check";
import { expect, it } from "vitest";
import { type Glob, literalPrefix, matchesGlob, parseGlob } from "../../src/kernel/glob";
import { type ConditionsText, PERMISSIONS, type Permission } from "../../src/kernel/policy";
import { parseConditions, type RequestAttributes } from "../../src/policies/conditions";
import { decide, type EffectiveRule } from "../../src/policies/decide";

function glob(text: string): Glob {
  const parsed = parseGlob(text);
  if (!parsed.ok) throw new Error(`${text} is ${parsed.reason}`);
  return parsed.glob;
}

const matches = (pattern: string, path: string) => matchesGlob(glob(pattern), path);

it.each([
  ["", "empty"],
  ["/shop", "empty_segment"],
  ["shop/", "empty_segment"],
  ["/", "empty_segment"],
  ["a//b", "empty_segment"],
  ["shop/**b", "double_star"],
  ["shop/b**", "double_star"],
  ["a**b", "double_star"],
  ["***", "double_star"],
  ["shop/***/x", "double_star"],
  ["**/**", "double_star"],
  ["a/**/**/b", "double_star"],
  ["**/a/**/b/**/c/**/d/**", "double_star"],
  ["[ab]", "characters"],
  ["{a,b}", "characters"],
  ["a\\b", "characters"],
  [" a", "whitespace"],
  ["a /b", "whitespace"],
  ["a/* ", "whitespace"],
  ["a\tb", "characters"],
  [`A/whsec_${"A1b2".repeat(8)}`, "token"],
  ["a\n", "characters"],
  ["caf\u00e9", "characters"],
  ["a\u0000", "characters"],
  ["!a", "characters"],
  ["a%20b", "characters"],
  ["x".repeat(513), "length"],
  [Array(33).fill("a").join("/"), "depth"],
])("a pattern is refused %j, as %s", (text, reason) => {
  expect(parseGlob(text)).toEqual({ ok: false, reason });
});

it("a pattern is refused or taken, but never the cause of an exception", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, path) => {
      const parsed = parseGlob(text);
      if (parsed.ok) matchesGlob(parsed.glob, path);
    }),
  );
});

it.each([
  ["shop/db", ["shop/db"], ["shop", "shop/db/login", "shop/db2"]],
  ["shop/db/*", ["shop/db/login"], ["shop/db", "shop/db/main/login"]],
  ["shop/**", ["shop/db", "shop/db/main/login"], ["shop", "other/shop/db", "shop2/db"]],
  ["**/tls/*", ["shop/tls/cert", "a/b/tls/key"], ["tls/cert", "shop/tls", "shop/tls/a/b"]],
  ["a/**/z", ["a/z", "a/b/z", "a/b/c/z"], ["a", "a/b", "ab/z"]],
  ["**", ["db", "shop/db", "a/b/c/d/e/f/g/h/i/j", Array(32).fill("a").join("/")], []],
  ["*", ["db"], ["shop/db"]],
  ["shop/db-*", ["shop/db-1", "shop/db-"], ["shop/db", "shop/db-1/x"]],
  ["shop/v?", ["shop/v1"], ["shop/v", "shop/v10", "shop/v/1"]],
  ["keys/*.pem", ["keys/a.pem", "keys/.pem"], ["keys/a-pem", "keys/a.PEM"]],
  ["Shop/*@=+:,~ x", ["Shop/a b@=+:,~ x", "Shop/@=+:,~ x"], ["shop/a@=+:,~ x", "Shop/a@=+:,~x"]],
  ["a ?/b", ["a b/b"], ["a/b", "a b"]],
  ["**/a", ["x/a", "x/y/a"], ["a", "xa", "x/a/y"]],
  ["a/**/b/**/c", ["a/b/c", "a/x/b/y/c", "a/b/b/c/c"], ["a/c", "a/b", "b/c"]],
  ["**/a/**", ["x/a/y", "x/y/a/z/z"], ["a", "a/y", "x/a"]],
  ["*/*", ["a/b"], ["a", "a/b/c"]],
  ["*a*", ["a", "xa", "ax", "xaax"], ["x", "a/a"]],
  ["?*", ["a", "abc"], ["a/b"]],
  ["a?c", ["abc", "a-c"], ["ac", "a/c"]],
])("a pattern %s matches what it should, and only that", (pattern, right, wrong) => {
  expect(right.filter((path) => !matches(pattern, path))).toEqual([]);
  expect(wrong.filter((path) => matches(pattern, path))).toEqual([]);
});

it("a pattern may have 512 characters, 32 segments and four times **", () => {
  expect(matches("x".repeat(512), "x".repeat(512))).toBe(true);
  expect(parseGlob(Array(32).fill("a").join("/")).ok).toBe(true);
  expect(matches("a/**/b/**/c/**/d/**", "a/b/x/c/d/e")).toBe(true);
});

it("a pattern matches nothing that is no path", () => {
  for (const path of ["", "/", "a/", "/a", "a//b"]) {
    expect(["**", "*", "a/**", "**/b", "a/*", "a/**/b", "*/*"].filter((pattern) => matches(pattern, path))).toEqual([]);
  }
});

it("a pattern agrees with the rules taken one by one", () => {
  const letters = (alphabet: string[]) =>
    fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 4 }).map((all) => all.join(""));
  const segment = fc.oneof(
    { weight: 2, arbitrary: letters(["a", "B", ".", " ", "~", "*", "?"]) },
    { weight: 1, arbitrary: fc.constantFrom("**", "*") },
  );
  const patterns = fc.array(segment, { minLength: 1, maxLength: 6 }).map((all) => all.join("/"));
  const paths = fc
    .array(letters(["a", "B", ".", " ", "~"]), { minLength: 1, maxLength: 6 })
    .map((all) => all.join("/"));
  fc.assert(
    fc.property(patterns, paths, (pattern, path) => {
      const parsed = parseGlob(pattern);
      const hasOuterSpace = /^ |\/ | \/| $/.test(pattern);
      const hasBadRun = /\*\*[^/]|[^/]\*\*|\*\*\/\*\*/.test(pattern) || pattern.split("**").length > 5;
      expect(parsed.ok).toBe(!hasOuterSpace && !hasBadRun);
      if (!parsed.ok) return;
      expect(matchesGlob(parsed.glob, path)).toBe(matchesNaively(pattern.split("/"), path.split("/"), true));
      if (matchesGlob(parsed.glob, path)) expect(path.startsWith(literalPrefix(parsed.glob))).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

it.each([
  ["one segment of stars", `${"a*".repeat(255)}b`, "a".repeat(512)],
  ["stars and question marks", `${"*?".repeat(250)}*b`, "a".repeat(512)],
  ["a star before every letter", `${"*a".repeat(255)}*b`, `${"a".repeat(510)}c`],
  ["four runs of segments", "**/a*a*a*a*b/**/a*a*a*a*b/**/a*a*a*a*b/**/z", Array(10).fill("a".repeat(50)).join("/")],
  ["four runs over 32 segments", "**/a*a*b/**/a*a*b/**/a*a*b/**/z", Array(32).fill("a".repeat(15)).join("/")],
  ["four runs that fit up to the end", "a/**/*a*/**/*a*/**/*a*/**/*b", `a/${Array(9).fill("a".repeat(50)).join("/")}`],
])("a pattern with %s is decided in no more steps than the product of the lengths", (_, pattern, path) => {
  const meter = { steps: 0 };
  expect(matchesGlob(glob(pattern), path, meter)).toBe(false);
  expect(meter.steps).toBeLessThanOrEqual(pattern.length * path.length);
});

it.each([
  ["shop/db", "shop/db"],
  ["shop/db/*", "shop/db/"],
  ["shop/**", "shop/"],
  ["shop/db-*", "shop/db-"],
  ["shop/v?/x", "shop/v"],
  ["a/**/z", "a/"],
  ["**/tls", ""],
  ["*", ""],
  ["?a", ""],
])("a pattern %s has the literal prefix %j", (pattern, prefix) => {
  expect(literalPrefix(glob(pattern))).toBe(prefix);
});

/** The rules of the pattern language by plain recursion, however long it takes. */
function matchesNaively(pattern: readonly string[], path: readonly string[], isFirst: boolean): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return path.length === 0;
  if (head !== "**")
    return path[0] !== undefined && fits([...head], [...path[0]]) && matchesNaively(rest, path.slice(1), false);
  const least = isFirst || rest.length === 0 ? 1 : 0;
  return (
    path.some((_, taken) => taken + 1 >= least && matchesNaively(rest, path.slice(taken + 1), false)) ||
    (least === 0 && matchesNaively(rest, path, false))
  );
}

function fits([head, ...rest]: readonly string[], text: readonly string[]): boolean {
  if (head === undefined) return text.length === 0;
  if (head === "*") return fits(rest, text) || (text.length > 0 && fits([head, ...rest], text.slice(1)));
  return text.length > 0 && (head === "?" || head === text[0]) && fits(rest, text.slice(1));
}

const NOON: RequestAttributes = {
  nowMs: Date.parse("2026-05-11T12:00:00Z"),
  ip: "203.0.113.7",
  mfaVerifiedAtMs: null,
  mfaMaxAgeMs: 900_000,
};

const OFFICE: ConditionsText = { ip_ranges: ["203.0.113.0/24"] };
const HOURS: ConditionsText = { time_window: { start: "08:00", end: "18:00" } };
const NIGHT: ConditionsText = { time_window: { start: "22:00", end: "06:00" } };
const ELSEWHERE: ConditionsText = { ip_ranges: ["192.0.2.0/24"] };

const rule = (
  pattern: string,
  permissions: readonly Permission[],
  text: ConditionsText = {},
  policyId = "pol_a",
  ruleIndex = 0,
): EffectiveRule => {
  const conditions = parseConditions(text);
  if (!conditions.ok) throw new Error(JSON.stringify(conditions.faults));
  return {
    policyId,
    ruleIndex,
    glob: glob(pattern),
    permissions: new Set(permissions),
    conditions: conditions.value,
  };
};

const read = { permission: "read", path: "prod/db" } as const;
const denied = { allowed: false, code: "access_denied" };

it("decide refuses without a rule", () => {
  for (const permission of PERMISSIONS) expect(decide([], { permission, path: "a" }, NOON)).toEqual(denied);
});

it("decide refuses another path and another permission, whatever the conditions say", () => {
  const rules = [
    rule("dev/**", ["admin"], OFFICE),
    rule("prod/**", ["list", "write", "delete", "rotate"], ELSEWHERE),
    rule("prod/db/*", ["read"]),
  ];
  expect(decide(rules, read, NOON)).toEqual(denied);
});

it("decide refuses `admin` to every other permission, and gives them all for it", () => {
  for (const permission of PERMISSIONS) {
    const others = PERMISSIONS.filter((other) => other !== permission && other !== "admin");
    expect(decide([rule("**", others)], { permission, path: "prod/db" }, NOON)).toEqual(denied);
    expect(decide([rule("**", ["admin"])], { permission, path: "prod/db" }, NOON)).toEqual({
      allowed: true,
      policyId: "pol_a",
      ruleIndex: 0,
    });
    expect(decide([rule("**", [permission])], { permission, path: "prod/db" }, NOON)).toMatchObject({
      allowed: true,
    });
  }
});

it.each<[string, ConditionsText[], object]>([
  ["the address, if that alone was tried", [ELSEWHERE], { code: "ip_not_allowed", failedCondition: "ip_ranges" }],
  [
    "the time, which comes after the address",
    [ELSEWHERE, { ...OFFICE, ...NIGHT }],
    { code: "time_window_violation", failedCondition: "time_window" },
  ],
  [
    "the second factor, which comes last",
    [{ require_mfa: true }, NIGHT, ELSEWHERE],
    { code: "mfa_required", failedCondition: "require_mfa" },
  ],
  [
    "the furthest in any order",
    [ELSEWHERE, { ...HOURS, require_mfa: true }, NIGHT],
    { code: "mfa_required", failedCondition: "require_mfa" },
  ],
  [
    "the time, though that rule wants a second factor too",
    [{ ...NIGHT, require_mfa: true }],
    { code: "time_window_violation", failedCondition: "time_window" },
  ],
])("decide names %s", (_, texts, refusal) => {
  const rules = texts.map((text) => rule("prod/**", ["read"], text));
  expect(decide(rules, read, NOON)).toEqual({ allowed: false, ...refusal });
  const unrelated = [
    rule("dev/**", ["read"], { require_mfa: true }),
    rule("prod/**", ["write"], { require_mfa: true }),
  ];
  expect(decide([...unrelated, ...rules], read, NOON)).toEqual({ allowed: false, ...refusal });
});

it("decide lets a second rule without conditions permit what the first does not", () => {
  const rules = [rule("prod/**", ["read"], ELSEWHERE, "pol_a", 0), rule("**", ["read"], {}, "pol_b", 3)];
  expect(decide(rules.slice(0, 1), read, NOON)).toEqual({
    allowed: false,
    code: "ip_not_allowed",
    failedCondition: "ip_ranges",
  });
  expect(decide(rules, read, NOON)).toEqual({ allowed: true, policyId: "pol_b", ruleIndex: 3 });
  expect(decide(rules.toReversed(), read, NOON)).toEqual({ allowed: true, policyId: "pol_b", ruleIndex: 3 });
});

it("decide names the first of several rules that permit", () => {
  const rules = [rule("prod/*", ["read"], {}, "pol_a", 1), rule("**", ["admin"], {}, "pol_b", 0)];
  expect(decide(rules, read, NOON)).toEqual({ allowed: true, policyId: "pol_a", ruleIndex: 1 });
});

it("decide permits exactly what some rule permits, in any order of the rules", () => {
  const texts = [{}, OFFICE, ELSEWHERE, HOURS, NIGHT, { require_mfa: true }, { ...OFFICE, ...HOURS }];
  const rules = fc.array(
    fc
      .tuple(
        fc.constantFrom("**", "prod/*", "dev/*", "prod/**"),
        fc.subarray([...PERMISSIONS], { minLength: 1 }),
        fc.constantFrom(...texts),
      )
      .map(([pattern, permissions, text]) => rule(pattern, permissions, text)),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(
      rules,
      fc.constantFrom(...PERMISSIONS),
      fc.constantFrom("prod/db", "dev/db", "x"),
      (held, permission, path) => {
        const decision = decide(held, { permission, path }, NOON);
        expect(decision.allowed).toBe(held.some((one) => decide([one], { permission, path }, NOON).allowed));
        const reversed = decide(held.toReversed(), { permission, path }, NOON);
        if (!decision.allowed) expect(reversed).toEqual(decision);
      },
    ),
  );
});
