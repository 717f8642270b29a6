import { expect, it } from "vitest";
import { currentEntry, navigationFor } from "../../../console/src/shell/navigation.ts";

const administrator = { scopes: ["admin"], roles: ["tenant_admin"], identity_type: "user" };

it("an address belongs to the entry that it lies below, one secret to the list of all, and others to none", () => {
  const groups = navigationFor(administrator);
  const entryOf = (path: string) => currentEntry(groups, path)?.href;
  expect(
    ["/console", "/console/secrets", "/console/secret/a/b", "/console/secret-new", "/console/policies/pol_1"].map(
      entryOf,
    ),
  ).toEqual(["/console/", "/console/secrets", "/console/secrets", "/console/secrets", "/console/policies"]);
  expect(["/console/secretsx", "/console/none", "/other"].map(entryOf)).toEqual([undefined, undefined, undefined]);
});

it("who may see nothing is led to the overview alone", () => {
  const nobody = { scopes: ["credentials:use"], roles: [], identity_type: "service_account" };
  expect(navigationFor(nobody).flatMap(({ entries }) => entries.map(({ href }) => href))).toEqual(["/console/"]);
});
