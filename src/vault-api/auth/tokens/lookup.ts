import { AppError } from "../../../errors";
import { listTokenIds, lookupOwnToken, lookupToken } from "../../../tokens/lookup";
import { inputFault } from "../../fault";
import { keysAnswer } from "../../keys";
import { type VaultRoute, vaultRoute } from "../../route";
import { lookupText } from "../present";
import { accessorIn, isOwn, own, TOKEN, tokenIn, whereMissing } from "./named";

/** What is told of tokens. */

const invalidAccessor = (): never => {
  throw inputFault("1 error occurred:\n\t* invalid accessor\n\n");
};
const badToken = (): never => {
  throw new AppError({ code: "access_denied", message: "bad token" });
};

export const lookupRoutes: readonly VaultRoute[] = [
  vaultRoute({
    ...TOKEN,
    verbs: ["read"],
    path: "auth/token/lookup-self",
    operation: lookupOwnToken,
    input: own,
    respond: (token, request) => ({ data: lookupText(token, request.token) }),
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write", "read"],
    path: "auth/token/lookup",
    operation: (request) => (isOwn(request) ? lookupOwnToken : lookupToken),
    fields: ["token"],
    input: (request) => ({ token: tokenIn(request) }),
    respond: (token, request) => ({ data: lookupText(token, isOwn(request) ? request.token : tokenIn(request)) }),
    failed: whereMissing(badToken),
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["write"],
    path: "auth/token/lookup-accessor",
    operation: lookupToken,
    fields: ["accessor"],
    input: (request) => ({ id: accessorIn(request) }),
    respond: (token) => ({ data: lookupText(token, "") }),
    failed: whereMissing(invalidAccessor),
  }),
  vaultRoute({
    ...TOKEN,
    verbs: ["list"],
    path: "auth/token/accessors",
    operation: listTokenIds,
    input: own,
    respond: (keys) => keysAnswer(keys),
  }),
];
