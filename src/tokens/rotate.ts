import { eq } from "drizzle-orm";
import { fail } from "../errors";
import { LAST_INSTANT_MS, wholeSecond } from "../formats";
import type { Context } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { settingsOf } from "../settings/cache";
import { statusOf } from "./lifetime";
import { checkGiven, checkHolder, checkTokenQuota, findToken, type MintedToken, mint, wakeFor } from "./queries";
import { tokens } from "./tables";

export interface RotatedToken extends MintedToken {
  readonly replaces: string;
  readonly previousExpiresAtMs: number;
}

/**
 * A successor with the same identity, name, scopes and length of life, as far as the space's cap allows it now. The old token
 * lives on for the overlap, never longer than it would have.
 */
export const rotateToken = mutation({
  name: "tokens.rotate",
  scope: "identity:admin",
  allowsOwnToken: true,
  category: "identity",
  action: "token_rotate",
  reach: "space",
  run(ctx, { id, overlapMs }: { id: string; overlapMs: number }): RotatedToken {
    const old = findToken(ctx, id);
    if (statusOf(old, ctx.now) !== "active") fail("token_not_found", { id });
    const { identityId, name, scopes } = old;
    ctx.audit.annotate({ target_identity_id: identityId, replaces: id, scopes });
    if (ctx.actor.tokenId !== id) {
      checkGiven(ctx, scopes);
      checkHolder(ctx, identityId, scopes);
    }
    const endsAtMs = wholeSecond(ctx.now + overlapMs);
    const previousExpiresAtMs = Math.min(endsAtMs, old.expiresAtMs ?? endsAtMs);
    checkTokenQuota(ctx, identityId, previousExpiresAtMs <= ctx.now ? id : undefined);
    const ended = { expiresAtMs: previousExpiresAtMs };
    ctx.db.update(tokens).set(ended).where(eq(tokens.id, id)).run();
    wakeFor(ctx, { ...old, ...ended });
    ctx.hooks.rightsChanged(ctx);
    const made = mint(ctx, { identityId, name, scopes, mfaVerifiedAtMs: null, ...successorLife(ctx, old.lifeMs) });
    ctx.audit.annotate({ target_token_id: made.id });
    return { ...made, replaces: id, previousExpiresAtMs };
  },
});

function successorLife(ctx: Context, lifeMs: number | null): { expiresAtMs: number | null; lifeMs: number | null } {
  const capMs = settingsOf(ctx).tokenMaxTtlMs;
  const allowedMs = capMs === null ? lifeMs : Math.min(lifeMs ?? capMs, capMs);
  // A life that was given to the last instant there is would lead past it.
  const expiresAtMs = allowedMs === null ? null : Math.min(wholeSecond(ctx.now + allowedMs), LAST_INSTANT_MS);
  return { lifeMs: allowedMs, expiresAtMs };
}
