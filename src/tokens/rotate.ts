import { eq } from "drizzle-orm";
import { fail } from "../errors";
import { LAST_INSTANT_MS, wholeSecond } from "../formats";
import type { Context } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { settingsOf } from "../settings/cache";
import { cutBelow } from "./family";
import {
  checkGiven,
  checkHolder,
  checkTokenQuota,
  findLive,
  type MintedToken,
  mint,
  type TokenRow,
  wakeFor,
} from "./queries";
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
    const old = findLive(ctx, { id });
    const { identityId, name, scopes } = old;
    ctx.audit.annotate({ target_identity_id: identityId, replaces: id, scopes });
    checkReplaceable(old);
    if (ctx.actor.tokenId !== id) {
      checkGiven(ctx, scopes);
      checkHolder(ctx, identityId, scopes);
    }
    const endsAtMs = wholeSecond(ctx.now + overlapMs);
    const previousExpiresAtMs = Math.min(endsAtMs, old.expiresAtMs ?? endsAtMs);
    checkTokenQuota(ctx, identityId, "api", previousExpiresAtMs <= ctx.now ? id : undefined);
    const ended = { expiresAtMs: previousExpiresAtMs };
    ctx.db.update(tokens).set(ended).where(eq(tokens.id, id)).run();
    wakeFor(ctx, { ...old, ...ended });
    cutBelow(ctx, id, previousExpiresAtMs);
    ctx.hooks.rightsChanged(ctx);
    const made = mint(ctx, { identityId, name, scopes, renewable: old.renewable, ...successorLife(ctx, old) });
    return { ...made, replaces: id, previousExpiresAtMs };
  },
});

/** A successor would be free of what bounds these: the parent, the role, the number of uses. */
function checkReplaceable({ via, usesLeft }: TokenRow): void {
  if (via !== "api" || usesLeft !== null) fail("validation_error", { reason: "unsupported" });
}

/** Never past the end that the old one's own longest life sets. */
function successorLife(
  ctx: Context,
  { lifeMs, maxLifeMs, createdAtMs }: TokenRow,
): Pick<TokenRow, "expiresAtMs" | "lifeMs" | "maxLifeMs"> {
  const restMs = maxLifeMs === null ? null : createdAtMs + maxLifeMs - ctx.now;
  const bounds = [lifeMs, settingsOf(ctx).tokenMaxTtlMs, restMs].filter((ms) => ms !== null);
  const allowedMs = bounds.length === 0 ? null : Math.min(...bounds);
  // A life that was given to the last instant there is would lead past it.
  const expiresAtMs = allowedMs === null ? null : Math.min(wholeSecond(ctx.now + allowedMs), LAST_INSTANT_MS);
  return { lifeMs: allowedMs, expiresAtMs, maxLifeMs: restMs };
}
