import { importSigningKey, newWebhookSecret, parseWebhookSecret } from "../../src/crypto/webhook-signature";
import { sendWebhook } from "../../src/outbound/webhook-sender";

export const signingSecret = newWebhookSecret();

export const send = async (url: string, { allow = ["127.0.0.1"], timeoutMs = 2_000 } = {}) => {
  const key = await importSigningKey(parseWebhookSecret(signingSecret) ?? new Uint8Array(0));
  const message = { id: "evt_1", timestamp: 1_750_000_000, body: '{"a":1}' };
  return await sendWebhook({ url, message, keys: [key] }, { allow, clock: Date.now, timeoutMs });
};
