import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Role } from "../kernel/actor";

/** One row per person, service account or group of this space. */
export const identities = sqliteTable("identities", {
  /** `user:…`, `sa:…` or `group:…` */
  id: text("id").primaryKey(),
  type: text("type", { enum: ["user", "service_account", "group"] }).notNull(),
  displayName: text("display_name"),
  roles: text("roles", { mode: "json" }).$type<readonly Role[]>().notNull(),
  isActive: integer("is_active", { mode: "boolean" }).notNull(),
  /** May lag a minute. */
  lastSeenAtMs: integer("last_seen_at_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});

/** One row per identity in a group; goes with either. */
export const memberships = sqliteTable(
  "memberships",
  {
    identityId: text("identity_id")
      .notNull()
      .references(() => identities.id, { onDelete: "cascade" }),
    groupId: text("group_id")
      .notNull()
      .references(() => identities.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.identityId, t.groupId] }), index("memberships_by_group").on(t.groupId)],
);
