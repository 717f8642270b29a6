import { loginByApprole } from "../../../approles/login";
import { tenantOfRoleId } from "../../../approles/rules";
import type { AppError, Failure } from "../../../errors";
import { inputFault } from "../../fault";
import type { VaultRequest } from "../../request";
import { type VaultRoute, vaultLogin } from "../../route";
import { authText } from "../present";

/** `auth/approle/login`: whoever shows a role id and a secret id gets a token. The role id names the tenant. */

/** One text for all that may be wrong with a login. */
const refused = (): AppError => inputFault("invalid role or secret ID");

function shownIn({ fields }: VaultRequest) {
  const roleId = fields.text("role_id") ?? "";
  if (roleId === "") throw inputFault("missing role_id");
  const home = tenantOfRoleId(roleId);
  if (home === undefined) throw refused();
  return { home, proof: { kind: "approle", roleId, secretId: fields.text("secret_id") ?? null } as const };
}

export const approleLoginRoutes: readonly VaultRoute[] = [
  vaultLogin({
    mountType: "approle",
    path: "auth/approle/login",
    operation: loginByApprole,
    fields: ["role_id", "secret_id"],
    shown: shownIn,
    respond: (token) => ({ auth: authText(token), token: token.token, accessor: token.id }),
    failed({ code }: Failure, { fields }): undefined {
      if (code === "login_refused" && !fields.has("secret_id")) throw inputFault("missing secret_id");
      if (code === "login_refused" || code === "tenant_not_found" || code === "token_invalid") throw refused();
    },
  }),
];
