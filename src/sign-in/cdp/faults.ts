/** Why a connection ended. After each of these but `closed_by_us`, the browser's last word counts for nothing. */
export type CdpEnd =
  | "closed_by_us"
  | "closed_by_browser"
  | "message_malformed"
  | "message_too_large"
  | "too_many_messages"
  | "answer_to_nobody"
  | "command_timeout"
  | "run_timeout"
  | "send_failed";

/** The connection is over, and every call that waits or comes. */
export class CdpClosed extends Error {
  override readonly name = "CdpClosed";
  readonly end: CdpEnd;
  constructor(end: CdpEnd) {
    super(`the connection to the browser has ended: ${end}`);
    this.end = end;
  }
}

/**
 * Why one command was refused; the connection goes on. The browser's text is sorted, and not kept.
 * - `gone`: the session, frame, world or object is there no more, so nothing was done
 * - `interrupted`: it went in the middle, so the command may have been carried out
 */
export type CdpRefusal = "gone" | "interrupted" | "unknown_method" | "busy" | "other";

export class CdpRefused extends Error {
  override readonly name = "CdpRefused";
  readonly method: string;
  readonly refusal: CdpRefusal;
  constructor(method: string, refusal: CdpRefusal) {
    super(`the browser refused ${method}: ${refusal}`);
    this.method = method;
    this.refusal = refusal;
  }
}

const INTERRUPTED = /context was destroyed|navigated or closed|promise was collected|target closed/i;
const GONE =
  /cannot find|could not find|not found|no (?:frame|node|target|session|such)|with given id|invalid interceptionid|detached|unique context|session closed|uniquecontextid/i;

export function refusalOf(code: unknown, message: unknown): CdpRefusal {
  if (code === -32601) return "unknown_method";
  if (typeof message !== "string") return "other";
  return INTERRUPTED.test(message) ? "interrupted" : GONE.test(message) ? "gone" : "other";
}
