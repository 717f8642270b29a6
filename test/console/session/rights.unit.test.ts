import { describe, expect, it } from "vitest";
import { isEffective } from "../../../console/src/session/rights.ts";
import { hasScope, SCOPES, type Scope } from "../../../src/kernel/actor.ts";

describe("a scope counts for the console", () => {
  it("if and only if it counts for the API, whatever else a token holds and whoever its bearer is", () => {
    const holders = [
      { identity_type: "user", roles: [] },
      { identity_type: "service_account", roles: ["tenant_admin"] },
      { identity_type: "user", roles: ["partner_admin"] },
    ] as const;
    for (const { identity_type, roles } of holders)
      for (const held of SCOPES)
        for (const asked of SCOPES) {
          const scopes: Scope[] = [held];
          const actor = { homeId: "tnt_a", identityId: "user:a", roles, scopes };
          expect([held, asked, isEffective({ identity_type, roles, scopes }, asked)]).toEqual([
            held,
            asked,
            hasScope(actor, asked),
          ]);
        }
  });

  it("for the operator, who needs no role", () => {
    const operator = { identity_type: "system", roles: [], scopes: ["identity:admin"] };
    expect([isEffective(operator, "identity:admin"), isEffective(operator, "secrets:read")]).toEqual([true, false]);
  });
});
