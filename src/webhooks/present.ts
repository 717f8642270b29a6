import { formatNullableTimestamp, formatTimestamp } from "../formats";
import { given } from "../kernel/given";
import type { Webhook } from "./cache";
import type { Delivery } from "./deliveries";
import type { Filters } from "./matching";
import type { WebhookReport, WebhookWritten } from "./operations";
import { statusOf } from "./status";

const presentFilters = ({ pathPrefix, secretType, tags }: Filters) =>
  given({ path_prefix: pathPrefix, secret_type: secretType, tags });

/** Never with a secret: field by field, so that a column that is new shows nowhere by itself. */
export const presentWebhook = (row: Webhook) => ({
  id: row.id,
  name: row.name,
  url: row.url,
  events: row.events,
  filters: presentFilters(row.filters),
  enabled: row.enabled,
  status: statusOf(row),
  created_at: formatTimestamp(row.createdAtMs),
  updated_at: formatTimestamp(row.updatedAtMs),
});

export const presentWritten = ({ webhook, madeSecret }: WebhookWritten) => ({
  ...presentWebhook(webhook),
  ...(madeSecret === null ? {} : { secret: madeSecret }),
});

export const presentReport = ({ webhook, statistics, last }: WebhookReport) => ({
  ...presentWebhook(webhook),
  statistics: {
    deliveries_24h: statistics.deliveries,
    success_rate_24h: statistics.successRate,
    avg_latency_ms: statistics.latencyMs,
  },
  last_delivery: last && {
    id: last.id,
    timestamp: formatTimestamp(last.createdAtMs),
    status: last.status,
    response_code: last.responseCode,
  },
});

export const presentDelivery = (row: Delivery) => ({
  id: row.id,
  event_id: row.eventId,
  event_type: row.eventType,
  timestamp: formatTimestamp(row.createdAtMs),
  status: row.status,
  attempts: row.attempts,
  response_code: row.responseCode,
  duration_ms: row.durationMs,
  next_attempt_at: formatNullableTimestamp(row.nextAttemptAtMs),
  error: row.error,
});
