import fc from "fast-check";
import { expect, it } from "vitest";
import { groupsFor, identityFor, mfaAtMs } from "../../src/trusts/identity-of";
import { checkTemplate, fillTemplate, parseTemplate } from "../../src/trusts/template";
import type { Claims, Preset } from "../../src/trusts/trust";

const idOf = (identityId: string, claims: Claims, preset: Preset = "oidc") =>
  identityFor({ preset, identityId }, claims);

it.each([
  ["", "format"],
  ["deploy", "format"],
  ["{type}:x", "format"],
  ["{sub}", "format"],
  ["group:{team}", "format"],
  ["group:sre", "format"],
  ["system:{sub}", "format"],
  ["User:{sub}", "format"],
  ["sa:Deploy", "format"],
  ["sa:", "format"],
  ["sa:-x", "format"],
  ["sa:a b", "format"],
  ["sa:{}", "format"],
  ["sa:{a..b}", "format"],
  ["sa:{a b}", "format"],
  ["sa:{a", "format"],
  ["sa:{a}}", "characters"],
  ["sa:{{a}}", "characters"],
  ["sa:X{a}", "characters"],
  ["sa:{a}@b", "characters"],
  ["user:sa:{a}", "characters"],
  ["user:{a}/{b}", "characters"],
  ["user:{a}{b}", "ambiguous"],
  ["sa:{a}.{b}.{c}.{d}.{e}", "too_many"],
  [`sa:${"x".repeat(260)}`, "too_long"],
])("the template %j is refused: %s", (text, reason) => {
  expect(checkTemplate(text)).toBe(reason);
});

it.each([
  "sa:deploy",
  "user:alice@acme.example",
  "user:{email}",
  "sa:gh-{repository_id}",
  "sa:{/kubernetes.io/namespace}.{a.b}",
])("the template %j is taken", (text) => {
  expect(checkTemplate(text)).toBeNull();
});

it("a fixed identity is the bearer, whatever the token says", () => {
  expect(idOf("sa:deploy", {})).toEqual({ ok: true, id: "sa:deploy" });
});

it.each<[string, Claims, string]>([
  ["user:{email}", {}, "required"],
  ["user:{email}", { email: null }, "type"],
  ["user:{email}", { email: true }, "type"],
  ["user:{email}", { email: ["a@b"] }, "type"],
  ["user:{email}", { email: { a: 1 } }, "type"],
  ["user:{id}", { id: 2 ** 53 }, "type"],
  ["user:{email}", { email: "" }, "empty"],
  ["user:{email}", { email: "Alice@acme.example" }, "characters"],
  ["user:{email}", { email: "a b" }, "characters"],
  ["user:{email}", { email: "sa:deploy" }, "characters"],
  ["user:{email}", { email: "a\n" }, "characters"],
  ["user:{email}", { email: "{email}" }, "characters"],
  ["user:{email}", { email: "\u0430lice@acme.example" }, "characters"],
  ["user:{email}", { email: "-a" }, "format"],
  ["user:{email}", { email: "a".repeat(129) }, "format"],
  ["sa:{name}", { name: "a@b" }, "characters"],
  ["sa:{name}", { name: "../x" }, "characters"],
])("the template %s with %j gives nobody: %s", (template, claims, reason) => {
  expect(idOf(template, claims)).toEqual({ ok: false, reason, claim: /\{(.*)\}/.exec(template)?.[1] });
});

it("a template is filled with texts and whole numbers", () => {
  expect(idOf("user:{email}", { email: "alice@acme.example" })).toEqual({ ok: true, id: "user:alice@acme.example" });
  expect(idOf("sa:gh-{repository_id}", { repository_id: 42 })).toEqual({ ok: true, id: "sa:gh-42" });
  expect(idOf("sa:{/kubernetes.io/namespace}.{n}", { "kubernetes.io": { namespace: "a" }, n: "b" })).toEqual({
    ok: true,
    id: "sa:a.b",
  });
});

it("addresses of e-mail that Access tells are folded to lower case, and nothing else is", () => {
  const access = "cloudflare_access";
  expect(idOf("user:{email}", { email: "Alice@ACME.example" }, access)).toEqual({
    ok: true,
    id: "user:alice@acme.example",
  });
  expect(idOf("user:{sub}", { sub: "Alice" }, access)).toEqual({ ok: false, reason: "characters", claim: "sub" });
  // The sign of Kelvin, whose lower case is a plain k.
  expect(idOf("user:{email}", { email: "\u212aate@acme.example" }, access)).toEqual({
    ok: false,
    reason: "characters",
    claim: "email",
  });
});

it("no two bearers are one: an id is made by one list of values alone", () => {
  const template = parseTemplate("sa:{a}--{b}-{c}");
  if (!template) throw new Error("no template");
  const value = fc.string({ unit: fc.constantFrom("x", "-", "1"), minLength: 1, maxLength: 4 });
  const values = fc.tuple(value, value, value);
  fc.assert(
    fc.property(values, values, (one, other) => {
      const [a, b] = [fillTemplate(template, one), fillTemplate(template, other)];
      if (a.ok && b.ok && a.id === b.id) expect(one).toEqual(other);
    }),
    { numRuns: 5000 },
  );
  expect(fillTemplate(template, ["x-", "1", "1"])).toEqual({ ok: false, reason: "ambiguous" });
  expect(fillTemplate(template, ["x", "1", "1-1"])).toEqual({ ok: true, id: "sa:x--1-1-1" });
});

it("whatever a claim holds, the bearer is of the type that the trust says, and of a valid id", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.jsonValue()), (email) => {
      const found = idOf("user:u.{email}", { email });
      return !found.ok || /^user:u\.[a-z0-9._@+-]{1,126}$/.test(found.id);
    }),
  );
});

const MAP = [
  { value: "Platform", group: "group:sre" },
  { value: "7", group: "group:seven" },
  { value: "Ops", group: "group:sre" },
  { value: "*", group: "group:star" },
];
const groups = (teams: unknown, groupsClaim: string | null = "teams") =>
  groupsFor({ groupsClaim, groupsMap: MAP }, { teams });

it("a claim stands for the groups of the whole texts that it holds, each once", () => {
  expect(groups(["Platform"], null)).toEqual([]);
  for (const teams of [undefined, null, {}, "platform", "Platform ", [["Platform"]], [{ name: "Platform" }]])
    expect(groups(teams)).toEqual([]);
  expect(groups("Platform")).toEqual(["group:sre"]);
  expect(groups(7)).toEqual(["group:seven"]);
  expect(groups(["Ops", "x", "Platform", 7])).toEqual(["group:seven", "group:sre"]);
});

const NOW = 1_800_000_000_000;
const MFA = { mfaClaim: { claim: "amr", values: ["mfa", "hwk"] } };
const verified = (claims: Claims) => mfaAtMs(MFA, claims, NOW);

it("a second factor counts only where the claim says it, and from when the token says it", () => {
  expect(mfaAtMs({ mfaClaim: null }, { amr: ["mfa"], iat: 1 }, NOW)).toBeNull();
  for (const amr of [undefined, null, "pwd", "MFA", "mfa pwd", ["pwd"], [["mfa"]], { mfa: true }])
    expect(verified({ amr, iat: 1_700_000_000 })).toBeNull();
  for (const auth_time of ["1700000000", -1, true, [], Number.POSITIVE_INFINITY, Number.NaN])
    expect(verified({ amr: "mfa", auth_time, iat: 1_700_000_001 })).toBeNull();
  expect(verified({ amr: "mfa" })).toBeNull();
  expect(verified({ amr: "mfa", iat: 1_700_000_000.9 })).toBe(1_700_000_000_000);
  expect(verified({ amr: ["pwd", "hwk"], auth_time: 1_600_000_000, iat: 1_700_000_000 })).toBe(1_600_000_000_000);
});

it("a second factor is never later than now", () => {
  expect(verified({ amr: "mfa", iat: NOW / 1000 + 50 })).toBe(NOW);
  expect(verified({ amr: "mfa", iat: 1e300 })).toBe(NOW);
});
