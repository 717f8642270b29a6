import { audiencesNamedBy } from "../../../client/jwt-audiences";
import { AppError, type Failure } from "../../../errors";
import { tenantMeant } from "../../../http/assertion";
import type { JwtProof } from "../../../kernel/proof";
import { kindOfSpace } from "../../../kernel/space";
import { exchangeToken } from "../../../trusts/exchange/exchange";
import { namespaceIn } from "../../dialect";
import { inputFault } from "../../fault";
import type { VaultRequest } from "../../request";
import { type VaultRoute, vaultLogin } from "../../route";
import { authText } from "../present";

/** `auth/jwt/login`: a foreign token buys one of ours; the role is the name of the trust that is to take it. */

/** One text for all that may be wrong with a login. */
const refused = (): AppError => inputFault("error validating token: invalid role or token");

/** The tenant is the namespace, or else the one that an audience of the token means. */
async function shownIn({ c, fields }: VaultRequest): Promise<{ home: string; proof: JwtProof }> {
  // `jwt=@file` brings the end of the line along.
  const jwt = (fields.text("jwt") ?? "").trim();
  const role = fields.text("role") ?? "";
  if (role === "") throw inputFault("missing role");
  if (jwt === "") throw inputFault("missing token");
  const proof = { kind: "jwt", jwt, trust: role, audience: null, scopes: null } as const;
  const named = namespaceIn(c);
  if (named !== null && kindOfSpace(named) === "tenant") return { home: named, proof };
  const tenant = await tenantMeant(c, audiencesNamedBy(jwt));
  if (tenant.ok) return { home: tenant.value, proof };
  throw tenant.error.code === "token_invalid" ? refused() : new AppError(tenant.error);
}

/** A token of this length comes with its role. */
const MAX_BYTES = 32_768;

const loginAt = (mountType: "jwt" | "kubernetes"): VaultRoute =>
  vaultLogin({
    mountType,
    path: `auth/${mountType}/login`,
    operation: exchangeToken,
    fields: ["role", "jwt"],
    maxBytes: MAX_BYTES,
    shown: shownIn,
    respond: (token) => ({ auth: authText(token), token: token.token, accessor: token.id }),
    failed({ code }: Failure): undefined {
      if (code === "token_invalid" || code === "tenant_not_found") throw refused();
      if (code === "invalid_scope") throw inputFault("the role gives nothing that its bearer may have");
    },
  });

/** Clients that run in a cluster know the second name. */
export const jwtLoginRoutes: readonly VaultRoute[] = [loginAt("jwt"), loginAt("kubernetes")];
