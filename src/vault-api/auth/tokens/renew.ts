import type { Failure } from "../../../errors";
import { type RenewedToken, renewOwnToken, renewToken } from "../../../tokens/renew";
import type { VaultAnswer } from "../../answer";
import { inputFault } from "../../fault";
import type { VaultRequest } from "../../request";
import { type VaultRoute, vaultRoute } from "../../route";
import { authText } from "../present";
import { accessorIn, cutWarning, isOwn, requiredTokenIn, TOKEN, tokenIn } from "./named";

/** Lives that are made longer. */

const incrementIn = ({ fields }: VaultRequest) => {
  const ms = fields.durationMs("increment") ?? 0;
  return { incrementMs: ms === 0 ? undefined : ms };
};
const renewed = (token: RenewedToken, text: string): VaultAnswer => ({
  auth: authText({ ...token, token: text }),
  warnings: cutWarning(token.isCut),
});
const notRenewed = ({ code }: Failure): undefined => {
  if (code === "token_not_renewable") throw inputFault("lease is not renewable");
  if (code === "token_not_found") throw inputFault("token not found");
};

export const renewRoutes: readonly VaultRoute[] = [
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/renew-self",
    operation: renewOwnToken,
    fields: ["increment", "token"],
    input: incrementIn,
    respond: (token, request) => renewed(token, request.token),
    failed: notRenewed,
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/renew",
    operation: (request) => (isOwn(request) ? renewOwnToken : renewToken),
    fields: ["increment", "token"],
    input: (request) => ({ ref: { token: requiredTokenIn(request) }, ...incrementIn(request) }),
    respond: (token, request) => renewed(token, tokenIn(request)),
    failed: notRenewed,
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/renew-accessor",
    operation: renewToken,
    fields: ["increment", "accessor"],
    input: (request) => ({ ref: { id: accessorIn(request) }, ...incrementIn(request) }),
    respond: (token) => renewed(token, ""),
    failed: notRenewed,
  }),
];
