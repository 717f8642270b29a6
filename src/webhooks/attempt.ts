import type { Context } from "../kernel/context";
import { configOf } from "../kernel/deployment";
import { type Sent, sendWebhook } from "../outbound/webhook-sender";
import type { Webhook } from "./cache";
import type { EventRow } from "./envelope";
import { olderOf } from "./older-secrets";
import { openSigningKey } from "./secret";

type Sending = Pick<Context, "db" | "keyring" | "space" | "clock">;

/**
 * One attempt, signed by the secret, and by those before while they live. Throws NoRootKey, UnknownRootKey, DecryptionFailed:
 * then nothing was sent.
 */
export async function attempt(ctx: Sending, webhook: Webhook, event: Pick<EventRow, "id" | "body">): Promise<Sent> {
  const { clock } = ctx;
  const nowMs = clock();
  const keys = await signingKeys(ctx, webhook, nowMs);
  const message = { id: event.id, timestamp: Math.floor(nowMs / 1000), body: event.body };
  return await sendWebhook({ url: webhook.url, message, keys }, { allow: configOf(ctx).outboundAllow, clock });
}

async function signingKeys({ db, keyring, space }: Sending, webhook: Webhook, nowMs: number): Promise<CryptoKey[]> {
  const owner = { spaceId: space.id, webhookId: webhook.id };
  const { sealedSecret, rootKeyId, sealedPrevious, previousRootKeyId, previousUntilMs } = webhook;
  const secrets = [{ keyId: rootKeyId, bytes: new Uint8Array(sealedSecret) }];
  if (sealedPrevious !== null && previousRootKeyId !== null && nowMs < (previousUntilMs ?? 0))
    secrets.push({ keyId: previousRootKeyId, bytes: new Uint8Array(sealedPrevious) });
  for (const older of olderOf(db, webhook.id, nowMs))
    secrets.push({ keyId: older.rootKeyId, bytes: new Uint8Array(older.sealed) });
  return await Promise.all(secrets.map((sealed) => openSigningKey(keyring, owner, sealed)));
}
