import type { ReasonWord } from "../reason-words";

/** What a foreign token is looked at for, one after the other. */
export const CHECK_NAMES = [
  "form",
  "active",
  "algorithm",
  "issuer",
  "audience",
  "expires_at",
  "not_before",
  "issued_at",
  "claim",
  "identity",
  "single_use",
  "signature",
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];
/** One of them, and what came of it: names and words alone, no value of the token. */
export interface Check {
  readonly check: CheckName;
  /** The claim that was looked at, as the trust names it. */
  readonly claim?: string;
  /** `skipped`: what stands before it failed, or the trust does not ask for it. */
  readonly outcome: "passed" | "failed" | "skipped";
  /** Why it failed or was skipped; null: it passed. */
  readonly reason: ReasonWord | null;
}

export const passed = (check: CheckName, claim?: string): Check => ({
  ...named(check, claim),
  outcome: "passed",
  reason: null,
});
export const failed = (check: CheckName, reason: ReasonWord, claim?: string): Check => ({
  ...named(check, claim),
  outcome: "failed",
  reason,
});
export const skipped = (check: CheckName, reason: ReasonWord, claim?: string): Check => ({
  ...named(check, claim),
  outcome: "skipped",
  reason,
});

const named = (check: CheckName, claim: string | undefined) => (claim === undefined ? { check } : { check, claim });
