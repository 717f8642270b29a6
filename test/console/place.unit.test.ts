import fc from "fast-check";
import { expect, it } from "vitest";
import { placeIn } from "../../src/console/oidc/place";

it.each([
  undefined,
  null,
  7,
  ["/console/a", "/console/b"],
  "",
  "/",
  "/console",
  "/docs/",
  "https://evil.example/console/",
  "//evil.example/console/",
  "/\\evil.example/console/",
  "/console/..",
  "/console/../v1/secrets",
  "/console/%2e%2e/v1/secrets",
  "/console/..\\..\\v1",
  "/console/\t../../v1",
  "/console/sign-in?tenant=tnt_a&trust=b",
  "/console/./sign-in",
  "/console/sign-in-failed?reason=refused",
  "/console/session",
  "/console/callback/tnt_a?code=x",
  `/console/${"a".repeat(1015)}b`,
  `/console/${"ä".repeat(200)}`,
])("a sign-in that was begun with %j ends at the overview", (text) => {
  expect(placeIn(text)).toBe("/console/");
});

it.each([
  ["/console/", "/console/"],
  ["/console/secrets", "/console/secrets"],
  ["/console/secret/shop/a%20b?version=2&x=//evil.example", "/console/secret/shop/a%20b?version=2&x=//evil.example"],
  ["/console/secrets?q=ä#here", "/console/secrets?q=%C3%A4"],
  ["/console/sign-ins", "/console/sign-ins"],
  ["/console/session/x", "/console/session/x"],
])("a sign-in that was begun at %j goes on at %j", (text, place) => {
  expect(placeIn(text)).toBe(place);
});

it("a sign-in goes on below the console, whatever it was begun with", () => {
  const parts = fc.constantFrom(
    "/",
    "\\",
    "..",
    ".",
    "%2e",
    "console",
    "@",
    ":",
    "//",
    "evil.example",
    "\n",
    "\t",
    "?",
    "#",
    "é",
  );
  fc.assert(
    fc.property(fc.array(parts), (all) => {
      const url = new URL(placeIn(`/console/${all.join("")}`), "https://postern.example");
      expect([url.origin, url.pathname.startsWith("/console/")]).toEqual(["https://postern.example", true]);
    }),
  );
});
