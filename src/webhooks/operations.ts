import { and, asc, count, desc, eq, gt, gte, sql } from "drizzle-orm";
import { ulid } from "../crypto/random";
import { newWebhookSecret } from "../crypto/webhook-signature";
import { rootKeyUsage } from "../directory/root-key-usage";
import { DAY_MS } from "../formats";
import type { Context } from "../kernel/context";
import { checkName } from "../kernel/name";
import { mutation, query } from "../kernel/operation";
import { type Page, type PageRequest, pageOf, startOf } from "../kernel/page";
import { checkQuota } from "../kernel/quota";
import type { Webhook } from "./cache";
import { webhookCache } from "./cache";
import { type Delivery, giveUpWaiting } from "./deliveries";
import type { Filters } from "./matching";
import { keepOlder } from "./older-secrets";
import { findWebhook } from "./queries";
import { sealWebhookSecret } from "./secret";
import { deliveries, droppedWebhooks, webhooks } from "./tables";

/** What a caller may set. */
export interface WebhookContent {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly filters: Filters;
  readonly enabled: boolean;
}
export interface NewWebhook extends WebhookContent {
  /** Undefined: the server makes one. */
  readonly secret: string | undefined;
}
interface Named {
  readonly id: string;
}
export interface WebhookChange extends Named {
  readonly content: Partial<WebhookContent>;
  /** `generate`: the server makes one; undefined: it stays. */
  readonly secret: { readonly given: string } | "generate" | undefined;
  /** How long the secret before signs too, in milliseconds. */
  readonly previousSecretTtlMs: number;
}
/** `madeSecret`: made by the server in this call, to be shown once; null otherwise. */
export interface WebhookWritten {
  readonly webhook: Webhook;
  readonly madeSecret: string | null;
}
export interface WebhookReport {
  readonly webhook: Webhook;
  readonly statistics: {
    readonly deliveries: number;
    /** Of those that ended, 0 to 1; null: none has. */
    readonly successRate: number | null;
    /** Of the attempts that were the last of their delivery so far; null: none was made. */
    readonly latencyMs: number | null;
  };
  readonly last: Delivery | null;
}

const MAX_WEBHOOKS = 20;
const TERMS = { scope: "admin", category: "webhook", reach: "space" } as const;
const READ = { ...TERMS, action: "config_read", resource: "webhooks" } as const;

export const listWebhooks = query({
  name: "webhooks.list",
  ...READ,
  run({ db, space }, request: PageRequest): Page<Webhook> {
    const binding = ["webhooks", space.id];
    const [after] = startOf(request, binding, ["string"]) ?? [];
    const rows = db
      .select()
      .from(webhooks)
      .where(after === undefined ? undefined : gt(webhooks.name, after))
      .orderBy(asc(webhooks.name))
      .limit(request.limit + 1)
      .all();
    return pageOf(rows, request, binding, ({ name }) => [name]);
  },
});

export const readWebhook = query({
  name: "webhooks.read",
  ...READ,
  run(ctx, { id }: Named): WebhookReport {
    const webhook = findWebhook(ctx, id);
    const own = eq(deliveries.webhookId, id);
    const day = ctx.db
      .select({
        deliveries: count(),
        ended: sql<number>`count(*) filter (where ${deliveries.status} <> 'pending')`,
        good: sql<number>`count(*) filter (where ${deliveries.status} = 'success')`,
        latencyMs: sql<number | null>`avg(${deliveries.durationMs})`,
      })
      .from(deliveries)
      .where(and(own, gte(deliveries.createdAtMs, ctx.now - DAY_MS)))
      .get() ?? { deliveries: 0, ended: 0, good: 0, latencyMs: null };
    const last =
      ctx.db
        .select()
        .from(deliveries)
        .where(own)
        .orderBy(...NEWEST_FIRST)
        .limit(1)
        .get() ?? null;
    const successRate = day.ended === 0 ? null : day.good / day.ended;
    const latencyMs = day.latencyMs === null ? null : Math.round(day.latencyMs);
    return { webhook, statistics: { deliveries: day.deliveries, successRate, latencyMs }, last };
  },
});
export const NEWEST_FIRST = [desc(deliveries.createdAtMs), desc(deliveries.seq)] as const;

export const createWebhook = mutation({
  name: "webhooks.create",
  ...TERMS,
  action: "webhook_create",
  prepare: announceSecret,
  run(ctx, { secret, ...content }: NewWebhook): WebhookWritten {
    const { db, now } = ctx;
    ctx.audit.annotate({ name: content.name });
    checkName(ctx, webhooks, content.name);
    const total = db.select({ total: count() }).from(webhooks).get()?.total ?? 0;
    checkQuota(total, MAX_WEBHOOKS);
    const id = `wh_${ulid(now)}`;
    const madeSecret = secret === undefined ? newWebhookSecret() : null;
    const row: Webhook = {
      ...content,
      ...sealed(ctx, id, secret ?? madeSecret ?? ""),
      ...NO_PREVIOUS,
      id,
      failures: 0,
      createdAtMs: now,
      updatedAtMs: now,
    };
    db.insert(webhooks).values(row).run();
    webhookCache(ctx).forget();
    ctx.audit.annotate({ webhook_id: id });
    return { webhook: row, madeSecret };
  },
});

export const updateWebhook = mutation({
  name: "webhooks.update",
  ...TERMS,
  action: "webhook_update",
  prepare: (ctx, input: WebhookChange) => (input.secret === undefined ? Promise.resolve() : announceSecret(ctx)),
  run(ctx, { id, content, secret, previousSecretTtlMs }: WebhookChange): WebhookWritten {
    const before = findWebhook(ctx, id);
    if (content.name !== undefined) checkName(ctx, webhooks, content.name, id);
    const madeSecret = secret === "generate" ? newWebhookSecret() : null;
    const text = typeof secret === "object" ? secret.given : madeSecret;
    if (text !== null) keepOlder(ctx.db, before, { nowMs: ctx.now, ttlMs: previousSecretTtlMs });
    const after: Webhook = {
      ...before,
      ...content,
      ...(text === null
        ? {}
        : { ...sealed(ctx, id, text), ...previousOf(before, ctx.now + previousSecretTtlMs, ctx.now) }),
      ...(content.enabled ? { failures: 0 } : {}),
      updatedAtMs: ctx.now,
    };
    ctx.db.update(webhooks).set(after).where(eq(webhooks.id, id)).run();
    webhookCache(ctx).forget();
    ctx.audit.annotate({ fields: [...Object.keys(content), ...(text === null ? [] : ["secret"])] });
    if (!after.enabled) for (const row of giveUpWaiting(ctx, id, ctx.now)) ctx.audit.addEntry(row);
    if (after.previousUntilMs !== null) ctx.schedule(after.previousUntilMs);
    return { webhook: after, madeSecret };
  },
});

/** What waits is dropped; what ended is removed by the scheduler. */
export const deleteWebhook = mutation({
  name: "webhooks.delete",
  ...TERMS,
  action: "webhook_delete",
  run(ctx, { id }: Named): null {
    findWebhook(ctx, id);
    ctx.db.delete(webhooks).where(eq(webhooks.id, id)).run();
    ctx.db.insert(droppedWebhooks).values({ id }).run();
    ctx.hooks.webhookDeleted(ctx, id);
    webhookCache(ctx).forget();
    webhookCache(ctx).secretsResealed();
    ctx.schedule(ctx.now);
    return null;
  },
});

/** Before a secret is sealed; the count is set right by the scheduler. */
async function announceSecret(ctx: Context): Promise<void> {
  webhookCache(ctx).secretsResealed();
  ctx.schedule(ctx.now);
  await rootKeyUsage(ctx).reserve(ctx.keyring.newestId);
}

const NO_PREVIOUS = { sealedPrevious: null, previousRootKeyId: null, previousUntilMs: null } as const;

function previousOf({ sealedSecret, rootKeyId }: Webhook, untilMs: number, nowMs: number) {
  if (untilMs <= nowMs) return NO_PREVIOUS;
  return { sealedPrevious: sealedSecret, previousRootKeyId: rootKeyId, previousUntilMs: untilMs };
}

function sealed({ keyring, space }: Context, webhookId: string, secret: string) {
  const { bytes, keyId } = sealWebhookSecret(keyring, { spaceId: space.id, webhookId }, secret);
  return { sealedSecret: Buffer.from(bytes), rootKeyId: keyId };
}
