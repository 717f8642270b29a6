import { getTableColumns, type InferSelectModel, type Placeholder, sql } from "drizzle-orm";
import type { SpaceDb } from "../kernel/db";
import { auditLog, auditMarks } from "./tables";

const p = sql.placeholder;

/** A value for each column of the log, by the column's name in the database. */
export type LogValues = InferSelectModel<typeof auditLog, { dbColumnNames: true }>;

/** For each column of the log, a placeholder that has the column's name in the database. */
const logPlaceholders = Object.fromEntries(
  Object.entries(getTableColumns(auditLog)).map(([key, column]) => [key, p(column.name)]),
  // What was made key by key has all keys of the table, which the compiler can't see.
) as Record<keyof typeof auditLog.$inferSelect, Placeholder>;

/** The statements of every commit, built once per object: building one costs ten times its execution. */
export const prepareAuditStatements = (db: SpaceDb) => ({
  appendEntry: db.insert(auditLog).values(logPlaceholders).prepare(),

  moveHead: db
    .insert(auditMarks)
    .values({ name: "head", seq: p("seq"), hash: p("hash"), rootKeyId: p("rootKeyId"), mac: p("mac") })
    .onConflictDoUpdate({
      target: auditMarks.name,
      set: {
        seq: sql`excluded.seq`,
        hash: sql`excluded.hash`,
        rootKeyId: sql`excluded.root_key_id`,
        mac: sql`excluded.mac`,
      },
    })
    .prepare(),
});
