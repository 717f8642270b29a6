import type { z } from "@hono/zod-openapi";
import { DAY_MS } from "../formats";
import { type Endpoint, endpoint } from "../http/endpoint";
import { presentPage } from "../http/list";
import { given } from "../kernel/given";
import { listDeliveries, retryDelivery, testWebhook } from "./delivery-operations";
import type { Filters } from "./matching";
import { createWebhook, deleteWebhook, listWebhooks, readWebhook, updateWebhook } from "./operations";
import { presentDelivery, presentReport, presentWebhook, presentWritten } from "./present";
import * as schemas from "./schemas";

const DEFAULT_PREVIOUS_TTL_MS = DAY_MS;

type Body = z.output<typeof schemas.WebhookBody>;
const filtersOf = ({ path_prefix, secret_type, tags }: NonNullable<Body["filters"]>): Filters =>
  given({ pathPrefix: path_prefix, secretType: secret_type, tags });

const changesOf = ({ name, url, events, filters, enabled }: Partial<Body>) =>
  given({ name, url, events, filters: filters && filtersOf(filters), enabled });

export const webhookEndpoints: readonly Endpoint[] = [
  endpoint({
    operation: listWebhooks,
    method: "get",
    path: "/webhooks",
    summary: "List webhooks, by name",
    query: schemas.webhooksQuery,
    answers: { 200: { description: "One page.", schema: schemas.WebhookList } },
    errors: ["invalid_cursor"],
    input: ({ query: { limit, cursor } }) => ({ limit, cursor }),
    respond: (page, c) => c.json(presentPage("webhooks", page, presentWebhook)),
  }),
  endpoint({
    operation: createWebhook,
    method: "post",
    path: "/webhooks",
    summary: "Create a webhook",
    body: schemas.WebhookBody,
    answers: {
      201: { description: "The webhook, with its secret if none was given.", schema: schemas.WebhookWritten },
    },
    errors: ["invalid_duration", "name_conflict"],
    input: ({ body: { name, url, events, filters, enabled, secret } }) => ({
      name,
      url,
      events,
      filters: filtersOf(filters ?? {}),
      enabled: enabled ?? true,
      secret,
    }),
    respond: (written, c) => c.json(presentWritten(written), 201),
  }),
  endpoint({
    operation: readWebhook,
    method: "get",
    path: "/webhooks/{id}",
    summary: "Read a webhook and how it does",
    params: schemas.webhookParams,
    answers: { 200: { description: "The webhook.", schema: schemas.WebhookReport } },
    errors: ["webhook_not_found"],
    input: ({ params }) => params,
    respond: (report, c) => c.json(presentReport(report)),
  }),
  endpoint({
    operation: updateWebhook,
    method: "patch",
    path: "/webhooks/{id}",
    summary: "Change a webhook, or its secret",
    params: schemas.webhookParams,
    body: schemas.WebhookPatch,
    answers: {
      200: {
        description: "The webhook, with its secret if the server made a new one.",
        schema: schemas.WebhookWritten,
      },
    },
    errors: ["invalid_duration", "webhook_not_found", "name_conflict"],
    input: ({ params, body }) => ({
      ...params,
      content: changesOf(body),
      secret: body.generate_secret
        ? ("generate" as const)
        : body.secret === undefined
          ? undefined
          : { given: body.secret },
      previousSecretTtlMs: body.previous_secret_ttl?.ms ?? DEFAULT_PREVIOUS_TTL_MS,
    }),
    respond: (written, c) => c.json(presentWritten(written)),
  }),
  endpoint({
    operation: deleteWebhook,
    method: "delete",
    path: "/webhooks/{id}",
    summary: "Delete a webhook and what waits for it",
    params: schemas.webhookParams,
    answers: { 204: { description: "Gone.", schema: null } },
    errors: ["webhook_not_found"],
    input: ({ params }) => params,
    respond: (_, c) => c.body(null, 204),
  }),
  endpoint({
    operation: testWebhook,
    method: "post",
    path: "/webhooks/{id}/test",
    summary: "Send `webhook.test` once and wait for the receiver",
    params: schemas.webhookParams,
    answers: { 200: { description: "How it went.", schema: schemas.TestAnswer } },
    errors: ["webhook_not_found"],
    input: ({ params }) => params,
    respond: ({ id, status, responseCode, durationMs }, c) =>
      c.json({ delivery_id: id, status, response_code: responseCode, duration_ms: durationMs }),
  }),
  endpoint({
    operation: listDeliveries,
    method: "get",
    path: "/webhooks/{id}/deliveries",
    summary: "List deliveries of the last 30 days, newest first",
    params: schemas.webhookParams,
    query: schemas.deliveriesQuery,
    answers: { 200: { description: "One page.", schema: schemas.DeliveryList } },
    errors: ["invalid_cursor", "webhook_not_found"],
    input: ({ params, query: { status, limit, cursor } }) => ({ webhookId: params.id, status, limit, cursor }),
    respond: (page, c) => c.json(presentPage("deliveries", page, presentDelivery)),
  }),
  endpoint({
    operation: retryDelivery,
    method: "post",
    path: "/webhooks/{id}/deliveries/{delivery_id}/retry",
    summary: "Deliver the same event again, now",
    params: schemas.deliveryParams,
    answers: { 202: { description: "It waits to be sent.", schema: schemas.RetryAnswer } },
    errors: ["webhook_not_found", "delivery_not_found"],
    input: ({ params }) => ({ webhookId: params.id, id: params.delivery_id }),
    respond: ({ id }, c) => c.json({ delivery_id: id, status: "pending" }, 202),
  }),
];
