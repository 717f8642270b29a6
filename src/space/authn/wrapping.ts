import { spaceOfToken } from "../../crypto/token";
import { refuse } from "../../errors";
import { wrappingBearer } from "../../wrapping/bearer";
import { operationOf } from "../modules";
import type { AuthnScheme } from "./scheme";

/** A wrapping token of this space, on the operations that look at one, and no others: for the rest it is no token. */
export const wrapping: AuthnScheme = {
  handles: (core, call) =>
    operationOf(call)?.allowsWrappingToken === true &&
    spaceOfToken(call.token) === core.space.id &&
    wrappingBearer(core, call.token, core.clock()) !== undefined,
  authenticate(core, { token }, { nowMs }) {
    const bearer = wrappingBearer(core, token, nowMs);
    return bearer ? { ok: true, ...bearer } : refuse("token_invalid");
  },
};
