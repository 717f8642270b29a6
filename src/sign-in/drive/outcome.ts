import type { WriteFault } from "../page/order";
import type { PlanRefusal } from "../page/plan";

/** Why a run ended without a sign-in; the words are those on the wire. */
export type SignInCode =
  | PlanRefusal
  | WriteFault
  | "insecure_page"
  | "ancestor_not_allowed"
  | "sandboxed_frame"
  | "opaque_origin"
  | "not_substituted"
  | "redirect_refused"
  | "browser_refused"
  | "browser_gone"
  | "target_not_found"
  | "ambiguous_target"
  | "timeout"
  | "cancelled"
  | "still_on_form"
  | "otp_required"
  | "unknown_after_submit"
  | "internal_error";

export type SignInVerdict =
  | "signed_in"
  | "already_signed_in"
  | "still_on_form"
  | "otp_required"
  | "challenge"
  | "unknown_after_submit";

export interface SignInStep {
  readonly step: "username" | "password" | "totp" | "submit";
  readonly outcome: "filled" | "substituted" | "sent";
}

export interface SignInOutcome {
  readonly status: "authenticated" | "filled" | "failed" | "cancelled";
  readonly verdict: SignInVerdict | null;
  /** A `SignInCode`, or that of a lease that was refused. */
  readonly code: string | null;
  /** Names and hosts, never a value. */
  readonly details: Readonly<Record<string, unknown>> | null;
  /** What was used in the end: `fill` where `wire` fell back. */
  readonly mode: "wire" | "fill" | "prompt_user";
  readonly host: string | null;
  readonly matchedPattern: string | null;
  readonly steps: readonly SignInStep[];
  readonly usedTotp: boolean;
  /** Of status `filled`: what `wipeFilled` needs; null of any other. */
  readonly filled: Filled | null;
}

/** Where values were left in a page. Numbers and names of the browser, never a value. */
export interface Filled {
  readonly targetId: string;
  readonly frameId: string;
  readonly loaderId: string;
  readonly backendNodeIds: readonly number[];
}

/** Ends a run from within. */
export class SignInStop extends Error {
  override readonly name = "SignInStop";
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>> | null;
  /** `code`: a `SignInCode`, or that of a lease that was refused. */
  constructor(code: SignInCode | (string & {}), details: Readonly<Record<string, unknown>> | null = null) {
    super(`the sign-in ended: ${code}`);
    this.code = code;
    this.details = details;
  }
}
