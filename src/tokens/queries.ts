import { and, eq, gt, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { hashToken, mintToken, tokenKey } from "../crypto/token";
import { fail } from "../errors";
import { findIdentity } from "../identities/operations";
import { hasScope, isOperator, type Role, type Scope } from "../kernel/actor";
import type { Context, MutationContext } from "../kernel/context";
import type { ReadDb } from "../kernel/db";
import { configOf } from "../kernel/deployment";
import { checkQuota } from "../kernel/quota";
import { isPurgeable, KEPT_BRIEFLY_MS, KEPT_MS, purgeableAtMs, statusOf, type TokenStatus, type Via } from "./lifetime";
import { tokens } from "./tables";

export type TokenRow = typeof tokens.$inferSelect;
/** A token without its text and its hash. */
export type TokenRecord = Omit<TokenRow, "hash"> & { readonly status: TokenStatus };
/** The text is in the answer that made it and nowhere else. */
export type MintedToken = TokenRecord & { readonly token: string };
/** A token by its id, or by its text. */
export type TokenRef = { readonly id: string } | { readonly token: string };

/** Live tokens of one identity, by how they were made. */
const MAX_LIVE: Readonly<Record<Via, number>> = { api: 50, child: 1000, approle: 5000, trust: 5000 };

export const toRecord = ({ hash: _, ...row }: TokenRow, nowMs: number): TokenRecord => ({
  ...row,
  status: statusOf(row, nowMs),
});

/** Throws AppError token_not_found; a row whose time is over is gone, whether or not the clean-up has run. */
export const findToken = (ctx: Context, id: string): TokenRow => findRef(ctx, { id });

/** The same by either name. Which token it is goes into the call's audit row, by its id. */
export function findRef({ db, now, audit }: Context, ref: TokenRef): TokenRow {
  const which = "id" in ref ? eq(tokens.id, ref.id) : eq(tokens.hash, hashToken(ref.token));
  const row = db.select().from(tokens).where(which).get();
  if (!row || isPurgeable(row, now)) return fail("token_not_found", { id: "id" in ref ? ref.id : "?" });
  audit.annotate({ target_token_id: row.id });
  return row;
}

/** Throws AppError token_not_found for a dead one too. */
export function findLive(ctx: Context, ref: TokenRef): TokenRow {
  const row = findRef(ctx, ref);
  return statusOf(row, ctx.now) === "active" ? row : fail("token_not_found", { id: row.id });
}

/** The caller's own, whose last use this request may be. Throws AppError token_not_found for who has none here: the operator. */
export function ownToken(ctx: Context): TokenRow {
  const { tokenId } = ctx.actor;
  return tokenId === null ? fail("token_not_found") : findToken(ctx, tokenId);
}

export const isLive = (nowMs: number) =>
  and(isNull(tokens.revokedAtMs), or(isNull(tokens.expiresAtMs), gt(tokens.expiresAtMs, nowMs)));

/** Which of these tokens live. At most 90 ids. */
export function liveTokensAmong(db: ReadDb, ids: readonly string[], nowMs: number): ReadonlySet<string> {
  if (ids.length === 0) return new Set();
  const live = and(inArray(tokens.id, [...ids]), isLive(nowMs));
  return new Set(
    db
      .select({ id: tokens.id })
      .from(tokens)
      .where(live)
      .all()
      .map(({ id }) => id),
  );
}

export function isKept(nowMs: number): SQL | undefined {
  const since = sql`(CASE WHEN ${tokens.via} = 'api' THEN ${nowMs - KEPT_MS} ELSE ${nowMs - KEPT_BRIEFLY_MS} END)`;
  return and(
    or(isNull(tokens.revokedAtMs), gt(tokens.revokedAtMs, since)),
    or(isNull(tokens.expiresAtMs), gt(tokens.expiresAtMs, since)),
  );
}

type Given = "identityId" | "name" | "scopes" | "expiresAtMs" | "lifeMs";
type Written = "id" | "hash" | "createdBy" | "createdAtMs" | "revokedAtMs" | "lastUsedAtMs" | "renewedAtMs" | "isSpent";
/** What a token is made with; what is left out is as for the plainest one. */
export type Minted = Pick<TokenRow, Given> & Partial<Omit<TokenRow, Given | Written>>;

const PLAIN = {
  mfaVerifiedAtMs: null,
  renewable: false,
  maxLifeMs: null,
  usesLeft: null,
  parentId: null,
  policyIds: null,
  boundCidrs: null,
  via: "api",
  viaId: null,
  trustId: null,
  issuer: null,
  subject: null,
  jti: null,
  groups: null,
  metadata: null,
} as const satisfies Omit<TokenRow, Given | Written>;

/** Writes the row and gives the text, once. */
export function mint(ctx: MutationContext, given: Minted): MintedToken {
  const newest = configOf(ctx).rootKeys.at(-1);
  const token = mintToken(ctx.space.id, newest && tokenKey(newest));
  const row: TokenRow = {
    ...PLAIN,
    ...given,
    id: `tok_${ulid(ctx.now)}`,
    hash: hashToken(token),
    createdBy: ctx.actor.identityId,
    createdAtMs: ctx.now,
    revokedAtMs: null,
    lastUsedAtMs: null,
    renewedAtMs: null,
    isSpent: false,
  };
  ctx.db.insert(tokens).values(row).run();
  ctx.audit.annotate({ target_token_id: row.id });
  wakeFor(ctx, row);
  return { ...toRecord(row, ctx.now), token };
}

/** The alarm must know when this row's time is over. */
export function wakeFor({ schedule }: Pick<Context, "schedule">, row: TokenRow): void {
  const lapsesMs = purgeableAtMs(row);
  if (lapsesMs !== null) schedule(lapsesMs);
}

/** Nobody gives away more than they hold; the operator may give any scope. */
export function checkGiven({ actor }: Context, scopes: readonly Scope[]): void {
  const lacking = isOperator(actor) ? undefined : scopes.find((scope) => !hasScope(actor, scope));
  if (lacking !== undefined) fail("access_denied", { required_scope: lacking });
}

/** An active person or service account of this space, an administrator where a scope asks for one. */
export function checkHolder(ctx: Context, identityId: string, scopes: readonly Scope[]): void {
  const holder = findIdentity(ctx, identityId) ?? fail("identity_not_found", { field: "identity_id" });
  if (holder.type === "group" || !holder.isActive) fail("validation_error", { fields: { identity_id: "unsupported" } });
  checkRole(holder, scopes);
}

/** Some scopes count for administrators alone. */
export function checkRole({ roles }: { readonly roles: readonly Role[] }, scopes: readonly Scope[]): void {
  const needsRole = scopes.some((scope) => scope === "admin" || scope === "identity:admin");
  if (needsRole && roles.length === 0) fail("validation_error", { fields: { scopes: "role_required" } });
}

/** `endingId`: a token that ends in the same step does not count. */
export function checkTokenQuota({ db, now }: Context, identityId: string, via: Via, endingId?: string): void {
  const others = endingId === undefined ? undefined : ne(tokens.id, endingId);
  const mine = and(eq(tokens.identityId, identityId), eq(tokens.via, via), others, isNull(tokens.revokedAtMs));
  // Two ranges of one index: with an "or" between them every row of the last day would be looked at, and logins leave many.
  const counted = [isNull(tokens.expiresAtMs), gt(tokens.expiresAtMs, now)].map(
    (lives) => db.select({ count: sql<number>`count(*)` }).from(tokens).where(and(mine, lives)).get()?.count ?? 0,
  );
  checkQuota(
    counted.reduce((sum, count) => sum + count, 0),
    MAX_LIVE[via],
  );
}
