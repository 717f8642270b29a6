import type { Module } from "../kernel/module";
import { tokenAuthenticator } from "./authenticator";
import { createChild } from "./children";
import { introspectToken } from "./introspect";
import { listTokenIds, lookupOwnToken, lookupToken } from "./lookup";
import { createToken, listTokens, readToken } from "./operations";
import { purgeDeadTokens } from "./purge";
import { renewOwnToken, renewToken } from "./renew";
import { revokeOwnToken, revokeToken } from "./revoke";
import { revokeTokensOf } from "./revoke-all";
import { rotateToken } from "./rotate";

export const tokensModule: Module = {
  operations: [
    introspectToken,
    createToken,
    createChild,
    listTokens,
    listTokenIds,
    readToken,
    lookupToken,
    lookupOwnToken,
    renewToken,
    renewOwnToken,
    revokeToken,
    revokeOwnToken,
    rotateToken,
  ],
  jobs: [purgeDeadTokens],
  hooks: {
    rightsChanged: (core) => tokenAuthenticator(core).forget(),
    identityDeleted: revokeTokensOf,
  },
};
