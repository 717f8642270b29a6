import { and, desc, eq, lt } from "drizzle-orm";
import { fail } from "../errors";
import { wholeSecond } from "../formats";
import type { Scope } from "../kernel/actor";
import type { Context } from "../kernel/context";
import { mutation, query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { settingsOf } from "../settings/cache";
import {
  checkGiven,
  checkHolder,
  checkTokenQuota,
  findToken,
  isKept,
  isLive,
  type MintedToken,
  mint,
  type TokenRecord,
  toRecord,
} from "./queries";
import { tokens } from "./tables";

export interface NewToken {
  readonly identityId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Milliseconds from now, or an instant; `null` never expires; undefined takes the default. */
  readonly expiry: { readonly inMs: number } | { readonly atMs: number | null } | undefined;
  readonly mfaVerifiedAtMs: number | null;
  readonly renewable: boolean;
  readonly maxLifeMs: number | null;
  /** Null: any number. */
  readonly uses: number | null;
}
interface TokenListRequest extends PageRequest {
  readonly identityId: string | undefined;
  readonly includeInactive: boolean;
}

/** Newest first. */
export const listTokens = query({
  name: "tokens.list",
  scope: "identity:read",
  category: "identity",
  action: "config_read",
  resource: "tokens",
  reach: "space",
  run(ctx, request: TokenListRequest): Page<TokenRecord> {
    const { db, now, space } = ctx;
    const { identityId, includeInactive } = request;
    const binding = ["tokens", space.id, identityId ?? "", String(includeInactive)];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const rows = db
      .select()
      .from(tokens)
      .where(
        and(
          after === undefined ? undefined : lt(tokens.id, after),
          identityId === undefined ? undefined : eq(tokens.identityId, identityId),
          includeInactive ? isKept(now) : isLive(now),
        ),
      )
      .orderBy(desc(tokens.id))
      .limit(request.limit + 1)
      .all();
    const page = pageOf(rows, request, binding, ({ id }) => [id]);
    return { ...page, items: page.items.map((row) => toRecord(row, now)) };
  },
});

export const readToken = query({
  name: "tokens.read",
  scope: "identity:read",
  category: "identity",
  action: "config_read",
  resource: "tokens",
  reach: "space",
  run(ctx, { id }: { id: string }): TokenRecord {
    return toRecord(findToken(ctx, id), ctx.now);
  },
});

/** The text is in this answer and nowhere else. */
export const createToken = mutation({
  name: "tokens.create",
  scope: "identity:admin",
  category: "identity",
  action: "token_create",
  reach: "space",
  run(ctx, { expiry, uses, ...given }: NewToken): MintedToken {
    const { identityId, scopes, mfaVerifiedAtMs, maxLifeMs } = given;
    const life = lifeOf(ctx, expiry, maxLifeMs);
    ctx.audit.annotate({ target_identity_id: identityId, scopes });
    if (mfaVerifiedAtMs !== null && mfaVerifiedAtMs > ctx.now)
      fail("validation_error", { fields: { mfa_verified_at: "future" } });
    checkGiven(ctx, scopes);
    checkHolder(ctx, identityId, scopes);
    checkTokenQuota(ctx, identityId, "api");
    return mint(ctx, { ...given, usesLeft: uses, ...life });
  },
});

/** An expiry that is asked for must lie within the space's cap; a default is cut to it. */
function lifeOf(
  ctx: Context,
  expiry: NewToken["expiry"],
  maxLifeMs: number | null,
): { expiresAtMs: number | null; lifeMs: number | null } {
  const { tokenDefaultTtlMs, tokenMaxTtlMs } = settingsOf(ctx);
  const capMs = Math.min(tokenMaxTtlMs ?? Number.POSITIVE_INFINITY, maxLifeMs ?? Number.POSITIVE_INFINITY);
  const field = expiry && "inMs" in expiry ? "expires_in" : "expires_at";
  if (expiry && "atMs" in expiry && expiry.atMs === null) {
    if (Number.isFinite(capMs)) fail("validation_error", { fields: { [field]: "range" } });
    return { expiresAtMs: null, lifeMs: null };
  }
  const askedMs = !expiry
    ? Math.min(tokenDefaultTtlMs, capMs)
    : "inMs" in expiry
      ? expiry.inMs
      : (expiry.atMs ?? 0) - ctx.now;
  if (askedMs <= 0) fail("validation_error", { fields: { [field]: "past" } });
  if (askedMs > capMs) fail("validation_error", { fields: { [field]: "range" } });
  return { expiresAtMs: wholeSecond(ctx.now + askedMs), lifeMs: askedMs };
}
