import type { Check } from "../checks";
import type { Jwt } from "../jwt/decode";
import type { TrustRow } from "../tables";

/** What a look at a foreign token found, before anybody is let in by it. */
export type Evidence =
  /** Its issuer signed it: so say the keys that this trust goes by. Whether the trust still takes it is judged by the trust's row. */
  | { readonly kind: "verified"; readonly jwt: Jwt; readonly trust: TrustRow }
  /**
   * No trust takes it. `issuer`: as the token says; null: it does not. `about`: the trust that came nearest, and what stood in the way
   * there; `unnamed`: trusts have the issuer, and none is the one that was asked for; null: no trust has it.
   */
  | { readonly kind: "refused"; readonly issuer: string | null; readonly about: Refused | "unnamed" | null }
  /** Keys that would decide are not to be had now. */
  | { readonly kind: "unavailable" }
  /** Keys would have to be fetched, and there were too many refusals of this issuer's tokens lately. */
  | { readonly kind: "stopped" };
export type Verified = Extract<Evidence, { kind: "verified" }>;
export interface Refused {
  readonly trust: TrustRow;
  readonly check: Check;
}

/**
 * By the proof that was looked at, which nobody can show again: an object that came with one request and goes with it. Who was not looked
 * at has no evidence, and nobody is let in.
 */
const found = new WeakMap<object, Evidence>();

export const keepEvidence = (proof: object, evidence: Evidence): void => void found.set(proof, evidence);
export const evidenceOf = (proof: object): Evidence | undefined => found.get(proof);
