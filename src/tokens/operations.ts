import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { hashToken, mintToken } from "../crypto/token";
import { fail } from "../errors";
import { DAY_MS } from "../formats";
import { findIdentity } from "../identities/operations";
import { holds, isOperator, type Scope } from "../tenant/actor";
import type { Context } from "../tenant/context";
import { mutation } from "../tenant/operation";
import { tokens } from "./tables";

export type TokenStatus = "active" | "expired" | "revoked";
/** A token without its text and its hash. */
export type TokenRecord = Omit<typeof tokens.$inferSelect, "hash"> & { readonly status: TokenStatus };
export interface NewToken {
  readonly identityId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Milliseconds from now, or an instant; `null` never expires; undefined takes the default. */
  readonly expiry: { readonly inMs: number } | { readonly atMs: number | null } | undefined;
  readonly mfaVerifiedAtMs: number | null;
}

const DEFAULT_TTL_MS = 90 * DAY_MS;
const MAX_LIVE_TOKENS = 50;

/** The text is in this answer and nowhere else. */
export const createToken = mutation({
  scope: "identity:admin",
  category: "identity",
  action: "token_create",
  reach: "space",
  run(ctx, input: NewToken): TokenRecord & { readonly token: string } {
    const expiresAtMs = expiryOf(input.expiry, ctx.now);
    ctx.trail.note({ target_identity_id: input.identityId, scopes: input.scopes });
    if (input.mfaVerifiedAtMs !== null && input.mfaVerifiedAtMs > ctx.now)
      fail("validation_error", { fields: { mfa_verified_at: "future" } });
    checkGiven(ctx, input.scopes);
    checkHolder(ctx, input);
    const token = mintToken(ctx.space.id);
    const row = {
      id: `tok_${ulid(ctx.now)}`,
      hash: hashToken(token),
      identityId: input.identityId,
      name: input.name,
      scopes: input.scopes,
      createdBy: ctx.actor.identityId,
      mfaVerifiedAtMs: input.mfaVerifiedAtMs,
      createdAtMs: ctx.now,
      expiresAtMs,
      revokedAtMs: null,
      lastUsedAtMs: null,
    };
    ctx.db.insert(tokens).values(row).run();
    ctx.trail.note({ target_token_id: row.id });
    return { ...withoutHash(row, ctx.now), token };
  },
});

/** By an administrator, or by the token itself. Repeating it changes nothing. */
export const revokeToken = mutation({
  scope: null,
  category: "identity",
  action: "token_revoke",
  reach: "space",
  run(ctx, { id }: { id: string }): null {
    const allowed = holds(ctx.actor, "identity:admin") || ctx.actor.tokenId === id;
    if (!allowed) fail("insufficient_scope", { required_scope: "identity:admin" });
    const row = ctx.db.select({ identityId: tokens.identityId }).from(tokens).where(eq(tokens.id, id)).get();
    if (!row) return fail("token_not_found", { id });
    ctx.db
      .update(tokens)
      .set({ revokedAtMs: ctx.now })
      .where(and(eq(tokens.id, id), isNull(tokens.revokedAtMs)))
      .run();
    ctx.trail.note({ target_token_id: id, target_identity_id: row.identityId });
    ctx.forgetGrants();
    return null;
  },
});

export function withoutHash({ hash: _, ...row }: typeof tokens.$inferSelect, nowMs: number): TokenRecord {
  const expired = row.expiresAtMs !== null && row.expiresAtMs <= nowMs;
  return { ...row, status: row.revokedAtMs !== null ? "revoked" : expired ? "expired" : "active" };
}

function expiryOf(expiry: NewToken["expiry"], nowMs: number): number | null {
  if (!expiry) return nowMs + DEFAULT_TTL_MS;
  if ("inMs" in expiry) return nowMs + expiry.inMs;
  if (expiry.atMs !== null && expiry.atMs <= nowMs) fail("validation_error", { fields: { expires_at: "past" } });
  return expiry.atMs;
}

/** Nobody gives away more than they hold; the operator may give any scope. */
function checkGiven({ actor }: Context, scopes: readonly Scope[]): void {
  if (!isOperator(actor) && !scopes.every((scope) => holds(actor, scope))) fail("access_denied");
}

function checkHolder(ctx: Context, { identityId, scopes }: NewToken): void {
  const holder = findIdentity(ctx, identityId) ?? fail("identity_not_found", { field: "identity_id" });
  if (holder.type === "group" || !holder.isActive) fail("validation_error", { fields: { identity_id: "unsupported" } });
  const needsRole = scopes.some((scope) => scope === "admin" || scope === "identity:admin");
  if (needsRole && holder.roles.length === 0) fail("validation_error", { fields: { scopes: "role_required" } });
  const { db, now } = ctx;
  const live = and(
    eq(tokens.identityId, identityId),
    isNull(tokens.revokedAtMs),
    or(isNull(tokens.expiresAtMs), gt(tokens.expiresAtMs, now)),
  );
  const [{ count } = { count: 0 }] = db.select({ count: sql<number>`count(*)` }).from(tokens).where(live).all();
  if (count >= MAX_LIVE_TOKENS) fail("validation_error", { reason: "limit_reached", limit: MAX_LIVE_TOKENS });
}
