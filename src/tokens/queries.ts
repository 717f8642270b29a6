import { and, eq, gt, isNull, ne, or, sql } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { hashToken, mintToken, tokenKey } from "../crypto/token";
import { fail } from "../errors";
import { findIdentity } from "../identities/operations";
import { hasScope, isOperator, type Scope } from "../kernel/actor";
import type { Context, MutationContext } from "../kernel/context";
import { configOf } from "../kernel/deployment";
import { checkQuota } from "../kernel/quota";
import { isPurgeable, KEPT_MS, purgeableAtMs, statusOf, type TokenStatus } from "./lifetime";
import { tokens } from "./tables";

export type TokenRow = typeof tokens.$inferSelect;
/** A token without its text and its hash. */
export type TokenRecord = Omit<TokenRow, "hash"> & { readonly status: TokenStatus };
/** The text is in the answer that made it and nowhere else. */
export type MintedToken = TokenRecord & { readonly token: string };

const MAX_LIVE_TOKENS = 50;

export const toRecord = ({ hash: _, ...row }: TokenRow, nowMs: number): TokenRecord => ({
  ...row,
  status: statusOf(row, nowMs),
});

/** Throws AppError token_not_found; a row whose time is over is gone, whether or not the clean-up has run. */
export function findToken({ db, now }: Context, id: string): TokenRow {
  const row = db.select().from(tokens).where(eq(tokens.id, id)).get();
  return row && !isPurgeable(row, now) ? row : fail("token_not_found", { id });
}

export const isLive = (nowMs: number) =>
  and(isNull(tokens.revokedAtMs), or(isNull(tokens.expiresAtMs), gt(tokens.expiresAtMs, nowMs)));

export const isKept = (nowMs: number) =>
  and(
    or(isNull(tokens.revokedAtMs), gt(tokens.revokedAtMs, nowMs - KEPT_MS)),
    or(isNull(tokens.expiresAtMs), gt(tokens.expiresAtMs, nowMs - KEPT_MS)),
  );

type Minted = Pick<TokenRow, "identityId" | "name" | "scopes" | "mfaVerifiedAtMs" | "expiresAtMs" | "lifeMs">;

/** Writes the row and gives the text, once. */
export function mint(ctx: MutationContext, given: Minted): MintedToken {
  const newest = configOf(ctx).rootKeys.at(-1);
  const token = mintToken(ctx.space.id, newest && tokenKey(newest));
  const row: TokenRow = {
    ...given,
    id: `tok_${ulid(ctx.now)}`,
    hash: hashToken(token),
    createdBy: ctx.actor.identityId,
    createdAtMs: ctx.now,
    revokedAtMs: null,
    lastUsedAtMs: null,
  };
  ctx.db.insert(tokens).values(row).run();
  wakeFor(ctx, row);
  return { ...toRecord(row, ctx.now), token };
}

/** The alarm must know when this row's time is over. */
export function wakeFor({ schedule }: Context, row: TokenRow): void {
  const lapsesMs = purgeableAtMs(row);
  if (lapsesMs !== null) schedule(lapsesMs);
}

/** Nobody gives away more than they hold; the operator may give any scope. */
export function checkGiven({ actor }: Context, scopes: readonly Scope[]): void {
  if (!isOperator(actor) && !scopes.every((scope) => hasScope(actor, scope))) fail("access_denied");
}

/** An active person or service account of this space, an administrator where a scope asks for one. */
export function checkHolder(ctx: Context, identityId: string, scopes: readonly Scope[]): void {
  const holder = findIdentity(ctx, identityId) ?? fail("identity_not_found", { field: "identity_id" });
  if (holder.type === "group" || !holder.isActive) fail("validation_error", { fields: { identity_id: "unsupported" } });
  const needsRole = scopes.some((scope) => scope === "admin" || scope === "identity:admin");
  if (needsRole && holder.roles.length === 0) fail("validation_error", { fields: { scopes: "role_required" } });
}

/** `endingId`: a token that ends in the same step does not count. */
export function checkTokenQuota({ db, now }: Context, identityId: string, endingId = ""): void {
  const mine = and(eq(tokens.identityId, identityId), ne(tokens.id, endingId), isLive(now));
  const count = db.select({ count: sql<number>`count(*)` }).from(tokens).where(mine).get()?.count ?? 0;
  checkQuota(count, MAX_LIVE_TOKENS);
}
