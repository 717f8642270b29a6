import { deleteRole, listRoles, readRole } from "../../../approles/operations";
import { ROLE_NAME } from "../../../approles/rules";
import { putRole } from "../../../approles/write";
import type { Failure } from "../../../errors";
import { NO_CONTENT, type VaultAnswer } from "../../answer";
import { inputFault, nothingHere } from "../../fault";
import { keysAnswer } from "../../keys";
import type { VaultRequest } from "../../request";
import { type VaultRoute, vaultRoute } from "../../route";
import { kindWarning, presentRole, ROLE_FIELDS, roleChangeFrom } from "./role-fields";

/** `auth/approle/role`: roles whole. */

const APPROLE = { mountType: "approle" } as const;
export const ROLE = "auth/approle/role/{name}";
const MAX_ROLES = 1000;

/** Names have no upper case, however they are written. */
export function roleIn({ params }: Pick<VaultRequest, "params">): { readonly name: string } {
  const name = (params.name ?? "").toLowerCase();
  if (!ROLE_NAME.test(name)) throw inputFault("a role can't have this name");
  return { name };
}

export const noRole = (answer: () => VaultAnswer) => (failure: Failure) =>
  failure.code === "approle_not_found" ? answer() : undefined;
export const missing = (): never => {
  throw nothingHere();
};

/** Faults of a write that are found where the role is. */
export function roleFault({ code, details }: Failure): undefined {
  if (code === "approle_not_found") throw nothingHere();
  if (code === "policy_not_found") throw inputFault("a policy of token_policies does not exist");
  if (code !== "validation_error") return;
  if (details?.fields?.token_ttl) throw inputFault("'token_ttl' cannot be greater than 'token_max_ttl'");
  if (details?.fields?.secret_id_bound_cidrs)
    throw inputFault("1 error occurred:\n\t* at least one constraint should be enabled on the role\n\n");
}

export const roleRoutes: readonly VaultRoute[] = [
  vaultRoute({
    ...APPROLE,
    verbs: ["list"],
    path: "auth/approle/role",
    operation: listRoles,
    input: () => ({ limit: MAX_ROLES, cursor: undefined }),
    respond: ({ items }) => keysAnswer(items.map(({ name }) => name)),
  }),
  vaultRoute({
    ...APPROLE,
    verbs: ["read"],
    path: ROLE,
    operation: readRole,
    input: roleIn,
    respond: (role) => ({ data: JSON.stringify(presentRole(role)) }),
    failed: noRole(missing),
  }),
  vaultRoute({
    ...APPROLE,
    verbs: ["write"],
    path: ROLE,
    operation: putRole,
    fields: ROLE_FIELDS,
    input: (request) => ({ ...roleIn(request), isMerge: true, ...roleChangeFrom(request.fields) }),
    respond(_, { fields }) {
      const warnings = kindWarning(fields);
      return warnings.length > 0 ? { warnings } : NO_CONTENT;
    },
    failed: roleFault,
  }),
  vaultRoute({
    ...APPROLE,
    verbs: ["delete"],
    path: ROLE,
    operation: deleteRole,
    input: roleIn,
    respond: () => NO_CONTENT,
    failed: noRole(() => NO_CONTENT),
  }),
  vaultRoute({
    ...APPROLE,
    verbs: ["read"],
    path: `${ROLE}/role-id`,
    operation: readRole,
    input: roleIn,
    respond: (role) => ({ data: JSON.stringify({ role_id: role.roleId }) }),
    failed: noRole(missing),
  }),
  vaultRoute({
    ...APPROLE,
    verbs: ["write"],
    path: `${ROLE}/role-id`,
    operation: readRole,
    fields: ["role_id"],
    input(request) {
      if ((request.fields.text("role_id") ?? "") === "") throw inputFault("missing role_id");
      return roleIn(request);
    },
    respond() {
      throw inputFault("a role id is made by the server");
    },
    failed: noRole(missing),
  }),
];
