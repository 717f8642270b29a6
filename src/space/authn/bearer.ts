import { spaceOfToken } from "../../crypto/token";
import { tokenAuthenticator } from "../../tokens/authenticator";
import type { AuthnScheme } from "./scheme";

/** A token of this space. */
export const bearer: AuthnScheme = {
  handles: ({ space }, { token }) => spaceOfToken(token) === space.id,
  authenticate(core, { token }, nowMs) {
    const known = tokenAuthenticator(core).authenticate(token, nowMs);
    if (known.ok) return { ok: true, actor: known.value };
    const { error, dead } = known;
    return dead ? { ok: false, error, actor: dead.actor, action: "auth_refused" } : { ok: false, error };
  },
};
