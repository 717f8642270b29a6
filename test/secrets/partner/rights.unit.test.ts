import * as fc from "fast-check";
import { expect, it } from "vitest";
import { rightsByRole } from "../../../src/kernel/rights";

it("a role opens everything, and without it only what is open to all, on every path alike", () => {
  const PERMISSIONS = ["read", "write", "delete", "list", "rotate", "admin"] as const;
  const permission = fc.constantFrom(...PERMISSIONS);
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.subarray([...PERMISSIONS]),
      permission,
      fc.string(),
      (isAdministrator, open, asked, path) => {
        const rights = rightsByRole(isAdministrator, open);
        const may = isAdministrator || open.includes(asked);
        expect(rights.may(asked, path)).toBe(may);
        expect(rights.refusal(asked, path)).toEqual(
          may ? undefined : { code: "access_denied", details: { required_role: "partner_admin" } },
        );
        expect(rights.rulesFor(asked).map(({ text }) => text)).toEqual(may ? ["**"] : []);
      },
    ),
  );
});
