import { isAddress, lowerCased, lowerCasedRule } from "./addresses";
import { type Check, failed, passed } from "./checks";
import { claimAt, isSameClaim } from "./claim-path";
import { fitsClaim, wantedBy } from "./claim-text";
import type { TrustRow } from "./tables";
import { claimsOfTemplate } from "./template";
import type { Claims } from "./trust";
import { presetFor } from "./well-known";

/** What a trust says of the claims of a token. Pure: nothing of a value is in what comes out. */

/** One check per rule, in their order, and those that nobody has to ask for. */
export function claimChecks(
  trust: Pick<TrustRow, "preset" | "issuer" | "claims" | "identityId" | "groupsClaim">,
  claims: Claims,
): readonly Check[] {
  const asked = trust.claims.map((rule): Check => {
    const value = claimAt(claims, rule.claim);
    if (value === undefined) return failed("claim", "required", rule.claim);
    const fits =
      isAddress(trust.preset, rule.claim) && typeof value === "string"
        ? fitsClaim(lowerCased(value), lowerCasedRule(rule))
        : fitsClaim(value, rule);
    return fits ? passed("claim", rule.claim) : failed("claim", "not_listed", rule.claim);
  });
  return [...asked, ...eventChecks(trust, claims), ...emailChecks(trust, claims)];
}

const RISKY_EVENT = "pull_request_target";

/**
 * A workflow of this event runs with the rights of the repository that a pull request is made to, often on the code of a stranger. A
 * trust takes it only where it names it whole: a glob that happens to fit it does not.
 */
function eventChecks(trust: Pick<TrustRow, "preset" | "issuer" | "claims">, claims: Claims): readonly Check[] {
  if (presetFor(trust) !== "github") return [];
  const rules = trust.claims.filter(({ claim }) => isSameClaim(claim, "event_name"));
  if (rules.some((rule) => wantedBy(rule).includes(RISKY_EVENT))) return [];
  const isRisky = fitsClaim(claimAt(claims, "event_name"), { value: RISKY_EVENT });
  return [isRisky ? failed("claim", "not_listed", "event_name") : passed("claim", "event_name")];
}

/** Whoever goes by an address of e-mail goes by none that its issuer says was never verified. Some write the word as a text. */
function emailChecks(trust: Pick<TrustRow, "claims" | "identityId" | "groupsClaim">, claims: Claims): readonly Check[] {
  const used = [
    ...trust.claims.map(({ claim }) => claim),
    ...claimsOfTemplate(trust.identityId),
    ...(trust.groupsClaim === null ? [] : [trust.groupsClaim]),
  ];
  const verified = claimAt(claims, "email_verified");
  if (verified === undefined || !used.some((claim) => isSameClaim(claim, "email"))) return [];
  const isVerified = verified === true || verified === "true";
  return [isVerified ? passed("claim", "email_verified") : failed("claim", "unverified", "email_verified")];
}

/** `aud` is a text, or a list of texts (RFC 7519, section 4.1.3), and the trust's is one of them, exactly. */
export function audienceCheck({ audience }: Pick<TrustRow, "audience">, claims: Claims): Check {
  const given = claimAt(claims, "aud");
  if (given === undefined) return failed("audience", "required", "aud");
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (!list.every((one) => typeof one === "string")) return failed("audience", "type", "aud");
  return list.includes(audience) ? passed("audience", "aud") : failed("audience", "not_listed", "aud");
}

/** Exactly, letter for letter: a slash at the end makes another issuer. */
export function issuerCheck({ issuer }: Pick<TrustRow, "issuer">, claims: Claims): Check {
  const given = claimAt(claims, "iss");
  if (given === undefined) return failed("issuer", "required", "iss");
  if (typeof given !== "string") return failed("issuer", "type", "iss");
  return given === issuer ? passed("issuer", "iss") : failed("issuer", "unequal", "iss");
}
