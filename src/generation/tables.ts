import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type Field, POLICY_TYPES } from "./fields";

/** One row per generation policy of this space. Written by the verbs of this room; deleted only while nothing names it. */
export const secretPolicies = sqliteTable("secret_policies", {
  /** `sp_<ulid>` */
  id: text("id").primaryKey(),
  name: text("name").notNull().unique(),
  policyType: text("policy_type", { enum: POLICY_TYPES }).notNull(),
  description: text("description"),
  /** As written; checked before they are stored. No secret is among them. */
  fields: text("fields", { mode: "json" }).$type<readonly Field[]>().notNull(),
  /** An inactive one makes samples, and no values. */
  isActive: integer("is_active", { mode: "boolean" }).notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});
