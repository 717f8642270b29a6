import type { Module } from "../kernel/module";
import { introspectToken } from "./introspect";
import { createToken, listTokens, readToken, revokeToken } from "./operations";
import { rotateToken } from "./rotate";

export const tokensModule: Module = {
  operations: [introspectToken, createToken, listTokens, readToken, revokeToken, rotateToken],
};
