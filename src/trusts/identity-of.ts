import type { ReasonWord } from "../reason-words";
import { isAddress, lowerCased } from "./addresses";
import { claimAt } from "./claim-path";
import { textsOf } from "./claim-text";
import type { TrustRow } from "./tables";
import { fillTemplate, parseTemplate } from "./template";
import type { Claims } from "./trust";

/** Who the bearer of a token is, and what they bring along, by the word of a trust. Pure. */

/** `claim`: the one that stands in the way, where it is one. */
export type BearerId =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: ReasonWord; readonly claim?: string };

/** Always the id of a person or a service account, of the type that the trust says; whether there is one is not looked at. */
export function identityFor({ preset, identityId }: Pick<TrustRow, "preset" | "identityId">, claims: Claims): BearerId {
  const template = parseTemplate(identityId);
  if (!template) return { ok: false, reason: "format" };
  const values: string[] = [];
  for (const claim of template.claims) {
    const value = claimAt(claims, claim);
    if (value === undefined) return { ok: false, reason: "required", claim };
    const text = typeof value === "string" || typeof value === "number" ? textsOf(value)[0] : undefined;
    if (text === undefined) return { ok: false, reason: "type", claim };
    values.push(isAddress(preset, claim) ? lowerCased(text) : text);
  }
  const filled = fillTemplate(template, values);
  const [only, ...others] = template.claims;
  return filled.ok || only === undefined || others.length > 0 ? filled : { ...filled, claim: only };
}

/** Groups of the tenant that the claim stands for, sorted; the token alone holds them. */
export function groupsFor(
  { groupsClaim, groupsMap }: Pick<TrustRow, "groupsClaim" | "groupsMap">,
  claims: Claims,
): string[] {
  if (groupsClaim === null) return [];
  const given = new Set(textsOf(claimAt(claims, groupsClaim)));
  return [...new Set(groupsMap.filter(({ value }) => given.has(value)).map(({ group }) => group))].sort();
}

/**
 * When the bearer showed a second factor, in milliseconds; null: the token does not say that. `auth_time`, else `iat`, both in
 * seconds; never later than now, and never guessed where it is there and no time.
 */
export function mfaAtMs({ mfaClaim }: Pick<TrustRow, "mfaClaim">, claims: Claims, nowMs: number): number | null {
  if (mfaClaim === null) return null;
  const given = textsOf(claimAt(claims, mfaClaim.claim));
  if (!mfaClaim.values.some((value) => given.includes(value))) return null;
  const seconds = claimAt(claims, "auth_time") ?? claimAt(claims, "iat");
  if (typeof seconds !== "number" || !Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(Math.floor(seconds) * 1000, nowMs);
}
