import { z } from "@hono/zod-openapi";
import { parseWebhookSecret } from "../crypto/webhook-signature";
import { edgeConfig } from "../edge-config";
import { DAY_MS } from "../formats";
import { addFault, word } from "../http/faults";
import { duration, name, Timestamp, tags } from "../http/fields";
import { listAnswer, pageQuery } from "../http/list";
import { pathPrefix } from "../http/secret-path";
import { EVENT_TYPES } from "../kernel/event";
import { SECRET_TYPES } from "../kernel/secret-type";
import { checkWebhookUrl } from "../outbound/address";
import type { ReasonWord } from "../reason-words";
import { WILDCARDS } from "./matching";
import { WEBHOOK_STATUSES } from "./status";

const MAX_EVENTS = 50;
const MAX_PREVIOUS_TTL_MS = 7 * DAY_MS;

// --- bodies ---

const url = z
  .string()
  .superRefine((text, ctx) => {
    const check = checkWebhookUrl(text, edgeConfig().outboundAllow);
    if (!check.ok) addFault(ctx, check.reason);
  })
  .openapi({ maxLength: 2048, example: "https://hooks.acme.example/in" });

const events = z
  .array(z.enum([...EVENT_TYPES, ...WILDCARDS]))
  .min(1)
  .max(MAX_EVENTS)
  .openapi({ description: "Wildcards leave out `secret.accessed`.", example: ["secret.*"] });

const secret = z
  .string()
  .refine((text) => parseWebhookSecret(text) !== undefined, word("format"))
  .openapi({
    description: "`whsec_` and base64 of 24 to 64 bytes. Kept sealed, never given out.",
    example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    writeOnly: true,
  });

const Filters = z
  .strictObject({
    path_prefix: pathPrefix.optional().openapi({ maxLength: 512, example: "shop/" }),
    secret_type: z.enum(SECRET_TYPES).optional(),
    tags: tags.optional(),
  })
  .openapi("EventFilters", { description: "All given ones must hold." });

const fields = { name: name(128), url, events, filters: Filters, enabled: z.boolean() };

export const WebhookBody = z
  .strictObject({
    name: fields.name,
    url,
    events,
    secret: secret.optional(),
    filters: Filters.optional(),
    enabled: fields.enabled.optional(),
  })
  .openapi("CreateWebhook");

const previousSecretTtl = duration({ zero: true }).superRefine(({ ms }, ctx) => {
  if (ms > MAX_PREVIOUS_TTL_MS) addFault(ctx, "range");
});

export const WebhookPatch = z
  .strictObject(fields)
  .partial()
  .extend({
    secret: secret.optional(),
    generate_secret: z
      .boolean()
      .refine((wanted) => wanted, word("type"))
      .optional()
      .openapi({ description: "Only true, and not together with `secret`." }),
    previous_secret_ttl: previousSecretTtl
      .optional()
      .openapi({ description: "For a new secret: how long the one before signs too, at most 7d; default 24h." }),
  })
  .superRefine((body, ctx) => {
    const fault = (field: string, message: ReasonWord) => addFault(ctx, message, [field]);
    if (Object.keys(body).length === 0) fault("body", "required");
    const hasNew = body.secret !== undefined || body.generate_secret !== undefined;
    if (body.secret !== undefined && body.generate_secret !== undefined) fault("generate_secret", "exclusive");
    if (body.previous_secret_ttl !== undefined && !hasNew) fault("previous_secret_ttl", "unsupported");
  })
  .openapi("WebhookChange", { minProperties: 1 });

// --- parameters ---

export const webhookParams = z.object({ id: z.string().openapi({ example: "wh_01jw8m6z3t9d4xk2v7q5n0c1ab" }) });
export const deliveryParams = z.object({ ...webhookParams.shape, delivery_id: z.string() });
export const webhooksQuery = z.strictObject(pageQuery);
const deliveryStatus = z.enum(["pending", "success", "failed"]);
export const deliveriesQuery = z.strictObject({ status: deliveryStatus.optional(), ...pageQuery });

// --- answers ---

const shape = {
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  filters: Filters,
  enabled: z.boolean(),
  status: z.enum(WEBHOOK_STATUSES),
  created_at: Timestamp,
  updated_at: Timestamp,
};
const Webhook = z.strictObject(shape).openapi("Webhook");
export const WebhookList = listAnswer("webhooks", Webhook).openapi("WebhookList");

export const WebhookWritten = z
  .strictObject({
    ...shape,
    secret: z.string().optional().openapi({ description: "Only where the server made it, and only in this answer." }),
  })
  .openapi("WebhookWritten");

export const WebhookReport = z
  .strictObject({
    ...shape,
    statistics: z.strictObject({
      deliveries_24h: z.int(),
      success_rate_24h: z.number().nullable().openapi({ description: "0 to 1, of those that ended." }),
      avg_latency_ms: z.int().nullable(),
    }),
    last_delivery: z
      .strictObject({ id: z.string(), timestamp: Timestamp, status: deliveryStatus, response_code: z.int().nullable() })
      .nullable(),
  })
  .openapi("WebhookReport");

const Delivery = z
  .strictObject({
    id: z.string(),
    event_id: z.string(),
    event_type: z.string(),
    timestamp: Timestamp,
    status: deliveryStatus,
    attempts: z.int(),
    response_code: z.int().nullable(),
    duration_ms: z.int().nullable(),
    next_attempt_at: Timestamp.nullable(),
    error: z.enum(["timeout", "connection", "status", "redirect", "blocked_address", "disabled"]).nullable(),
  })
  .openapi("WebhookDelivery");
export const DeliveryList = listAnswer("deliveries", Delivery).openapi("WebhookDeliveryList");

export const TestAnswer = z
  .strictObject({
    delivery_id: z.string(),
    status: z.enum(["success", "failed"]),
    response_code: z.int().nullable(),
    duration_ms: z.int().nullable(),
  })
  .openapi("WebhookTest");
export const RetryAnswer = z
  .strictObject({ delivery_id: z.string(), status: z.literal("pending") })
  .openapi("WebhookRetry");
