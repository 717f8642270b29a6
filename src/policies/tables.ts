import { index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { identities } from "../identities/tables";
import type { RuleText } from "../kernel/policy";

/**
 * One row per access policy of this space; its scope is the kind of the space. Written by the verbs of this room, gone when
 * one of them deletes it.
 */
export const policies = sqliteTable("policies", {
  /** `pol_<ulid>` */
  id: text("id").primaryKey(),
  name: text("name").notNull().unique(),
  description: text("description"),
  /** As written; checked before it is stored. */
  rules: text("rules", { mode: "json" }).$type<readonly RuleText[]>().notNull(),
  isActive: integer("is_active", { mode: "boolean" }).notNull(),
  /** From 1, plus one per change of the policy; bindings do not count. */
  revision: integer("revision").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});

/** One row per identity bound to a policy; goes with either. An expired row counts as gone, and is removed at the next binding. */
export const bindings = sqliteTable(
  "policy_bindings",
  {
    /** `bnd_<ulid>` */
    id: text("id").primaryKey(),
    policyId: text("policy_id")
      .notNull()
      .references(() => policies.id, { onDelete: "cascade" }),
    /** A user, a service account or a group of this space. */
    identityId: text("identity_id")
      .notNull()
      .references(() => identities.id, { onDelete: "cascade" }),
    /** From this instant on the binding gives nothing; null: never. */
    expiresAtMs: integer("expires_at_ms"),
    createdBy: text("created_by").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (t) => [
    unique("policy_bindings_once").on(t.policyId, t.identityId),
    index("policy_bindings_by_identity").on(t.identityId, t.policyId),
    index("policy_bindings_by_policy").on(t.policyId, t.id, t.expiresAtMs),
  ],
);
