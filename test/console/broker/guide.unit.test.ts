import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GuideInput,
  guideCommands,
  guideFaults,
  policyText,
} from "../../../console/src/pages/broker/integrations/guide.ts";
import setup from "../../../docs/vault-setup.md?raw";

const INPUT: GuideInput = {
  tool: "bao",
  address: "https://vault.example:8200",
  namespace: "",
  mount: "secret",
  prefix: "app",
  kvVersion: "2",
  authMount: "approle",
  role: "postern",
  pushes: true,
  codes: false,
  secretIdKind: "plain",
};
const commandsOf = (changes: Partial<GuideInput>) => Object.fromEntries(guideCommands({ ...INPUT, ...changes }));

describe("the guide refuses what a shell or a policy could read as more than a name", () => {
  it.each([
    ["mount", "se cret"],
    ["mount", "secret/"],
    ["mount", ""],
    ["prefix", "app/*"],
    ["prefix", "app/../sys"],
    ["prefix", "+/x"],
    ["prefix", 'a" { capabilities = ["sudo"] }'],
    ["role", "a/b"],
    ["role", "-force"],
    ["role", "$(id)"],
    ["authMount", "`id`"],
    ["namespace", "a;b"],
    ["address", "https://vault.example/$(id)"],
    ["address", "ftp://vault.example"],
  ] as const)("%s %s", (name, text) => {
    expect(guideFaults({ ...INPUT, [name]: text })).toEqual([name]);
  });

  it("whatever is typed: what it lets through has no character that is special to a shell", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab-_./ $`'\"\\;|&<>(){}*?[]~!#\n=%^".split("")), maxLength: 8 });
    fc.assert(
      fc.property(text, text, text, (mount, prefix, role) => {
        if (guideFaults({ ...INPUT, mount, prefix, role }).length > 0) return;
        expect(`${mount}${prefix}${role}`).toMatch(/^[A-Za-z0-9_./-]+$/);
        expect([mount, prefix, role].some((one) => one.startsWith("-") || one.includes(".."))).toBe(false);
      }),
    );
  });
});

describe("the guide says", () => {
  it("the commands for a role that reads and writes below one folder", () => {
    expect(guideFaults(INPUT)).toEqual([]);
    expect(guideCommands(INPUT)).toEqual([
      ["server", "export BAO_ADDR=https://vault.example:8200\nbao login"],
      [
        "policy",
        `bao policy write postern - <<'POLICY'
# values: credentials read them; a push writes them
path "secret/data/app/*" { capabilities = ["read", "create", "update"] }
# the labels that a push may bring
path "secret/metadata/app/*" { capabilities = ["create", "update"] }
# names of fields without their values, for the test of a credential; the number of a version, for a push that lost by check-and-set
path "secret/subkeys/app/*" { capabilities = ["read"] }
POLICY`,
      ],
      ["method", "bao auth list -format=json | grep -q '\"approle/\"' ||\n  bao auth enable -path=approle approle"],
      [
        "role",
        `bao write auth/approle/role/postern token_policies=postern \\
  token_ttl=20m token_max_ttl=24h \\
  secret_id_ttl=2160h secret_id_num_uses=0`,
      ],
      ["roleId", "bao read -field=role_id auth/approle/role/postern/role-id"],
      ["secretId", "bao write -f -field=secret_id auth/approle/role/postern/secret-id"],
    ]);
  });

  it("the policy that docs/vault-setup.md has, word by word", () => {
    expect(setup).toContain(`\`\`\`sh\n${commandsOf({}).policy}\n\`\`\`\n`);
  });

  it("the same for HashiCorp's command line, in a namespace, with other mounts", () => {
    const { server, method, roleId } = commandsOf({ tool: "vault", namespace: "team/web", authMount: "ci/approle" });
    expect([server, method, roleId]).toEqual([
      "export VAULT_ADDR=https://vault.example:8200\nexport VAULT_NAMESPACE=team/web\nvault login",
      "vault auth list -format=json | grep -q '\"ci/approle/\"' ||\n  vault auth enable -path=ci/approle approle",
      "vault read -field=role_id auth/ci/approle/role/postern/role-id",
    ]);
  });

  it("how a secret id comes wrapped, and how a role goes without one", () => {
    expect(commandsOf({ secretIdKind: "wrapped" }).secretId).toBe(
      "bao write -f -wrap-ttl=5m -field=wrapping_token auth/approle/role/postern/secret-id",
    );
    const { role, secretId } = commandsOf({ secretIdKind: "none" });
    expect([role, secretId]).toEqual([
      "bao write auth/approle/role/postern token_policies=postern \\\n  token_ttl=20m token_max_ttl=24h \\\n  bind_secret_id=false",
      undefined,
    ]);
  });

  it("no address where none was typed", () => {
    expect(commandsOf({ address: "" }).server).toBe("bao login");
  });

  it("a policy that gives nothing beyond what is asked for", () => {
    expect(policyText({ ...INPUT, pushes: false, prefix: "" })).toBe(
      `# values: credentials read them
path "secret/data/*" { capabilities = ["read"] }
# names of fields without their values, for the test of a credential
path "secret/subkeys/*" { capabilities = ["read"] }`,
    );
    expect(policyText({ ...INPUT, pushes: false, kvVersion: "1" })).toBe(
      `path "secret/app/*" { capabilities = ["read"] }`,
    );
    expect(policyText({ ...INPUT, kvVersion: "1", pushes: false, codes: true })).toBe(
      `path "secret/app/*" { capabilities = ["read"] }
# one-time codes, and how long they last; never a seed
path "totp/code/*" { capabilities = ["read"] }
path "totp/keys/*" { capabilities = ["read"] }`,
    );
    expect(policyText({ ...INPUT, kvVersion: "1", mount: "kv/one" })).toBe(
      `path "kv/one/app/*" { capabilities = ["read", "create", "update"] }`,
    );
  });
});
