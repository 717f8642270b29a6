import fc from "fast-check";
import { expect, it } from "vitest";
import { SCOPES, type Scope } from "../../src/kernel/actor";
import { PERMISSIONS, type Permission } from "../../src/kernel/policy";
import { capabilitiesAt, type Powers } from "../../src/vault-api/capabilities";
import { CAPABILITIES } from "../../src/vault-api/capability";
import { patternOf, TABLE } from "./rights-table";

const powers = (scopes: readonly Scope[], permissions: readonly Permission[]): Powers => ({
  has: (scope) => scopes.includes(scope),
  may: (permission) => permissions.includes(permission),
  mayListBelow: () => permissions.includes("list"),
});
const NOBODY = powers([], []);
const ALL = powers(SCOPES, PERMISSIONS);

const WORDS: Readonly<Record<string, string>> = {
  GET: "read",
  LIST: "list",
  POST: "update",
  PATCH: "patch",
  DELETE: "delete",
};

const ADDRESSES = [
  ...["data", "metadata", "subkeys", "delete", "undelete", "destroy"].map((kind) => `secret/${kind}/a`),
  "secret/metadata/",
  "secret/config",
];

it.each(ADDRESSES)("nothing may be done at %s without a scope, or without a permission", (address) => {
  expect(capabilitiesAt(address, NOBODY)).toEqual(["deny"]);
  expect(capabilitiesAt(address, powers([], PERMISSIONS))).toEqual(["deny"]);
  if (address !== "secret/config") expect(capabilitiesAt(address, powers(SCOPES, []))).toEqual(["deny"]);
});

it("nothing may be done at an address that is not there, by whoever it is", () => {
  for (const address of [
    "",
    "/",
    "secret",
    "secret/",
    "secret/data",
    "secret/data/",
    "secret/x/a",
    "secret/toString/a",
    "secret/__proto__/a",
    "__proto__",
    "constructor",
    "kv/data/a",
    "sys",
    "sys/mounts/a/b",
    "sys/raw",
    "auth/approle",
    "auth/approle/role/ci/nothing",
    "auth/jwt/role",
    "auth/token/root",
    "*",
  ])
    expect(capabilitiesAt(address, ALL), address).toEqual(["deny"]);
});

const WRITE = ["create", "patch", "update"];
it.each<[string, Scope, Permission, readonly string[]]>([
  ["secret/data/a", "secrets:read", "read", ["read"]],
  ["secret/data/a", "secrets:write", "write", WRITE],
  ["secret/data/a", "secrets:delete", "delete", ["delete"]],
  ["secret/metadata/a", "secrets:list", "list", ["list", "read"]],
  ["secret/metadata/a", "secrets:write", "write", WRITE],
  ["secret/metadata/a", "secrets:delete", "admin", ["delete"]],
  ["secret/metadata/", "secrets:list", "list", ["list"]],
  ["secret/subkeys/a", "secrets:read", "read", ["read"]],
  ["secret/delete/a", "secrets:delete", "delete", ["create", "update"]],
  ["secret/undelete/a", "secrets:write", "write", ["create", "update"]],
  ["secret/destroy/a", "secrets:delete", "admin", ["create", "update"]],
])(
  "at %s the scope %s with the permission %s gives %j, and no other pair does",
  (address, scope, permission, expected) => {
    expect(capabilitiesAt(address, powers([scope], [permission]))).toEqual(expected);
    const others = SCOPES.filter((one) => one !== scope);
    const rest = PERMISSIONS.filter((one) => one !== permission);
    const word = expected[0] ?? "";
    for (const weaker of [powers(others, [permission]), powers([scope], rest)])
      expect(capabilitiesAt(address, weaker)).not.toContain(
        word === "list" && address === "secret/metadata/a" ? "read" : word,
      );
  },
);

it("every token may do its own, and what is settings is asked for by scope", () => {
  expect(capabilitiesAt("cubbyhole/a", NOBODY)).toEqual(["create", "delete", "list", "read", "update"]);
  expect(capabilitiesAt("auth/token/lookup-self", NOBODY)).toEqual(["read"]);
  expect(capabilitiesAt("secret/config", powers(["secrets:list"], []))).toEqual(["read"]);
  expect(capabilitiesAt("secret/config", powers(["admin"], []))).toEqual(["create", "update"]);
});

/** Each row of the table of rights: its address, what its method is called, and what it needs. */
const ROWS = TABLE.map(([line, need]) => {
  const [method = "", target = ""] = line.split(" ");
  const [address = "", query = ""] = target.split("?");
  const verb = /^(list|scan)=/.test(query) ? "LIST" : method;
  return { line, address, word: WORDS[verb] ?? verb, need };
});

it.each(ROWS)("what $line needs is what its capability needs: $need", ({ address, word, need }) => {
  if (typeof need === "string") return expect(capabilitiesAt(address, NOBODY)).toContain(word);
  const [scope, permission] = need;
  expect(capabilitiesAt(address, powers([scope], permission ? [permission] : []))).toContain(word);
  const others = SCOPES.filter((one) => one !== scope);
  expect(capabilitiesAt(address, powers(others, PERMISSIONS))).not.toContain(word);
});

it("no capability is told of an address that has no such method", () => {
  const wordsAt = new Map<string, Set<string>>();
  for (const { address, word } of ROWS) {
    const words = wordsAt.get(patternOf(address)) ?? new Set(["deny"]);
    // To write is to create as well.
    for (const one of word === "update" ? [word, "create"] : [word]) words.add(one);
    wordsAt.set(patternOf(address), words);
  }
  for (const { address } of ROWS)
    for (const word of capabilitiesAt(address, ALL))
      expect([...(wordsAt.get(patternOf(address)) ?? [])], address).toContain(word);
});

it("capabilities are words of the list, sorted and once each, or `deny` alone, whatever the address", () => {
  const segment = fc.oneof(fc.string(), fc.constantFrom("secret", "data", "metadata", "sys", "auth", "cubbyhole", ""));
  const address = fc.array(segment, { maxLength: 5 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(address, fc.subarray([...SCOPES]), fc.subarray([...PERMISSIONS]), (at, scopes, permissions) => {
      const told = capabilitiesAt(at, powers(scopes, permissions));
      expect(told).toEqual([...new Set(told)].toSorted());
      if (told.length !== 1 || told[0] !== "deny") for (const word of told) expect(CAPABILITIES).toContain(word);
      expect(told.length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});
