import type { AddressFault } from "../../outbound/address";

/**
 * What was reached last:
 * - `address`: what the guard says of it; nothing was sent
 * - `version`: what the server of an `https` endpoint says its socket is
 * - `connect`: the socket
 * - `protocol`: the first commands
 */
export const BROWSER_STAGES = ["address", "version", "connect", "protocol"] as const;
export type BrowserStage = (typeof BROWSER_STAGES)[number];

/** Nobody answered; somebody did, and would not, or is no browser; it came and went, or passed a bound. */
export const BROWSER_CODES = ["browser_unreachable", "browser_refused", "browser_gone"] as const;
export type BrowserCode = (typeof BROWSER_CODES)[number];

/** Words and numbers of our own: no text of the other side is among them. */
export type BrowserDetails = {
  readonly reason?: AddressFault | "no_version" | "another_host" | "page_socket";
  /** What the other side answered instead of opening a socket. */
  readonly upstreamStatus?: number;
  /** The bound that was passed. */
  readonly limit?: string;
};

export interface BrowserFailure {
  readonly ok: false;
  readonly stage: BrowserStage;
  readonly code: BrowserCode;
  readonly details: BrowserDetails;
}
/** A fault of our own: the key does not open. It is logged where it was found. */
export interface OwnFailure {
  readonly ok: false;
  readonly stage: "address";
  readonly code: "internal_error" | "service_unavailable";
  readonly details: Readonly<Record<never, never>>;
}

export const failed = (stage: BrowserStage, code: BrowserCode, details: BrowserDetails = {}): BrowserFailure => ({
  ok: false,
  stage,
  code,
  details,
});
