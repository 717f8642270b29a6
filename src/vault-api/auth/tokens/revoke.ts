import { revokeOwnToken, revokeToken } from "../../../tokens/revoke";
import { NO_CONTENT } from "../../answer";
import { type VaultRoute, vaultRoute } from "../../route";
import { accessorIn, isOwn, own, requiredTokenIn, TOKEN, whereMissing } from "./named";

/** Tokens that end. One that is not there has ended. */

export const revokeRoutes: readonly VaultRoute[] = [
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/revoke-self",
    operation: revokeOwnToken,
    input: own,
    respond: () => NO_CONTENT,
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/revoke",
    operation: (request) => (isOwn(request) ? revokeOwnToken : revokeToken),
    fields: ["token"],
    input: (request) => ({ token: requiredTokenIn(request) }),
    respond: () => NO_CONTENT,
    failed: whereMissing(() => NO_CONTENT),
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/revoke-accessor",
    operation: revokeToken,
    fields: ["accessor"],
    input: (request) => ({ id: accessorIn(request) }),
    respond: () => NO_CONTENT,
    failed: whereMissing(() => ({ warnings: ["No token found with this accessor"] })),
  }),
];
