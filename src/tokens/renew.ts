import { eq } from "drizzle-orm";
import { fail } from "../errors";
import type { Context, MutationContext } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { policyNames } from "../policies/held";
import { settingsOf } from "../settings/cache";
import { cutBelow } from "./family";
import { holderOf } from "./groups";
import { renewedUntilMs, statusOf } from "./lifetime";
import { findLive, ownToken, type TokenRecord, type TokenRef, type TokenRow, toRecord, wakeFor } from "./queries";
import { tokens } from "./tables";

interface Increment {
  /** From now on, in milliseconds; undefined: as long as it was first made to live. */
  readonly incrementMs: number | undefined;
}
export interface RenewedToken extends TokenRecord {
  /** Less was given than was asked for: the space's cap, the token's own, or the parent's end stood in the way. */
  readonly isCut: boolean;
  /** Names of those that count for it now, sorted. */
  readonly policies: readonly string[];
}

export const renewToken = mutation({
  name: "tokens.renew",
  scope: "identity:admin",
  allowsOwnToken: true,
  category: "identity",
  action: "token_renew",
  reach: "space",
  run: (ctx, { ref, ...increment }: Increment & { readonly ref: TokenRef }): RenewedToken =>
    renew(ctx, findLive(ctx, ref), increment),
});

/** The caller's own. */
export const renewOwnToken = mutation({
  name: "tokens.renew_self",
  scope: null,
  category: "identity",
  action: "token_renew",
  reach: "home",
  run: (ctx, increment: Increment): RenewedToken => renew(ctx, ownToken(ctx), increment),
});

function renew(ctx: MutationContext, row: TokenRow, { incrementMs }: Increment): RenewedToken {
  ctx.audit.annotate({ target_identity_id: row.identityId });
  // Also the request that took the last use of a token finds it dead here.
  if (statusOf(row, ctx.now) !== "active") fail("token_not_found", { id: row.id });
  if (!row.renewable) fail("token_not_renewable", { id: row.id });
  const { expiresAtMs, isCut } = until(ctx, row, incrementMs);
  const set = { expiresAtMs, renewedAtMs: ctx.now };
  ctx.db.update(tokens).set(set).where(eq(tokens.id, row.id)).run();
  if (expiresAtMs !== null) cutBelow(ctx, row.id, expiresAtMs);
  const renewed = { ...row, ...set };
  wakeFor(ctx, renewed);
  ctx.hooks.rightsChanged(ctx);
  const policies = policyNames(ctx, holderOf(ctx, row));
  return { ...toRecord(renewed, ctx.now), policies, isCut };
}

function until(
  ctx: Context,
  { expiresAtMs, createdAtMs, lifeMs, maxLifeMs, parentId }: TokenRow,
  incrementMs: number | undefined,
): { readonly expiresAtMs: number | null; readonly isCut: boolean } {
  // It has no end that could be moved.
  if (expiresAtMs === null) return { expiresAtMs, isCut: false };
  const { tokenMaxTtlMs: capMs, tokenDefaultTtlMs } = settingsOf(ctx);
  const bounds = { capMs, maxLifeMs, parentEndsAtMs: parentId === null ? null : endOf(ctx, parentId) };
  return renewedUntilMs({ createdAtMs, expiresAtMs }, incrementMs ?? lifeMs ?? tokenDefaultTtlMs, ctx.now, bounds);
}

/** A parent that is gone has ended: its children with it. */
function endOf({ db, now }: Context, parentId: string): number | null {
  const parent = db.select({ endsAtMs: tokens.expiresAtMs }).from(tokens).where(eq(tokens.id, parentId)).get();
  return parent ? parent.endsAtMs : now;
}
