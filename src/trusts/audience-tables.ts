import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * In D1: which tenant an audience means, one row per audience of its trusts. By it a token that names no tenant finds one, and no
 * two tenants have the same. Written by the tenant's object with the trust, removed with the last trust that has it.
 */
export const trustAudiences = sqliteTable(
  "trust_audiences",
  {
    audience: text("audience").primaryKey(),
    tenantId: text("tenant_id").notNull(),
  },
  (t) => [index("trust_audiences_by_tenant").on(t.tenantId)],
);
