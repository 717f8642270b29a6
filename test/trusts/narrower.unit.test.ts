import fc from "fast-check";
import { expect, it } from "vitest";
import { defaultAudience, isOfOtherSpace } from "../../src/trusts/audience";
import { readClaims, readGroupsMap } from "../../src/trusts/given";
import { isNarrower } from "../../src/trusts/narrower";
import type { TrustRow } from "../../src/trusts/tables";

const TRUST: TrustRow = {
  id: "trs_1",
  name: "builds",
  preset: "oidc",
  issuer: "https://issuer.example",
  jwksUri: null,
  jwks: null,
  audience: "aud",
  claims: [{ claim: "sub", value: ["a", "b"] }],
  identityId: "sa:deploy",
  createIdentity: true,
  groups: ["group:sre"],
  roles: ["tenant_admin"],
  groupsClaim: "teams",
  groupsMap: [{ value: "a", group: "group:sre" }],
  scopes: ["secrets:read", "secrets:list"],
  ttlMs: 600_000,
  mfaClaim: { claim: "amr", values: ["mfa"] },
  singleUse: true,
  consoleSignIn: true,
  isActive: true,
  createdBy: "user:admin",
  createdAtMs: 0,
  updatedAtMs: 0,
};

it.each<[string, Partial<TrustRow>]>([
  ["is disabled", { isActive: false }],
  ["signs nobody in to the console any more", { consoleSignIn: false }],
  ["has another preset", { preset: "github" }],
  ["has another issuer", { issuer: "https://issuer.example/" }],
  ["has other keys", { jwksUri: "https://issuer.example/keys" }],
  ["has another audience", { audience: "other" }],
  ["stands for somebody else", { identityId: "sa:other" }],
  ["maps other groups", { groupsMap: [] }],
  ["reads groups elsewhere", { groupsClaim: null }],
  ["believes no second factor", { mfaClaim: null }],
  ["gives less time", { ttlMs: 599_999 }],
  ["gives fewer scopes", { scopes: ["secrets:list", "secrets:write"] }],
  ["asks for another claim", { claims: [{ claim: "ref", value: ["a", "b"] }] }],
  ["asks for one claim more", { claims: [...TRUST.claims, { claim: "ref", value: "x" }] }],
  ["takes a text less", { claims: [{ claim: "sub", value: ["b", "c"] }] }],
])("a trust is narrower where it %s", (_, change) => {
  expect(isNarrower({ ...TRUST, ...change }, TRUST)).toBe(true);
});

it.each<[string, Partial<TrustRow>]>([
  ["is as it was", {}],
  ["has another name", { name: "other" }],
  ["makes no identities any more", { createIdentity: false, groups: [], roles: [] }],
  ["gives more time", { ttlMs: 600_001 }],
  ["gives more scopes", { scopes: ["secrets:write", "secrets:list", "secrets:read"] }],
  ["takes a text more", { claims: [{ claim: "/sub", value: ["c", "b", "a"] }] }],
  ["takes tokens twice", { singleUse: false }],
])("a trust is not narrower where it %s", (_, change) => {
  expect(isNarrower({ ...TRUST, ...change }, TRUST)).toBe(false);
});

it("a trust that was disabled already takes nothing from anybody where it stays so", () => {
  const disabled = { ...TRUST, isActive: false };
  expect(isNarrower(disabled, disabled)).toBe(false);
  expect(isNarrower(TRUST, disabled)).toBe(false);
});

it("the default audience of a space is its own, with all below it, and of no other", () => {
  const url = "https://postern.example";
  expect(defaultAudience(null, "tnt_a")).toBeNull();
  expect(defaultAudience(url, "tnt_a")).toBe(`${url}/tnt_a`);
  for (const audience of [
    `${url}/tnt_b`,
    `${url}/tnt_ab`,
    `${url}/tnt_b/x`,
    `${url}/tnt_b?x`,
    `${url}/tnt_b#x`,
    `${url}/ptn_a`,
    "tnt_b",
    "ptn_a",
  ])
    expect([audience, isOfOtherSpace(audience, url, "tnt_a")]).toEqual([audience, true]);
  for (const audience of [
    `${url}/tnt_a`,
    `${url}/tnt_a/ci`,
    url,
    `${url}/`,
    `${url}/other`,
    "https://postern.example.evil/tnt_b",
    "tnt_a",
    "tnt_b/x",
  ])
    expect([audience, isOfOtherSpace(audience, url, "tnt_a")]).toEqual([audience, false]);
  expect([`${url}/tnt_b`, "tnt_b"].map((one) => isOfOtherSpace(one, null, "tnt_a"))).toEqual([false, true]);
});

it("claims and groups are read whole or refused, whatever somebody gives for them", () => {
  const names = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "sub", "/a~1b"));
  const values = fc.oneof(fc.jsonValue(), fc.string(), fc.array(fc.string()));
  fc.assert(
    fc.property(fc.array(fc.tuple(names, values), { maxLength: 25 }), (entries) => {
      const given: object = JSON.parse(
        `{${entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(", ")}}`,
      );
      for (const [read, key] of [
        [readClaims, "claim"],
        [readGroupsMap, "value"],
      ] as const) {
        const found = read(given);
        if (!found.ok) expect(found.faults.length).toBeGreaterThan(0);
        else
          expect(found.list.map((one) => (one as unknown as Record<string, unknown>)[key])).toEqual(Object.keys(given));
      }
    }),
  );
  for (const given of [undefined, null, 1, "x", [], [{ sub: "x" }], true]) expect(readClaims(given).ok).toBe(false);
  expect(readGroupsMap({ a: "group:sre", b: 1 })).toEqual({ ok: false, faults: [{ path: ["b"], reason: "type" }] });
});
