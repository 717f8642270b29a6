import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Filters } from "./matching";

/** One row per webhook of this space. Written by the verbs of this room and by the courier. */
export const webhooks = sqliteTable("webhooks", {
  /** `wh_<ulid>` */
  id: text("id").primaryKey(),
  name: text("name").notNull().unique(),
  /** As given; judged again at each attempt. */
  url: text("url").notNull(),
  events: text("events", { mode: "json" }).$type<readonly string[]>().notNull(),
  filters: text("filters", { mode: "json" }).$type<Filters>().notNull(),
  enabled: integer("enabled", { mode: "boolean" }).notNull(),
  /** Failed attempts in a row, over all deliveries. */
  failures: integer("failures").notNull(),
  /** Sealed by a key derived from the root key, see `secret.ts`. */
  sealedSecret: blob("sealed_secret", { mode: "buffer" }).notNull(),
  rootKeyId: text("root_key_id").notNull(),
  /** All three set, or none: the secret before, which signs too until then. Erased within about a minute after. */
  sealedPrevious: blob("sealed_previous", { mode: "buffer" }),
  previousRootKeyId: text("previous_root_key_id"),
  previousUntilMs: integer("previous_until_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});

/**
 * Up to two per webhook: secrets older than the one before, whose own time still runs. Goes with the webhook, and like the one
 * before it is erased within about a minute after its time.
 */
export const olderSecrets = sqliteTable(
  "webhook_older_secrets",
  {
    /** Order of rotation. */
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    webhookId: text("webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    sealed: blob("sealed", { mode: "buffer" }).notNull(),
    rootKeyId: text("root_key_id").notNull(),
    untilMs: integer("until_ms").notNull(),
  },
  (t) => [index("webhook_older_secrets_by_webhook").on(t.webhookId, t.seq)],
);

/** Webhooks that are deleted while their deliveries are still being removed. */
export const droppedWebhooks = sqliteTable("dropped_webhooks", { id: text("id").primaryKey() });

/** One row per event and webhook, and per repetition that was asked for. Kept 30 days, or as long as it waits. */
export const deliveries = sqliteTable(
  "webhook_deliveries",
  {
    /** Order of creation. */
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    /** `del_<ulid>` */
    id: text("id").notNull().unique(),
    webhookId: text("webhook_id").notNull(),
    eventId: text("event_id").notNull(),
    eventType: text("event_type").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    status: text("status", { enum: ["pending", "success", "failed"] }).notNull(),
    /** Attempts made. */
    attempts: integer("attempts").notNull(),
    /** Of the latest attempt; null: no answer came. */
    responseCode: integer("response_code"),
    durationMs: integer("duration_ms"),
    error: text("error", { enum: ["timeout", "connection", "status", "redirect", "blocked_address", "disabled"] }),
    /** Set exactly while it is pending. */
    nextAttemptAtMs: integer("next_attempt_at_ms"),
  },
  (t) => [
    index("webhook_deliveries_waiting").on(t.webhookId, t.nextAttemptAtMs).where(sql`next_attempt_at_ms is not null`),
    index("webhook_deliveries_by_webhook").on(t.webhookId, t.createdAtMs),
    index("webhook_deliveries_by_status").on(t.webhookId, t.status, t.createdAtMs),
    index("webhook_deliveries_by_event").on(t.eventId),
  ],
);

/**
 * The outbox: one row per event that some webhook gets, written in the transaction of its cause. Goes with its last delivery.
 */
export const events = sqliteTable(
  "events",
  {
    /** `evt_<ulid>` */
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    /** The envelope as it is sent: JSON text, the same on every attempt. No values. */
    body: text("body").notNull(),
    /** Of a violation: whom, where and what; such an event comes once a minute. */
    subject: text("subject"),
  },
  (t) => [index("events_by_subject").on(t.subject, t.id).where(sql`subject is not null`)],
);
