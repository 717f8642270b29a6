import type { Scope } from "../kernel/actor";
import type { Permission } from "../kernel/policy";
import { capabilitiesByScope } from "./address-rights";
import type { Capability } from "./capability";
import { ownMember } from "./own-member";

/** What may be done at an address of Vault's interface, in its words, by the rights of the store. Pure. */

/** What a token may do: on a path by its policies, and at all by its scopes. */
export interface Powers {
  may(permission: Permission, path: string): boolean;
  /** Is anything below a folder to be listed? The folder is empty, or has a slash at its end. */
  mayListBelow(folder: string): boolean;
  has(scope: Scope): boolean;
}
/** By what an address says, which rights make which capabilities. */
type Rule = readonly [capabilities: readonly Capability[], scope: Scope, permission: Permission];

const CHANGE = ["create", "update"] as const;
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  data: [
    [["read"], "secrets:read", "read"],
    [[...CHANGE, "patch"], "secrets:write", "write"],
    [["delete"], "secrets:delete", "delete"],
  ],
  metadata: [
    [["read"], "secrets:list", "list"],
    [[...CHANGE, "patch"], "secrets:write", "write"],
    [["delete"], "secrets:delete", "admin"],
  ],
  subkeys: [[["read"], "secrets:read", "read"]],
  delete: [[CHANGE, "secrets:delete", "delete"]],
  undelete: [[CHANGE, "secrets:write", "write"]],
  destroy: [[CHANGE, "secrets:delete", "admin"]],
};

/** Sorted; none: `deny`. */
export function capabilitiesAt(address: string, powers: Powers): readonly (Capability | "deny")[] {
  const found = [...new Set(allAt(address.replace(/^\//, ""), powers))].toSorted();
  return found.length > 0 ? found : ["deny"];
}

function allAt(address: string, powers: Powers): readonly Capability[] {
  const [mount, kind = "", ...rest] = address.split("/");
  const byScope = capabilitiesByScope(address, (scope) => powers.has(scope));
  if (mount !== "secret") return byScope;
  const path = rest.join("/");
  const rules = ownMember(RULES, kind) ?? [];
  const granted = rules.flatMap(([capabilities, scope, permission]) =>
    powers.has(scope) && path !== "" && powers.may(permission, path) ? capabilities : [],
  );
  return [...byScope, ...granted, ...(kind === "metadata" && mayList(path, powers) ? ["list" as const] : [])];
}

const mayList = (path: string, powers: Powers): boolean =>
  powers.has("secrets:list") && powers.mayListBelow(path === "" || path.endsWith("/") ? path : `${path}/`);
