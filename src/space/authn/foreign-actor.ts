import { groupsOf } from "../../identities/stored";
import { type Actor, identityTypeOf } from "../../kernel/actor";
import type { ObjectCore } from "../../kernel/core";
import type { Bearer } from "../../trusts/exchange/judge";
import { rolesHeld, scopesHeld } from "../../trusts/exchange/rights";
import { expiresAtMs } from "../../trusts/jwt/times";

/** Whoever a trust vouches for, with what it gives them. */
export const foreignActor = ({ db, space }: ObjectCore, bearer: Bearer): Actor => ({
  identityId: bearer.identityId,
  identityType: identityTypeOf(bearer.identityId),
  displayName: bearer.holder?.displayName ?? null,
  homeId: space.id,
  partnerId: space.partnerId,
  tokenId: null,
  scopes: scopesHeld(bearer),
  roles: rolesHeld(bearer),
  groups: [...new Set([...(bearer.holder ? groupsOf(db, bearer.identityId) : bearer.trust.groups), ...bearer.groups])],
  mfaVerifiedAtMs: bearer.mfaVerifiedAtMs,
  tokenExpiresAtMs: expiresAtMs(bearer.jwt.claims),
  trustId: bearer.trust.id,
  policyIds: null,
});
