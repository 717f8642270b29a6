import { isSameClaim } from "./claim-path";
import type { ClaimRule, Preset } from "./trust";

/** Addresses of e-mail that Access gives as somebody once typed them: everywhere else a letter of another size is another letter. Pure. */

export const isAddress = (preset: Preset, claim: string): boolean =>
  preset === "cloudflare_access" && isSameClaim(claim, "email");

/** Of ASCII alone: some other letters would become ones that look like nothing was folded, such as the sign of Kelvin a `k`. */
export const lowerCased = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

export const lowerCasedRule = ({ claim, value }: ClaimRule): ClaimRule => ({
  claim,
  value: typeof value === "string" ? lowerCased(value) : value.map(lowerCased),
});
