import fc from "fast-check";
import { expect, it } from "vitest";
import { addressBook } from "../../src/vault-api/match";

const route = (path: string) => ({ path, verbs: ["read"] as const });
const ROUTES = [
  "secret/data/{path}",
  "secret/config",
  "auth/approle/role",
  "auth/approle/role/{name}",
  "auth/approle/role/{name}/secret-id",
  "cubbyhole/{path}",
].map(route);
const routesAt = addressBook(ROUTES);
const found = (address: string) => routesAt(address).map((match) => [match.route.path, match.params]);

it.each([
  "",
  "/",
  "secret",
  "secret/",
  "secret/dat",
  "Secret/data/a",
  "secret/config/x",
  "secret/config//",
  "auth/approle/role//secret-id",
  "auth/approle/role/a/secret-id/x",
  "auth/approle/role/a//",
  "//cubbyhole/a",
  "__proto__",
  "constructor/prototype",
])("no route is at %j", (address) => {
  expect(found(address)).toEqual([]);
});

it.each([
  ["secret/data", [["secret/data/{path}", { path: "" }]]],
  ["secret/data/", [["secret/data/{path}", { path: "" }]]],
  ["secret/data/a/b", [["secret/data/{path}", { path: "a/b" }]]],
  ["secret/data//a/", [["secret/data/{path}", { path: "/a/" }]]],
  ["secret/config/", [["secret/config", {}]]],
  ["auth/approle/role/", [["auth/approle/role", {}]]],
  ["auth/approle/role/{name}", [["auth/approle/role/{name}", { name: "{name}" }]]],
  ["auth/approle/role/__proto__/", [["auth/approle/role/{name}", Object.fromEntries([["name", "__proto__"]])]]],
  ["auth/approle/role/a/secret-id", [["auth/approle/role/{name}/secret-id", { name: "a" }]]],
])("the address %j is %j", (address, expected) => {
  expect(found(address)).toEqual(expected);
});

it("every address that is made of a route is that route, with what it was made of", () => {
  const segment = fc.string({ minLength: 1 }).map((text) => text.replaceAll("/", "_"));
  fc.assert(
    fc.property(fc.constantFrom(...ROUTES), segment, fc.array(segment), ({ path }, name, rest) => {
      const params = { name, path: [name, ...rest].join("/") };
      const address = path.replace("{name}", () => params.name).replace("{path}", () => params.path);
      const own = routesAt(address).find((match) => match.route.path === path);
      for (const [key, value] of Object.entries(own?.params ?? { missing: true }))
        expect([key, value]).toEqual([key, params[key as "name"]]);
    }),
  );
});
