import fc from "fast-check";
import { expect, it } from "vitest";
import { PERMISSIONS } from "../../src/kernel/policy";
import { passwordPolicyText, policyText } from "../../src/vault-api/sys/hcl";

const block = (path: string, ...words: string[]) =>
  `path "secret/${path}" {\n  capabilities = [${words.map((word) => `"${word}"`).join(", ")}]\n}\n`;

it("a policy without rules is an empty text, and a rule that Vault has no word for is a comment alone", () => {
  expect(policyText([])).toBe("");
  expect(policyText([{ path_pattern: "a", permissions: ["rotate"] }])).toBe("# a: rotate\n");
});

it("a rule is told by the addresses that it opens, and no others", () => {
  expect(policyText([{ path_pattern: "app/db", permissions: ["read"] }])).toBe(
    `# app/db: read\n${block("data/app/db", "read")}${block("subkeys/app/db", "read")}`,
  );
  expect(policyText([{ path_pattern: "a", permissions: ["list"] }])).toBe(
    `# a: list\n${block("metadata/a", "list", "read")}`,
  );
  expect(policyText([{ path_pattern: "a", permissions: ["admin"] }])).toBe(
    "# a: admin\n" +
      block("data/a", "create", "delete", "patch", "read", "update") +
      block("metadata/a", "create", "delete", "list", "patch", "read", "update") +
      block("subkeys/a", "read") +
      block("delete/a", "update") +
      block("undelete/a", "update") +
      block("destroy/a", "update"),
  );
});

it("conditions are told to be there, and nothing of them", () => {
  const rule = { path_pattern: "a", permissions: ["rotate" as const], conditions: { ip_ranges: ["192.0.2.0/24"] } };
  expect(policyText([rule])).toBe("# a: rotate, under conditions\n");
  expect(policyText([{ ...rule, conditions: {} }])).toBe("# a: rotate\n");
});

it.each([
  ["a/b", "a/b"],
  ["a/*/b", "a/+/b"],
  ["a/**", "a/*"],
  ["**", "*"],
  ["a/x*/c", "a/x*"],
  ["a/?/c", "a/*"],
  ["*/b", "+/b"],
  ["**/b", "*"],
])("the pattern %s is %s in Vault's words", (pattern, expected) => {
  expect(policyText([{ path_pattern: pattern, permissions: ["list"] }])).toContain(
    `path "secret/metadata/${expected}" {`,
  );
});

it("a rendered pattern has a star at its end alone, and as many blocks open as close", () => {
  const pattern = fc
    .array(fc.string({ unit: fc.constantFrom(..."abZ0._~@+:=,- *?"), minLength: 1, maxLength: 6 }), { minLength: 1 })
    .map((parts) => parts.join("/"));
  fc.assert(
    fc.property(pattern, fc.subarray([...PERMISSIONS], { minLength: 1 }), (path_pattern, permissions) => {
      const text = policyText([{ path_pattern, permissions }]);
      for (const [, path = ""] of text.matchAll(/^path "(.*)" \{$/gm)) expect(path.slice(0, -1)).not.toMatch(/[*?]/);
      expect(text.match(/\{$/gm)?.length).toBe(text.match(/^\}$/gm)?.length);
    }),
  );
});

it("a policy of passwords is told by its first field, and another generator by its name", () => {
  expect(passwordPolicyText([])).toBe("# made by the generator none\n");
  expect(passwordPolicyText([{ name: "p", generator: "static", config: { value: "canary" } }])).toBe(
    "# made by the generator static\n",
  );
  const digits = { name: "p", generator: "random", config: { length: 12, charset: "numeric" } } as const;
  expect(passwordPolicyText([digits])).toBe(
    'length = 12\nrule "charset" {\n  charset = "0123456789"\n  min-chars = 0\n}\n',
  );
});
