import { guardedFetch, type OutboundOutcome } from "../../outbound/guarded-fetch";

/** One call to a vault's HTTP API, and when it may be sent again. */
export const CALL_TIMEOUT_MS = 5000; // from the start to the last byte
export const REQUEST_TIMEOUT_MS = 15_000; // all calls of one request
const MAX_ANSWER_BYTES = 256 * 1024;
const LAG_PAUSE_MS = 250; // 412: the node lags behind a write it knows of

/** How to reach the vault. `allow`: OUTBOUND_ALLOW. */
export interface VaultTarget {
  readonly address: string;
  readonly namespace: string | null;
  readonly allow: readonly string[];
}
export type VaultMethod = "GET" | "POST" | "PATCH";
export interface VaultCall {
  /** `PATCH`: the body is a JSON merge patch (RFC 7396). */
  readonly method: VaultMethod;
  /** After `/v1/`, not encoded. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
  readonly token?: string;
  readonly timeoutMs?: number;
}

export async function callVault(target: VaultTarget, call: VaultCall): Promise<OutboundOutcome> {
  const namespace = target.namespace?.replace(/^\/|\/$/g, "") ?? "";
  return guardedFetch({
    purpose: "vault",
    address: target.address,
    allow: target.allow,
    method: call.method,
    path: call.path,
    headers: {
      "X-Vault-Request": "true",
      Accept: "application/json",
      "Content-Type": call.method === "PATCH" ? "application/merge-patch+json" : "application/json",
      ...(namespace === "" ? {} : { "X-Vault-Namespace": namespace }),
      ...(call.token === undefined ? {} : { "X-Vault-Token": call.token }),
    },
    ...(call.body === undefined ? {} : { body: call.body }),
    timeoutMs: Math.min(call.timeoutMs ?? CALL_TIMEOUT_MS, CALL_TIMEOUT_MS),
    maxBytes: MAX_ANSWER_BYTES,
  });
}

/**
 * Sends, and sends again where that is harmless: a GET that got no answer at all once, not after a timeout; whatever was
 * answered 412 once, a moment later.
 */
export async function sendWithRepeats(
  method: VaultMethod,
  send: () => Promise<OutboundOutcome>,
): Promise<OutboundOutcome> {
  let outcome = await send();
  if (outcome.kind === "unreachable" && !outcome.begun && method === "GET") outcome = await send();
  if (outcome.kind === "answer" && outcome.status === 412) {
    await scheduler.wait(LAG_PAUSE_MS);
    outcome = await send();
  }
  return outcome;
}
