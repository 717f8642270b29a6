import fc from "fast-check";
import { expect, it } from "vitest";
import { SCOPES, type Scope } from "../../src/kernel/actor";
import { PERMISSIONS, type Permission } from "../../src/kernel/policy";
import { CAPABILITIES, capabilitiesAt, type Powers } from "../../src/vault-api/capabilities";

const powers = (scopes: readonly Scope[], permissions: readonly Permission[]): Powers => ({
  has: (scope) => scopes.includes(scope),
  may: (permission) => permissions.includes(permission),
  mayListBelow: () => permissions.includes("list"),
});
const NOBODY = powers([], []);
const ALL = powers(SCOPES, PERMISSIONS);

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
    "sys/mounts",
    "sys/raw",
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
