import { isSameClaim } from "./claim-path";
import { wantedBy } from "./claim-text";
import type { TrustRow } from "./tables";
import type { ClaimRule } from "./trust";

/** Whether a change of a trust takes something from those who came by it. Pure. */

/** What decides who they are and what they were believed: any other value of it is another trust to them. */
const SAME = ["preset", "issuer", "jwksUri", "jwks", "audience", "identityId", "groupsClaim"] as const;

/**
 * May tokens that the trust gave before be more than it would give now? Then they end. More scopes, a longer life, more texts for a
 * claim, another name: whoever works on with such a token is who they were, and is not cut off.
 */
export function isNarrower(after: TrustRow, before: TrustRow): boolean {
  if (before.isActive && !after.isActive) return true;
  if (before.consoleSignIn && !after.consoleSignIn) return true;
  if (SAME.some((key) => after[key] !== before[key])) return true;
  if (!isEqual(after.groupsMap, before.groupsMap) || !isEqual(after.mfaClaim, before.mfaClaim)) return true;
  if (after.ttlMs < before.ttlMs) return true;
  if (!before.scopes.every((scope) => after.scopes.includes(scope))) return true;
  return !after.claims.every((rule) => before.claims.some((old) => fitsAllOf(rule, old)));
}

/** Does every value that fitted the old rule fit this one, as their texts show? */
const fitsAllOf = (rule: ClaimRule, old: ClaimRule): boolean =>
  isSameClaim(rule.claim, old.claim) && wantedBy(old).every((text) => wantedBy(rule).includes(text));

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
