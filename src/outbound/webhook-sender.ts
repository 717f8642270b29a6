import { type SignedMessage, signWebhook } from "../crypto/webhook-signature";
import { guardedFetch, type OutboundOutcome } from "./guarded-fetch";

/** Why an attempt failed. */
export type SendError = "timeout" | "connection" | "status" | "redirect" | "blocked_address";
export interface Sent {
  /** Null: the receiver took it, with a 2xx. */
  readonly error: SendError | null;
  /** Null: no answer came. */
  readonly responseCode: number | null;
  readonly durationMs: number;
}
export interface Outgoing {
  /** As it is stored; judged by the guard at this call. */
  readonly url: string;
  readonly message: SignedMessage;
  /** Each signs, the first one first. */
  readonly keys: readonly CryptoKey[];
}
export interface SenderParts {
  /** OUTBOUND_ALLOW. */
  readonly allow: readonly string[];
  /** Milliseconds. */
  readonly clock: () => number;
  readonly timeoutMs?: number;
}

/** From the start to the head of the answer. */
export const SEND_TIMEOUT_MS = 10_000;

/** One attempt, signed by Standard Webhooks 1.0.0. Never throws; nothing of the receiver's answer but its status is read. */
export async function sendWebhook(
  { url, message, keys }: Outgoing,
  { allow, clock, timeoutMs = SEND_TIMEOUT_MS }: SenderParts,
): Promise<Sent> {
  const startMs = clock();
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": "Postern-Webhook/1",
    "webhook-id": message.id,
    "webhook-timestamp": String(message.timestamp),
    "webhook-signature": await signWebhook(keys, message),
  };
  const outcome = await guardedFetch({
    purpose: "webhook",
    method: "POST",
    url,
    headers,
    body: message.body,
    allow,
    timeoutMs,
  });
  return { ...judge(outcome), durationMs: Math.max(0, clock() - startMs) };
}

function judge(outcome: OutboundOutcome): Omit<Sent, "durationMs"> {
  switch (outcome.kind) {
    case "answer":
      return { error: isGood(outcome.status) ? null : "status", responseCode: outcome.status };
    case "redirect":
      return { error: "redirect", responseCode: outcome.status };
    case "too_large":
      return { error: "status", responseCode: outcome.status };
    case "address_refused":
      return { error: "blocked_address", responseCode: null };
    case "timeout":
      return { error: "timeout", responseCode: null };
    case "unreachable":
      return { error: "connection", responseCode: null };
  }
}

const isGood = (status: number): boolean => status >= 200 && status < 300;
