import { fail } from "../errors";
import { hasScope, type Scope } from "../kernel/actor";
import type { Context } from "../kernel/context";
import { mutation } from "../kernel/operation";
import { policiesHeld } from "../policies/held";
import { settingsOf } from "../settings/cache";
import { holderOf, tokenGroupsOf } from "./groups";
import { lifeWithin } from "./lifetime";
import { checkTokenQuota, type MintedToken, mint, ownToken, type TokenRow } from "./queries";

export interface NewChild {
  readonly name: string;
  /** Undefined: the space's default, cut without a word. */
  readonly ttlMs: number | undefined;
  readonly maxLifeMs: number | null;
  /** Null: any number. */
  readonly uses: number | null;
  readonly renewable: boolean;
  /** It outlives its maker, which asks for `identity:admin`. */
  readonly hasNoParent: boolean;
  /** Names of policies that the maker holds; undefined: all that count for the maker, also later ones. */
  readonly policies: readonly string[] | undefined;
  /** Undefined: the maker's. */
  readonly scopes: readonly Scope[] | undefined;
  readonly metadata: Readonly<Record<string, string>> | null;
}
export interface ChildToken extends MintedToken {
  readonly policies: readonly string[];
  /** A shorter life than was asked for. */
  readonly isCut: boolean;
}

/** A token of the caller's own identity, with its rights or fewer, that dies with the caller's token. */
export const createChild = mutation({
  name: "tokens.create_child",
  scope: null,
  category: "identity",
  action: "token_create_child",
  reach: "home",
  run(ctx, asked: NewChild): ChildToken {
    const maker = ownToken(ctx);
    const { identityId } = maker;
    ctx.audit.annotate({ parent: maker.id });
    // A token for one request that could make others would be one for many.
    if (maker.usesLeft !== null) fail("access_denied", { reason: "unsupported" });
    if (asked.hasNoParent && !hasScope(ctx.actor, "identity:admin"))
      fail("insufficient_scope", { required_scope: "identity:admin" });
    const scopes = scopesOf(ctx, maker, asked.scopes);
    ctx.audit.annotate({ target_identity_id: identityId, scopes });
    const policyIds = policyIdsOf(ctx, maker, asked.policies);
    checkTokenQuota(ctx, identityId, "child");
    const { isCut, ...life } = lifeOf(ctx, maker, asked);
    const { name, renewable, maxLifeMs, uses, metadata } = asked;
    const parentId = asked.hasNoParent ? null : maker.id;
    const given = { identityId, name, scopes, renewable, maxLifeMs, metadata, policyIds, ...inherited(ctx, maker) };
    const made = mint(ctx, { ...given, ...life, usesLeft: uses, parentId, via: "child" });
    const policies = policiesHeld(ctx, holderOf(ctx, made)).map((policy) => policy.name);
    return { ...made, policies, isCut: isCut && asked.ttlMs !== undefined };
  },
});

/** What a child is as its maker is. Its second factor is as old as the maker's, and gets older like it. */
function inherited({ db }: Context, maker: TokenRow): Partial<TokenRow> {
  const { mfaVerifiedAtMs, boundCidrs, trustId, issuer, subject, jti } = maker;
  const groups = tokenGroupsOf(db, maker);
  // A trust ends by it what its bearers made for themselves, also what has no parent.
  const viaId = trustId;
  return {
    mfaVerifiedAtMs,
    boundCidrs,
    trustId,
    issuer,
    subject,
    jti,
    viaId,
    groups: groups.length === 0 ? null : groups,
  };
}

function scopesOf({ actor }: Context, maker: TokenRow, asked: readonly Scope[] | undefined): readonly Scope[] {
  if (asked === undefined) return maker.scopes;
  if (!asked.every((scope) => maker.scopes.includes(scope) || hasScope(actor, scope))) fail("access_denied");
  return asked;
}

/**
 * Throws AppError validation_error for a name that is none of the maker's policies. In a partner's space rights on paths come
 * from the role, which no list of policies makes less.
 */
function policyIdsOf(ctx: Context, maker: TokenRow, names: readonly string[] | undefined): readonly string[] | null {
  if (names === undefined) return maker.policyIds;
  if (ctx.space.kind !== "tenant") fail("validation_error", { fields: { policies: "unsupported" } });
  const held = new Map(policiesHeld(ctx, holderOf(ctx, maker)).map(({ id, name }) => [name, id]));
  return names.map((name) => held.get(name) ?? fail("validation_error", { fields: { policies: "unsupported" } }));
}

function lifeOf(ctx: Context, maker: TokenRow, { ttlMs, maxLifeMs, hasNoParent }: NewChild) {
  const { tokenDefaultTtlMs, tokenMaxTtlMs: capMs } = settingsOf(ctx);
  const parentEndsAtMs = hasNoParent ? null : maker.expiresAtMs;
  return lifeWithin(ttlMs ?? tokenDefaultTtlMs, ctx.now, { capMs, maxLifeMs, parentEndsAtMs });
}
