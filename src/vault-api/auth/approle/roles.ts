import { deleteRole, listRoles, readRole } from "../../../approles/operations";
import { ROLE_NAME } from "../../../approles/rules";
import { putRole, updateRole } from "../../../approles/write";
import type { Failure } from "../../../errors";
import { NO_CONTENT, type VaultAnswer } from "../../answer";
import { inputFault, nothingHere } from "../../fault";
import { Fields } from "../../fields";
import { keysAnswer } from "../../keys";
import type { VaultRequest } from "../../request";
import { type VaultRoute, vaultRoute } from "../../route";
import { presentRole, ROLE_FIELDS, roleChangeFrom } from "./role-fields";

/** `auth/approle/role`: roles whole, and each setting at an address of its own. */

const APPROLE = { mountType: "approle" } as const;
const ROLE = "auth/approle/role/{name}";
const MAX_ROLES = 1000;

/** Names have no upper case, however they are written. */
export function roleIn({ params }: Pick<VaultRequest, "params">): { readonly name: string } {
  const name = (params.name ?? "").toLowerCase();
  if (!ROLE_NAME.test(name)) throw inputFault("a role can't have this name");
  return { name };
}

const noRole = (answer: () => VaultAnswer) => (failure: Failure) =>
  failure.code === "approle_not_found" ? answer() : undefined;
const missing = (): never => {
  throw nothingHere();
};

/** Faults of a write that are found where the role is. */
function roleFault({ code, details }: Failure): undefined {
  if (code === "approle_not_found") throw nothingHere();
  if (code === "policy_not_found") throw inputFault("a policy of token_policies does not exist");
  if (code !== "validation_error") return;
  if (details?.fields?.token_ttl) throw inputFault("'token_ttl' cannot be greater than 'token_max_ttl'");
  if (details?.fields?.secret_id_bound_cidrs)
    throw inputFault("1 error occurred:\n\t* at least one constraint should be enabled on the role\n\n");
}

const whole = [
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
    respond: () => NO_CONTENT,
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
    input: roleIn,
    respond() {
      throw inputFault("a role id is made by the server");
    },
    failed: noRole(missing),
  }),
];

/** Each with what it is where nobody has set it. */
const SETTINGS: Readonly<
  Record<string, { readonly field: keyof ReturnType<typeof presentRole>; readonly none: string }>
> = {
  policies: { field: "token_policies", none: "[]" },
  "bound-cidr-list": { field: "secret_id_bound_cidrs", none: "[]" },
  "secret-id-bound-cidrs": { field: "secret_id_bound_cidrs", none: "[]" },
  "token-bound-cidrs": { field: "token_bound_cidrs", none: "[]" },
  "bind-secret-id": { field: "bind_secret_id", none: "true" },
  "secret-id-num-uses": { field: "secret_id_num_uses", none: "0" },
  "secret-id-ttl": { field: "secret_id_ttl", none: "0" },
  "token-num-uses": { field: "token_num_uses", none: "0" },
  "token-ttl": { field: "token_ttl", none: "0" },
  "token-max-ttl": { field: "token_max_ttl", none: "0" },
};

const single = Object.entries(SETTINGS).flatMap(([address, { field, none }]) => {
  const at = { ...APPROLE, path: `${ROLE}/${address}` };
  const write = { operation: updateRole, respond: () => NO_CONTENT, failed: roleFault };
  return [
    vaultRoute({
      ...at,
      verbs: ["read"],
      operation: readRole,
      input: roleIn,
      respond: (role) => ({ data: JSON.stringify({ [field]: presentRole(role)[field] }) }),
      failed: noRole(missing),
    }),
    vaultRoute({
      ...at,
      ...write,
      verbs: ["write"],
      fields: [field, ...(field === "token_policies" ? ["policies"] : [])],
      input(request) {
        if (!request.fields.has(field) && !request.fields.has(address)) throw inputFault(`missing ${field}`);
        return { ...roleIn(request), ...roleChangeFrom(request.fields) };
      },
    }),
    vaultRoute({
      ...at,
      ...write,
      verbs: ["delete"],
      input: (request) => ({ ...roleIn(request), ...roleChangeFrom(Fields.of({ [field]: none })) }),
    }),
  ];
});

export const roleRoutes: readonly VaultRoute[] = [...whole, ...single];
