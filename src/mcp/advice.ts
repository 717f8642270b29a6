import { type ErrorCode, type Failure, wireOf } from "../errors";

/** What an agent should do about a refusal, in plain words. Codes without a line of their own have that of their status. */
const BY_CODE: Partial<Record<ErrorCode, string>> = {
  invalid_request: "Correct what `details` names, and call again.",
  invalid_cursor: "Begin again without `cursor`; a cursor belongs to one list with the same filters.",
  insufficient_scope: "Your token lacks this scope. Tell the person who runs you; do not look for another way in.",
  access_denied: "You may not use this. Tell the person who runs you; do not look for another way in.",
  tenant_access_denied: "Your token does not work in this tenant now. Tell the person who runs you.",
  idempotency_key_reused: "Take another `idempotencyKey` for other arguments.",
  login_paused: "Do not sign in with this credential before: sites lock accounts. Tell the person who runs you.",
  not_found: "There is no such thing, or it is not yours to see. List what there is, and take an id from there.",
};

const BY_STATUS: Readonly<Record<number, string>> = {
  400: "Correct the arguments, and call again.",
  403: "This is not allowed. Tell the person who runs you; do not look for another way in.",
  404: "There is no such thing, or it is not yours to see.",
  409: "Wait until what stands in the way is over, then call again.",
  429: "Then call again, less often.",
  500: "Call once more; if it fails again, give the request id to the person who runs you.",
  503: "Call again, with growing pauses.",
};

/** How long to wait stands in the words: a model does not see the header `Retry-After`, and not every refusal has it in `details`. */
export function adviceFor({ code, retryAfter }: Failure): string {
  const advice = BY_CODE[code] ?? BY_STATUS[wireOf(code).status] ?? "Tell the person who runs you.";
  return retryAfter === undefined ? advice : `Wait ${retryAfter} seconds. ${advice}`;
}
