import { eq } from "drizzle-orm";
import type { MutationContext } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { revokeFamily } from "./family";
import { findRef, ownToken, type TokenRef, type TokenRow } from "./queries";
import { tokens } from "./tables";

/** By an administrator, or by the token itself. What it made dies with it. Repeating it changes nothing. */
export const revokeToken = mutation({
  name: "tokens.revoke",
  scope: "identity:admin",
  allowsOwnToken: true,
  category: "identity",
  action: "token_revoke",
  reach: "space",
  run: (ctx, ref: TokenRef): null => revoke(ctx, findRef(ctx, ref)),
});

/** The caller's own. */
export const revokeOwnToken = mutation({
  name: "tokens.revoke_self",
  scope: null,
  category: "identity",
  action: "token_revoke",
  reach: "home",
  run: (ctx, _input: Record<never, never>): null => revoke(ctx, ownToken(ctx)),
});

function revoke(ctx: MutationContext, { id, identityId, revokedAtMs, isSpent }: TokenRow): null {
  ctx.audit.annotate({ target_identity_id: identityId });
  if (revokedAtMs !== null && !isSpent) return null;
  const revoked = revokeFamily(ctx, eq(tokens.id, id));
  if (revoked > 1) ctx.audit.annotate({ tokens_revoked: revoked });
  ctx.hooks.rightsChanged(ctx);
  return null;
}
