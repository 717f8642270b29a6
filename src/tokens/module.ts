import type { Module } from "../kernel/module";
import { tokenAuthenticator } from "./authenticator";
import { introspectToken } from "./introspect";
import { createToken, listTokens, readToken, revokeToken } from "./operations";
import { purgeDeadTokens } from "./purge";
import { revokeTokensOf } from "./revoke-all";
import { rotateToken } from "./rotate";

export const tokensModule: Module = {
  operations: [introspectToken, createToken, listTokens, readToken, revokeToken, rotateToken],
  jobs: [purgeDeadTokens],
  hooks: {
    rightsChanged: (core) => tokenAuthenticator(core).forget(),
    identityDeleted: revokeTokensOf,
  },
};
