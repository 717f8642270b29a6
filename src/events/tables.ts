import { sql } from "drizzle-orm";
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";

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
