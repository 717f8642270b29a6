import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newSpace, type Space } from "../support/space.ts";
import { newFolder, typistOf } from "../support/typed.ts";

let space: Space;
beforeAll(async () => {
  space = await newSpace();
});

const person = () => {
  const home = newFolder();
  return { home, ...typistOf(space, home) };
};
interface Shown {
  readonly rules: readonly { readonly path_pattern: string; readonly permissions: readonly string[] }[];
  readonly bindings: readonly { readonly identity_id: string }[];
  readonly description: string | null;
  readonly revision: number;
}

describe("token", () => {
  it("needs scopes for somebody else, and is refused what does not go together", async () => {
    const { postern } = person();
    const refused = async (...args: string[]) => (await postern(["token", "create", "--name", "x", ...args])).err;
    expect(await refused("--identity", "user:admin")).toBe(
      "error: a token of another identity needs its scopes (usage)\n  next: --scope SCOPE…\n",
    );
    expect(await refused("--ttl", "1h", "--no-expiry")).toBe("error: give either --ttl or --no-expiry (usage)\n");
    expect(await refused("--uses", "0")).toBe("error: --uses takes a whole number from 1 (usage)\n");
    expect(await refused("--scope", "nothing:here")).toMatch(
      /\(--scope no\. 1: not one of those that there are; there are: secrets:read, .*, admin\) \(validation_error\)\n/,
    );
    expect(await refused("--ttl", "1 day")).toContain(
      "(--ttl or --expires-in: a number with its unit, such as 90m, 24h, 30d) (invalid_duration)\n",
    );
  });

  it("is the answer, alone, so that a variable can take it, and opens what it was made for", async () => {
    const { postern } = person();
    const made = await postern(["token", "create", "--name", "ci", "--scope", "secrets:read", "--ttl", "1h"]);
    expect([made.code, made.err]).toEqual([0, ""]);
    const token = made.out.trim();
    expect(made.out).toBe(`${token}\n`);
    const who = await postern(["whoami", "--json"], { env: { POSTERN_TOKEN: token } });
    expect(JSON.parse(who.out)).toMatchObject({ identity_id: "user:admin", scopes: ["secrets:read"] });
    const ended = await postern(["token", "revoke", "--self", "--yes"], { env: { POSTERN_TOKEN: token } });
    expect(ended.err).toMatch(/^Ended the token tok_\w+\.\n$/);
    expect((await postern(["whoami"], { env: { POSTERN_TOKEN: token } })).code).toBe(3);
  });

  it("with many scopes is listed with the first of them, and with all as JSON", async () => {
    const { postern } = person();
    const scopes = ["secrets:read", "secrets:list", "audit:read", "identity:read"];
    for (const [name, given] of [
      ["four", scopes],
      ["five", [...scopes, "policies:read"]],
    ] as const)
      expect((await postern(["token", "create", "--name", name, "--scope", ...given])).code).toBe(0);
    const { out } = await postern(["token", "list"]);
    expect(out).toMatch(/ {2}four {2}user:admin {2}secrets:read, secrets:list, audit:read, identity:read {2}/);
    expect(out).toMatch(/ {2}five {2}user:admin {2}secrets:read, secrets:list, audit:read, \+2 {2}/);
    expect(JSON.parse((await postern(["token", "list", "--json"])).out)).toContainEqual(
      expect.objectContaining({ name: "five", scopes: [...scopes, "policies:read"] }),
    );
  });

  it("at a terminal is said to be shown once", async () => {
    const { atTerminal } = person();
    const { out } = await atTerminal(["token", "create", "--name", "shown", "--ttl", "1h"]);
    expect(out).toMatch(/^\S+\r\nThis is the only time that it is shown\.\r\n$/);
  });

  it("of another identity is listed and revoked by its id, after a question", async () => {
    const { postern, atTerminal } = person();
    const options = ["--identity", "user:admin", "--scope", "audit:read", "--no-expiry", "--json"];
    const made = JSON.parse((await postern(["token", "create", "--name", "auditor", ...options])).out) as {
      id: string;
    };
    const listed = await postern(["token", "list", "--identity", "user:admin"]);
    expect(listed.out).toMatch(new RegExp(`\\n${made.id} +auditor +user:admin +audit:read +never +active\\n`));
    expect((await postern(["token", "revoke", made.id])).code).toBe(2);
    const { code, out } = await atTerminal(
      ["token", "revoke", made.id],
      [["End the token auditor of user:admin", "y"]],
    );
    expect([code, out.includes(`Ended the token ${made.id}.`)]).toEqual([0, true]);
    expect((await postern(["token", "list", "-q"])).out).not.toContain(made.id);
    expect((await postern(["token", "revoke"])).err).toBe("error: give either the id of a token or --self (usage)\n");
  });
});

describe("policy apply", () => {
  it("shows a file in its help, and takes that file", async () => {
    const { postern } = person();
    const { out: help } = await postern(["policy", "apply", "--help"]);
    const file = help.slice(help.indexOf("A file:\n") + "A file:\n".length);
    expect(await postern(["policy", "apply", "-f", "-", "--dry-run"], { input: file })).toEqual({
      code: 0,
      out: [
        "create  shop-deploy",
        "  + shop/**  list, read",
        '  ~ description "what the shop\'s deployment reads"',
        "  + bound sa:shop-deploy",
        "  + bound user:anna until 2027-01-31T00:00:00Z",
        "",
      ].join("\n"),
      err: "Nothing was changed.\n",
    });
  });

  it.each([
    ["no YAML", "a: [canary", "the file is no YAML or JSON: line 1"],
    ["nothing", "", "the file has no policy"],
    ["a text", "canary", "policy 1 must have keys: name, rules"],
    ["an unknown key", "name: a\nrules: []\nrule: []\n", "policy 1 has a key that is not known: rule"],
    ["no rules", "name: a\n", "the rules of policy 1 must be a list, each with path_pattern and permissions"],
    ["a policy twice", "- {name: a, rules: []}\n- {name: a, rules: []}\n", "the policy a is in the file twice"],
    ["a key twice", "name: a\nname: b\nrules: []\n", "the file is no YAML or JSON: line 2"],
    [
      "a rule that leads back to itself",
      "name: a\nrules: [&r {path_pattern: x, permissions: [read], conditions: *r}]\n",
      "",
    ],
    [
      "aliases that grow",
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(9)}]\nc: &c [${"*b,".repeat(9)}]\nd: [${"*c,".repeat(9)}]\n`,
      "",
    ],
  ])("refuses a file with %s, and repeats nothing of it", async (_, text, said) => {
    const { code, out, err } = await person().postern(["policy", "apply", "-f", "-", "--yes"], { input: text });
    expect([code, out, err.includes("canary")]).toEqual([2, "", false]);
    expect(err).toContain(said);
  });

  it("shows what changes, asks, makes it so, and then finds it so", async () => {
    const { home, postern, atTerminal } = person();
    const file = join(home, "policies.yaml");
    writeFileSync(
      file,
      `policies:
  - name: shop
    description: the shop's own
    rules:
      - path_pattern: shop/**
        permissions: [read, list]
    bindings: [user:admin]
  - name: office
    rules:
      - path_pattern: office/**
        permissions: [read]
        conditions: {ip_ranges: [203.0.113.0/24]}
`,
    );
    const plan =
      'create  shop\n  + shop/**  list, read\n  ~ description "the shop\'s own"\n  + bound user:admin\n' +
      'create  office\n  + office/**  read  when {"ip_ranges":["203.0.113.0/24"]}\n';
    const apply = ["policy", "apply", "-f", "policies.yaml"];
    expect(await postern([...apply, "--dry-run"])).toEqual({ code: 0, out: plan, err: "Nothing was changed.\n" });
    expect((await postern(["policy", "list", "-q"])).out).toBe("everything\n");
    expect(await postern(apply)).toMatchObject({ code: 2, out: plan });
    const asked = await atTerminal(apply, [["Change 2 of 2?", "y"]]);
    expect([asked.code, asked.out.includes("Changed 2.")]).toEqual([0, true]);
    expect(await postern(apply)).toEqual({
      code: 0,
      out: "same    shop\nsame    office\n",
      err: "All is so already.\n",
    });
    const shown = JSON.parse((await postern(["policy", "show", "shop", "--json"])).out) as Shown;
    expect(shown).toMatchObject({ description: "the shop's own", bindings: [{ identity_id: "user:admin" }] });
  });

  it("changes the rules that differ, and takes away bindings only when it is told to", async () => {
    const { postern } = person();
    const apply = async (policy: object, ...more: string[]) =>
      await postern(["policy", "apply", "-f", "-", "--yes", ...more], { input: JSON.stringify(policy) });
    const rule = (path: string) => ({ path_pattern: path, permissions: ["read"] });
    const bindings = [{ identity_id: "user:admin", expires_at: "2099-01-01T00:00:00Z" }];
    expect((await apply({ name: "team", rules: [rule("a/**"), rule("b/**")], bindings })).code).toBe(0);
    expect(await apply({ name: "team", rules: [rule("b/**"), rule("c/**")], bindings: [] })).toEqual({
      code: 0,
      out: "change  team\n  - a/**  read\n  + c/**  read\n",
      err: "Changed 1.\n",
    });
    expect(await apply({ name: "team", rules: [rule("c/**"), rule("b/**")], bindings: ["user:admin"] })).toMatchObject({
      out: "same    team\n",
    });
    const forEver = [{ identity_id: "user:admin", expires_at: null }];
    expect(await apply({ name: "team", rules: [rule("b/**"), rule("c/**")], bindings: forEver })).toMatchObject({
      code: 0,
      out: "change  team\n  - bound user:admin\n  + bound user:admin\n",
    });
    const pruned = await apply({ name: "team", rules: [rule("b/**"), rule("c/**")], bindings: [] }, "--prune-bindings");
    expect(pruned).toMatchObject({ code: 0, out: "change  team\n  - bound user:admin\n" });
    const shown = JSON.parse((await postern(["policy", "show", "team", "--json"])).out) as Shown;
    expect(shown).toMatchObject({ bindings: [], revision: 2 });
  });

  it("takes no binding away where the one in its place is refused, and no other one before", async () => {
    const { postern } = person();
    const apply = async (bindings: readonly object[]) => {
      const input = JSON.stringify({ name: "kept", rules: [], bindings });
      return await postern(["policy", "apply", "-f", "-", "--yes", "-q", "--prune-bindings"], { input });
    };
    const until = "2099-01-01T00:00:00Z";
    expect((await apply([{ identity_id: "user:admin", expires_at: until }])).code).toBe(0);
    const bound = async () => (JSON.parse((await postern(["policy", "show", "kept", "--json"])).out) as Shown).bindings;
    expect((await apply([{ identity_id: "user:admin", expires_at: "tomorrow" }])).code).toBe(2);
    expect(await bound()).toMatchObject([{ identity_id: "user:admin", expires_at: until }]);
    expect((await apply([{ identity_id: "user:nobody" }])).code).not.toBe(0);
    expect(await bound()).toMatchObject([{ identity_id: "user:admin", expires_at: until }]);
  });

  it("says what of each policy was written where the server refuses a write", async () => {
    const { postern } = person();
    const bindings = ["user:admin", "user:nobody-here", "user:also-not"];
    const policies = [
      { name: "fine", rules: [] },
      { name: "half", rules: [], bindings },
      { name: "late", rules: [] },
    ];
    const input = JSON.stringify(policies);
    const { code, err } = await postern(["policy", "apply", "-f", "-", "--yes"], { input });
    expect(code).toBe(5);
    expect(err.split("\n").slice(0, 5)).toEqual([
      "warning: fine: all was written",
      "warning: half: written: the policy, + bound user:admin; failed: + bound user:nobody-here; not tried: + bound user:also-not",
      "warning: late: nothing was written",
      "warning: the same command goes on from there",
      expect.stringMatching(/^error: .* \(identity_not_found\)$/),
    ]);
    const { bindings: there } = JSON.parse((await postern(["policy", "show", "half", "--json"])).out);
    expect(there).toMatchObject([{ identity_id: "user:admin" }]);
    expect((await postern(["policy", "show", "late"])).code).toBe(5);
  });

  it("shows nothing of a policy that is not there", async () => {
    expect(await person().postern(["policy", "show", "none"])).toEqual({
      code: 5,
      out: "",
      err: "error: there is no policy of the name none (policy_not_found)\n  next: postern policy list\n",
    });
  });
});
