import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedFields, patchOf, rulesBetween } from "../../../console/src/pages/access/policies/changes.ts";
import { contentOfDraft, draftOf, EMPTY_POLICY, withRule } from "../../../console/src/pages/access/policies/draft.ts";
import { contentFrom, textOf } from "../../../console/src/pages/access/policies/json.ts";
import { bodyOf, filtersOf, questionFrom } from "../../../console/src/pages/access/policies/question.ts";
import { DAYS, PERMISSIONS, type PolicyContent, type Rule } from "../../../console/src/pages/access/policies/types.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9/*-]{0,12}$/);
const conditions = fc.record(
  {
    ip_ranges: fc.array(fc.ipV4(), { minLength: 1, maxLength: 3 }),
    time_window: fc.record(
      { days: fc.subarray([...DAYS], { minLength: 1 }), start: fc.constant("08:00"), end: word, timezone: word },
      { requiredKeys: ["start", "end"] },
    ),
    require_mfa: fc.constant(true),
  },
  { requiredKeys: [] },
);
const rule: fc.Arbitrary<Rule> = fc
  .tuple(word, fc.subarray([...PERMISSIONS], { minLength: 1 }), conditions)
  .map(([path_pattern, permissions, when]) =>
    Object.keys(when).length === 0 ? { path_pattern, permissions } : { path_pattern, permissions, conditions: when },
  );
const content: fc.Arbitrary<PolicyContent> = fc.record({
  name: word,
  description: fc.option(word),
  is_active: fc.boolean(),
  rules: fc.array(rule, { maxLength: 4 }),
});

describe("the form of a policy", () => {
  it("says the policy that it was filled from, whatever its rules are", () => {
    fc.assert(
      fc.property(content, (one) => {
        expect(contentOfDraft(draftOf(one))).toEqual(one);
      }),
    );
  });

  it("leaves out conditions that nobody filled in, and white space around what somebody did", () => {
    const [first] = EMPTY_POLICY.rules;
    if (first === undefined) throw new Error("an empty policy has one rule to fill in");
    const draft = {
      ...EMPTY_POLICY,
      name: " app ",
      rules: [{ ...first, pattern: " a/** ", ips: " 1.1.1.1,\n 2.2.2.2 " }],
    };
    expect(contentOfDraft(draft)).toEqual({
      name: "app",
      description: null,
      is_active: true,
      rules: [
        { path_pattern: "a/**", permissions: ["read", "list"], conditions: { ip_ranges: ["1.1.1.1", "2.2.2.2"] } },
      ],
    });
  });

  it("gives each rule that is added a key that no other has", () => {
    const rules = withRule(withRule(EMPTY_POLICY.rules).slice(1));
    expect(rules.map(({ key }) => key)).toEqual([1, 2]);
  });
});

describe("a change of a policy", () => {
  it("says nothing where nothing was changed, whatever the order of the keys", () => {
    fc.assert(
      fc.property(content, (one) => {
        expect(patchOf(one, contentOfDraft(draftOf(one)))).toEqual({});
      }),
    );
  });

  it("laid over somebody else's gives what was changed here, and theirs in all other fields", () => {
    fc.assert(
      fc.property(content, content, content, (base, mine, theirs) => {
        const both = { ...theirs, ...patchOf(base, mine) };
        const ours = changedFields(base, mine);
        for (const field of ["name", "description", "is_active", "rules"] as const)
          expect(both[field]).toEqual(ours.includes(field) ? mine[field] : theirs[field]);
      }),
    );
  });

  it("tells rules that came from those that went, also of two that are the same", () => {
    const [a, b] = ["a", "b"].map((path_pattern): Rule => ({ path_pattern, permissions: ["read"] })) as [Rule, Rule];
    expect(rulesBetween([a, a, b], [b, a])).toEqual({ added: [], removed: [a] });
    expect(rulesBetween([a], [b, b])).toEqual({ added: [b, b], removed: [a] });
  });
});

describe("a policy as text", () => {
  it("is refused where it is no JSON object, and says why by nothing but that", () => {
    const base = { name: "app", description: null, is_active: true, rules: [] };
    for (const text of ["", "{", "[]", "null", "1", '"text"']) expect(contentFrom(text, base)).toBeNull();
  });

  it("says the policy that it was made of; what is left out stays as it was", () => {
    fc.assert(
      fc.property(content, content, (one, base) => {
        expect(contentFrom(textOf(one), base)).toEqual(one);
      }),
    );
    const base = { name: "app", description: "kept", is_active: true, rules: [] };
    expect(contentFrom('{"name":"other"}', base)).toEqual({ ...base, name: "other" });
  });
});

describe("a question to the policies", () => {
  it("is the same after it was an address", () => {
    const asked = { identity: "sa:ci", path: "a/b", permission: "write", ip: "1.1.1.1", mfa: true, at: "" } as const;
    const filters = filtersOf(asked);
    expect(questionFrom((name) => filters[name] ?? "")).toEqual(asked);
  });

  it("asks to read where an address says no permission that there is, and of no circumstance that nobody said", () => {
    const address: Readonly<Record<string, string>> = { identity: " sa:ci", path: "a ", permission: "own" };
    expect(bodyOf(questionFrom((name) => address[name] ?? ""))).toEqual({
      identity_id: "sa:ci",
      path: "a",
      permission: "read",
    });
  });

  it("leaves it to the API to refuse a time that is none", () => {
    const question = { ...questionFrom(() => ""), at: "soon" };
    expect(bodyOf(question).context).toEqual({ timestamp: "soon" });
  });
});
