import type { Clock } from "../cdp/transport";
import type { SignInOutcome } from "./outcome";

/** What a page's origin is worth to the credential. `reason` is the refusal's word, as the broker has it, as is the rest. */
export type HostVerdict =
  | { readonly kind: "allowed"; readonly host: string; readonly matchedPattern: string }
  | {
      readonly kind: "refused";
      readonly reason: string;
      readonly host: string | null;
      /** The entry that a bare domain is the base of. */
      readonly nearestPattern?: string;
    };

/** A one-time code, and until when its time step lasts. */
export interface TimedCode {
  readonly code: string;
  readonly expiresAtMs: number;
  /** Whole seconds. */
  readonly period: number;
}

/** Values of one credential, in memory from the lease to the end of the run. */
export interface Secrets {
  readonly username: string | null;
  readonly password: string | null;
  /**
   * The code of the time step that holds `atMs`; null: there is none. A vault may have to be asked for it: rejects with `SignInStop` where it
   * refuses.
   */
  readonly codeAt: ((atMs: number) => Promise<TimedCode | null>) | null;
}

export type Lease =
  | { readonly ok: true; readonly secrets: Secrets }
  | { readonly ok: false; readonly code: string; readonly details: Readonly<Record<string, unknown>> | null };

/** What is known of a run while it goes on. */
export type SignInProgress = Pick<SignInOutcome, "mode" | "host" | "matchedPattern" | "steps" | "usedTotp">;

/**
 * What a run needs from outside. Nothing here is asked before the page was judged, but `judge`. A port that rejects ends the run
 * with `internal_error`.
 */
export interface SignInPorts {
  readonly clock: Clock;
  /** `url` is an origin with a slash, as the browser told it. */
  judge(url: string): HostVerdict;
  /**
   * Asked just before the first value is written, and again for another origin and by a run that falls back. What it gives is
   * never logged and never kept; its `code` is the run's where it refuses.
   */
  lease(place: { readonly host: string; readonly matchedPattern: string; readonly origin: string }): Promise<Lease>;
  /** Takes a time step for this credential; false if another run had it. */
  claimStep(expiresAtMs: number): Promise<boolean>;
  /** Random bytes for stand-ins. */
  randomBytes(length: number): Uint8Array;
  /**
   * Awaited right before each act by which a form with a password or a code may leave: from then on, a run that is cut off says
   * that it does not know, and nobody sends again for it.
   */
  beforeSend(): Promise<void>;
  /** Told whenever one of these changes. */
  onProgress(progress: SignInProgress): void;
  /**
   * Asked about twice a second, in all waits: a run that nobody wants any more wipes what it has not sent, and ends as `cancelled`.
   */
  isCancelled(): boolean;
  /** Told when a run waits for a person, and when it goes on. */
  onPause(reason: SignInPause | null): void;
}
export type SignInPause = "otp_required" | "challenge" | "prompt_user";

export interface SignInRequest {
  readonly mode: "wire" | "fill" | "prompt_user";
  readonly allowFallback: boolean;
  readonly target: { readonly targetId?: string; readonly urlPrefix?: string };
  readonly selectors: Selectors;
  readonly submit: boolean;
  readonly success: { readonly urlPattern?: string; readonly selector?: string; readonly timeoutMs: number };
  readonly pauseTimeoutMs: number;
  /** Which values the credential has, as far as that is known before they are asked for; absent: it is not. */
  readonly has?: readonly ("username" | "password" | "totp")[];
  /** The credential's `allowedDomains`: which requests are paused. What is paused is judged again by `judge`. */
  readonly allowedDomains: readonly string[];
}
export type Selectors = Readonly<Partial<Record<"username" | "password" | "totp" | "submit", string>>>;

export const SIGN_IN_DEFAULTS = {
  mode: "wire",
  allowFallback: false,
  target: {},
  selectors: {},
  submit: true,
  success: { timeoutMs: 15_000 },
  pauseTimeoutMs: 0,
} as const satisfies Omit<SignInRequest, "allowedDomains" | "has">;
