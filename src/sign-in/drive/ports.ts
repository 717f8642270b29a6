import type { Clock } from "../cdp/transport";

/** What a page's origin is worth to the credential. `reason` is the refusal's word, as the broker has it. */
export type HostVerdict =
  | { readonly kind: "allowed"; readonly host: string; readonly matchedPattern: string }
  | { readonly kind: "refused"; readonly reason: string; readonly host: string | null };

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
  /** The code of the time step that holds `atMs`; a vault may have to be asked for it, and may refuse: null. */
  readonly codeAt: ((atMs: number) => Promise<TimedCode | null>) | null;
}

export type Lease =
  | { readonly ok: true; readonly secrets: Secrets }
  | { readonly ok: false; readonly details: Readonly<Record<string, unknown>> };

/** What a run needs from outside. Nothing here is asked before the page was judged, but `judge`. */
export interface SignInPorts {
  readonly clock: Clock;
  /** `url` is an origin with a slash, as the browser told it. */
  judge(url: string): HostVerdict;
  /** Asked once, just before the first value is written; what it gives is never logged and never kept. */
  lease(place: { readonly host: string; readonly matchedPattern: string; readonly origin: string }): Promise<Lease>;
  /** Takes a time step for this credential; false if another run had it. */
  claimStep(expiresAtMs: number): Promise<boolean>;
  /** Random bytes for stand-ins. */
  randomBytes(length: number): Uint8Array;
  /** Asked between steps: a run that nobody wants any more wipes what it has not sent, and ends as `cancelled`. */
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
} as const satisfies Omit<SignInRequest, "allowedDomains">;
