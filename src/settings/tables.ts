import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SettingTexts } from "./rules";

/** What this space has set, in one row; no row before the first change. What is not in it has its default. */
export const settings = sqliteTable("settings", {
  /** The space's own id. */
  id: text("id").primaryKey(),
  /** As written: durations as texts. */
  chosen: text("chosen", { mode: "json" }).$type<Partial<SettingTexts>>().notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});
