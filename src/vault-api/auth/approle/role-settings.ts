import { readRole } from "../../../approles/operations";
import { updateRole } from "../../../approles/write";
import { NO_CONTENT } from "../../answer";
import { inputFault } from "../../fault";
import { Fields } from "../../fields";
import type { VaultRequest } from "../../request";
import { type VaultRoute, vaultRoute } from "../../route";
import { presentRole, roleChangeFrom } from "./role-fields";
import { missing, noRole, ROLE, roleFault, roleIn } from "./roles";

/** `auth/approle/role/{name}/…`: each setting of a role at an address of its own, which changes nothing else. */

interface Setting {
  readonly field: keyof ReturnType<typeof presentRole>;
  /** What it is where nobody has set it: JSON. */
  readonly none: string;
  /** By which the address itself takes and gives it, where that is another. */
  readonly olderName?: string;
}
const SETTINGS: Readonly<Record<string, Setting>> = {
  policies: { field: "token_policies", none: "[]" },
  "bound-cidr-list": { field: "secret_id_bound_cidrs", none: "[]", olderName: "bound_cidr_list" },
  "secret-id-bound-cidrs": { field: "secret_id_bound_cidrs", none: "[]" },
  "token-bound-cidrs": { field: "token_bound_cidrs", none: "[]" },
  "bind-secret-id": { field: "bind_secret_id", none: "true" },
  "secret-id-num-uses": { field: "secret_id_num_uses", none: "0" },
  "secret-id-ttl": { field: "secret_id_ttl", none: "0" },
  "token-num-uses": { field: "token_num_uses", none: "0" },
  "token-ttl": { field: "token_ttl", none: "0" },
  "token-max-ttl": { field: "token_max_ttl", none: "0" },
};

/** Of a life, and of the networks of secret ids, null is as if nothing was sent. */
const isMissing = ({ fields }: VaultRequest, name: string): boolean =>
  !fields.has(name) || (SENT_BY_NO_NULL.test(name) && fields.raw(name)?.value === null);
const SENT_BY_NO_NULL = /_ttl$|^(?:secret_id_bound_cidrs|bound_cidr_list)$/;

export const roleSettingRoutes: readonly VaultRoute[] = Object.entries(SETTINGS).flatMap(
  ([address, { field, none, olderName }]) => {
    const at = { mountType: "approle", path: `${ROLE}/${address}` } as const;
    const name = olderName ?? field;
    const names = field === "token_policies" ? [name, "policies"] : [name];
    const deprecation = `The "${name}" field is deprecated and will be removed. Please use "${field}" instead.`;
    return [
      vaultRoute({
        ...at,
        verbs: ["read"],
        operation: readRole,
        input: roleIn,
        respond: (role) => ({
          data: JSON.stringify({ [name]: presentRole(role)[field] }),
          warnings: olderName ? [deprecation] : [],
        }),
        failed: noRole(missing),
      }),
      vaultRoute({
        ...at,
        verbs: ["write"],
        operation: updateRole,
        fields: names,
        input(request) {
          if (names.every((one) => isMissing(request, one))) throw inputFault(`missing ${name}`);
          return { ...roleIn(request), ...roleChangeFrom(request.fields.only(names)) };
        },
        respond: () => NO_CONTENT,
        failed: roleFault,
      }),
      vaultRoute({
        ...at,
        verbs: ["delete"],
        operation: updateRole,
        input: (request) => ({ ...roleIn(request), ...roleChangeFrom(Fields.of({ [field]: none })) }),
        respond: () => NO_CONTENT,
        failed: (failure) => noRole(() => NO_CONTENT)(failure) ?? roleFault(failure),
      }),
    ];
  },
);
