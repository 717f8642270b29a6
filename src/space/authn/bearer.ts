import { spaceOfToken } from "../../crypto/token";
import { tokenAuthenticator } from "../../tokens/authenticator";
import type { AuthnScheme } from "./scheme";

/** A token of this space. */
export const bearer: AuthnScheme = {
  handles: ({ space }, { token }) => spaceOfToken(token) === space.id,
  authenticate(core, { token, meta }, asked) {
    const tokens = tokenAuthenticator(core);
    const known = tokens.authenticate(token, { ...asked, ip: meta.ip });
    if (known.ok) {
      const { value: actor, isUseLimited } = known;
      return isUseLimited
        ? { ok: true, actor, takeUse: () => tokens.takeUse(token, asked.nowMs) }
        : { ok: true, actor };
    }
    const { error, dead } = known;
    return dead ? { ok: false, error, actor: dead.actor, action: "auth_refused" } : { ok: false, error };
  },
};
