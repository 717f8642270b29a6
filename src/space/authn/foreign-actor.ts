import { groupsOf } from "../../identities/stored";
import { type Actor, identityTypeOf } from "../../kernel/actor";
import type { ObjectCore } from "../../kernel/core";
import type { Bearer } from "../../trusts/exchange/bearer";
import { groupsMeant, rolesHeld, scopesHeld } from "../../trusts/exchange/rights";
import { expiresAtMs } from "../../trusts/jwt/times";

/** Whoever a trust vouches for, with what it gives them. */
export function foreignActor({ db, space }: ObjectCore, bearer: Bearer): Actor {
  const own = bearer.holder ? groupsOf(db, bearer.identityId) : groupsMeant(db, bearer.trust, bearer.trust.groups);
  return {
    identityId: bearer.identityId,
    identityType: identityTypeOf(bearer.identityId),
    displayName: bearer.holder?.displayName ?? null,
    homeId: space.id,
    partnerId: space.partnerId,
    tokenId: null,
    scopes: scopesHeld(bearer),
    roles: rolesHeld(bearer),
    groups: [...new Set([...own, ...bearer.groups])].sort(),
    tokenGroups: bearer.groups,
    mfaVerifiedAtMs: bearer.mfaVerifiedAtMs,
    tokenExpiresAtMs: expiresAtMs(bearer.jwt.claims),
    trustId: bearer.trust.id,
    policyIds: null,
  };
}
