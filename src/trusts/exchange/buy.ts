import { AppError } from "../../errors";
import type { Scope } from "../../kernel/actor";
import type { MutationContext } from "../../kernel/context";
import { policyNames } from "../../policies/held";
import { settingsOf } from "../../settings/cache";
import { holderOf } from "../../tokens/groups";
import { lifeWithin } from "../../tokens/lifetime";
import { checkTokenQuota, type MintedToken, mint } from "../../tokens/queries";
import { refusedFromMs } from "../jwt/times";
import { usedSubjectTokens } from "../tables";
import type { Bearer } from "./bearer";
import { makeHolder } from "./holder";
import { keyOfUse } from "./judge";
import { scopesHeld } from "./rights";

export interface BoughtToken extends MintedToken {
  readonly policies: readonly string[];
}

/**
 * A token for somebody whom a trust vouches for, with the identity where they come for the first time. `wanted`: words of scopes; null:
 * all that the trust gives. Throws AppError invalid_scope, and those of new identities and tokens.
 */
export function buyToken(ctx: MutationContext, bearer: Bearer, wanted: readonly string[] | null): BoughtToken {
  const { trust, identityId, jwt } = bearer;
  const { iss, sub, jti } = jwt.claims;
  ctx.audit.annotate({ trust_id: trust.id, target_identity_id: identityId });
  useUp(ctx, bearer);
  if (!bearer.holder) ctx.audit.add("identity_create", makeHolder(ctx, bearer));
  const scopes = scopesWanted(bearer, wanted);
  ctx.audit.annotate({ scopes });
  checkTokenQuota(ctx, identityId, "trust");
  const bounds = { capMs: settingsOf(ctx).tokenMaxTtlMs, maxLifeMs: null, parentEndsAtMs: null };
  const { expiresAtMs: endsAtMs, lifeMs } = lifeWithin(trust.ttlMs, ctx.now, bounds);
  const made = mint(ctx, {
    identityId,
    name: trust.name,
    scopes,
    expiresAtMs: endsAtMs,
    lifeMs,
    mfaVerifiedAtMs: bearer.mfaVerifiedAtMs,
    via: "trust",
    viaId: trust.id,
    trustId: trust.id,
    issuer: String(iss),
    subject: shortened(sub),
    jti: shortened(jti),
    groups: bearer.groups,
    metadata: { role: trust.name },
  });
  return { ...made, policies: policyNames(ctx, holderOf(ctx, made)) };
}

/** A row is kept as long as anybody could show the token again. */
function useUp({ db, schedule }: MutationContext, { trust, jwt }: Bearer): void {
  if (!trust.singleUse) return;
  const untilMs = refusedFromMs(jwt.claims);
  db.insert(usedSubjectTokens)
    .values({ key: keyOfUse(jwt), expiresAtMs: untilMs })
    .run();
  schedule(untilMs);
}

/** Throws AppError invalid_scope: some that are wanted are none of those that can be had, or there is none. */
function scopesWanted(bearer: Bearer, wanted: readonly string[] | null): readonly Scope[] {
  const held = scopesHeld(bearer);
  const scopes = wanted === null ? held : held.filter((scope) => wanted.includes(scope));
  if (scopes.length === 0 || (wanted !== null && !wanted.every((word) => held.some((scope) => scope === word))))
    throw new AppError({ code: "invalid_scope" });
  return scopes;
}

/** As its issuer wrote it, as far as a record shows it; null: it is no text. */
const shortened = (claim: unknown): string | null =>
  typeof claim === "string" && claim !== "" ? claim.slice(0, MAX_SHOWN).toWellFormed() : null;
const MAX_SHOWN = 512;
